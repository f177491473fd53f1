"""What can be offered a month: left over, the named buffer, and the pot.

Script, budget and offer all take their figures from here, so they cannot disagree. How the pot
is divided stands in `coach/sharing.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from coach.money import Money, total, zero

if TYPE_CHECKING:
    from collections.abc import Sequence

BUFFER_SHARE = Decimal("0.10")
"""The default buffer: a tenth of what is left; the person may change it, zero included."""


class Period(StrEnum):
    """How often a budget line comes."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True)
class Factor:
    """The conversion to a month, kept apart so that a screen can show the sum: x times / by."""

    times: int
    by: int


FACTORS = {
    Period.WEEKLY: Factor(52, 12),
    Period.FORTNIGHTLY: Factor(26, 12),
    Period.MONTHLY: Factor(1, 1),
    Period.QUARTERLY: Factor(1, 3),
    Period.YEARLY: Factor(1, 12),
}


class Group(StrEnum):
    """Which part of the working a line belongs to."""

    INCOME = "income"
    ESSENTIAL = "essential"
    PRIORITY = "priority"
    PLAN = "plan"


class Category(StrEnum):
    """The lines of a full budget; the order is the order of the questions."""

    WAGES = "wages"
    SELF_EMPLOYMENT = "self_employment"
    BENEFITS = "benefits"
    PENSION = "pension"
    OTHER_INCOME = "other_income"
    HOME = "home"
    ENERGY = "energy"
    FOOD = "food"
    TRAVEL = "travel"
    HEALTH = "health"
    CHILDREN = "children"
    DEPENDANTS = "dependants"
    INSURANCE = "insurance"
    PHONE = "phone"
    PERSONAL = "personal"
    IRREGULAR = "irregular"
    PRIORITY_ARREARS = "priority_arrears"
    TAX = "tax"
    MAINTENANCE_PAID = "maintenance_paid"
    ONGOING_PLANS = "ongoing_plans"


_INCOME = frozenset({
    Category.WAGES, Category.SELF_EMPLOYMENT, Category.BENEFITS, Category.PENSION,
    Category.OTHER_INCOME,
})  # fmt: skip
_PRIORITY = frozenset({Category.PRIORITY_ARREARS, Category.TAX, Category.MAINTENANCE_PAID})


def group_of(category: Category) -> Group:
    """Return the part of the working a category counts in."""
    if category in _INCOME:
        return Group.INCOME
    if category in _PRIORITY:
        return Group.PRIORITY
    return Group.PLAN if category is Category.ONGOING_PLANS else Group.ESSENTIAL


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a full budget: the person's own share only, as often as it comes."""

    category: Category
    amount: Money
    period: Period = Period.MONTHLY

    @property
    def monthly(self) -> Money:
        """The amount a month, rounded half up to the minor unit."""
        return monthly(self.amount, self.period)


def monthly(amount: Money, period: Period) -> Money:
    """Return the amount a month: weekly x 52 / 12, fortnightly x 26 / 12, yearly / 12."""
    factor = FACTORS[period]
    doubled = 2 * amount.minor * factor.times + factor.by
    return Money(doubled // (2 * factor.by), amount.currency)


@dataclass(frozen=True, slots=True)
class Budget:
    """A month in one currency; `buffer_share` is a fraction from 0 to 1.

    A quick budget gives the payments that must go on as one number, which then stands in
    `plans`; `quick` tells the working which name to show. Contract payments on debts being
    negotiated belong to none of the parts.
    """

    take_home: Money
    essentials: Money
    priority: Money
    plans: Money
    buffer_share: Decimal = BUFFER_SHARE
    quick: bool = False
    lines: tuple[Line, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.buffer_share <= 1:
            msg = f"buffer share {self.buffer_share} is not between 0 and 1"
            raise ValueError(msg)

    @property
    def currency(self) -> str:
        """The ISO currency of every part."""
        return self.take_home.currency


def quick_budget(
    take_home: Money,
    essentials: Money,
    must_go_on: Money,
    *,
    buffer_share: Decimal = BUFFER_SHARE,
) -> Budget:
    """Return a budget of three numbers; raises CurrencyMismatchError on mixed currencies."""
    nothing = zero(take_home.currency)
    return Budget(
        take_home=take_home,
        essentials=nothing + essentials,
        priority=nothing,
        plans=nothing + must_go_on,
        buffer_share=buffer_share,
        quick=True,
    )


def full_budget(
    lines: Sequence[Line], currency: str, *, buffer_share: Decimal = BUFFER_SHARE
) -> Budget:
    """Return a budget from category lines; raises CurrencyMismatchError on a foreign line."""

    def part(group: Group) -> Money:
        chosen = [line.monthly for line in lines if group_of(line.category) is group]
        return total(chosen, currency)

    return Budget(
        take_home=part(Group.INCOME),
        essentials=part(Group.ESSENTIAL),
        priority=part(Group.PRIORITY),
        plans=part(Group.PLAN),
        buffer_share=buffer_share,
        lines=tuple(lines),
    )


class Verdict(StrEnum):
    """Whether anything can be offered."""

    POSITIVE = "positive"
    ZERO = "zero"
    NEGATIVE = "negative"


class Step(StrEnum):
    """A line of the working; the sign is part of the meaning (see SIGNS)."""

    TAKE_HOME = "take_home"
    ESSENTIALS = "essentials"
    PRIORITY = "priority"
    PLANS = "plans"
    MUST_GO_ON = "must_go_on"
    LEFT_OVER = "left_over"
    BUFFER = "buffer"
    POT = "pot"


SIGNS = {
    Step.TAKE_HOME: "+", Step.ESSENTIALS: "-", Step.PRIORITY: "-", Step.PLANS: "-",
    Step.MUST_GO_ON: "-", Step.LEFT_OVER: "=", Step.BUFFER: "-", Step.POT: "=",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Working:
    """One shown line of the sum."""

    step: Step
    amount: Money


@dataclass(frozen=True, slots=True)
class Affordability:
    """What is left a month, what stays as buffer, and the pot that can be offered."""

    take_home: Money
    essentials: Money
    priority: Money
    plans: Money
    left_over: Money
    buffer: Money
    pot: Money
    verdict: Verdict
    working: tuple[Working, ...]


def afford(budget: Budget) -> Affordability:
    """Return what can be offered a month (care 5); the pot is never negative."""
    left = budget.take_home - budget.essentials - budget.priority - budget.plans
    nothing = zero(budget.currency)
    buffer = left.times(budget.buffer_share) if left.minor > 0 else nothing
    pot = left - buffer if left.minor > 0 else nothing
    if left.minor < 0:
        verdict = Verdict.NEGATIVE
    else:
        verdict = Verdict.POSITIVE if pot.minor > 0 else Verdict.ZERO
    going_on = (
        (Working(Step.MUST_GO_ON, budget.plans),)
        if budget.quick
        else (Working(Step.PRIORITY, budget.priority), Working(Step.PLANS, budget.plans))
    )
    working = (
        Working(Step.TAKE_HOME, budget.take_home),
        Working(Step.ESSENTIALS, budget.essentials),
        *going_on,
        Working(Step.LEFT_OVER, left),
        Working(Step.BUFFER, buffer),
        Working(Step.POT, pot),
    )
    return Affordability(
        budget.take_home, budget.essentials, budget.priority, budget.plans,
        left, buffer, pot, verdict, working,
    )  # fmt: skip


def encode_line(amount: Money, period: Period) -> str:
    """Write a category's answer: minor units, currency and period in one word."""
    return f"{amount.minor} {amount.currency} {period.value}"


_PERIODS = frozenset(period.value for period in Period)


def decode_line(text: str) -> tuple[Money, Period] | None:
    """Read a category's answer; None for anything else."""
    parts = text.split()
    if len(parts) != 3 or not parts[0].isdecimal() or parts[2] not in _PERIODS:
        return None
    return Money(int(parts[0]), parts[1]), Period(parts[2])
