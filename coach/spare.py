"""Spare money over several debts: smallest balance first against highest rate first, side by side.

Both ways pay the same sum a month: every debt's own payment, and all that is left to one debt.
Interest is kept exact and rounded once, at the end; it is an estimate, since a lender may count
days and fees otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum
from typing import TYPE_CHECKING

from coach.budget import Verdict
from coach.dates import MONTHS_IN_A_YEAR
from coach.debts import LenderKind, Stage, is_owed_by_person, is_priority
from coach.money import Money, total, zero

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from coach.budget import Affordability
    from coach.debts import Debt

_DIGITS = 40
LONGEST = 600
"""Months after which a way counts as without an end."""


class Order(StrEnum):
    """Which debt the money left over goes to first."""

    SNOWBALL = "snowball"
    """The smallest balance."""
    AVALANCHE = "avalanche"
    """The highest rate."""


@dataclass(frozen=True, slots=True)
class Owing:
    """A debt as far as it matters here; `rate` is a fraction a year, `payment` a month's sum."""

    id: int
    balance: Money
    rate: Decimal
    payment: Money


@dataclass(frozen=True, slots=True)
class Way:
    """How one order ends: months, interest in all, the principal paid, which debts end when."""

    order: Order
    months: int
    interest: Money
    principal: Money
    cleared: tuple[tuple[int, int], ...]
    """(debt, month), in the order in which they end."""


def simulate(owing: Sequence[Owing], extra: Money, order: Order) -> Way | None:
    """Return how the debts end with `extra` a month beside their payments; None if they do not.

    Each month interest is added (balance x rate / 12), then every payment taken, then the rest of
    the month's sum given to the first debt of the order, and on to the next when it is cleared.
    """
    principal = total([each.balance for each in owing], extra.currency)
    month_sum = Decimal(extra.minor + sum(each.payment.minor for each in owing))
    cleared: list[tuple[int, int]] = []
    with localcontext() as context:
        context.prec = _DIGITS
        left = {each.id: Decimal(each.balance.minor) for each in owing if each.balance.minor > 0}
        known = {each.id: each for each in owing}
        paid = Decimal(0)
        for month in range(1, LONGEST + 1):
            left = {
                number: balance + balance * known[number].rate / MONTHS_IN_A_YEAR
                for number, balance in left.items()
            }
            paid += _pay(left, known, month_sum, order)
            ended = [number for number, balance in left.items() if balance <= 0]
            cleared += [(number, month) for number in sorted(ended)]
            left = {number: balance for number, balance in left.items() if balance > 0}
            if not left:
                interest = _rounded(paid - principal.minor)
                return Way(order, month, Money(interest, extra.currency), principal, tuple(cleared))
    return None


def _pay(
    left: dict[int, Decimal], known: dict[int, Owing], money: Decimal, order: Order
) -> Decimal:
    """Take a month's payments off the balances; return what was paid in all."""
    before = money
    first = sorted(left, key=lambda number: _place(known[number], left[number], order))
    for number in first:
        step = min(Decimal(known[number].payment.minor), left[number], money)
        left[number] -= step
        money -= step
    for number in first:
        step = min(left[number], money)
        left[number] -= step
        money -= step
    return before - money


def _place(owing: Owing, balance: Decimal, order: Order) -> tuple[Decimal, Decimal, int]:
    if order is Order.SNOWBALL:
        return balance, -owing.rate, owing.id
    return -owing.rate, balance, owing.id


def _rounded(exact: Decimal) -> int:
    # Two orders that come to the same may differ in the last digits.
    return int(exact.quantize(Decimal("0.000001")).to_integral_value(ROUND_HALF_UP))


class WhyNot(StrEnum):
    """Why the two ways are not shown, in the order of care: what is in danger comes first."""

    NO_BUDGET = "no_budget"
    DANGER = "danger"
    """Something is overdue, with a collector or in court: that comes before any order."""
    NOTHING_SPARE = "nothing_spare"
    TOO_FEW = "too_few"
    """Fewer than two debts with a known rate and payment."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Both ways with the spare sum a month; `left_out` debts lack a rate or a payment."""

    extra: Money
    owing: tuple[Owing, ...]
    snowball: Way
    avalanche: Way
    left_out: int


def both(
    can: Affordability | None,
    debts: Sequence[Debt],
    in_plan: AbstractSet[int] = frozenset(),
    promised: Money | None = None,
) -> Choice | WhyNot:
    """Return the two ways side by side, or why they are not shown (care 5).

    `promised` is what plans that the budget does not hold yet take of the pot a month.
    """
    if can is None:
        return WhyNot.NO_BUDGET
    mine = [debt for debt in debts if is_owed_by_person(debt) and debt.balance.minor > 0]
    if any(_is_in_danger(debt, in_plan) for debt in mine):
        return WhyNot.DANGER
    currency = can.pot.currency
    free = [debt for debt in mine if debt.id not in in_plan and not is_priority(debt)]
    free = [debt for debt in free if not debt.formal and debt.currency == currency]
    payments = total([debt.payment for debt in free if debt.payment is not None], currency)
    extra = can.pot - payments - (zero(currency) if promised is None else promised)
    if can.verdict is not Verdict.POSITIVE or extra.minor <= 0:
        return WhyNot.NOTHING_SPARE
    owing = tuple(
        Owing(debt.id, debt.balance, debt.rate, debt.payment)
        for debt in free
        if debt.rate is not None and debt.payment is not None and debt.payment.minor > 0
    )
    snowball = simulate(owing, extra, Order.SNOWBALL)
    avalanche = simulate(owing, extra, Order.AVALANCHE)
    if len(owing) < 2 or snowball is None or avalanche is None:
        return WhyNot.TOO_FEW
    return Choice(extra, owing, snowball, avalanche, len(free) - len(owing))


def _is_in_danger(debt: Debt, in_plan: AbstractSet[int]) -> bool:
    if debt.lender is LenderKind.ILLEGAL or debt.stage in {Stage.COURT, Stage.JUDGMENT}:
        return True
    return debt.stage is not Stage.NOT_DUE and debt.id not in in_plan
