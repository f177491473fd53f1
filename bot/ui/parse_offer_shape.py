"""When an offer is paid and in which shape: first and last payments, a late start, weeks, a day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.ui import parse_offer_words as words
from bot.ui.parse_count import count as read_count
from bot.ui.parse_day import day as read_day
from bot.ui.parse_line import WHOLE, A, UnclearError, pattern
from bot.ui.parse_numbers import AMOUNT
from coach.dates import MONTHS_IN_A_YEAR, Every
from coach.offers import PERIODS

if TYPE_CHECKING:
    from bot.ui.parse_line import Line
    from coach.offers_typed import TypedOffer

N = rf"(?P<n>{WHOLE})"
_MONTHS = r"(?:months?|mths?|mo)\b(?: time)?"
_NO_UNIT = r"(?! ?(?:%|months?|weeks?|years?|days?|个?月|天|周|年|期))"
_START = (
    r"(?:start(?:s|ing)?|begin(?:s|ning)?|first (?:payment|instal?lment)(?: is)?(?: due)?|from)"
)
_PAUSE = r"(?:nothing|skip(?:ping)?|miss(?:ing)?|no payments?|payment holiday|holiday|break|pause|freeze|hold|grace|deferred|deferral)"
STARTS_IN = (
    pattern(rf"{_START} (?:only )?(?:in|after) {N} ?{_MONTHS}"),
    pattern(
        rf"(?:从)?{N} ?个?月(?:之|以)?后(?:再|才)?(?:开始)?(?=还|付|交|[^\d]{{0,2}}$|[;,。 ])(?:还款)?"
    ),
    pattern(rf"(?:从)?{N} ?个?月(?:之|以)?后(?:再|才)?开始(?:还款|还|付)?"),
    pattern(rf"\b(?:in|after) {N} ?{_MONTHS}(?! ?(?:payment|instal))"),
)
"""After how many months the first payment comes."""
PAUSES = (
    pattern(rf"{_PAUSE}(?: for| of)?(?: the)?(?: first)? {N} ?{_MONTHS}"),
    pattern(rf"{N} ?(?:months?|mths?|mo)(?:'s?)?(?: of)? {_PAUSE}"),
    pattern(
        rf"(?:先|可以?|前)?(?:停还|暂停|停|缓还|缓|宽限|免还|不用还|不还)(?:还款|还)? ?{N} ?个?月"
    ),
    pattern(rf"前 ?{N} ?个?月(?:先)?(?:不用|免|不)还"),
)
"""How many months without a payment come first."""
EXTENDS = pattern(rf"(?:延期|展期|延长|extend(?:ed)?(?: (?:it|by|for))?) ?{N} ?(?:个?月|{_MONTHS})")
"""Months more for the whole debt, or before instalments begin."""
EXTENDS_FOR = pattern(rf"\x00+ ?(?:for|at|at a cost of) {A}")
NEXT_MONTH = pattern(
    rf"(?:{_START}) next month|从?(?P<two>下)?下个?月(?:起|开始)(?:还款?)?|从?(?P<two2>下下)个?月(?:起|开始)?|下个?月(?= ?(?:再|才)?(?:还|付|交))"
)
START_DAY = pattern(
    r"\b(?:from|starting|starts|beginning|first (?:one |payment |instalment )?(?:is )?due)\b(?: in| on)? (?P<day>[^;,。\x00]{1,30})"
)
START_HAN = pattern(
    r"从?(?P<day>(?:今年|明年)? ?\d{1,2} ?月(?: ?\d{1,2} ?[号日])?)(?:份)?(?:起|开始)(?:还款|还)?(?!\d)"
)
OF_MONTH = pattern(
    rf"(?:pay(?:ing)? )?(?<![\d.,]){A} (?:a month )?on the (?P<d>\d{{1,2}})(?:st|nd|rd|th)\b(?P<each> (?:of )?(?:each|every|the) month)?"
)
OF_MONTH_HAN = pattern(
    rf"每个?月 ?(?P<d>\d{{1,2}}) ?[号日](?:之?前)?(?:还款|还|付|交)? ?(?:{A})?(?:还款)?"
)
FIRST = (
    pattern(rf"first (?:payment|instal?lment|one)(?: is| of| due|:)? ?{A}{_NO_UNIT}"),
    pattern(rf"(?:首期|第一期|首月|首个月|第一个月)(?:先)?(?:还款|还|付|交|是|为)? ?{A}{_NO_UNIT}"),
)
LAST = (
    pattern(
        rf"(?P<more>(?:then|plus|and|with)(?: a| the| one)? )?(?:(?<!full and )(?<!full & )(?:final|last)(?: (?:payment|instal?lment|one))?|(?P<balloon>balloon(?: payment)?))(?: is| of|:)? ?{A}{_NO_UNIT}"
    ),
    pattern(
        rf"(?P<more>(?:then|plus|and)(?: a| one)? )?(?<![\d.,]){A} (?:(?P<balloon>balloon|at the end)|(?:as )?(?:the )?(?:last|final) (?:payment|instal?lment))"
    ),
    pattern(
        rf"(?P<more>再|然后|另加|加)? ?(?:最后一?期|末期|最后一?笔|最后一?次|最后|(?P<balloon>尾款))(?:再|要|补|还|付|一次性|是|为)* ?{A}{_NO_UNIT}"
    ),
)
THEN = re.compile(
    r"then|followed by|after that|之后|然后|其后|以后|余下|剩下|后面|再分|其余 *(?=\d)",
    re.IGNORECASE,
)
"""What follows the first payment comes on top of it."""
_WEEK = r"(?:weeks?\b|wks?\b)"
_EVERY_WEEK = r"(?:/ ?(?:week\b|wk\b|周)|(?:a|per|every|each) (?:week|wk)\b|weekly\b|p\.?w\b|(?P<two>/ ?fortnight\b|(?:a|per|every|each) fortnight\b|fortnightly\b|every (?:two|2|other) weeks?\b))"
WEEKLY = (
    pattern(rf"(?<![\d.,]){A} ?{_EVERY_WEEK}"),
    pattern(rf"(?:weekly|every week|(?P<two>fortnightly|bi-?weekly))(?: payments?)?(?: of)? {A}"),
    pattern(rf"[每一](?P<two>两|二|2)?个?(?:周|星期|礼拜)(?:还款|还|付|交)? ?{A}"),
)
TIMES_WEEKLY = pattern(rf"(?P<left>{AMOUNT}) ?[x×*✕] ?(?P<right>{AMOUNT}) ?{_EVERY_WEEK}")
COUNT_WEEKLY = pattern(
    rf"{N} (?:weekly|(?P<two>fortnightly|bi-?weekly)) (?:payments?|instal?lments?)(?: (?:of|at|@))? ?{A}"
)
"""How many payments there are by the week, told before what each is."""
WEEKS = pattern(
    rf"[x×*✕] ?(?P<n2>{WHOLE})|(?:for |over |in |还)? ?{N} ?(?:{_WEEK}|周|个?星期|个?礼拜)(?! ?前)"
)


def number(raw: str) -> int:
    """Return a small count; raises UnclearError."""
    found = read_count(raw)
    if not isinstance(found, int) or found > words.MOST:
        raise UnclearError
    return found


def take_start(line: Line, typed: TypedOffer, today: date) -> TypedOffer:
    """Take when the payments begin: in so many months, after a pause, from a day."""
    for shape in PAUSES:
        match = line.take(shape)
        if match:
            return replace(typed, after=number(match["n"]) + 1)
    match = line.take(EXTENDS)
    if match:
        return _extended(line, typed, number(match["n"]))
    match = line.take(NEXT_MONTH)
    if match:
        return replace(typed, after=2 if match["two"] or match["two2"] else 1)
    for shape in STARTS_IN:
        match = line.take(shape)
        if match:
            return replace(typed, after=number(match["n"]) or None)
    return _from_day(line, typed, today)


def _extended(line: Line, typed: TypedOffer, months: int) -> TypedOffer:
    fee = line.take_sum(EXTENDS_FOR)
    typed = replace(typed, fee_once=fee or typed.fee_once)
    if words.COUNT.search(line.rest) or words.TIMES.search(line.rest):
        return replace(typed, after=months + 1)
    return replace(typed, count=1, after=months)


def _from_day(line: Line, typed: TypedOffer, today: date) -> TypedOffer:
    for shape in (START_DAY, START_HAN):
        match = shape.search(line.rest)
        said = match["day"].split(" ") if match else []
        for size in range(min(len(said), 4), 0, -1):
            phrase = " ".join(said[:size]).strip()
            found = read_day(phrase, today, line.locale) if phrase else None
            if match and isinstance(found, date) and found > today:
                line.blank(match.start(), match.start("day") + len(phrase))
                months = (found.year - today.year) * MONTHS_IN_A_YEAR + found.month - today.month
                return replace(typed, after=max(months, 1))
    return typed


def take_day(line: Line, typed: TypedOffer) -> TypedOffer:
    """Take the day of the month, with the sum that is due on it."""
    match = OF_MONTH.search(line.rest)
    if match and not match["each"] and not words.COUNT.search(line.rest[match.end() :]):
        match = None  # one payment on that day
    match = match or OF_MONTH_HAN.search(line.rest)
    if match is None or not 1 <= int(match["d"]) <= 31:
        return typed
    line.blank(match.start(), match.end())
    each = line.sum(match["a"]) if match["a"] else typed.each
    return replace(typed, day=int(match["d"]), each=each)


def take_weeks(line: Line, typed: TypedOffer) -> TypedOffer:
    """Take payments by the week or the fortnight, with how many there are."""
    for shape in WEEKLY:
        match = line.take(shape)
        if match is None:
            continue
        every = Every.FORTNIGHTLY if match["two"] else Every.WEEKLY
        typed = replace(typed, each=line.sum(match["a"]), every=every)
        weeks = line.take(WEEKS)
        if weeks:
            count = number(weeks["n"] or weeks["n2"])
            halved = every is Every.FORTNIGHTLY and weeks["n"]
            return replace(typed, count=count // 2 if halved else count)
        said = line.take(words.COUNT)
        if said:
            return replace(typed, count=_payments(said, every))
        return typed
    return typed


def _payments(said: re.Match[str], every: Every) -> int:
    """Return how many payments so many months or years hold."""
    unit = (said["unit"] or "").lower()
    held = number(said["n"])
    if unit.startswith(("年", "y")):
        return held * PERIODS[every]
    if unit.startswith(("个月", "mo", "mth")) and "payment" not in unit and "inst" not in unit:
        return held * PERIODS[every] // MONTHS_IN_A_YEAR
    return held


def take_ends(line: Line, typed: TypedOffer) -> tuple[TypedOffer, bool, bool]:
    """Take a first and a last payment of their own; tell whether each comes on top of the count."""
    first_more = last_more = False
    for shape in FIRST:
        match = line.take(shape)
        if match:
            typed = replace(typed, first=line.sum(match["a"]))
            first_more = THEN.search(line.rest, match.end()) is not None
            break
    for shape in LAST:
        match = line.take(shape)
        if match:
            typed = replace(typed, last=line.sum(match["a"]))
            last_more = bool(match["more"] or match["balloon"])
            break
    return typed, first_more, last_more


def counted(typed: TypedOffer, *, first_more: bool, last_more: bool) -> TypedOffer:
    """Return the offer with its first and last payment in the count."""
    if typed.count is None:
        return typed
    count = typed.count + (1 if first_more and typed.first else 0)
    if typed.last is not None:
        usual = count + 1 in words.USUAL and count not in words.USUAL
        count += 1 if last_more or usual else 0
    return replace(typed, count=count)
