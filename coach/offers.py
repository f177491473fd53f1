"""A creditor's offer, checked: what it really costs, whether it fits, what is still missing.

Money in, every payment with its fees out; `coach/rates.py` finds the true rate.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from coach.dates import MONTHS_IN_A_YEAR
from coach.money import Money, total, zero
from coach.rates import Rate, as_rate, equal_payments, monthly_rate

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Offer:
    """What was offered; payments are monthly, the first one `first_after` months from now.

    `upfront` is paid today, a fee or a first payment alike; `fee_once` comes with the first
    payment, `fee_each` with every payment. `new_loan` tells that a new loan pays the old one.
    """

    owed: Money
    payments: tuple[Money, ...]
    upfront: Money | None = None
    fee_once: Money | None = None
    fee_each: Money | None = None
    first_after: int = 1
    new_loan: bool = False

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
    def paid_today(self) -> Money:
        """What is paid today, nothing if not said."""
        return zero(self.currency) if self.upfront is None else self.upfront


def rate_of(offer: Offer) -> Rate | None:
    """Return the offer's true rate; None when it costs less than the debt, or has none."""
    flows = [
        (index + offer.first_after, amount.minor) for index, amount in enumerate(offer.outgoings())
    ]
    monthly = monthly_rate(offer.owed.minor - offer.paid_today.minor, flows)
    if monthly is None or monthly < 0:
        return None
    return as_rate(monthly)


class Fit(StrEnum):
    """Whether the offer fits what can be paid."""

    FITS = "fits"
    OVER = "over"
    NOT_KNOWN = "not_known"


class Flag(StrEnum):
    """What to look at before agreeing."""

    PAY_TODAY = "pay_today"
    REBORROWING = "reborrowing"
    FEES_ON_TOP = "fees_on_top"
    LARGE_LAST = "large_last"
    LONGER_THAN_FIVE_YEARS = "longer_than_five_years"


class Ask(StrEnum):
    """The one question to put to the creditor."""

    WHAT_IS_THE_EXTRA = "what_is_the_extra"
    IS_IT_ZERO = "is_it_zero"
    IS_THE_REST_WAIVED = "is_the_rest_waived"


@dataclass(frozen=True, slots=True)
class OfferCheck:
    """The verdict on an offer.

    `difference` is the total minus the debt; below the debt `saves` holds the gap and `rate` is
    None. `largest` is the most that leaves in one month; `over_by` what that is over the share.
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


def check(offer: Offer, *, share: Money | None = None, cash: Money | None = None) -> OfferCheck:
    """Check an offer against the debt's share of the pot a month and a real sum at hand.

    One single payment is measured against `cash`, several against `share`; what is not given is
    not judged.
    """
    outgoings = offer.outgoings()
    currency = offer.currency
    whole = total(outgoings, currency) + offer.paid_today
    difference = whole - offer.owed
    largest = max(outgoings, key=lambda each: each.minor, default=zero(currency))
    fit, over_by = _fit(offer, largest, share, cash)
    if difference.minor > 0:
        ask = Ask.WHAT_IS_THE_EXTRA
    else:
        ask = Ask.IS_IT_ZERO if difference.minor == 0 else Ask.IS_THE_REST_WAIVED
    return OfferCheck(
        total=whole,
        difference=difference,
        saves=Money(-difference.minor, currency) if difference.minor < 0 else None,
        rate=rate_of(offer),
        count=len(outgoings),
        largest=largest,
        fit=fit,
        over_by=over_by,
        flags=_flags(offer),
        ask=ask,
    )


def _fit(
    offer: Offer, largest: Money, share: Money | None, cash: Money | None
) -> tuple[Fit, Money | None]:
    is_lump = len(offer.payments) <= 1
    today = offer.paid_today
    measures: list[tuple[Money, Money | None]] = []
    if today.minor > 0:
        measures.append((today + largest if is_lump else today, cash))
    elif is_lump:
        measures.append((largest, cash))
    if not is_lump:
        measures.append((largest, share))
    overs = [needed - limit for needed, limit in measures if limit is not None and needed > limit]
    if overs:
        return Fit.OVER, max(overs, key=lambda each: each.minor)
    if any(limit is None for _, limit in measures):
        return Fit.NOT_KNOWN, None
    return Fit.FITS, None


def _flags(offer: Offer) -> tuple[Flag, ...]:
    fees = [fee for fee in (offer.fee_once, offer.fee_each) if fee is not None and fee.minor > 0]
    last_is_large = len(offer.payments) > 1 and (
        2 * offer.payments[-1].minor > 3 * offer.payments[0].minor
    )
    found = {
        Flag.PAY_TODAY: offer.paid_today.minor > 0,
        Flag.REBORROWING: offer.new_loan,
        Flag.FEES_ON_TOP: bool(fees),
        Flag.LARGE_LAST: last_is_large,
        Flag.LONGER_THAN_FIVE_YEARS: len(offer.payments) > 5 * MONTHS_IN_A_YEAR,
    }
    return tuple(flag for flag, holds in found.items() if holds)


class Per(StrEnum):
    """What a fee in per cent is charged on: once, or with every payment."""

    ONCE = "once"
    EACH = "each"


class Missing(StrEnum):
    """What one typed line did not say."""

    OWED = "owed"
    PAYMENTS = "payments"


@dataclass(frozen=True, slots=True)
class TypedOffer:
    """One typed line, as far as it was understood; fractions are Decimal (0.03 for 3 %).

    `owe 9600, 12 x 900` fills owed, count, each; `12 期 每期 900 手续费 3%` count, each and
    fee_fraction of the debt; `pay 40% by Friday` pay_fraction and by.
    """

    owed: Money | None = None
    count: int | None = None
    each: Money | None = None
    upfront: Money | None = None
    fee_once: Money | None = None
    fee_each: Money | None = None
    fee_fraction: Decimal | None = None
    fee_per: Per = Per.ONCE
    pay: Money | None = None
    pay_fraction: Decimal | None = None
    by: date | None = None
    new_loan: bool = False


def joined(before: TypedOffer, now: TypedOffer) -> TypedOffer:
    """Return what two lines said together; where both speak, the newer one holds.

    A new way to pay takes the place of the old one: one payment, or instalments.
    """
    if now.pay is not None or now.pay_fraction is not None:
        before = replace(before, count=None, each=None, pay=None, pay_fraction=None)
    elif now.count is not None or now.each is not None:
        before = replace(before, pay=None, pay_fraction=None)
    fee = now if now.fee_fraction is not None else before
    said = {
        name: getattr(before if getattr(now, name) is None else now, name)
        for name in ("owed", "count", "each", "upfront", "fee_once", "fee_each", "fee_fraction",
                     "pay", "pay_fraction", "by")
    }  # fmt: skip
    return TypedOffer(**said, fee_per=fee.fee_per, new_loan=before.new_loan or now.new_loan)


def offer_from(typed: TypedOffer, owed: Money | None = None) -> Offer | tuple[Missing, ...]:
    """Return the offer, with `owed` from the chosen debt where the line does not say it.

    Without a sum per payment the debt is split evenly, the last taking the remainder.
    """
    debt = owed if typed.owed is None else typed.owed
    if debt is None:
        return (Missing.OWED,)
    payments = _payments(typed, debt)
    if not payments and (typed.upfront is None or typed.upfront.minor <= 0):
        return (Missing.PAYMENTS,)
    once, each = typed.fee_once, typed.fee_each
    if typed.fee_fraction is not None:
        fee = debt.times(typed.fee_fraction)
        once, each = (fee, each) if typed.fee_per is Per.ONCE else (once, fee)
    is_lump = typed.count is None and len(payments) <= 1
    return Offer(
        owed=debt,
        payments=payments,
        upfront=typed.upfront,
        fee_once=once,
        fee_each=each,
        first_after=0 if is_lump else 1,
        new_loan=typed.new_loan,
    )


def _payments(typed: TypedOffer, debt: Money) -> tuple[Money, ...]:
    if typed.pay is not None:
        return (typed.pay,)
    if typed.pay_fraction is not None:
        return (debt.times(typed.pay_fraction),)
    if typed.count is None or typed.count < 1:
        return ()
    if typed.each is not None:
        return (typed.each,) * typed.count
    left = debt if typed.upfront is None else debt - typed.upfront
    return equal_payments(left, typed.count)
