"""Would it hold? A monthly payment replayed over two years with fixed setbacks; no probability.

The setbacks and their months are the same for everybody, so that two amounts can be set side by
side: income down a fifth for two months, one month's income missed, one bill of a quarter of a
month's income. All else is the person's own budget.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from coach.budget import Group, Period, group_of
from coach.dates import MONTHS_IN_A_YEAR, add_months
from coach.money import Money, zero

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from coach.budget import Budget

MONTHS = 24
"""How many months are replayed, whatever the offer's own length: each setback meets a payment."""

_INCOME_DOWN = (6, 7)
_DOWN_BY = Decimal("0.20")
_PAY_MISSED = 12
_BILL = 18
_BILL_OF = Decimal("0.25")
"""Months are counted from 0, the parts are fractions of a month's income."""

_EVERY = {Period.QUARTERLY: 3, Period.YEARLY: MONTHS_IN_A_YEAR}


class Cause(StrEnum):
    """What makes a month differ from an ordinary one."""

    INCOME_DOWN = "income_down"
    PAY_MISSED = "pay_missed"
    BILL = "bill"
    OWN_COST = "own_cost"
    OWN_INCOME = "own_income"


@dataclass(frozen=True, slots=True)
class Turn:
    """What one month has less (below zero) or more than an ordinary one; by its first day."""

    cause: Cause
    month: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Weak:
    """A month that falls short, by its first day, by how much, and what hits it, if anything."""

    month: date
    short_by: Money
    cause: Cause | None


@dataclass(frozen=True, slots=True)
class Stress:
    """How a monthly payment holds.

    `weak` has the months that fall short, in order; `anyway` counts those which would with no
    payment at all. `ordinary` is what a month leaves before this payment and after `others`,
    without what comes by the quarter or the year: that stands in `turns`, with the setbacks.
    `survives` is the largest payment, at most the tested one and `most`, that makes no further
    month fall short; None where even the smallest does.
    """

    payment: Money
    ordinary: Money
    others: Money
    turns: tuple[Turn, ...]
    weak: tuple[Weak, ...]
    anyway: int
    survives: Money | None

    @property
    def holds(self) -> int:
        """In how many of MONTHS it holds."""
        return MONTHS - len(self.weak)

    @property
    def weakest(self) -> Weak | None:
        """The month that falls short by most, the earlier of two alike; None when all hold."""
        return max(self.weak, key=lambda each: each.short_by.minor, default=None)

    @property
    def own_costs(self) -> bool:
        """Whether the budget names costs that do not come every month."""
        return any(turn.cause is Cause.OWN_COST for turn in self.turns)


def stress(
    budget: Budget,
    payment: Money,
    first: date,
    *,
    others: Money | None = None,
    most: Money | None = None,
    due_in: int | None = None,
) -> Stress:
    """Replay `payment` a month from the month of `first`, beside `others` a month.

    `others` is what the other creditors get, those not contacted yet included; below zero where
    the budget has set aside part of this payment already. `most` is the most that may be
    suggested. `due_in` is the month of the year (1-12) in which the person said the costs fall
    that do not come every month; without it, the last month of each quarter or year replayed, by
    when the budget has set them aside. Income that does not come every month comes then as well.

    What is left of a month is kept for the next ones, from nothing at the start; a month that
    falls short uses up what was kept, and its gap is not carried on. So a lower payment leaves at
    least as much in every month and never scores worse. Raises CurrencyMismatchError on another
    currency, ValueError on a payment that is not positive.
    """
    if payment.minor <= 0:
        msg = f"a payment of {payment.minor} cannot be replayed"
        raise ValueError(msg)
    nothing = zero(budget.currency)
    paid, taken = nothing + payment, nothing if others is None else nothing + others
    start = first.replace(day=1)
    turns = (*_setbacks(budget, start), *_not_monthly(budget, start, due_in))
    ordinary = _ordinary(budget) - taken
    flow = _flow(ordinary, start, turns)
    causes = {turn.month: turn.cause for turn in reversed(turns) if turn.amount.minor < 0}
    weak = []
    for number, gap in enumerate(_gaps(flow, paid.minor)):
        month = add_months(start, number)
        if gap > 0:
            weak.append(Weak(month, Money(gap, budget.currency), causes.get(month)))
    limit = paid if most is None else min(paid, most)
    survives = _survives(flow, limit.minor)
    return Stress(
        payment=paid,
        ordinary=ordinary,
        others=taken,
        turns=turns,
        weak=tuple(weak),
        anyway=_score(flow, 0),
        survives=Money(survives, budget.currency) if survives else None,
    )


def _setbacks(budget: Budget, start: date) -> Iterator[Turn]:
    income = budget.take_home
    whole = (
        *((Cause.INCOME_DOWN, month, income.times(_DOWN_BY)) for month in _INCOME_DOWN),
        (Cause.PAY_MISSED, _PAY_MISSED, income),
        (Cause.BILL, _BILL, income.times(_BILL_OF)),
    )
    for cause, month, amount in whole:
        if amount.minor > 0:
            yield Turn(cause, add_months(start, month), zero(budget.currency) - amount)


def _not_monthly(budget: Budget, start: date, due_in: int | None) -> Iterator[Turn]:
    for line in budget.lines:
        every = _EVERY.get(line.period)
        if every is None or line.amount.minor == 0:
            continue
        comes = group_of(line.category) is Group.INCOME
        cause = Cause.OWN_INCOME if comes else Cause.OWN_COST
        amount = line.amount if comes else zero(budget.currency) - line.amount
        falls = every - 1 if due_in is None or comes else (due_in - start.month) % every
        for month in range(falls, MONTHS, every):
            yield Turn(cause, add_months(start, month), amount)


def _ordinary(budget: Budget) -> Money:
    """Return what a month leaves with neither costs nor income of the quarter or the year."""
    left = budget.take_home - budget.essentials - budget.priority - budget.plans
    for line in budget.lines:
        if line.period in _EVERY:
            comes = group_of(line.category) is Group.INCOME
            left = left - line.monthly if comes else left + line.monthly
    return left


def _flow(ordinary: Money, start: date, turns: Sequence[Turn]) -> tuple[int, ...]:
    """Return what each month leaves before the payment, in minor units; may be below zero."""
    months = {add_months(start, number): ordinary.minor for number in range(MONTHS)}
    for turn in turns:
        months[turn.month] += turn.amount.minor
    return tuple(months.values())


def _gaps(flow: Sequence[int], payment: int) -> list[int]:
    kept, gaps = 0, []
    for left in flow:
        kept += left - payment
        gaps.append(max(0, -kept))
        kept = max(0, kept)
    return gaps


def _score(flow: Sequence[int], payment: int) -> int:
    return sum(gap > 0 for gap in _gaps(flow, payment))


def _survives(flow: Sequence[int], limit: int) -> int:
    """Halve down to the largest payment with no more weak months than with none: it never rises."""
    best = _score(flow, 0)
    low, high = 0, max(0, limit)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _score(flow, middle) == best else (low, middle - 1)
    return low
