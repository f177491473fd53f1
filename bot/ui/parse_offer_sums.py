"""Which sum of an offer is which: the debt, a part of it, what is waived, what is paid at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.ui import parse_offer_words as words
from bot.ui.parse_line import UnclearError
from bot.ui.parse_numbers import plain
from coach.money import Money
from coach.offers_typed import TypedOffer
from coach.rates import equal_payments

if TYPE_CHECKING:
    import re

    from bot.ui.parse_line import Line

_HALF = Decimal("0.5")
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")


@dataclass(slots=True)
class Parts:
    """The offer as it is gathered."""

    typed: TypedOffer = field(default_factory=TypedOffer)
    owed: Money | None = None
    """What was named as the debt."""
    share: Decimal | None = None
    """A fraction of the debt that is paid in all."""
    waived: Money | None = None
    """What is taken off the debt."""
    each_time: bool = False
    """The number of payments was told so that a sum beside it is one of them."""
    once: bool = False
    """It was said that one payment settles."""


def take_cut(line: Line, parts: Parts) -> None:
    """Take 40% off, 减免40%, 打6折 or a sum that is waived: what is left to pay is less."""
    match = line.take(words.CUT)
    if match:
        parts.share = 1 - _said_share(match)
        return
    match = line.take(words.ZHE)
    if match:
        digits = match["n"].translate(_DIGITS).replace(".", "")
        parts.share = Decimal(f"0.{digits}")
        return
    for part in words.WAIVED:
        parts.waived = parts.waived or line.take_sum(part)


def _said_share(match: re.Match[str]) -> Decimal:
    """Return the fraction of 40%, 百分之四十, 四成半 or half."""
    groups = match.groupdict()
    if groups.get("both") or groups.get("both2"):
        return _HALF
    if groups.get("cheng"):
        tenths = Decimal(match["cheng"].translate(_DIGITS)) / 10
        return tenths + (_HALF / 10 if match["half"] else 0)
    said = (groups.get(name) for name in ("pct", "pct2", "han"))
    return fraction(next(each for each in said if each))


def fraction(raw: str) -> Decimal:
    """Return a per cent as a fraction; raises UnclearError above 100."""
    value = plain(raw)
    if value is None or value > 100:
        raise UnclearError
    return value / 100


def take_sums(line: Line, parts: Parts) -> None:
    """Take what is owed, what is paid at once or in all, and what is left; raises UnclearError."""
    settled = line.take(words.LUMP) is not None or parts.once
    principal = line.take_sum(words.PRINCIPAL)
    rest = line.take_sum(words.REST)
    owed = parts.owed = parts.owed or _first(line, words.OWED)
    before = _share_before(line, parts)
    upfront = _first(line, words.UPFRONT)
    paid = None if upfront else principal or line.take_sum(words.PAY)
    if paid is None and parts.typed.after is not None:
        paid = line.take_sum(words.REPAY)
    if owed is None and rest is not None:
        owed = parts.owed = _and(rest, upfront)
    found = [*words.LEFT.finditer(line.rest)]
    if any(words.ON_TOP.search(line.rest, 0, match.start()) for match in found):
        raise UnclearError
    left = [line.sum(match["a"]) for match in found]
    typed = parts.typed
    follows = typed.each is not None or typed.count is not None
    at_once = (upfront, paid, parts.share, parts.waived, before)
    alone = not follows and all(each is None for each in at_once)
    if len(left) == 1 and owed is not None:
        if (alone and (settled or typed.by)) or (follows and typed.each is None and paid is None):
            paid = left.pop()
    elif len(left) == 1:
        if alone and (settled or typed.by):
            paid = left.pop()
        else:
            owed = left.pop()
    elif len(left) == 2 and owed is None and settled and alone and left[0] != left[1]:
        # Of two sums in a settlement the smaller is paid: settle 3000 of 5000.
        paid, owed = sorted(left, key=lambda each: each.minor)
        left = []
    if left:
        raise UnclearError
    parts.typed = replace(typed, owed=owed)
    if typed.count is not None and typed.each is None and before is None and not typed.steps:
        upfront, paid = _spread(line, parts, upfront, paid, settled=settled)
    _place(parts, upfront, paid, before, follows=follows)


def _share_before(line: Line, parts: Parts) -> Decimal | None:
    """Take a share of the debt; return it where it is paid before instalments."""
    match = line.take(words.SHARE)
    half = None if match else line.take(words.HALF)
    if match is None and half is None:
        return None
    typed = parts.typed
    share = _HALF if match is None else _said_share(match)
    follows = typed.each is not None or typed.count is not None
    now = match["now"] if match else half["now"] if half else None
    if follows and typed.each is not None and not now and not (match and match["down"]):
        raise UnclearError  # a bare per cent beside instalments may be anything
    first = bool(match and match["down"]) or (now or "").lower() in words.AT_FIRST
    if follows and (typed.each is not None or first or words.GOES_ON.search(line.rest)):
        return share
    parts.share = share if parts.share is None else parts.share
    return None


def _spread(
    line: Line, parts: Parts, upfront: Money | None, paid: Money | None, *, settled: bool
) -> tuple[Money | None, Money | None]:
    """Spread what is paid in all over the instalments; return what is still paid at once."""
    typed, owed = parts.typed, parts.typed.owed
    count = typed.count or 1
    whole = None
    if parts.share is not None or parts.waived is not None:
        if owed is None:
            raise UnclearError  # a part of an unknown debt
        whole = owed - parts.waived if parts.waived is not None else owed
        whole = whole if parts.share is None else whole.times(parts.share)
        whole = whole - upfront if upfront is not None else whole
    elif paid is not None:
        if not settled and (parts.each_time or count == 1 or _is_each(line, paid, owed, count)):
            parts.typed = replace(typed, each=paid)
            return upfront, None
        whole, paid = paid, None
    if whole is not None:
        payments = equal_payments(whole, count)
        if len(payments) != count or typed.first or typed.last:
            raise UnclearError
        last = payments[-1] if payments[-1] != payments[0] else None
        parts.typed = replace(typed, each=payments[0], last=last)
        parts.share = parts.waived = None
    return upfront, paid


def _is_each(line: Line, paid: Money, owed: Money | None, count: int) -> bool:
    """Tell whether a sum beside a number of payments is one of them, or all of them together."""
    if owed is not None:
        as_each = paid.minor * count <= 2 * owed.minor
        as_whole = 5 * paid.minor >= 2 * owed.minor
        if as_each != as_whole:
            return as_each
    return not line.other_way()  # only the person knows, so each pass reads one way


def _place(
    parts: Parts,
    upfront: Money | None,
    paid: Money | None,
    before: Decimal | None,
    *,
    follows: bool,
) -> None:
    """Put a payment where it belongs: before the instalments, or alone and settling."""
    typed, owed = parts.typed, parts.typed.owed
    if not follows:
        if parts.waived is not None and upfront is None and paid is None:
            if owed is None or parts.waived.minor > owed.minor:
                raise UnclearError
            paid = owed - parts.waived
        once = _and(upfront, paid) if typed.upfront is not None else upfront or paid
        parts.typed = replace(typed, pay=once, pay_fraction=parts.share)
    elif before is None:
        parts.typed = replace(typed, upfront=_and(typed.upfront, upfront or paid))
    elif owed is None:
        raise UnclearError  # a share of an unknown debt cannot be paid before the rest
    else:
        parts.typed = replace(typed, upfront=_and(typed.upfront, owed.times(before)))


def _and(one: Money | None, other: Money | None) -> Money | None:
    """Return both sums together, as far as they were said."""
    return one + other if one is not None and other is not None else one or other


def _first(line: Line, patterns: tuple[re.Pattern[str], ...]) -> Money | None:
    for part in patterns:
        found = line.take_sum(part)
        if found is not None:
            return found
    return None
