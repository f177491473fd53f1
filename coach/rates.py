"""True rates, level payments and pay-off times; all rates are Decimal fractions.

Method (knowledge 8.1): from the person's side, the debt minus what is paid today comes in at
month 0 and every payment with its fees goes out; the monthly rate m makes the sum of
payment / (1 + m)^t equal to it. Nominal = 12 m, effective = (1 + m)^12 - 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import TYPE_CHECKING

from coach.dates import MONTHS_IN_A_YEAR
from coach.money import Money

if TYPE_CHECKING:
    from collections.abc import Sequence

_DIGITS = 40
_HALVINGS = 10
"""After so many the root is near enough for Newton's steps, each of which doubles its digits."""
_STEPS = 60
_CLOSE = Decimal("1e-30")
_LONGEST = 1200


@dataclass(frozen=True, slots=True)
class Rate:
    """The true price a month and a year, as Decimal fractions."""

    monthly: Decimal
    nominal: Decimal
    effective: Decimal


def monthly_rate(received: int, outgoings: Sequence[tuple[int, int]]) -> Decimal | None:
    """Return m for `received` now against (month, amount) pairs; None when none exists.

    Solved on v = 1 / (1 + m), in which the sum only grows and bends upwards: the answer is unique,
    and Newton's steps from above never miss it.
    Exactly 0 when both sides are equal. None when nothing is received or nothing is paid later.
    """
    today = sum(amount for month, amount in outgoings if month <= 0)
    later = sorted((month, amount) for month, amount in outgoings if month > 0 and amount > 0)
    left = received - today
    if left <= 0 or not later:
        return None
    paid = sum(amount for _, amount in later)
    if paid == left:
        return Decimal(0)
    with localcontext() as context:
        context.prec = _DIGITS
        low, high = Decimal(0), Decimal(1)
        while _worth(later, high) < left:
            low, high = high, high * 2
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            if _worth(later, middle) < left:
                low = middle
            else:
                high = middle
        for _ in range(_STEPS):
            worth, slope = _worth_and_slope(later, high)
            step = (worth - left) / slope
            high -= step
            if abs(step) < _CLOSE:
                break
        return 1 / high - 1


def _worth(later: Sequence[tuple[int, int]], factor: Decimal) -> Decimal:
    """Return the sum of amount x factor^month, walking backwards so that no power is taken."""
    worth, at = Decimal(0), later[-1][0]
    for month, amount in reversed(later):
        gap = at - month
        worth = (worth * factor if gap == 1 else worth * factor**gap) + amount
        at = month
    return worth * factor**at


def _worth_and_slope(later: Sequence[tuple[int, int]], factor: Decimal) -> tuple[Decimal, Decimal]:
    """Return that sum and how fast it grows with the factor."""
    worth = slope = Decimal(0)
    at = later[-1][0]
    for month, amount in (*reversed(later), (0, 0)):
        gap = at - month
        power = factor if gap == 1 else factor**gap
        slope = slope * power + worth * gap * power / factor
        worth = worth * power + amount
        at = month
    return worth, slope


def as_rate(monthly: Decimal) -> Rate:
    """Return nominal (12 m) and effective ((1 + m)^12 - 1) for a monthly fraction."""
    effective = (1 + monthly) ** MONTHS_IN_A_YEAR - 1
    return Rate(monthly, monthly * MONTHS_IN_A_YEAR, effective)


def of_period(fraction: Decimal, a_year: int) -> Rate:
    """Return the rate of a fraction that runs `a_year` times a year (52 for a week).

    Effective = (1 + fraction)^a_year - 1; monthly is its twelfth root, nominal 12 times that.
    """
    effective = (1 + fraction) ** a_year - 1
    monthly = (1 + effective) ** (1 / Decimal(MONTHS_IN_A_YEAR)) - 1
    return Rate(monthly, monthly * MONTHS_IN_A_YEAR, effective)


def equal_payments(owed: Money, count: int) -> tuple[Money, ...]:
    """Return `count` payments that sum exactly; rounded half up, the last takes the remainder.

    Where rounding up would leave nothing for the last one, the payments are rounded down.
    """
    if count < 1 or owed.minor < count:
        return (owed,) if owed.minor > 0 else ()
    each = (2 * owed.minor + count) // (2 * count)
    if owed.minor - each * (count - 1) <= 0:
        each = owed.minor // count
    last = owed.minor - each * (count - 1)
    return (*(Money(each, owed.currency),) * (count - 1), Money(last, owed.currency))


def level_payment(owed: Money, monthly: Decimal, count: int) -> Money:
    """Return the equal payment that clears a debt at a monthly rate, rounded half up.

    Annuity: owed x m / (1 - (1 + m)^-count). Raises ValueError for a count below 1.
    """
    if count < 1:
        msg = f"{count} payments"
        raise ValueError(msg)
    if monthly == 0:
        return Money((2 * owed.minor + count) // (2 * count), owed.currency)
    with localcontext() as context:
        context.prec = _DIGITS
        exact = owed.minor * monthly / (1 - (1 + monthly) ** -count)
        return Money(int(exact.to_integral_value(ROUND_HALF_UP)), owed.currency)


@dataclass(frozen=True, slots=True)
class PayOff:
    """How a debt ends when interest keeps running: payments, the last one, and their sum."""

    months: int
    last: Money
    total: Money


def pay_off(owed: Money, monthly: Decimal, payment: Money, limit: int = _LONGEST) -> PayOff | None:
    """Return how fixed payments clear a debt; None when they do not within `limit` months.

    Interest is added and rounded half up to the minor unit each month, then the payment taken.
    """
    left, paid = owed.minor, 0
    for month in range(1, limit + 1):
        left += int((left * monthly).to_integral_value(ROUND_HALF_UP))
        step = min(payment.minor, left)
        left -= step
        paid += step
        if left <= 0:
            return PayOff(month, Money(step, owed.currency), Money(paid, owed.currency))
    return None


def grown(owed: Money, monthly: Decimal, months: int) -> Money:
    """Return the balance after months without payment, compounded monthly, rounded once."""
    return owed.times((1 + monthly) ** months)
