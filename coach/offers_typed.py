"""An offer as one typed line says it: known parts, what two lines say together, what is missing."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from coach.dates import Every
from coach.offers import Offer
from coach.offers_steps import Step, interest_of, stepped, stepped_of, steps_of
from coach.rates import equal_payments

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from coach.money import Money


class Per(StrEnum):
    """When a fee in per cent is charged, and on what.

    On the debt with the first payment, with each one or today; or on each payment.
    """

    ONCE = "once"
    EACH = "each"
    PAYMENT = "payment"
    TODAY = "today"


class Missing(StrEnum):
    """What one typed line did not say."""

    OWED = "owed"
    PAYMENTS = "payments"
    COUNT = "count"
    COST = "cost"
    INTEREST = "interest"


@dataclass(frozen=True, slots=True)
class TypedOffer:
    """One typed line, as far as it was understood; fractions are Decimal (0.03 for 3 %).

    `owe 9600, 12 x 900` fills owed, count, each; `12 期 每期 900 手续费 3%` count, each and
    fee_fraction of the debt; `pay 40% by Friday` pay_fraction and by. `count` holds all payments,
    `first` and `last` included where they differ from `each`. `after`: months until the first
    payment. `no_fee`: it was said that nothing comes on top. `settles`: it was said that this
    settles the whole debt. `cost_open`: interest was said to go on, and not how much. `steps` come
    before `each` and count among `count`; one that is interest only comes to `interest` each time,
    or to a twelfth of the debt's `interest_rate` (a fraction a year). `rest_last`: one last payment
    clears what is then left.
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
    first: Money | None = None
    last: Money | None = None
    after: int | None = None
    every: Every | None = None
    day: int | None = None
    no_fee: bool = False
    settles: bool = False
    cost_open: bool = False
    steps: tuple[Step, ...] = ()
    interest: Money | None = None
    interest_rate: Decimal | None = None
    rest_last: bool = False

    @property
    def sums(self) -> tuple[Money, ...]:
        """Every sum of the line."""
        said = (self.owed, self.each, self.upfront, self.fee_once, self.fee_each, self.pay,
                self.first, self.last, self.interest, *(step.each for step in self.steps))  # fmt: skip
        return tuple(each for each in said if each is not None)


def joined(before: TypedOffer, now: TypedOffer) -> TypedOffer:
    """Return what two lines said together; where both speak, the newer one holds.

    A new way to pay takes the place of the old one: one payment, or instalments.
    """
    if now.pay is not None or now.pay_fraction is not None:
        before = replace(_without_payments(before), count=None, each=None, first=None, last=None, after=None,
                         every=None, day=None, steps=(), rest_last=False)  # fmt: skip
    elif now.steps or now.each is not None:
        before = replace(_without_payments(before), steps=(), rest_last=False)
    elif now.count is not None or now.each is not None:
        before = _without_payments(before)
    said = {
        each.name: getattr(before if getattr(now, each.name) is None else now, each.name)
        for each in fields(TypedOffer)
    }
    fee = now if now.fee_fraction is not None else before
    said["fee_per"] = fee.fee_per
    said["new_loan"] = before.new_loan or now.new_loan
    said["no_fee"] = before.no_fee or now.no_fee
    said["steps"] = now.steps or before.steps
    said["rest_last"] = now.rest_last or before.rest_last
    said["settles"] = before.settles or now.settles
    said["cost_open"] = now.cost_open or (before.cost_open and not _pays(now))
    return TypedOffer(**said)


def _pays(typed: TypedOffer) -> bool:
    return any(part is not None for part in (typed.pay, typed.pay_fraction, typed.each))


def _without_payments(typed: TypedOffer) -> TypedOffer:
    """Return what was said without its one payment, and without what that was said to settle."""
    once = typed.pay is not None or typed.pay_fraction is not None
    return replace(typed, pay=None, pay_fraction=None, by=None, settles=typed.settles and not once)


def offer_from(typed: TypedOffer, owed: Money | None = None) -> Offer | tuple[Missing, ...]:
    """Return the offer, with `owed` from the chosen debt where the line does not say it.

    Without a sum per payment the debt is split evenly, the last taking the remainder, or the first
    where a last one was said.
    """
    debt = owed if typed.owed is None else typed.owed
    if debt is None:
        return (Missing.OWED,)
    if typed.cost_open:
        return (Missing.COST,)
    if any(step.each is None for step in typed.steps) and interest_of(typed, debt) is None:
        return (Missing.INTEREST,)
    if typed.each is not None and typed.count is None:
        return (Missing.COUNT,)
    payments = _payments(typed, debt)
    if not payments and (typed.upfront is None or typed.upfront.minor <= 0):
        return (Missing.PAYMENTS,)
    is_lump = typed.count is None and len(payments) <= 1
    upfront, once, each = _with_share(typed, debt, payments)
    return Offer(
        owed=debt,
        payments=payments,
        upfront=upfront,
        fee_once=once,
        fee_each=each,
        first_after=0 if is_lump else typed.after or 1,
        new_loan=typed.new_loan,
        every=typed.every or Every.MONTHLY,
        day=typed.day,
        by=typed.by,
        fees_said=typed.no_fee or any(
            part is not None for part in (typed.fee_fraction, typed.fee_once, typed.fee_each)
        ),
        settles=typed.settles,
        interest_first=sum(step.count for step in typed.steps[:1] if step.each is None),
    )  # fmt: skip


def _with_share(
    typed: TypedOffer, debt: Money, payments: tuple[Money, ...]
) -> tuple[Money | None, Money | None, Money | None]:
    """Return what is paid today and the fees, once and each, a fee in per cent worked out."""
    upfront, once, each = typed.upfront, typed.fee_once, typed.fee_each
    if typed.fee_fraction is None:
        return upfront, once, each
    fee = debt.times(typed.fee_fraction)
    match typed.fee_per:
        case Per.TODAY:
            return fee if upfront is None else upfront + fee, once, each
        case Per.EACH:
            return upfront, once, fee
        case Per.PAYMENT:
            # Each carries its own part; with uneven ones the regular payment is the measure.
            regular = typed.each or (payments[0] if payments else debt)
            return upfront, once, regular.times(typed.fee_fraction)
        case _:
            return upfront, fee, each


def _payments(typed: TypedOffer, debt: Money) -> tuple[Money, ...]:
    if typed.pay is not None:
        return (typed.pay,)
    if typed.pay_fraction is not None:
        return (debt.times(typed.pay_fraction),)
    if typed.steps:
        return stepped(typed, debt)
    if typed.count is None or typed.count < 1:
        return ()
    first = () if typed.first is None else (typed.first,)
    last = () if typed.last is None else (typed.last,)
    regular = typed.count - len(first) - len(last)
    if regular < 0:
        return ()
    if typed.each is not None:
        return first + (typed.each,) * regular + last
    left = debt
    for paid in (*first, *last, *(() if typed.upfront is None else (typed.upfront,))):
        left = left - paid
    if regular == 0:
        return first + last
    even = equal_payments(left, regular)
    if len(even) != regular:
        return ()  # what was said of the ends leaves nothing for the others
    if not last:
        return first + even + last
    # Only the ends of an offer may be unlike the others, and what was said of the last one holds.
    before = first + (even[0],) * len(even)
    return (before[0] + (even[-1] - even[0]), *before[1:], *last)


def typed_of(offer: Offer) -> TypedOffer:
    """Return an offer as a line that leaves out what is owed, to measure it against another debt."""
    payments = offer.payments
    once = len(payments) <= 1 and offer.first_after == 0
    base = TypedOffer(
        upfront=offer.upfront,
        fee_once=offer.fee_once,
        fee_each=offer.fee_each,
        new_loan=offer.new_loan,
        no_fee=offer.fees_said and offer.fee_once is None and offer.fee_each is None,
        by=offer.by,
        settles=offer.settles,
    )
    if once:
        return replace(base, pay=payments[0] if payments else None)
    base = replace(base, after=offer.first_after if offer.first_after > 1 else None,
                   every=None if offer.every is Every.MONTHLY else offer.every, day=offer.day)  # fmt: skip
    steps = steps_of(offer)
    if steps:
        return stepped_of(offer, base, steps)
    regular = payments[1] if len(payments) > 2 else payments[0]
    return replace(
        base,
        count=len(payments),
        each=regular,
        first=payments[0] if payments[0] != regular else None,
        last=payments[-1] if payments[-1] != regular else None,
    )
