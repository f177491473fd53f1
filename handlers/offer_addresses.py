"""The figures of an offer, whole or as far as it was read, as a screen's address and back."""

from __future__ import annotations

from decimal import Decimal

from bot.ui import callbacks
from coach.money import Money
from coach.offers import Offer, Per, TypedOffer

PARTS = 10
FIRST_LATER, NEW_LOAN, LENT, WORD = 1, 2, 4, 8
"""The address's flags; what is beyond them is the number of a market word that was typed.

`LENT`: the line did not say what is owed, and the balance of a known debt stands in.
"""


LONGEST_NAME = "offer.afford"
"""The verdict's buttons carry its figures under other names; the longest one must fit as well."""


def address(offer: Offer, debt_id: int = 0, *, lent: bool = False, word: int = 0) -> str | None:
    """Return the verdict's address: figures only, so that any restart can show it again.

    None when they do not fit one, as with sums beyond reason.
    """
    first = offer.payments[0] if offer.payments else Money(0, offer.currency)
    last = offer.payments[-1] if offer.payments else first
    minor = [part.minor if part else 0 for part in (offer.upfront, offer.fee_once, offer.fee_each)]
    flags = offer.first_after * FIRST_LATER + offer.new_loan * NEW_LOAN + lent * LENT + word * WORD
    figures = (offer.currency, offer.owed.minor, first.minor, last.minor, len(offer.payments),
               *minor, flags, debt_id)  # fmt: skip
    try:
        callbacks.pack(LONGEST_NAME, *figures)
    except ValueError:
        return None
    return callbacks.pack("offer", *figures)


def read_address(arguments: tuple[str, ...]) -> tuple[Offer, int] | None:
    """Return the offer and its debt's id from an address; None when it is not one."""
    if len(arguments) != PARTS or not _is_code(arguments[0]):
        return None
    currency = arguments[0]
    owed, first, last, count, upfront, once, each, flags, debt_id = map(
        callbacks.number, arguments[1:]
    )
    if owed == 0 or count > MOST:
        return None
    payments = (Money(first, currency),) * max(count - 1, 0)
    if count:
        payments += (Money(last, currency),)
    offer = Offer(Money(owed, currency), payments, _some(upfront, currency), _some(once, currency),
                  _some(each, currency), flags % 2, bool(flags & NEW_LOAN))  # fmt: skip
    return offer, debt_id


def _is_code(argument: str) -> bool:
    return argument.isascii() and argument.isalpha() and len(argument) == 3


def _some(minor: int, currency: str) -> Money | None:
    return Money(minor, currency) if minor else None


MOST = 600
PART = "check.part"
MILLION = 10**6
"""Fractions stand in an address as millionths."""


def part_address(typed: TypedOffer, currency: str, debt_id: int = 0) -> str | None:
    """Return the address of what was read so far; None when it does not fit one."""
    sums = (typed.owed, typed.each, typed.upfront, typed.fee_once, typed.fee_each, typed.pay)
    said = next((each.currency for each in sums if each is not None), currency)
    shares = (typed.fee_fraction, typed.pay_fraction)
    figures = [each.minor if each else 0 for each in sums]
    figures += [int(each * MILLION) if each else 0 for each in shares]
    flags = typed.new_loan + 2 * (typed.fee_per is Per.EACH)
    known = [said, *(each or "" for each in (typed.count, *figures, flags, debt_id))]
    try:
        return callbacks.pack(PART, *known)
    except ValueError:
        return None


def read_part(arguments: tuple[str, ...]) -> tuple[TypedOffer, str, int] | None:
    """Return what was read so far, its currency and the debt it is about."""
    if len(arguments) != 12 or not _is_code(arguments[0]):
        return None
    code = arguments[0]
    count, owed, each, upfront, once, every, pay, fee, share, flags, debt_id = map(
        callbacks.number, arguments[1:]
    )
    typed = TypedOffer(
        owed=_some(owed, code),
        count=min(count, MOST) or None,
        each=_some(each, code),
        upfront=_some(upfront, code),
        fee_once=_some(once, code),
        fee_each=_some(every, code),
        fee_fraction=Decimal(fee) / MILLION if fee else None,
        fee_per=Per.EACH if flags & 2 else Per.ONCE,
        pay=_some(pay, code),
        pay_fraction=Decimal(share) / MILLION if share else None,
        new_loan=bool(flags & 1),
    )
    return typed, code, debt_id
