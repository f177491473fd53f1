"""A client's case as their counsellor reads it: the figures the client sees, without their buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_budget, cards_contacts, cards_deadlines, cards_evidence, cards_plans
from bot.ui.cards import Card, column, foot, go
from bot.ui.texts import Id
from coach.budget import SIGNS
from coach.debts import is_priority
from coach.forms_budget import REASONS
from coach.forms_evidence import NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.ui.cards_plans import Line
    from bot.ui.texts import Texts
    from coach.budget import Affordability
    from coach.contacts import Contact
    from coach.debts import Debt
    from coach.evidence import Ticked
    from coach.hardship import Hardship

MOST = 12
"""Lines of one kind; a chat is no ledger, and the console shows all."""
REASON_NAMES = {option.value: option.text for option in REASONS}


def _cut(t: Texts, title: str, lines: Sequence[str], none: str) -> str:
    if not lines:
        return t.t(none)
    shown = [t.t(title), *lines[:MOST]]
    if len(lines) > MOST:
        shown.append(t.tn("clients.case.more", len(lines) - MOST))
    return "\n".join(shown)


def case(
    t: Texts, client: int, debts: Sequence[Debt], sum_: Affordability | None,
    hardship: Hardship | None, plans: Sequence[Line], *, papers: bool,
) -> Card:  # fmt: skip
    """Return debts, budget, hardship and plans; `papers` are shared as well."""
    owed = [
        t.t("debts.list.priority" if is_priority(each) else "debts.list.line",
            number=each.number, creditor=each.creditor, balance=each.balance)
        for each in debts
    ]  # fmt: skip
    parts = [_cut(t, "clients.case.debts", owed, "clients.case.no_debts"), _budget(t, sum_)]
    if hardship is not None:
        parts.append(t.t("clients.case.hardship", reason=Id(REASON_NAMES[hardship.reason])))
    parts.append(
        _cut(t, "clients.case.plans", [_plan(t, each) for each in plans], "clients.case.no_plans")
    )
    rows = column(
        go(t.plain("clients.case.log_button"), "clients.log", client),
        go(t.plain("clients.case.papers_button"), "clients.papers", client) if papers else None,
    )
    return Card("\n\n".join(parts), rows + foot(t, "clients.one", client), long=True)


def _budget(t: Texts, sum_: Affordability | None) -> str:
    if sum_ is None:
        return t.t("clients.case.no_budget")
    lines = [t.t("clients.case.budget")]
    for row in sum_.working:
        sign = SIGNS[row.step]
        bold = "budget.line_bold" if sign == "=" else "budget.line_plain"
        name = Id(cards_budget.STEPS[row.step])
        lines.append(t.t(bold, sign=sign.replace("-", "−"), name=name, amount=row.amount))
    return "\n".join(lines)


def _plan(t: Texts, each: Line) -> str:
    title, coming = cards_plans.name(t, each.label, each.plan), each.coming
    if each.waiting:
        return t.tn("plans.list_waiting", each.waiting, name=title)
    if coming is None:
        return t.t("plans.list_done", name=title)
    return t.t("plans.list_line", name=title, amount=coming.amount, day=coming.due)


def log(
    t: Texts, client: int, contacts: Sequence[tuple[Contact, str | None]],
    deadlines: Sequence[tuple[str, str | None, date]],
) -> Card:  # fmt: skip
    """Return contacts and open deadlines."""
    said = [
        t.t("contacts.list_line", number=number, day=each.at.date(),
            name=name or Id("contacts.somebody"), said=Id(cards_contacts.OUTCOMES[each.outcome]))
        for number, (each, name) in enumerate(contacts, 1)
    ]  # fmt: skip
    days = [
        t.t("deadlines.line", number=number, day=on, name=cards_deadlines.name(kind, what))
        for number, (kind, what, on) in enumerate(deadlines, 1)
    ]
    parts = [
        _cut(t, "clients.case.deadlines", days, "clients.case.no_deadlines"),
        _cut(t, "clients.case.contacts", said, "clients.case.no_contacts"),
    ]
    return Card("\n\n".join(parts), foot(t, "clients.case", client), long=True)


def papers(
    t: Texts, client: int, lists: Sequence[tuple[str | None, Sequence[Ticked]]]
) -> Card:  # fmt: skip
    """Return which papers they have, for all debts (no creditor) and for each."""
    parts = []
    for creditor, items in lists:
        head = (
            t.t("clients.case.papers_of", creditor=creditor)
            if creditor
            else t.t("clients.case.papers")
        )
        lines = [
            t.t(cards_evidence.LINES[each.status], number=number, name=Id(NAMES[each.item]))
            for number, each in enumerate(items, 1)
        ]
        parts.append("\n".join([head, *lines]))
    return Card("\n\n".join(parts[:4]), foot(t, "clients.case", client), long=True)
