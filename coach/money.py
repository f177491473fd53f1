"""Money as integer minor units of an ISO 4217 currency; sharing never loses a unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# ISO 4217 minor-unit exponents that differ from 2.
_EXPONENTS = {
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0,
    "RWF": 0, "UGX": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
}  # fmt: skip

NO_CURRENCY = "XXX"
"""ISO 4217's own code for none: a figure whose currency is not known yet."""

LIMIT = 10**15
"""Amounts beyond this many minor units are refused: no honest debt is larger."""


class CurrencyMismatchError(ValueError):
    """Two amounts of different currencies met; they are never added without a typed rate."""


def exponent(currency: str) -> int:
    """Return how many decimals the currency has (0, 2 or 3)."""
    return _EXPONENTS.get(currency, 2)


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in integer minor units (cents, fen; whole yen) of an ISO currency."""

    minor: int
    currency: str

    @classmethod
    def of(cls, major: Decimal | int | str, currency: str) -> Money:
        """Return the amount of major units, rounded half up to the minor unit."""
        scaled = Decimal(major).scaleb(exponent(currency))
        return cls(int(scaled.to_integral_value(ROUND_HALF_UP)), currency)

    @property
    def major(self) -> Decimal:
        """The amount in major units, exact."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            msg = f"{self.currency} and {other.currency}"
            raise CurrencyMismatchError(msg)

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.minor < other.minor

    def __le__(self, other: Money) -> bool:
        self._same(other)
        return self.minor <= other.minor

    def times(self, factor: Decimal | int) -> Money:
        """Return the amount times a factor, rounded half up to the minor unit."""
        product = (Decimal(self.minor) * Decimal(factor)).to_integral_value(ROUND_HALF_UP)
        return Money(int(product), self.currency)


def zero(currency: str) -> Money:
    """Return nothing, in that currency."""
    return Money(0, currency)


def total(amounts: Sequence[Money], currency: str) -> Money:
    """Return the sum; raises CurrencyMismatchError on a foreign currency."""
    result = zero(currency)
    for amount in amounts:
        result = result + amount
    return result


def share(pot: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Split `pot` minor units in proportion to `weights` by largest remainder; sums exactly.

    Equal remainders go to the earlier weight. All weights zero: an equal split. `pot` >= 0.
    """
    if not weights:
        return ()
    whole = sum(weights)
    if whole == 0:
        weights, whole = [1] * len(weights), len(weights)
    floors = [pot * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(pot * weights[i] % whole), i))
    for index in by_remainder[: pot - sum(floors)]:
        floors[index] += 1
    return tuple(floors)
