"""What is said where nothing can be asked yet: no numbers, an agreement, another currency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import TITLE, Card, column, foot, go
from coach.script_lines import short
from coach.scripts import may_pause

if TYPE_CHECKING:
    from bot.ui.texts import Texts
    from coach.debts import Debt


def no_budget(t: Texts, debt: Debt) -> Card:
    """Say that three numbers are missing; asking questions needs none."""
    rows = column(
        go(t.plain("proposals.three_numbers"), "negotiate.budget", debt.id),
        go(t.plain("proposals.only_questions"), "script", debt.id, "phone", "q"),
        go(t.plain("scripts.pause"), "script", debt.id, "all", "h") if may_pause(debt) else None,
    )
    return Card(
        t.t("proposals.no_budget", creditor=short(debt.creditor, TITLE)),
        rows + foot(t, "debt", debt.id),
    )


def in_plan(t: Texts, debt: Debt) -> Card:
    """Say that there is an agreement already: it is changed, not made anew."""
    rows = column(go(t.plain("proposals.see_plans"), "plans"))
    return Card(
        t.t("proposals.in_plan", creditor=short(debt.creditor, TITLE)),
        rows + foot(t, "debt", debt.id),
    )


def other_currency(t: Texts, debt: Debt) -> Card:
    """Say that nothing is computed across currencies without a rate, and ask for one."""
    rows = column(
        go(t.plain("rates.type"), "rate.ask", debt.id),
        go(t.plain("proposals.only_questions"), "script", debt.id, "phone", "q"),
        go(t.plain("proposals.three_numbers"), "negotiate.budget", debt.id),
    )
    text = t.t("proposals.other_currency", currency=t.currency(debt.currency))
    return Card(text, rows + foot(t, "debt", debt.id))
