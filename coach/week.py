"""What is safe to spend until payday: one sum, a sum a day, and the working in four lines.

A pay period is counted whole: its pay, less its bills, what is set aside and the payments to
lenders that fall into it, whether paid by now or not. What remains is spread evenly over its days;
the days still to come keep their part, less what was spent on something big. So nobody has to
write down small purchases, and no balance is guessed. The method is our own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from coach.budget import FACTORS, Category, Group, Period, afford, group_of
from coach.dates import Every, add_months, next_on, repeat, repeats_before
from coach.debts import Stage, is_owed_by_person, is_priority
from coach.money import Money, total
from coach.plans import PaymentStatus, first_from, latest, occurrence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from coach.budget import Budget
    from coach.debts import Debt
    from coach.plans import Instalment, Payment, Plan

DAY_TO_DAY = frozenset({Category.FOOD, Category.TRAVEL, Category.HEALTH, Category.PERSONAL})
"""Lines of a full budget that are bought from day to day; all other living costs are bills."""


@dataclass(frozen=True, slots=True)
class Payday:
    """When pay comes. `fixed` False: on no certain day, and months are counted instead.

    `bills` is the part of a quick budget's living costs that are bills, a month; None: not told.
    """

    every: Every
    first: date
    anchor: int | None = None
    fixed: bool = True
    bills: Money | None = None


def monthly_from(anchor: int, today: date) -> date:
    """Return a pay day in the past of somebody paid on that day of the month (1-31)."""
    return add_months(today.replace(day=1), -1, anchor)


def weekly_from(named: date, every: Every, today: date) -> date:
    """Return the last pay day up to today, from any one that was named."""
    step = 7 if every is Every.WEEKLY else 14
    return today - timedelta(days=(today - named).days % step)


@dataclass(frozen=True, slots=True)
class Days:
    """A pay period: the day pay came, and the day it comes next (which is not in it)."""

    start: date
    end: date

    @property
    def whole(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days

    def left(self, today: date) -> int:
        """Return how many days are left, today among them."""
        return (self.end - today).days

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in it."""
        return self.start <= day < self.end


def days_of(payday: Payday, today: date) -> Days:
    """Return the pay period that today lies in; `payday.first` is not after today."""
    following = today + timedelta(days=1)
    past = repeats_before(payday.first, payday.every, following, payday.anchor)
    start, end = (
        repeat(payday.first, payday.every, index, payday.anchor)
        for index in (max(past - 1, 0), max(past, 1))
    )
    return Days(start, end)


def in_period(amount: Money, every: Every, *, up: bool) -> Money:
    """Return the part of a monthly amount that falls on one pay period, rounded to the safe side."""
    factor = FACTORS[Period(every.value)]
    over, under = amount.minor * factor.by, factor.times
    return Money(-(-over // under) if up else over // under, amount.currency)


@dataclass(frozen=True, slots=True)
class Paying:
    """A plan in force, with what was said of its payments.

    `counted`: the budget was made after it, so that its payments are among those that go on.
    """

    plan: Plan
    payments: tuple[Payment, ...] = ()
    counted: bool = False


def due_in(paying: Paying, days: Days) -> tuple[Instalment, ...]:
    """Return a plan's instalments in a period; one that was said to be too much is left out."""
    said = latest(paying.payments)
    found: list[Instalment] = []
    number = first_from(paying.plan, days.start)
    while (each := occurrence(paying.plan, number)) is not None and each.due < days.end:
        word = said.get(number)
        if word is None or word.status is not PaymentStatus.CANNOT:
            found.append(each)
        number += 1
    return tuple(found)


class Unknown(StrEnum):
    """What the sum does not hold, said beside it."""

    DEBTS = "debts"
    """Debts without a plan, past their day."""
    OTHER_CURRENCY = "other_currency"
    DAILY = "daily"
    """Which of the living costs are bills: all of them are taken off."""


@dataclass(frozen=True, slots=True)
class Safe:
    """The sum and its working: income − kept − lenders, the share of the days left, − spent.

    `kept` are bills and what is set aside, `lenders` what goes to them in the period; `free` is the
    rest, `share` what the days left have of it. `sum` may be negative, `a_day` is not.
    """

    days: Days
    left: int
    fixed: bool
    income: Money
    kept: Money
    lenders: Money
    free: Money
    share: Money
    spent: Money
    sum: Money
    a_day: Money
    unknown: tuple[Unknown, ...]


def safe_to_spend(
    budget: Budget,
    payday: Payday,
    today: date,
    *,
    plans: Sequence[Paying] = (),
    debts: Sequence[Debt] = (),
    spent: Sequence[Money] = (),
) -> Safe:
    """Return what can be spent until the next pay day, and a day; rounded to the safe side.

    `debts` are those without a plan; `spent` is what was spent on something big in this period.
    Other currencies than the budget's are left out, and named in `unknown`.
    """
    currency, days = budget.currency, days_of(payday, today)
    income = in_period(budget.take_home, payday.every, up=False)
    kept = in_period(_kept(budget, payday), payday.every, up=True)
    lenders = _lenders(budget, payday, days, plans, debts)
    free = income.minor - kept.minor - lenders.minor
    # Who moved west since yesterday's pay may be a day before it.
    left = min(days.left(today), days.whole)
    share = free * left // days.whole
    gone = total([each for each in spent if each.currency == currency], currency)
    rest = share - gone.minor
    return Safe(
        days=days,
        left=left,
        fixed=payday.fixed,
        income=income,
        kept=kept,
        lenders=lenders,
        free=Money(free, currency),
        share=Money(share, currency),
        spent=gone,
        sum=Money(rest, currency),
        a_day=Money(max(rest, 0) // left, currency),
        unknown=_unknown(budget, payday, plans, debts),
    )


def bills_of(budget: Budget, payday: Payday) -> Money:
    """Return the bills a month: the lines that are bills, or as much as was told, or all."""
    if not budget.quick:
        lines = [line.monthly for line in budget.lines if _is_bill(line.category)]
        return total(lines, budget.currency)
    told = payday.bills
    if told is None or told.currency != budget.currency or budget.essentials < told:
        return budget.essentials
    return told


def _is_bill(category: Category) -> bool:
    return group_of(category) is Group.ESSENTIAL and category not in DAY_TO_DAY


def _kept(budget: Budget, payday: Payday) -> Money:
    """Return what is not there to spend a month: bills, irregular costs, arrears, the buffer."""
    return bills_of(budget, payday) + budget.priority + afford(budget).buffer


def _lenders(
    budget: Budget,
    payday: Payday,
    days: Days,
    plans: Sequence[Paying],
    debts: Sequence[Debt],
) -> Money:
    """Return what goes to lenders in the period, each payment once.

    What the budget says must go on holds the plans that were there when it was made; the greater of
    the two is taken.
    """
    currency = budget.currency
    here = [each for each in plans if each.plan.amount.currency == currency]

    def sums(*, counted: bool) -> Money:
        found = (due_in(each, days) for each in here if each.counted is counted)
        return total([one.amount for some in found for one in some], currency)

    going_on = in_period(budget.plans, payday.every, up=True)
    counted = sums(counted=True)
    older = max(going_on, counted)
    return older + sums(counted=False) + _contracts(payday, days, debts, currency)


def _contracts(payday: Payday, days: Days, debts: Sequence[Debt], currency: str) -> Money:
    """Return the contract payments of debts that are paid as agreed, where they are known."""
    found = []
    for debt in debts:
        if not _is_paid_as_agreed(debt) or debt.payment is None or debt.currency != currency:
            continue
        if debt.due_day is None:
            found.append(in_period(debt.payment, payday.every, up=True))
        elif days.holds(next_on(debt.due_day, days.start)):
            found.append(debt.payment)
    return total(found, currency)


def _is_paid_as_agreed(debt: Debt) -> bool:
    return is_owed_by_person(debt) and debt.stage is Stage.NOT_DUE and not is_priority(debt)


def _unknown(
    budget: Budget, payday: Payday, plans: Sequence[Paying], debts: Sequence[Debt]
) -> tuple[Unknown, ...]:
    owed = [debt for debt in debts if is_owed_by_person(debt)]
    currencies = {each.plan.amount.currency for each in plans} | {each.currency for each in owed}
    whole = budget.quick and bills_of(budget, payday) == budget.essentials
    holds = {
        Unknown.DEBTS: any(not _is_paid_as_agreed(debt) and not is_priority(debt) for debt in owed),
        Unknown.OTHER_CURRENCY: bool(currencies - {budget.currency}),
        Unknown.DAILY: whole and budget.essentials.minor > 0,
    }
    return tuple(each for each, there in holds.items() if there)
