"""What would make an offer fit that is over the budget: the fee spread, equal payments, more of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from coach.dates import MONTHS_IN_A_YEAR
from coach.money import Money, exponent
from coach.offers import PERIODS, Fit, a_month

if TYPE_CHECKING:
    from coach.offers import Offer, OfferCheck

YEARS = 5
"""A longer way is not worked out: it would tie somebody down for a price that nobody knows."""


class How(StrEnum):
    """What changes; the total stays what was offered."""

    SPREAD_FEE = "spread_fee"
    EQUAL = "equal"
    LONGER = "longer"


@dataclass(frozen=True, slots=True)
class Fitting:
    """So many payments of `each`, the last at most that; each fits what can go every month."""

    how: How
    count: int
    each: Money


def fitting(offer: Offer, check: OfferCheck) -> Fitting | None:
    """Return the smallest change that makes an offer fit the share it was measured against.

    None where it fits, where a sum at hand decides, and where no such way ends within five years.
    Interest that would go on in further months is not known and not in it.
    """
    share, count = check.share, len(offer.payments)
    if check.fit is not Fit.OVER or check.at_hand or share is None or count < 2:
        return None
    whole = check.total - offer.paid_today
    even = _part(whole, count)
    if a_month(even, offer.every) <= share:
        regular = a_month(offer.regular, offer.every) <= share
        return Fitting(How.SPREAD_FEE if _has_fee(offer) and regular else How.EQUAL, count, even)
    most = _at_most(share, PERIODS[offer.every])
    if most.minor <= 0:
        return None
    more = -(-whole.minor // most.minor)
    if more > YEARS * PERIODS[offer.every]:
        return None
    return Fitting(How.LONGER, more, _part(whole, more))


def _has_fee(offer: Offer) -> bool:
    return offer.fee_once is not None and offer.fee_once.minor > 0


def _part(whole: Money, count: int) -> Money:
    return Money(-(-whole.minor // count), whole.currency)


def _at_most(share: Money, a_year: int) -> Money:
    """Return the largest payment, in whole units where one is large enough, within a month's share."""
    minor = share.minor * MONTHS_IN_A_YEAR // a_year
    unit: int = 10 ** exponent(share.currency)
    return Money(minor - minor % unit if minor >= unit else minor, share.currency)
