"""A debt that was passed on, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Card, column, foot, go
from bot.ui.cards_dealings import passed
from coach.contacts import Outcome
from coach.debts import LenderKind
from coach.script_lines import Aim

if TYPE_CHECKING:
    from bot.ui.cards_dealings import Before
    from bot.ui.texts import Texts
    from coach.debts import Debt


def one(t: Texts, debt: Debt, before: Before | None, zone: str) -> Card:
    """Return whose the debt was, and the one thing to do: ask for proof, in writing."""
    back = foot(t, "dealings", debt.id)
    again = go(t.plain("owners.new" if before is None else "owners.again"), "owners.new", debt.id)
    if before is None:
        return Card(t.t("owners.ask_first", creditor=debt.creditor), column(again) + back)
    lines = [t.t("owners.title", creditor=debt.creditor), passed(t, before, zone)]
    if before.proven_at is not None:
        plan = go(t.plain("owners.plans"), "plans")
        return Card("\n\n".join(lines), column(plan, again) + back, long=True)
    if debt.lender is LenderKind.ILLEGAL:
        safety = go(t.plain("scripts.safety"), "danger", "loan_shark")
        undo = go(t.plain("owners.undo"), "owners.undo", debt.id)
        return Card("\n\n".join(lines), column(safety, undo) + back, long=True)
    lines.append(t.t("owners.advice", before=before.creditor))
    waiting = Outcome.WILL_ANSWER.value
    rows = column(
        go(t.plain("owners.words"), "script", debt.id, "all", Aim.PROVE.value),
        go(t.plain("owners.asked"), "contact.new", debt.id, waiting),
        go(t.plain("owners.proved"), "owners.proved", debt.id),
        again,
        go(t.plain("owners.undo"), "owners.undo", debt.id),
    )
    return Card("\n\n".join(lines), rows + back, long=True)
