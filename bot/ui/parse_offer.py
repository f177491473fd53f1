"""What a creditor offers, typed in one line: `owe 9600, 12 x 900`, 欠9600，12期每期900."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from bot.ui import parse_offer_shape as shape
from bot.ui import parse_offer_words as words
from bot.ui.parse_count import count as read_count
from bot.ui.parse_day import day as read_day
from bot.ui.parse_line import Line, UnclearError, readings
from bot.ui.parse_numbers import plain
from coach.interview import Problem
from coach.money import Money
from coach.offers_typed import Per, TypedOffer

if TYPE_CHECKING:
    from bot.ui.parse_base import Ambiguous

UNCLEAR = Problem("parse.offer.unclear")
_HALF = Decimal("0.5")
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")


@dataclass(slots=True)
class _Parts:
    """The offer as it is gathered."""

    typed: TypedOffer = field(default_factory=TypedOffer)
    owed: Money | None = None
    """What was named as the debt."""
    share: Decimal | None = None
    """A fraction of the debt that is paid."""


def offer(
    text: str, currency: str, locale: str, today: date
) -> TypedOffer | Ambiguous[TypedOffer] | Problem:
    """Return the offer of one line; parts that it does not say are None, for the screen to ask.

    `pay` and `pay_fraction` are one single payment that settles; `upfront` comes before others.
    A fee in per cent is a fraction of the debt, once or with each payment as `fee_per` says.
    """
    return readings(text, currency, locale, lambda line, _: _build(line, today), UNCLEAR)


def _build(line: Line, today: date) -> TypedOffer | None:
    parts = _Parts()
    parts.typed = replace(parts.typed, new_loan=line.take(words.NEW_LOAN) is not None)
    _take_day(line, parts, today)
    parts.typed = replace(parts.typed, no_fee=line.take(words.NO_FEE) is not None)
    rate = line.take(words.CLAIMED_RATE)
    _take_fee(line, parts)
    parts.typed = shape.take_start(line, parts.typed, today)
    parts.typed = shape.take_weeks(line, shape.take_day(line, parts.typed))
    _take_cut(line, parts)
    parts.typed, first_more, last_more = shape.take_ends(line, parts.typed)
    _take_received(line, parts)
    _take_instalments(line, parts)
    _take_sums(line, parts)
    typed = shape.counted(parts.typed, first_more=first_more, last_more=last_more)
    if typed.after is not None and typed.count is None and typed.pay is not None:
        typed = replace(typed, count=1, each=typed.pay, pay=None)  # the whole, so much later
    if rate and typed.each is None and typed.pay is None:
        return None  # a claimed rate alone gives no payments, and dropping it would flatter
    said = (typed.each, typed.count, typed.pay, typed.pay_fraction, typed.upfront, parts.owed)
    return typed if any(part is not None for part in said) else None


def _take_day(line: Line, parts: _Parts, today: date) -> None:
    match = words.BY.search(line.rest)
    if match:
        said = match["day"].split(" ")
        for size in range(min(len(said), 5), 0, -1):
            phrase = " ".join(said[:size])
            if _took_day(line, parts, today, match.start(), match.start("day"), phrase):
                return
    for match in islice(words.BY_HAN.finditer(line.rest), 3):
        for start in range(match.start("day"), match.end("day")):
            phrase = line.rest[start : match.end("day")]
            if _took_day(line, parts, today, start, start, phrase, match.end()):
                return


def _took_day(
    line: Line, parts: _Parts, today: date, start: int, at: int, phrase: str, end: int = 0
) -> bool:
    found = read_day(phrase, today, line.locale)
    if not isinstance(found, Problem):
        # An unclear day is left out, and asked for when it matters.
        parts.typed = replace(parts.typed, by=found if isinstance(found, date) else None)
        line.blank(start, end or at + len(phrase))
        return True
    return False


_FEES = (
    *((each, Per.TODAY) for each in words.FEE_TODAY),
    *((each, Per.PAYMENT) for each in words.FEE_PAYMENT),
    *((each, Per.EACH) for each in words.FEE_DEBT),
    *((each, Per.ONCE) for each in words.FEE_SHAPES),
)


def _take_fee(line: Line, parts: _Parts) -> None:
    for part, per in _FEES:
        match = line.take(part)
        if match is None:
            continue
        groups = match.groupdict()
        if any(groups.get(name) for name in ("each", "each2", "each3")):
            per = Per.EACH  # noqa: PLW2901  said with the fee itself
        if groups.get("pct"):
            fraction = _fraction(match["pct"])
            parts.typed = replace(parts.typed, fee_fraction=fraction, fee_per=per)
            return
        fee = line.sum(match["a"])
        match per:
            case Per.TODAY:
                parts.typed = replace(parts.typed, upfront=fee)
            case Per.ONCE:
                parts.typed = replace(parts.typed, fee_once=fee)
            case _:
                parts.typed = replace(parts.typed, fee_each=fee)
        return


def _take_received(line: Line, parts: _Parts) -> None:
    """Take what is really paid out of a loan: that is what is owed for, not what is signed."""
    received = line.take_sum(words.RECEIVED)
    if received is None:
        return
    parts.owed = received
    line.take(words.SIGNED)


def _take_cut(line: Line, parts: _Parts) -> None:
    """Take 40% off, 减免40% or 打6折: what is left to pay is a share of the debt."""
    match = line.take(words.CUT)
    if match:
        parts.share = 1 - _said_share(match)
        return
    match = line.take(words.ZHE)
    if match:
        digits = match["n"].translate(_DIGITS).replace(".", "")
        parts.share = Decimal(f"0.{digits}")


def _said_share(match: re.Match[str]) -> Decimal:
    """Return the fraction of 40%, 百分之四十, 四成半 or half."""
    groups = match.groupdict()
    if groups.get("both") or groups.get("both2"):
        return _HALF
    if groups.get("cheng"):
        tenths = Decimal(match["cheng"].translate(_DIGITS)) / 10
        return tenths + (_HALF / 10 if match["half"] else 0)
    said = (groups.get(name) for name in ("pct", "pct2", "han"))
    return _fraction(next(each for each in said if each))


def _fraction(raw: str) -> Decimal:
    value = plain(raw)
    if value is None or value > 100:
        raise UnclearError
    return value / 100


def _take_instalments(line: Line, parts: _Parts) -> None:
    if parts.typed.count is not None and parts.typed.each is not None:
        return
    match = line.take(words.TIMES)
    if match:
        count, each = _sides(line, match)
        parts.typed = replace(parts.typed, count=count, each=each)
        return
    for part in words.EACH_SUM[:2]:
        if parts.typed.each is None:
            parts.typed = replace(parts.typed, each=line.take_sum(part))
    match = line.take(words.COUNT) if parts.typed.count is None else None
    if match:
        years = match["unit"] and match["unit"].lower().startswith(("年", "y"))
        number = read_count(match["n"] + ("年" if years else ""))
        if isinstance(number, Problem):
            raise UnclearError
        parts.typed = replace(parts.typed, count=number)
        if parts.typed.each is None:
            parts.typed = replace(parts.typed, each=line.take_sum(words.EACH_SUM[2]))


def _sides(line: Line, match: re.Match[str]) -> tuple[int, Money]:
    """Tell count from sum in `12 x 900`: what is named, or the only small whole number."""
    left, right = match["left"], match["right"]
    after_left = match.string[match.end("left") : match.start("right")]
    after_right = match.string[match.end("right") : match.end()]
    first, second = _as_count(left), _as_count(right)
    if first and second and first != second:
        if after_right.strip() or (second in words.USUAL and first not in words.USUAL):
            first = None
        elif not after_left.strip(" x×*✕X") and (first in words.USUAL) == (second in words.USUAL):
            # 10 x 50: only the person knows which is which, so each pass reads one way.
            first = first if line.turn == 0 else None
    if first:
        return first, line.sum(right)
    if second:
        return second, line.sum(left)
    raise UnclearError


def _as_count(raw: str) -> int | None:
    value = read_count(raw, (1, 120))
    return value if isinstance(value, int) else None


def _take_sums(line: Line, parts: _Parts) -> None:
    lump = line.take(words.LUMP) is not None
    principal = line.take_sum(words.PRINCIPAL)
    owed = parts.owed = parts.owed or _first(line, words.OWED)
    share = parts.share if parts.share is not None else _share(line, parts.typed)
    upfront = _first(line, words.UPFRONT)
    paid = None if upfront else principal or line.take_sum(words.PAY)
    if paid is None and parts.typed.after is not None:
        paid = line.take_sum(words.REPAY)
    left = [line.sum(match["a"]) for match in words.LEFT.finditer(line.rest)]
    typed = parts.typed
    follows = typed.each is not None or typed.count is not None
    settles = lump and upfront is None and paid is None and share is None and not follows
    if len(left) == 1 and owed is not None and (settles or typed.by) and not follows and not paid:
        paid = left.pop()
    elif len(left) == 1 and owed is not None and follows and typed.each is None:
        typed = replace(typed, each=left.pop())
    elif len(left) == 1 and owed is None:
        if settles or (typed.by is not None and not follows and paid is None and share is None):
            paid = left.pop()
        else:
            owed = left.pop()
    elif len(left) == 2 and owed is None and settles and left[0] != left[1]:
        # Of two sums in a settlement the smaller is paid: settle 3000 of 5000.
        paid, owed = sorted(left, key=lambda each: each.minor)
        left = []
    if left:
        raise UnclearError
    parts.typed = _placed(replace(typed, owed=owed), upfront, paid, share, follows=follows)


def _share(line: Line, typed: TypedOffer) -> Decimal | None:
    match = line.take(words.SHARE)
    if match is None:
        return _HALF if line.take(words.HALF) else None
    follows = typed.each is not None or typed.count is not None
    if follows and not match["now"] and not match["down"]:
        raise UnclearError  # a bare per cent beside instalments may be anything
    return _said_share(match)


def _placed(
    typed: TypedOffer,
    upfront: Money | None,
    paid: Money | None,
    fraction: Decimal | None,
    *,
    follows: bool,
) -> TypedOffer:
    """Put a payment where it belongs: before the instalments, or alone and settling."""
    if not follows:
        if typed.upfront is not None:
            return replace(typed, pay=_and(upfront, paid), pay_fraction=fraction)
        return replace(typed, pay=upfront or paid, pay_fraction=fraction)
    if fraction is None:
        return replace(typed, upfront=_and(typed.upfront, upfront or paid))
    if typed.owed is None:
        raise UnclearError  # a share of an unknown debt cannot be paid before the rest
    return replace(typed, upfront=_and(typed.upfront, typed.owed.times(fraction)))


def _and(one: Money | None, other: Money | None) -> Money | None:
    """Return both sums together, as far as they were said."""
    return one + other if one is not None and other is not None else one or other


def _first(line: Line, patterns: tuple[re.Pattern[str], ...]) -> Money | None:
    for part in patterns:
        found = line.take_sum(part)
        if found is not None:
            return found
    return None
