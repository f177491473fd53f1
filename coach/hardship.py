"""Why paying became hard, as the person said it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from coach.money import Money


@dataclass(frozen=True, slots=True)
class Hardship:
    """A reason (an option of the hardship form), its time, its effect; incomes are a month's."""

    reason: str
    since: date | None
    until: date | None
    effect: str | None
    income_before: Money | None
    income_now: Money | None


def gainsays(known: Hardship, income: Money | None) -> bool:
    """Tell whether "no income" was said while the budget has a take-home pay above zero."""
    return known.effect == "income_none" and income is not None and income.minor > 0
