"""A creditor's offer, checked: what it really costs, whether it fits, what is still missing.

Money in, every payment with its fees out; `coach/rates.py` finds the true rate.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from coach.dates import MONTHS_IN_A_YEAR, Every
from coach.money import Money, total, zero
from coach.rates import Rate, as_rate, monthly_rate, of_period

if TYPE_CHECKING:
    from datetime import date

PERIODS = {Every.MONTHLY: 12, Every.FORTNIGHTLY: 26, Every.WEEKLY: 52}
"""Payments a year."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What was offered; the first payment comes `first_after` months from now (0: at once).

    `upfront` is paid today, a fee or a first payment alike; `fee_once` comes with the first
    payment, `fee_each` with every payment. `new_loan` tells that a new loan pays the old one.
    `every`: how often a payment comes. `day` of the month, `by` (the last day of one payment) and
    `fees_said` tell what was said; figures do not rest on them. `settles`: it was said that the
    payments settle the whole debt; without it a sum below the debt leaves the rest owed.
    `interest_first`: how many payments at the beginning are interest only and pay nothing off.
    """

    owed: Money
    payments: tuple[Money, ...]
    upfront: Money | None = None
    fee_once: Money | None = None
    fee_each: Money | None = None
    first_after: int = 1
    new_loan: bool = False
    every: Every = Every.MONTHLY
    day: int | None = None
    by: date | None = None
    fees_said: bool = False
    settles: bool = False
    interest_first: int = 0

    @property
    def currency(self) -> str:
        """The ISO currency of the offer."""
        return self.owed.currency

    def outgoings(self) -> tuple[Money, ...]:
        """Return what leaves the pocket each time, fees included, without the sum paid today."""
        nothing = zero(self.currency)
        each = nothing if self.fee_each is None else self.fee_each
        once = nothing if self.fee_once is None else self.fee_once
        return tuple(
            payment + each + (once if index == 0 else nothing)
            for index, payment in enumerate(self.payments)
        )

    @property
    def runs(self) -> tuple[tuple[int, Money], ...]:
        """The payments without fees, as how many of which amount follow one another."""
        return tuple((len([*same]), each) for each, same in groupby(self.payments))

    @property
    def regular(self) -> Money:
        """What leaves the pocket in an ordinary month of the dearest stretch, its fee included.

        A first or last payment of its own is no stretch; between two payments the later one counts.
        """
        stretches = [each for count, each in self.runs if count > 1]
        if not stretches:
            return self.outgoings()[min(1, len(self.payments) - 1)]
        most = max(stretches, key=lambda each: each.minor)
        return most if self.fee_each is None else most + self.fee_each

    @property
    def steps_up(self) -> bool:
        """Whether a stretch of payments is followed by a dearer one."""
        stretches = [each for count, each in self.runs if count > 1]
        return any(later > former for former, later in pairwise(stretches))

    @property
    def paid_today(self) -> Money:
        """What is paid today, nothing if not said."""
        return zero(self.currency) if self.upfront is None else self.upfront


def rate_of(offer: Offer) -> Rate | None:
    """Return the offer's true rate; None when it costs less than the debt, or has none."""
    a_year = PERIODS[offer.every]
    # The first of several comes after one period, and later by as much as it was put off.
    first = 1 if offer.first_after else 0
    late = max(offer.first_after - 1, 0) * a_year // MONTHS_IN_A_YEAR
    flows = [(index + first + late, amount.minor) for index, amount in enumerate(offer.outgoings())]
    found = monthly_rate(offer.owed.minor - offer.paid_today.minor, flows)
    if found is None or found < 0:
        return None
    return as_rate(found) if offer.every is Every.MONTHLY else of_period(found, a_year)


def a_month(amount: Money, every: Every) -> Money:
    """Return what a payment so often comes to in a month, rounded half up."""
    if every is Every.MONTHLY:
        return amount
    minor = (2 * amount.minor * PERIODS[every] + MONTHS_IN_A_YEAR) // (2 * MONTHS_IN_A_YEAR)
    return Money(minor, amount.currency)


class Fit(StrEnum):
    """Whether the offer fits what can be paid."""

    FITS = "fits"
    OVER = "over"
    NOT_KNOWN = "not_known"


class Flag(StrEnum):
    """What to look at before agreeing."""

    PAY_TODAY = "pay_today"
    REBORROWING = "reborrowing"
    PUT_OFF = "put_off"
    FEES_ON_TOP = "fees_on_top"
    LARGE_LAST = "large_last"
    STEPS_UP = "steps_up"
    INTEREST_FIRST = "interest_first"
    LONGER_THAN_FIVE_YEARS = "longer_than_five_years"


class Ask(StrEnum):
    """The one question to put to the creditor."""

    WHAT_IS_THE_EXTRA = "what_is_the_extra"
    IS_IT_ZERO = "is_it_zero"
    IS_THE_REST_WAIVED = "is_the_rest_waived"
    WHAT_FOR = "what_for"
    IS_THE_REST_OWED = "is_the_rest_owed"


@dataclass(frozen=True, slots=True)
class OfferCheck:
    """The verdict on an offer.

    `difference` is the total minus the debt; below the debt `saves` holds the gap and `rate` is
    None; `rest` holds it where nothing was said about what becomes of it, so that it may stay owed.
    `largest` is the most that leaves in one month; `over_by` what that is over the share, or
    with `at_hand` what is paid at once over the sum at hand.
    `share` is what the debt was measured against, where it was.
    """

    total: Money
    difference: Money
    saves: Money | None
    rate: Rate | None
    count: int
    largest: Money
    fit: Fit
    over_by: Money | None
    flags: tuple[Flag, ...]
    ask: Ask
    share: Money | None = None
    rest: Money | None = None
    at_hand: bool = False
    over_at_times: bool = False
    """True where most payments fit the share and some do not, such as a first one with a fee."""
    first_fits: bool = False
    """True where the first payment is within the share, whatever comes later."""


def check(offer: Offer, *, share: Money | None = None, cash: Money | None = None) -> OfferCheck:
    """Check an offer against the debt's share of the pot a month and a real sum at hand.

    One single payment is measured against `cash`, several against `share`; what is not given is
    not judged.
    """
    outgoings = offer.outgoings()
    currency = offer.currency
    whole = total(outgoings, currency) + offer.paid_today
    difference = whole - offer.owed
    each = max(outgoings, key=lambda each: each.minor, default=zero(currency))
    largest = a_month(each, offer.every)
    fit, over_by, at_hand = _fit(offer, largest, share, cash)
    if difference.minor > 0:
        ask = Ask.WHAT_IS_THE_EXTRA
    elif difference.minor == 0:
        ask = Ask.IS_IT_ZERO
    elif offer.settles:
        ask = Ask.IS_THE_REST_WAIVED
    else:
        ask = Ask.WHAT_FOR if len(offer.payments) <= 1 else Ask.IS_THE_REST_OWED
    below = Money(-difference.minor, currency) if difference.minor < 0 else None
    return OfferCheck(
        total=whole,
        difference=difference,
        saves=below if offer.settles else None,
        rest=None if offer.settles else below,
        rate=rate_of(offer),
        count=len(outgoings),
        largest=largest,
        fit=fit,
        over_by=over_by,
        flags=_flags(offer),
        ask=ask,
        share=share if len(offer.payments) > 1 else None,
        at_hand=at_hand,
        over_at_times=share is not None
        and fit is Fit.OVER
        and 2 * sum(a_month(each, offer.every) <= share for each in outgoings) > len(outgoings),
        first_fits=share is not None
        and bool(outgoings)
        and a_month(outgoings[0], offer.every) <= share,
    )


def _fit(
    offer: Offer, largest: Money, share: Money | None, cash: Money | None
) -> tuple[Fit, Money | None, bool]:
    """Return the fit, by how much it is over, and whether the sum at hand decides it."""
    is_lump = len(offer.payments) <= 1
    today = offer.paid_today
    measures: list[tuple[Money, Money | None, bool]] = []
    if today.minor > 0:
        measures.append((today + largest if is_lump else today, cash, True))
    elif is_lump:
        measures.append((largest, cash, True))
    if not is_lump:
        measures.append((largest, share, False))
    overs = [
        (needed - limit, at_hand)
        for needed, limit, at_hand in measures
        if limit is not None and needed > limit
    ]
    if overs:
        return Fit.OVER, *max(overs, key=lambda each: each[0].minor)
    if any(limit is None for _, limit, _ in measures):
        return Fit.NOT_KNOWN, None, False
    return Fit.FITS, None, is_lump


def _flags(offer: Offer) -> tuple[Flag, ...]:
    fees = [fee for fee in (offer.fee_once, offer.fee_each) if fee is not None and fee.minor > 0]
    several = len(offer.payments) > 1
    last_is_large = several and 2 * offer.payments[-1].minor > 3 * offer.payments[-2].minor
    found = {
        Flag.PAY_TODAY: offer.paid_today.minor > 0,
        Flag.REBORROWING: offer.new_loan,
        Flag.PUT_OFF: offer.first_after > 1,
        Flag.FEES_ON_TOP: bool(fees),
        Flag.LARGE_LAST: last_is_large,
        Flag.STEPS_UP: offer.steps_up,
        Flag.INTEREST_FIRST: offer.interest_first > 0,
        Flag.LONGER_THAN_FIVE_YEARS: len(offer.payments) > 5 * PERIODS[offer.every],
    }
    return tuple(flag for flag, holds in found.items() if holds)
