"""Early signs in a person's own figures; each is plain arithmetic, none a threshold of ours.

A sign says that the plan no longer fits, never that somebody failed. At most one is shown at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from coach.budget import afford
from coach.dates import MONTHS_IN_A_YEAR
from coach.debts import LenderKind, is_owed_by_person, is_priority
from coach.money import Money, total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.budget import Budget
    from coach.debts import Debt
    from coach.reviews import CheckIn


class Sign(StrEnum):
    """What the figures show, the weightiest first."""

    COSTS_OVER_INCOME = "costs_over_income"
    """Living costs and what must go on are more than comes in."""
    NEVER_CLEARS = "never_clears"
    """A payment does not cover a debt's interest of a month."""
    PAYMENTS_OVER_LEFT = "payments_over_left"
    """The contract payments are more than what is left for them."""
    BORROWED = "borrowed"
    """The last check-in told of a new debt."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A sign, with the debt or the gap a month that it is about."""

    sign: Sign
    debt_id: int | None = None
    gap: Money | None = None


def never_clears(debt: Debt) -> bool:
    """Tell whether the contract payment is at most a month's interest (knowledge 8.2, T-E7).

    Interest of a month is the balance x the yearly rate / 12; False where either is not known.
    """
    if debt.rate is None or debt.rate <= 0 or debt.payment is None or debt.balance.minor <= 0:
        return False
    return debt.payment.minor * MONTHS_IN_A_YEAR <= debt.balance.minor * debt.rate


def _asked(debt: Debt) -> bool:
    """Tell whether a debt's payment comes out of what is left: the others are paid before it."""
    return not (is_priority(debt) or debt.formal or debt.lender is LenderKind.ILLEGAL)


def signs(
    budget: Budget | None, debts: Sequence[Debt], last: CheckIn | None = None
) -> tuple[Seen, ...]:
    """Return what the figures show, the weightiest first; `debts` are those without a plan."""
    found: list[Seen] = []
    left = None if budget is None else afford(budget).left_over
    owed = [debt for debt in debts if is_owed_by_person(debt)]
    if left is not None and left.minor < 0:
        found.append(Seen(Sign.COSTS_OVER_INCOME, gap=Money(-left.minor, left.currency)))
    found += [Seen(Sign.NEVER_CLEARS, debt_id=debt.id) for debt in owed if never_clears(debt)][:1]
    if left is not None and left.minor >= 0:
        asked = [debt.payment for debt in owed if debt.payment is not None and _asked(debt)]
        whole = total([each for each in asked if each.currency == left.currency], left.currency)
        if left < whole:
            found.append(Seen(Sign.PAYMENTS_OVER_LEFT, gap=whole - left))
    if last is not None and last.new_debt:
        found.append(Seen(Sign.BORROWED))
    return tuple(found)
