"""A typed rate: the fraction a year, and which period was understood so that it can be echoed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.ui.parse_base import Ambiguous, clean, fold, one_of
from bot.ui.parse_numbers import HAN, LATIN, plain
from coach.interview import Problem


class Period(StrEnum):
    """What the typed figure was meant for."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


_A_YEAR = {Period.YEAR: 1, Period.MONTH: 12, Period.DAY: 365}


@dataclass(frozen=True, slots=True)
class Rate:
    """A typed rate: `typed` is the fraction for one `period`."""

    typed: Decimal
    period: Period

    @property
    def yearly(self) -> Decimal:
        """The nominal fraction a year: 12 x a month's, 365 x a day's, never compounded."""
        return self.typed * _A_YEAR[self.period]


LARGEST = Decimal(10)
"""1000 % a year; more is refused as a slip of the finger."""

NEGATIVE = Problem("parse.percent.negative")
LARGE = Problem("parse.percent.large")
UNCLEAR = Problem("parse.percent.unclear")

_PERIODS = {
    Period.DAY: re.compile(
        r"日息|日利|日费|每日|每天|一天|天息|按日|日(?=万|0|\d)|\bdaily\b|(?:\ba|\bper|\beach|/) ?day\b|\bp\.?d\b",
        re.IGNORECASE,
    ),
    Period.MONTH: re.compile(
        r"月息|月利|月费|每月|每个月|一个月|月供?率|按月|每期|/月|月(?=\d)|\bmonthly\b"
        r"|(?:\ba|\bper|\beach|/) ?(?:month|mo)\b|\bp\.?c?\.?m\b",
        re.IGNORECASE,
    ),
    Period.YEAR: re.compile(
        r"年化|年利|年息|年率|每年|一年|/年|按年|年(?=\d)|\bann(?:ual(?:ly)?|um)\b|\byearly\b|\bapr\b|\baer\b"
        r"|(?:\ba|\bper|\beach|/) ?(?:year|yr)\b|\bp\.?a\b",
        re.IGNORECASE,
    ),
}
_N = rf"(?:{LATIN}|[{HAN}][{HAN}点]*)"
_SMALL = rf"(?:{LATIN}|[一二两三四五六七八九]点?[一二三四五六七八九]?)"
_SHAPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"百分之 ?(?P<n>{_N})"), "1e-2"),
    (re.compile(rf"(?:千分之|千(?=[\d一二两三四五六七八九])) ?(?P<n>{_SMALL})"), "1e-3"),
    (re.compile(rf"万(?:分之)? ?(?P<n>{_SMALL})"), "1e-4"),
    (
        re.compile(
            rf"(?P<n>{_SMALL}) ?分利?(?: ?(?:(?P<half>半)|(?P<tail>\d|[一二三四五六七八九])厘?))?利?"
        ),
        "fen",
    ),
    (re.compile(rf"(?P<n>{_SMALL}) ?厘"), "li"),
    (re.compile(rf"(?P<n>{LATIN}) ?‰"), "1e-3"),
    (re.compile(rf"(?P<n>{LATIN}) ?(?:‱|bps?\b)", re.IGNORECASE), "1e-4"),
    (
        re.compile(rf"(?P<n>{_N}) ?(?:%|percent\b|per cent\b|pct\b|个?百分点)", re.IGNORECASE),
        "1e-2",
    ),
)
_BARE = re.compile(rf"(?P<n>{LATIN})")
_DIGIT = re.compile(r"\d")
_MINUS = re.compile(r"(?:(?:^|[\s(:])-|负|\bminus) ?$", re.IGNORECASE)
# What one 分 and one 厘 mean: tenths of the period's own custom, by the year ten times the month.
_FEN = {Period.YEAR: Decimal("0.1"), Period.MONTH: Decimal("0.01"), Period.DAY: Decimal("0.001")}


def percent(text: str) -> Rate | Ambiguous[Rate] | Problem:
    """Return the rate typed; without a period it is a year's, 分 a month's and 万五 a day's.

    Ambiguous for a bare `0.18` (18 % or 0.18 %) and for 千分之 without a period.
    """
    folded = fold(clean(text))
    for shape, scale in _SHAPES:
        match = shape.search(folded)
        if match:
            return _checked(folded, match, _rates(folded, match, scale))
    bare = _BARE.search(folded)
    return _checked(folded, bare, _rates(folded, bare, "bare")) if bare else UNCLEAR


def _rates(folded: str, match: re.Match[str], scale: str) -> list[Rate]:
    value = plain(match["n"])
    if value is None:
        return []
    period = _period(folded)
    if scale in {"fen", "li"}:
        return [Rate(_custom(match, scale, value, period or Period.MONTH), period or Period.MONTH)]
    if scale == "bare":
        readings = [value / 100]
        if 0 < value < 1 and period in {None, Period.YEAR}:
            readings = [value, value / 100]
        return [Rate(reading, period or Period.YEAR) for reading in readings]
    fraction = value * Decimal(scale)
    if period is None and match.group().startswith("万"):
        return [Rate(fraction, Period.DAY)]
    if period is None and match.group().startswith("千"):
        return [Rate(fraction, Period.MONTH), Rate(fraction, Period.DAY)]
    return [Rate(fraction, period or Period.YEAR)]


def _period(folded: str) -> Period | None:
    found = [period for period, words in _PERIODS.items() if words.search(folded)]
    return found[0] if found else None


def _custom(match: re.Match[str], scale: str, value: Decimal, period: Period) -> Decimal:
    fen = _FEN[period]
    if scale == "li":
        return value * fen / 10
    if match["half"]:
        return (value + Decimal("0.5")) * fen
    tail = (plain(match["tail"]) if match["tail"] else None) or Decimal(0)
    return (value + tail / 10) * fen


def _checked(
    folded: str, match: re.Match[str], rates: list[Rate]
) -> Rate | Ambiguous[Rate] | Problem:
    rest = folded[: match.start()] + " " + folded[match.end() :]
    if not rates or _DIGIT.search(rest):
        return UNCLEAR
    if _MINUS.search(folded[: match.start()]):
        return NEGATIVE
    return LARGE if any(rate.yearly > LARGEST for rate in rates) else one_of(rates)
