"""What a creditor offers, typed in one line: `owe 9600, 12 x 900`, 欠9600，12期每期900."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from bot.ui import parse_offer_shape as shape
from bot.ui import parse_offer_steps as steps
from bot.ui import parse_offer_sums as sums
from bot.ui import parse_offer_words as words
from bot.ui.parse_count import count as read_count
from bot.ui.parse_day import day as read_day
from bot.ui.parse_line import Line, UnclearError, readings
from bot.ui.parse_offer_sums import Parts
from coach.dates import Every
from coach.interview import Problem
from coach.money import Money
from coach.offers_typed import Per, TypedOffer

if TYPE_CHECKING:
    from bot.ui.parse_base import Ambiguous

UNCLEAR = Problem("parse.offer.unclear")


def offer(
    text: str, currency: str, locale: str, today: date
) -> TypedOffer | Ambiguous[TypedOffer] | Problem:
    """Return the offer of one line; parts that it does not say are None, for the screen to ask.

    `pay` and `pay_fraction` are one single payment that settles; `upfront` comes before others.
    A fee in per cent is a fraction of the debt, once or with each payment as `fee_per` says.
    """
    return readings(text, currency, locale, lambda line, _: _build(line, today), UNCLEAR)


def _build(line: Line, today: date) -> TypedOffer | None:
    parts = Parts()
    parts.typed = replace(parts.typed, new_loan=line.take(words.NEW_LOAN) is not None)
    _take_day(line, parts, today)
    later = words.REST_LATER.search(line.rest)
    said_to_settle = later is None and words.SETTLES.search(line.rest) is not None
    stepped = steps.take(line, parts)
    while line.take(words.NO_FEE):
        parts.typed = replace(parts.typed, no_fee=True)
    open_cost = line.take(words.INTEREST_GOES_ON) is not None
    rate = line.take(words.CLAIMED_RATE)
    told = words.TIMES.search(line.rest) or words.COUNT.search(line.rest)
    if rate is None and not said_to_settle and told:
        rate = line.take(words.RATE_AT)
    parts.once = line.take(words.ONCE) is not None
    _take_principal(line, parts)
    _take_fee(line, parts)
    parts.typed = shape.take_start(line, parts.typed, today)
    parts.typed = shape.take_day(line, parts.typed)
    if not stepped and not _take_weekly_times(line, parts):
        parts.typed = shape.take_weeks(line, parts.typed)
    sums.take_cut(line, parts)
    settles = said_to_settle or parts.share is not None or parts.waived is not None
    first_more = last_more = False
    if not stepped:
        parts.typed, first_more, last_more = shape.take_ends(line, parts.typed)
    _take_received(line, parts)
    if not stepped:
        _take_instalments(line, parts)
    sums.take_sums(line, parts)
    if words.UNREAD.search(line.rest):
        raise UnclearError
    typed = shape.counted(parts.typed, first_more=first_more, last_more=last_more)
    if typed.after is not None and typed.count is None and typed.pay is not None:
        typed = replace(typed, count=1, each=typed.pay, pay=None)  # the whole, so much later
    if rate and typed.each is None and typed.pay is None and not stepped:
        return None  # a claimed rate alone gives no payments, and dropping it would flatter
    typed = replace(typed, settles=settles, cost_open=open_cost)
    if open_cost and typed.each is None and typed.count == 1:
        typed = replace(typed, count=None)  # the whole debt later, and nobody said what it will be
    said = (typed.each, typed.count, typed.pay, typed.pay_fraction, typed.upfront, parts.owed,
            typed.after if open_cost else None)  # fmt: skip
    return typed if any(part is not None for part in said) else None


def _take_day(line: Line, parts: Parts, today: date) -> None:
    within = line.take(words.WITHIN)
    days = read_count(within["n"] or within["n2"]) if within else None
    if isinstance(days, int):
        parts.typed = replace(parts.typed, by=today + timedelta(days))
        return
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
    line: Line, parts: Parts, today: date, start: int, at: int, phrase: str, end: int = 0
) -> bool:
    found = read_day(phrase, today, line.locale)
    if not isinstance(found, Problem):
        # An unclear day is left out, and asked for when it matters.
        parts.typed = replace(parts.typed, by=found if isinstance(found, date) else None)
        line.blank(start, end or at + len(phrase))
        return True
    return False


def _take_principal(line: Line, parts: Parts) -> None:
    """Take the principal and the fee of each payment, where they are told apart."""
    match = line.take(words.PRINCIPAL_EACH)
    if match is None:
        return
    fee = match["f"] or match["f2"]
    each = line.sum(match["a"] or match["a2"])
    parts.typed = replace(parts.typed, each=each, fee_each=line.sum(fee) if fee else None)


_FEES = (
    *((each, Per.TODAY) for each in words.FEE_TODAY),
    *((each, Per.PAYMENT) for each in words.FEE_PAYMENT),
    *((each, Per.EACH) for each in words.FEE_DEBT),
    *((each, Per.ONCE) for each in words.FEE_SHAPES),
)


def _take_fee(line: Line, parts: Parts) -> None:
    if parts.typed.fee_each is not None:
        return
    for part, per in _FEES:
        match = line.take(part)
        if match is None:
            continue
        groups = match.groupdict()
        if any(groups.get(name) for name in ("each", "each2", "each3")):
            per = Per.EACH  # noqa: PLW2901  said with the fee itself
        if groups.get("pct"):
            fraction = sums.fraction(match["pct"])
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


def _take_received(line: Line, parts: Parts) -> None:
    """Take what is really paid out of a loan: that is what is owed for, not what is signed."""
    received = line.take_sum(words.RECEIVED)
    if received is None:
        return
    parts.owed = received
    line.take(words.SIGNED)


def _take_instalments(line: Line, parts: Parts) -> None:
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
        parts.each_time = match.group().lstrip().lower().startswith("for")
        if parts.typed.each is None:
            parts.typed = replace(parts.typed, each=line.take_sum(words.EACH_SUM[2]))


def _take_weekly_times(line: Line, parts: Parts) -> bool:
    """Take `24 x 100 weekly` and `24 weekly payments of 100`; tell whether one was there."""
    match = line.take(shape.TIMES_WEEKLY)
    if match:
        count, each = _sides(line, match, by_week=True)
    else:
        match = line.take(shape.COUNT_WEEKLY)
        if match is None:
            return False
        count, each = shape.number(match["n"]), line.sum(match["a"])
    every = Every.FORTNIGHTLY if match["two"] else Every.WEEKLY
    parts.typed = replace(parts.typed, count=count, each=each, every=every)
    return True


def _sides(line: Line, match: re.Match[str], *, by_week: bool = False) -> tuple[int, Money]:
    """Tell count from sum in `12 x 900`: what is named, or the only small whole number."""
    left, right = match["left"], match["right"]
    after_left = match.string[match.end("left") : match.start("right")]
    after_right = "" if by_week else match.string[match.end("right") : match.end()]
    first, second = _as_count(left), _as_count(right)
    if first and second and first != second:
        if after_right.strip() or (second in words.USUAL and first not in words.USUAL):
            first = None
        elif not after_left.strip(" x×*✕X") and (first in words.USUAL) == (second in words.USUAL):
            # 10 x 50: only the person knows which is which, so each pass reads one way.
            first = None if line.other_way() else first
    if first:
        return first, line.sum(right)
    if second:
        return second, line.sum(left)
    raise UnclearError


def _as_count(raw: str) -> int | None:
    value = read_count(raw, (1, 120))
    return value if isinstance(value, int) else None
