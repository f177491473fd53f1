"""A rate between two currencies that the person typed, with its day; none is ever looked up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

from coach.money import CurrencyMismatchError, Money, exponent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

LEAST, MOST = Decimal("0.000001"), Decimal(1_000_000)
"""A rate beyond these is a slip of the finger."""
_EXACT = Context(prec=40)
_KEPT = Context(prec=12)


@dataclass(frozen=True, slots=True)
class TypedRate:
    """One `base` is `rate` of `quote`, typed on the day `on`; it is used in both directions."""

    base: str
    quote: str
    rate: Decimal
    on: date

    def joins(self, one: str, other: str) -> bool:
        """Tell whether it is a rate between these two currencies."""
        return one != other and {one, other} == {self.base, self.quote}

    def into(self, amount: Money, currency: str, rounding: str = ROUND_HALF_UP) -> Money:
        """Return the amount in the other currency; raises CurrencyMismatchError beyond the pair."""
        if not self.joins(amount.currency, currency):
            msg = f"{amount.currency} to {currency} by a rate of {self.base} and {self.quote}"
            raise CurrencyMismatchError(msg)
        if amount.currency == self.base:
            exact = _EXACT.multiply(amount.major, self.rate)
        else:
            exact = _EXACT.divide(amount.major, self.rate)
        scaled = exact.scaleb(exponent(currency), _EXACT)
        return Money(int(scaled.to_integral_value(rounding)), currency)

    def at_most(self, amount: Money, currency: str) -> Money:
        """Return what an amount buys, rounded down: it never costs more than the amount."""
        return self.into(amount, currency, ROUND_DOWN)

    def at_least(self, amount: Money, currency: str) -> Money:
        """Return what an amount costs, rounded up."""
        return self.into(amount, currency, ROUND_CEILING)


def quoted(base: str, quote: str, rate: Decimal, on: date) -> TypedRate | None:
    """Return the rate as it is kept, to twelve digits; None for one that nobody can mean."""
    if base == quote or not rate.is_finite() or not LEAST <= rate <= MOST:
        return None
    return TypedRate(base, quote, _KEPT.plus(rate), on)


def between(rates: Iterable[TypedRate], one: str, other: str) -> TypedRate | None:
    """Return the newest rate between two currencies; None where none was typed."""
    found = [each for each in rates if each.joins(one, other)]
    return max(found, key=lambda each: each.on, default=None)
