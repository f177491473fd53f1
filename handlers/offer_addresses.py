"""The figures of a whole offer as a screen's address and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.ui import callbacks
from coach.dates import Every
from coach.money import Money
from coach.offers import Offer
from coach.offers_steps import steps_of

if TYPE_CHECKING:
    from collections.abc import Iterable

PARTS = 10
"""An address has one part more where the first payment is not like the others."""
FIRST_LATER, NEW_LOAN, LENT, WORD, FEES_SAID, EVERY, DAY, SETTLES, AFTER, BY, INTEREST = (
    1, 2, 4, 8, 64, 128, 512, 1 << 14, 1 << 15, 1 << 21, 1 << 35,
)  # fmt: skip
"""Where each of the address's flags begins; every one ends where the next begins.

`LENT`: the line did not say what is owed, and the balance of a known debt stands in. `WORD` is the
number of a market word that was typed, `AFTER` the months by which the first payment is put off,
`BY` the last day of one payment, counted from `EPOCH`, `INTEREST` that the first stretch is
interest only.
"""
EPOCH = date(2026, 1, 1)
LAST_DAY = 10_000
EVERIES = (Every.MONTHLY, Every.WEEKLY, Every.FORTNIGHTLY)

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
    own: list[int | str] = [opening.minor] if opening != each else []
    steps = steps_of(offer)
    if steps:
        after = payments[sum(count for count, _ in steps) :] or (Money(0, offer.currency),)
        each, own = after[0], [_packed_steps(steps)]
    minor = [part.minor if part else 0 for part in (offer.upfront, offer.fee_once, offer.fee_each)]
    flags = lent * LENT + word * WORD + _flags(offer)
    figures = (offer.currency, offer.owed.minor, each.minor, payments[-1].minor,
               len(offer.payments), *(part or "" for part in minor), *own, flags, debt_id)  # fmt: skip
    try:
        callbacks.pack(LONGEST_NAME, *figures)
    except ValueError:
        return None
    packed = callbacks.pack("offer", *figures)
    read = read_address(callbacks.unpack(packed)[1])
    return packed if read == (_without_nothing(offer), debt_id) else None


def _packed_steps(steps: Iterable[tuple[int, Money]]) -> str:
    return ".".join(f"{count}x{each.minor}" for count, each in steps)


def steps_in(packed: str, currency: str) -> list[tuple[int, Money]]:
    """Return how many payments of which amount come first; none for what is no such list."""
    parts = [each.partition("x") for each in packed.split(".")] if "x" in packed else []
    return [(min(callbacks.number(count), MOST), Money(callbacks.number(minor), currency))
            for count, _, minor in parts]  # fmt: skip


def _without_nothing(offer: Offer) -> Offer:
    """Return the offer with sums of nothing as what was not said, as an address holds them."""
    currency = offer.currency
    upfront, once, each = (
        some(part.minor if part else 0, currency)
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
        + EVERIES.index(offer.every) * EVERY
        + (offer.day or 0) * DAY
        + offer.settles * SETTLES
        + late * AFTER
        + days * BY
        + (offer.interest_first > 0) * INTEREST
    )


def lent_and_word(arguments: tuple[str, ...]) -> tuple[bool, int]:
    """Return whether a known balance stands in, and the number of the market word."""
    flags = callbacks.number(arguments[-2])
    return bool(flags & LENT), flags % FEES_SAID // WORD


def read_address(arguments: tuple[str, ...]) -> tuple[Offer, int] | None:
    """Return the offer and its debt's id from an address; None when it is not one."""
    if len(arguments) not in (PARTS, PARTS + 1) or not is_code(arguments[0]):
        return None
    figures = [callbacks.number(each) for each in arguments[1:]]
    payments = _payments(arguments, figures)
    if payments is None:
        return None
    offer = _with_flags(arguments[0], figures, payments)
    if figures[-2] // INTEREST and payments:
        offer = replace(offer, interest_first=offer.runs[0][0])
    return offer, figures[-1]


def _payments(arguments: tuple[str, ...], figures: list[int]) -> tuple[Money, ...] | None:
    """Return every payment of an address; None where its figures make no offer."""
    currency = arguments[0]
    owed, each, last, count = figures[:4]
    steps = steps_in(arguments[8], currency) if len(arguments) > PARTS else []
    first = tuple(step for number, step in steps for _ in range(number))
    rest = count - len(first)
    if owed == 0 or count > MOST or rest < 0:
        return None
    payments = first + (Money(each, currency),) * max(rest - 1, 0)
    if rest:
        payments += (Money(last, currency),)
    if len(arguments) > PARTS and count and not steps:
        return (Money(figures[7], currency), *payments[1:])
    return payments


def _with_flags(currency: str, figures: list[int], payments: tuple[Money, ...]) -> Offer:
    """Return the offer with what its flags say."""
    owed, upfront, once, every = (figures[at] for at in (0, 4, 5, 6))
    flags = figures[-2]
    days = flags % INTEREST // BY
    return Offer(
        Money(owed, currency), payments,
        some(upfront, currency), some(once, currency), some(every, currency),
        first_after=flags % 2 + flags % BY // AFTER,
        new_loan=bool(flags & NEW_LOAN),
        every=EVERIES[flags % DAY // EVERY % len(EVERIES)],
        day=flags % SETTLES // DAY or None,
        by=EPOCH + timedelta(days) if 0 < days < LAST_DAY else None,
        fees_said=bool(flags & FEES_SAID),
        settles=bool(flags & SETTLES),
    )  # fmt: skip


def is_code(argument: str) -> bool:
    """Tell whether an argument looks like a currency's code."""
    return argument.isascii() and argument.isalpha() and len(argument) == 3


def some(minor: int, currency: str) -> Money | None:
    """Return a sum; nothing stands for what was not said."""
    return Money(minor, currency) if minor else None
