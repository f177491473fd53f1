"""A debt typed in one line: `Visa 12,000 18% day 15`, 花呗 1.2万 逾期3个月 每月还1200."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.ui.parse_count import count as read_count
from bot.ui.parse_count import day_of_month
from bot.ui.parse_line import TAKEN, WHOLE, A, Line, UnclearError, pattern, readings
from bot.ui.parse_numbers import HAN, LATIN
from bot.ui.parse_rate import Rate, percent
from coach.interview import Problem
from coach.money import Money

if TYPE_CHECKING:
    from datetime import date

    from bot.ui.parse_base import Ambiguous

UNCLEAR = Problem("parse.debt.unclear")
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class DebtLine:
    """A debt as typed; what the line does not say is None.

    `rate` is a nominal fraction a year, `due_day` 1-31 (31 the last day), `payment` a month's sum,
    `overdue_months` whole months, 0 when overdue for less than one; `interest` and `fees` are those
    on top of the balance so far.
    """

    creditor: str
    balance: Money
    rate: Decimal | None = None
    due_day: int | None = None
    payment: Money | None = None
    overdue_months: int | None = None
    interest: Money | None = None
    fees: Money | None = None


_RATE_WORD = r"(?:年化|年利率|年息|月利率|月息|日利率|日息|利率|利息|apr|interest|rate)"
_PERIOD = r"(?: ?(?:(?:a|per|each) ?(?:year|month|day|annum)|/ ?(?:year|yr|month|mo|day|[年月日天])|p\.?a\b\.?|pm\b|apr\b|monthly\b|daily\b|annual(?:ly)?\b|interest\b))"
_RATE = (
    pattern(
        rf"{_RATE_WORD}?(?: ?(?:of|is|at|是|:))? ?(?<![\d.,]){LATIN} ?(?:%|‰|percent\b|per cent\b){_PERIOD}?"
    ),
    pattern(rf"{_RATE_WORD}? ?(?:百分之|千分之|万分之) ?(?:{LATIN}|[{HAN}][{HAN}点]*)"),
    pattern(
        r"(?:日息|月息)(?:[万千]? ?[\d.]+|[万千][一二三四五六七八九])(?:[分厘][\d一二三四五六七八九半]?)?"
    ),
    pattern(
        r"(?:(?<![\d.])\d(?:\.\d)?|[一二三四五])分(?:[\d一二三四五六七八九]|半)?(?:利息?)?(?!期)"
    ),
)
_SPAN = rf"(?P<n>{WHOLE}) ?(?P<unit>个月|[期月年天日周]|个?星期|(?:months?|mths?|mo|payments?|instal?lments?|years?|yrs?|weeks?|days?)\b)"
_LATE = r"(?:overdue|late|behind|in arrears|past due|in default)"
_OVERDUE = (
    pattern(rf"(?:已经?)?(?:逾期|拖欠|断供|没还)(?:了|已|有)* ?{_SPAN}(?:了|多)?"),
    pattern(rf"{_LATE}(?: ?(?:by|for|since|:))? ?{_SPAN}"),
    pattern(rf"(?<![\d.,]){_SPAN} ?{_LATE}"),
)
_LATE_ONLY = pattern(rf"(?:已经?)?逾期了?|\b{_LATE}\b")
_NTH = r"(?:\d{1,2}(?:st|nd|rd|th)?(?![\d.,%]*\d|%| ?/))"
_DUE = (
    pattern(
        rf"(?:每个?月|还款日|账单日)(?:是|为|的|:)? ?(?:\d{{1,2}}|[{HAN}]{{1,3}})[号日](?:前)?(?:还款?|扣款?|付)?"
    ),
    pattern(rf"还款日(?:是|为|:)? ?(?:\d{{1,2}}|[{HAN}]{{1,3}})(?![\d.])"),
    pattern(rf"(?:\d{{1,2}}|[{HAN}]{{1,3}})[号日](?:前)?(?:还款?|扣款?|到期|付)?"),
    pattern(r"(?:每个?月)?(?:月底|月末|最后一天)(?:还款?|扣款?|付)?"),
    pattern(
        rf"\b(?:due|payable|paid|pay)(?: ?(?:date|day|on|every|each|the|:))* (?:{_NTH}|last day|end of (?:the )?month|month.?end)(?: of (?:the|each|every) month)?"
    ),
    pattern(rf"\b(?:day|on the|every|each) {_NTH}(?: of (?:the|each|every) month)?"),
    pattern(r"\b(?:the )?\d{1,2}(?:st|nd|rd|th)\b(?: of (?:the|each|every) month)?"),
    pattern(r"\blast day(?: of (?:the|each|every) month)?\b"),
)
_MONTHLY = r"(?: ?(?:/ ?(?:months?|mo|mth|月|期)(?![a-z])|(?:a|per|every|each) months?\b|monthly\b|pcm\b|pm\b|p/m\b|一个?月|每个?月(?= *(?:$|[;,。，、\x00]))|[一每]期))"
# 15 in 每月15号 is a day and no sum; nothing shorter of it may pass for one either.
_WHOLE_SUM = rf"(?![\d{HAN}号日%‰]|[.,]\d|st\b|nd\b|rd\b|th\b)"
_DAY_AND_SUM = pattern(
    rf"每个?月 ?(?P<day>\d{{1,2}}|[{HAN}]{{1,3}})[号日]前?(?:要|需|得)?(?:还款?|扣款?|付|交) ?{A}{_WHOLE_SUM}"
)
_PAYMENT = (
    pattern(
        rf"(?:(?:每一?期|每个?月)(?:最低|要|需|得)*(?:还款?|付|供|交)?|月供|月还款?)(?:额|是|为|:)? ?{A}{_WHOLE_SUM}"
    ),
    pattern(rf"最低(?:还款?)?(?:额)?(?:是|为|:)? ?{A}{_WHOLE_SUM}"),
    pattern(
        rf"(?:min(?:imum)?(?: payment)?|monthly(?: payment)?|pay(?:ing|ment)?s?|instal?lments?)(?: ?(?:of|is|:))? +{A}{_WHOLE_SUM}{_MONTHLY}?"
    ),
    pattern(rf"(?<![\d.,]){A}{_MONTHLY}"),
)
_IS = r"(?: ?(?:of|is|:|是|为|共|了))* ?"
_INTEREST = pattern(rf"(?:利息|罚息|\binterest\b){_IS}{A}{_WHOLE_SUM}(?!{_MONTHLY})")
_FEES = pattern(
    rf"(?:违约金|滞纳金|逾期费|\b(?:late )?(?:fees?|charges?)\b){_IS}{A}{_WHOLE_SUM}(?!{_MONTHLY})"
)
_OWED = pattern(
    rf"(?:\b(?:owes?|owed|owing|balance|debt|outstanding)\b|还欠|欠款?|本金|余额|总额|共)(?: ?(?:of|is|:|是|为|了|着))* ?{A}"
)
_LEFT = pattern(rf"(?<![\da-z.,#*]){A}(?![\d%‰a-z*])")
_COMMAND = pattern(r"^/\w+(?:@\w+)?")
_FILLER = pattern(
    r"^(?:(?:i|we|owes?|owed|owing|to|my|the|a|an|is|of|for|at|on|with|and|from|by|balance|debt|still)\b"
    r"|我|还?欠了?|余额|本金|[-:;,.。，、/|\s])+"
    r"|(?:\b(?:owes?|owed|owing|i|we|to|is|of|for|at|on|with|and|from|by|balance|debt|still)|欠款?|余额|本金|还有?|有|[-:;,。，、/|\s])+$"
)


def debt(
    text: str, currency: str, locale: str, today: date
) -> DebtLine | Ambiguous[DebtLine] | Problem:
    """Return the debt of one line: a name and a balance at least.

    Two numbers that could both be the balance (`Visa 4321 12,000`) are asked about. Neither kind
    nor lender is guessed. `today` is part of every line reader and not needed here yet.
    """
    del today
    return readings(text, currency, locale, _build, UNCLEAR)


def _build(line: Line, cleaned: str) -> DebtLine | None:
    line.take(_COMMAND)
    rate = _take_rate(line)
    overdue = _take_overdue(line)
    both = line.take(_DAY_AND_SUM)
    payment: Money | None
    due_day: int | None
    if both:
        payment, due_day = line.sum(both["a"]), _day(both["day"])
    else:
        payment = next((found for found in map(line.take_sum, _PAYMENT) if found), None)
        due_day = _take_due(line)
    interest, fees = line.take_sum(_INTEREST), line.take_sum(_FEES)
    owed = _OWED.search(line.rest)
    matches = [owed] if owed else list(_LEFT.finditer(line.rest))
    # 360借条 8000: a number that goes on as a name is one.
    matches = [match for match in matches if owed or not _names(line.rest, match)] or matches
    if not 1 <= len(matches) <= 2:
        return None
    line.forked = line.forked or len(matches) > 1
    match = matches[min(line.pick, len(matches) - 1)]
    balance = line.sum(match["a"])
    line.blank(*match.span())
    creditor = _name(line, cleaned, match.start())
    if not creditor or balance.minor == 0:
        return None
    return DebtLine(creditor, balance, rate, due_day, payment, overdue, interest, fees)


def _names(rest: str, match: re.Match[str]) -> bool:
    following = rest[match.end() : match.end() + 1]
    return following.isalpha() or following in {"-", "&"}


def _take_rate(line: Line) -> Decimal | None:
    for part in _RATE:
        match = line.take(part)
        if match:
            found = percent(match.group())
            if not isinstance(found, Rate):
                raise UnclearError
            return found.yearly
    return None


def _take_overdue(line: Line) -> int | None:
    for part in _OVERDUE:
        match = line.take(part)
        if match:
            number = read_count(match["n"], (0, 2000))
            if isinstance(number, Problem):
                raise UnclearError
            return _months(number, match["unit"].lower())
    line.take(_LATE_ONLY)
    return None


def _months(number: int, unit: str) -> int:
    if unit.startswith(("年", "y")):
        return number * 12
    if unit.startswith(("天", "日", "d")):
        return number // 30
    if unit.startswith(("周", "星", "个星", "w")):
        return number * 7 // 30
    return number


def _take_due(line: Line) -> int | None:
    for part in _DUE:
        match = line.take(part)
        if match:
            return _day(match.group().rstrip("前还款扣付到期"))
    return None


def _day(words: str) -> int:
    found = day_of_month(words)
    if isinstance(found, Problem):
        raise UnclearError
    return found


def _name(line: Line, cleaned: str, at: int) -> str:
    """Return the creditor: the words left before the balance, or else those behind it."""
    pieces = [
        "".join(
            # A currency mark stands as a blank in the rest, and is no part of a name.
            shown if kept not in {TAKEN, " "} else " "
            for kept, shown in zip(line.rest[part], cleaned[part], strict=True)
        )
        for part in (slice(0, at), slice(at, len(line.rest)))
    ]
    for piece in pieces:
        name = " ".join(piece.split())
        for _ in range(2):
            name = _FILLER.sub("", name).strip()
        if any(char.isalnum() for char in name):
            return name[:LONGEST_NAME].strip()
    return ""
