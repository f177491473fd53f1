"""Debts, plans and payments as tables (CSV) and for programs (JSON)."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from bot.ui.cards_debts import KIND_NAMES, LENDER_NAMES, STAGE_NAMES, WHOSE_NAMES
from bot.ui.cards_plans import STATUS
from bot.ui.texts import Id
from coach.plans import occurrence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bot.ui.texts import Texts
    from coach.debts import Debt
    from coach.money import Money
    from coach.plans import Payment, Plan

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""Signs that make a spreadsheet compute a cell, wide ones too."""

_BOM = b"\xef\xbb\xbf"
"""Without it a spreadsheet takes Chinese for something else."""


def table(rows: Sequence[Sequence[object]]) -> bytes:
    """Return rows as CSV (RFC 4180) in UTF-8 with its mark; words never become a formula."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows([_cell(each) for each in r] for r in rows)
    return _BOM + written.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> str:
    if value is None:
        return ""
    words = str(value)
    computed = words.startswith(_FORMULA) or words.lstrip().startswith(_FORMULA)
    return f"'{words}" if isinstance(value, str) and computed else words


def _sum(amount: Money | None) -> object:
    return None if amount is None else amount.major


def debts(t: Texts, known: Sequence[Debt]) -> bytes:
    """Return the debts as CSV, names in the person's language, dates as ISO 8601."""
    head = (
        "documents.column.number", "documents.column.creditor", "documents.column.kind",
        "documents.column.lender", "documents.column.whose", "documents.column.stage",
        "documents.column.currency", "documents.column.principal", "documents.column.interest",
        "documents.column.fees", "documents.column.owed", "documents.column.rate",
        "documents.column.contract_payment", "documents.column.overdue_since",
    )  # fmt: skip
    rows = [
        (
            each.number, each.creditor, t.show(Id(KIND_NAMES[each.kind])),
            t.show(Id(LENDER_NAMES[each.lender])), t.show(Id(WHOSE_NAMES[each.whose])),
            t.show(Id(STAGE_NAMES[each.stage])), each.currency, _sum(each.principal),
            _sum(each.interest), _sum(each.fees), _sum(each.balance), each.rate,
            _sum(each.payment), each.overdue_since,
        )
        for each in known
    ]  # fmt: skip
    return table([[t.plain(name) for name in head], *rows])


Known = tuple["Plan", "str | None", "Sequence[Payment]"]
"""A plan, what the person calls it, and what was said of its payments."""


def plans(t: Texts, known: Sequence[Known]) -> bytes:
    """Return the plans as CSV."""
    head = (
        "documents.column.number", "documents.column.creditor", "documents.column.currency",
        "documents.column.amount", "documents.column.last_amount", "documents.column.payments",
        "documents.column.first_due", "documents.column.reference",
    )  # fmt: skip
    rows = [
        (
            plan.number, label, plan.amount.currency, _sum(plan.amount), _sum(plan.last_amount),
            plan.count, plan.first_due, plan.reference,
        )
        for plan, label, _ in known
    ]  # fmt: skip
    return table([[t.plain(name) for name in head], *rows])


def payments(t: Texts, known: Sequence[Known]) -> bytes:
    """Return what was said of each payment as CSV; nobody is said to have missed one."""
    head = (
        "documents.column.plan", "documents.column.payment", "documents.column.due",
        "documents.column.currency", "documents.column.amount", "documents.column.status",
        "documents.column.paid", "documents.column.said_on",
    )  # fmt: skip
    rows = [
        (
            plan.number, n, due, plan.amount.currency, _sum(amount), t.show(Id(STATUS[said.status])),
            _sum(said.amount), said.at.date(),
        )
        for plan, _, every in known
        for n, due, amount, said in _paid(plan, every)
    ]  # fmt: skip
    return table([[t.plain(name) for name in head], *rows])


def _paid(
    plan: Plan, every: Sequence[Payment]
) -> Iterator[tuple[int, date | None, Money | None, Payment]]:
    for said in every:
        instalment = occurrence(plan, said.n)
        due = instalment.due if instalment else None
        yield said.n, due, instalment.amount if instalment else None, said


def as_json(known_debts: Sequence[Debt], known: Sequence[Known]) -> bytes:
    """Return the same for programs: fixed English names, sums as decimal text, ISO dates."""
    whole = {
        "format": "duewell.lists",
        "version": 1,
        "debts": [_debt(each) for each in known_debts],
        "plans": [_plan(*each) for each in known],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2).encode("utf-8", "replace")


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _debt(each: Debt) -> dict[str, object]:
    return {
        "number": each.number,
        "creditor": each.creditor,
        "kind": each.kind.value,
        "lender": each.lender.value,
        "whose": each.whose.value,
        "stage": each.stage.value,
        "region": each.region,
        "currency": each.currency,
        "principal": _text(_sum(each.principal)),
        "interest": _text(_sum(each.interest)),
        "fees": _text(_sum(each.fees)),
        "owed": _text(_sum(each.balance)),
        "rate_a_year": _text(each.rate),
        "contract_payment": _text(_sum(each.payment)),
        "overdue_since": _text(each.overdue_since),
    }


def _plan(plan: Plan, label: str | None, every: Sequence[Payment]) -> dict[str, object]:
    return {
        "number": plan.number,
        "name": label,
        "status": plan.status.value,
        "version": plan.version,
        "currency": plan.amount.currency,
        "amount": _text(_sum(plan.amount)),
        "last_amount": _text(_sum(plan.last_amount)),
        "payments_in_all": plan.count,
        "first_due": _text(plan.first_due),
        "every": plan.every.value,
        "reference": plan.reference,
        "payments": [
            {
                "number": n,
                "due": _text(due),
                "amount": _text(_sum(amount)),
                "status": said.status.value,
                "paid": _text(_sum(said.amount)),
                "said_at": said.at.isoformat(),
            }
            for n, due, amount, said in _paid(plan, every)
        ],
    }
