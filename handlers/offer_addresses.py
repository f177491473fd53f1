"""The figures of an offer, whole or as far as it was read, as a screen's address and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bot.ui import callbacks
from coach.dates import Every
from coach.money import Money
from coach.offers import Offer
from coach.offers_typed import Per, TypedOffer

PARTS = 10
"""An address has one part more where the first payment is not like the others."""
FIRST_LATER, NEW_LOAN, LENT, WORD, FEES_SAID, EVERY, DAY, SETTLES, AFTER, BY = (
    1, 2, 4, 8, 64, 128, 512, 1 << 14, 1 << 15, 1 << 21,
)  # fmt: skip
"""Where each of the address's flags begins; every one ends where the next begins.

`LENT`: the line did not say what is owed, and the balance of a known debt stands in. `WORD` is the
number of a market word that was typed, `AFTER` the months by which the first payment is put off,
`BY` the last day of one payment, counted from `EPOCH`.
"""
EPOCH = date(2026, 1, 1)
LAST_DAY = 10_000
_EVERY = (Every.MONTHLY, Every.WEEKLY, Every.FORTNIGHTLY)
_PER = tuple(Per)

LONGEST_NAME = "offer.afford"
"""The verdict's buttons carry its figures under other names; the longest one must fit as well."""
MOST = 600


def address(offer: Offer, debt_id: int = 0, *, lent: bool = False, word: int = 0) -> str | None:
    """Return the verdict's address: figures only, so that any restart can show it again.

    None when they do not fit one, as with sums beyond reason: an address gives back the same offer.
    """
    payments = offer.payments or (Money(0, offer.currency),)
    opening = payments[0]
    each = payments[1] if len(payments) > 2 else opening
    minor = [part.minor if part else 0 for part in (offer.upfront, offer.fee_once, offer.fee_each)]
    flags = lent * LENT + word * WORD + _flags(offer)
    own = [opening.minor] if opening != each else []
    figures = (offer.currency, offer.owed.minor, each.minor, payments[-1].minor,
               len(offer.payments), *(part or "" for part in minor), *own, flags, debt_id)  # fmt: skip
    try:
        callbacks.pack(LONGEST_NAME, *figures)
    except ValueError:
        return None
    packed = callbacks.pack("offer", *figures)
    read = read_address(callbacks.unpack(packed)[1])
    return packed if read == (_without_nothing(offer), debt_id) else None


def _without_nothing(offer: Offer) -> Offer:
    """Return the offer with sums of nothing as what was not said, as an address holds them."""
    currency = offer.currency
    upfront, once, each = (
        _some(part.minor if part else 0, currency)
        for part in (offer.upfront, offer.fee_once, offer.fee_each)
    )
    return replace(offer, upfront=upfront, fee_once=once, fee_each=each)


def _flags(offer: Offer) -> int:
    late = max(offer.first_after - 1, 0)
    days = (offer.by - EPOCH).days if offer.by else 0
    if not 0 <= days < LAST_DAY:
        days = 0
    return (
        bool(offer.first_after) * FIRST_LATER
        + offer.new_loan * NEW_LOAN
        + offer.fees_said * FEES_SAID
        + _EVERY.index(offer.every) * EVERY
        + (offer.day or 0) * DAY
        + offer.settles * SETTLES
        + late * AFTER
        + days * BY
    )


def lent_and_word(arguments: tuple[str, ...]) -> tuple[bool, int]:
    """Return whether a known balance stands in, and the number of the market word."""
    flags = callbacks.number(arguments[-2])
    return bool(flags & LENT), flags % FEES_SAID // WORD


def read_address(arguments: tuple[str, ...]) -> tuple[Offer, int] | None:
    """Return the offer and its debt's id from an address; None when it is not one."""
    if len(arguments) not in (PARTS, PARTS + 1) or not _is_code(arguments[0]):
        return None
    currency = arguments[0]
    figures = [callbacks.number(each) for each in arguments[1:]]
    owed, each, last, count, upfront, once, every = figures[:7]
    flags, debt_id = figures[-2:]
    if owed == 0 or count > MOST:
        return None
    payments = (Money(each, currency),) * max(count - 1, 0)
    if count:
        payments += (Money(last, currency),)
    if len(arguments) > PARTS and count:
        payments = (Money(figures[7], currency), *payments[1:])
    days = flags // BY
    offer = Offer(
        Money(owed, currency), payments,
        _some(upfront, currency), _some(once, currency), _some(every, currency),
        first_after=flags % 2 + flags % BY // AFTER,
        new_loan=bool(flags & NEW_LOAN),
        every=_EVERY[flags % DAY // EVERY % len(_EVERY)],
        day=flags % SETTLES // DAY or None,
        by=EPOCH + timedelta(days) if 0 < days < LAST_DAY else None,
        fees_said=bool(flags & FEES_SAID),
        settles=bool(flags & SETTLES),
    )  # fmt: skip
    return offer, debt_id


def _is_code(argument: str) -> bool:
    return argument.isascii() and argument.isalpha() and len(argument) == 3


def _some(minor: int, currency: str) -> Money | None:
    return Money(minor, currency) if minor else None


PART = "check.part"
PART_PARTS = 12
"""The parts every address of a part has; five more where a shape or a date was said."""
MILLION = 10**6
"""Fractions stand in an address as millionths."""
NEW, PER, NO_FEE, HOW_OFTEN, SETTLED, COST_OPEN = 1, 2, 8, 16, 64, 128


def part_address(typed: TypedOffer, currency: str, debt_id: int = 0) -> str | None:
    """Return the address of what was read so far; None when it does not fit one."""
    sums = (typed.owed, typed.each, typed.upfront, typed.fee_once, typed.fee_each, typed.pay)
    said = next((each.currency for each in typed.sums), currency)
    shares = (typed.fee_fraction, typed.pay_fraction)
    figures = [each.minor if each else 0 for each in sums]
    figures += [int(each * MILLION) if each else 0 for each in shares]
    every = 0 if typed.every is None else _EVERY.index(typed.every) + 1
    flags = (
        typed.new_loan * NEW
        + _PER.index(typed.fee_per) * PER
        + typed.no_fee * NO_FEE
        + every * HOW_OFTEN
        + typed.settles * SETTLED
        + typed.cost_open * COST_OPEN
    )
    ends = [each.minor if each else 0 for each in (typed.first, typed.last)]
    days = (typed.by - EPOCH).days if typed.by and typed.by > EPOCH else 0
    more = [*ends, typed.after or 0, typed.day or 0, days]
    while more and not more[-1]:
        more.pop()
    known = [said, *(each or "" for each in (typed.count, *figures, flags, debt_id, *more))]
    try:
        packed = callbacks.pack(PART, *known)
    except ValueError:
        return None
    read = read_part(callbacks.unpack(packed)[1])
    return packed if read == (_said(typed), said, debt_id) else None


def _said(typed: TypedOffer) -> TypedOffer:
    """Return what was said with fees of nothing as what was not said, as an address holds them.

    A debt or a payment of nothing has no address: it was misread, and is to be typed again.
    """
    upfront, once, each = (
        part if part and part.minor else None
        for part in (typed.upfront, typed.fee_once, typed.fee_each)
    )
    fraction = typed.fee_fraction or None
    return replace(typed, upfront=upfront, fee_once=once, fee_each=each, fee_fraction=fraction)


def read_part(arguments: tuple[str, ...]) -> tuple[TypedOffer, str, int] | None:
    """Return what was read so far, its currency and the debt it is about."""
    if not PART_PARTS <= len(arguments) <= PART_PARTS + 5 or not _is_code(arguments[0]):
        return None
    code = arguments[0]
    figures = [callbacks.number(each) for each in arguments[1:]]
    count, owed, each, upfront, once, every, pay, fee, share, flags, debt_id = figures[:11]
    first, last, after, day, days = (*figures[11:], 0, 0, 0, 0, 0)[:5]
    if count > MOST or after > MOST:
        return None
    typed = TypedOffer(
        owed=_some(owed, code),
        count=count or None,
        each=_some(each, code),
        upfront=_some(upfront, code),
        fee_once=_some(once, code),
        fee_each=_some(every, code),
        fee_fraction=Decimal(fee) / MILLION if fee else None,
        fee_per=_PER[flags // PER % len(_PER)],
        pay=_some(pay, code),
        pay_fraction=Decimal(share) / MILLION if share else None,
        new_loan=bool(flags & NEW),
        no_fee=bool(flags & NO_FEE),
        settles=bool(flags & SETTLED),
        cost_open=bool(flags & COST_OPEN),
        first=_some(first, code),
        last=_some(last, code),
        after=after or None,
        every=((None, *_EVERY)[flags // HOW_OFTEN % 4]),
        day=day if 0 < day <= 31 else None,
        by=EPOCH + timedelta(days) if 0 < days < LAST_DAY else None,
    )
    return typed, code, debt_id
