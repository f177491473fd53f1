"""Everything kept about a person, to read: a heading a topic, a line a fact, in their language."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from coach.forms import FORMS
from coach.money import Money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.ui.texts import Texts

TABLES = {
    "persons": "privacy.table.persons",
    "consents": "privacy.table.consents",
    "debts": "privacy.table.debts",
    "budgets": "privacy.table.budgets",
    "budget_lines": "privacy.table.budget_lines",
    "hardships": "privacy.table.hardships",
    "asks": "privacy.table.asks",
    "evidence": "privacy.table.evidence",
    "contacts": "privacy.table.contacts",
    "creditor_answers": "privacy.table.creditor_answers",
    "deadlines": "privacy.table.deadlines",
    "plans": "privacy.table.plans",
    "payments": "privacy.table.payments",
    "reviews": "privacy.table.reviews",
    "paydays": "week.table.paydays",
    "spends": "week.table.spends",
    "bridges": "bridge.open",
    "contributions": "trend.mine.open",
    "questions": "box.table",
}
FIELDS = {
    "telegram_id": "privacy.field.telegram_id",
    "region": "privacy.field.region",
    "zone": "privacy.field.zone",
    "hour": "privacy.field.hour",
    "creditor": "privacy.field.creditor",
    "label": "privacy.field.creditor",
    "kind": "privacy.field.kind",
    "lender": "privacy.field.lender",
    "whose": "privacy.field.whose",
    "stage": "privacy.field.stage",
    "principal": "privacy.field.principal",
    "interest": "privacy.field.interest",
    "fees": "privacy.field.fees",
    "rate": "privacy.field.rate",
    "payment": "privacy.field.payment",
    "amount": "privacy.field.amount",
    "count": "privacy.field.count",
    "due_day": "privacy.field.due_day",
    "overdue_since": "privacy.field.since",
    "since": "privacy.field.since",
    "until": "privacy.field.until",
    "first_due": "privacy.field.first_due",
    "line": "privacy.field.line",
    "period": "privacy.field.period",
    "reason": "privacy.field.reason",
    "effect": "privacy.field.effect",
    "income_before": "privacy.field.income_before",
    "income_now": "privacy.field.income_now",
    "item": "privacy.field.item",
    "place": "privacy.field.place",
    "status": "privacy.field.status",
    "outcome": "privacy.field.outcome",
    "channel": "privacy.field.channel",
    "reference": "privacy.field.reference",
    "promise": "privacy.field.promise",
    "note": "privacy.field.note",
    "next_on": "privacy.field.next_on",
    "on": "privacy.field.on",
    "what": "privacy.field.what",
    "every": "week.field.every",
    "first": "week.field.first",
    "bills": "week.field.bills",
    "day": "week.field.day",
    "month": "privacy.field.month",
    "verdict": "privacy.field.verdict",
    "question": "privacy.field.question",
    "answer": "privacy.field.answer",
    "group_title": "trend.field.group",
    "as_planned": "trend.field.kept",
    "given": "privacy.field.given",
    "at": "privacy.field.at",
    "created_at": "privacy.field.at",
}
_AMOUNTS = frozenset(
    {"principal", "interest", "fees", "payment", "amount", "income_before", "income_now",
     "bills"}
)  # fmt: skip
_OPTIONS = {
    (question.id, option.value): option.text
    for form in FORMS.values()
    for question in form.questions
    for option in question.options
}


def readable(t: Texts, found: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """Return the readable file; what has no words for people stands in the other file only."""
    parts = [t.plain("privacy.export_title")]
    currencies = {row["id"]: row["currency"] for row in found.get("budgets", ())}
    plans = {row["id"]: row["currency"] for row in found.get("plans", ())}
    debts = {row["id"]: row["currency"] for row in found.get("debts", ())}
    for name, heading in TABLES.items():
        for row in found.get(name, ()):
            currency = (
                row.get("currency")
                or currencies.get(row.get("budget_id"))
                or plans.get(row.get("plan_id"))
                or debts.get(row.get("debt_id"))
            )
            lines = [f"{t.plain(heading)}"]
            lines += [
                "  "
                + t.plain(
                    "privacy.line",
                    field=t.plain(words),
                    value=_shown(t, field, row[field], currency),
                )
                for field, words in FIELDS.items()
                if row.get(field) is not None
            ]
            parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _shown(t: Texts, field: str, value: Any, currency: str | None) -> str:
    if field in _AMOUNTS and currency and str(value).isdecimal():
        # A sealed amount is kept as text.
        return t.show(Money(int(value), currency))
    if isinstance(value, bool):
        return t.plain("consents.yes") if value else t.plain("consents.no")
    if isinstance(value, (datetime, date, Decimal, int)):
        return t.show(value)
    known = _OPTIONS.get((field, str(value)))
    return t.plain(known) if known else str(value)
