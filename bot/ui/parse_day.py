"""A typed day: written dates in any usual order, names of months, and words told from today."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from bot.ui.parse_base import Ambiguous, clean, fold, language, one_of
from bot.ui.parse_day_base import (
    FIRST_YEAR,
    LAST_YEAR,
    Moment,
    NoSuchDayError,
    day_comes_first,
    day_of,
    full_year,
    month_end,
    nearest,
    nearest_day_of_month,
)
from bot.ui.parse_day_words import RULES as WORD_RULES
from bot.ui.parse_day_words import WEEKDAYS
from bot.ui.parse_numbers import HAN, plain, without_words
from coach.interview import Problem

if TYPE_CHECKING:
    from bot.ui.parse_day_words import Rule

UNCLEAR = Problem("parse.day.unclear")
IMPOSSIBLE = Problem("parse.day.impossible")

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MON = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_D = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_ZH_YEAR = r"(?:(?P<year>\d{4}|\d{2})年?|(?P<said>[前去今明后])年)"
_SAID = {"前": -2, "去": -1, "今": 0, "明": 1, "后": 2, "last": -1, "this": 0, "next": 1}


def _written(match: re.Match[str], moment: Moment) -> tuple[date, ...]:
    """Read year and month with a day if there is one; without it the first."""
    groups = match.groupdict()
    year = _year(groups, moment)
    name = match["month"]
    month = int(name) if name.isdigit() else _MONTHS.index(name[:3]) + 1
    if groups.get("end"):
        return (month_end(nearest(moment, month, 1) if year is None else day_of(year, month, 1)),)
    day = int(groups.get("day") or 1)
    if year is not None:
        return (day_of(year, month, day),)
    if not groups.get("day") and groups.get("which") in {"last", "next"}:
        return (_other_month(moment, month, 1 if match["which"] == "next" else -1),)
    return (nearest(moment, month, day),)


def _year(groups: dict[str, str | None], moment: Moment) -> int | None:
    typed, said = groups.get("year"), groups.get("said")
    if typed:
        return full_year(typed, moment)
    return moment.today.year + _SAID[said] if said else None


def _other_month(moment: Moment, month: int, step: int) -> date:
    """Return the first of the nearest such month that is not this one."""
    year = moment.today.year
    apart = (month - moment.today.month) * step
    return date(year if apart > 0 else year + step, month, 1)


def _numbers(match: re.Match[str], moment: Moment) -> tuple[date, ...]:
    """Read 5/3/2026 or 5/3, day first, month first or both, as the locale and values decide."""
    first, second = int(match["a"]), int(match["b"])
    typed = match.groupdict().get("year")
    day_first = day_comes_first(moment.locale)
    if typed and language(moment.locale) == "zh":
        if len(typed) <= 2:  # 26/3/5: with a short year the year still comes first in Chinese
            return (day_of(full_year(match["a"], moment), second, int(typed)),)
        day_first = None  # the year at the end is a foreign habit, so its order is unknown
    if typed and len(typed) == 1:
        raise NoSuchDayError
    found = _valid([(first, second), (second, first)], typed, moment)
    if not found:
        raise NoSuchDayError
    if day_first is None or len(found) == 1:
        return found
    return found[:1] if day_first else found[1:]


def _valid(pairs: list[tuple[int, int]], typed: str | None, moment: Moment) -> tuple[date, ...]:
    found = []
    for day, month in pairs:
        try:
            if typed:
                found.append(day_of(full_year(typed, moment), month, day))
            else:
                found.append(nearest(moment, month, day))
        except NoSuchDayError:
            continue
    return tuple(found)


def _bare_day(match: re.Match[str], moment: Moment) -> tuple[date, ...]:
    return (nearest_day_of_month(moment, int(match["day"])),)


def _bare_year(match: re.Match[str], moment: Moment) -> tuple[date, ...]:
    return (day_of(_year(match.groupdict(), moment) or 0, 1, 1),)


_RULES: tuple[Rule, ...] = (
    (re.compile(r"(?P<year>\d{4}) ?[-/.] ?(?P<month>\d{1,2}) ?[-/.] ?(?P<day>\d{1,2})"), _written),
    (re.compile(r"(?P<year>(?:19|20|21)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)"), _written),
    (re.compile(r"(?P<year>\d{4}) ?[-/.] ?(?P<month>\d{1,2})"), _written),
    (re.compile(r"(?P<month>\d{1,2}) ?[-/.] ?(?P<year>\d{4})"), _written),
    (
        re.compile(
            r"(?P<a>\d{1,2}) ?(?P<mark>[-/.]) ?(?P<b>\d{1,2})(?: ?(?P=mark) ?(?P<year>\d{4}|\d{1,2}))?"
        ),
        _numbers,
    ),
    (
        re.compile(
            rf"(?:{_ZH_YEAR} ?的?)?(?P<month>\d{{1,2}})月份?(?: ?(?P<day>\d{{1,2}})[日号]?)?"
        ),
        _written,
    ),
    (re.compile(rf"(?:{_ZH_YEAR} ?)?(?P<month>\d{{1,2}})月(?P<end>底|末)"), _written),
    (re.compile(rf"(?:the )?{_D} (?:of )?{_MON}(?:,? (?P<year>\d{{4}}))?"), _written),
    (re.compile(rf"{_MON} (?:the )?{_D}(?:,? (?P<year>\d{{4}}))?"), _written),
    (re.compile(rf"(?:(?P<which>last|this|next) )?{_MON}(?:,? (?P<year>\d{{4}}))?"), _written),
    (re.compile(rf"(?:{_D} (?:of )?)?{_MON} (?:of )?(?P<said>last|this|next) year"), _written),
    (re.compile(rf"(?:the )?(?P<end>end) of {_MON}(?: (?P<year>\d{{4}}))?"), _written),
    (re.compile(r"(?P<year>\d{4})年?|(?P<said>[前去今明后])年"), _bare_year),
    (re.compile(rf"(?:the )?{_D}[日号]?"), _bare_day),
)
_HAN_NUMBER = re.compile(rf"(?<![周期拜{HAN}])[{HAN}]+(?=年|个?月|日|号|天|周|个?星期|个?礼拜|$)")
_HAN_SPACE = re.compile("(?<=[一-鿿]) (?=[\\d一-鿿])|(?<=\\d) (?=[一-鿿])")
_BEFORE = re.compile(
    rf"^(?:(?:on|by|before|until|till|since|from|about|around|approx\.?|roughly|in(?= [a-z]| \d{{4}}$)"
    rf"|(?:{WEEKDAYS}),?(?= (?:the )?(?:\d|{_MON.replace('?P<month>', '?:')}))"
    r"|大概|大约|约|差不多|在|从|到|就)\b ?|(?:大概|大约|约|差不多|在|从|到|就))"
)
_AFTER = re.compile(r"(?:左右|前后|吧|的时候|以前|之前|前|\.|。|，|,| or so)$")


def day(
    text: str, today: date, locale: str, *, past: bool = False
) -> date | Ambiguous[date] | Problem:
    """Return the day meant; `past` says in which direction a bare one lies.

    A month or a year alone is its first day. Ambiguous where day and month may be swapped
    (`5/3/2026` in English) and where a weekday may be of this week or the next.
    """
    moment = Moment(today, locale, past)
    words = without_words(fold(clean(text)).lower()).strip(" .,!。，")
    words = _HAN_NUMBER.sub(_ascii, _HAN_SPACE.sub("", words))
    if len(words) > 60:
        return UNCLEAR
    for _ in range(4):
        result = _read(words, moment)
        if result is not None:
            return result
        shorter = _AFTER.sub("", _BEFORE.sub("", words, count=1)).strip()
        if shorter == words:
            break
        words = shorter
    return UNCLEAR


def _ascii(match: re.Match[str]) -> str:
    value = plain(match.group())
    return match.group() if value is None or value != int(value) else str(int(value))


def _read(words: str, moment: Moment) -> date | Ambiguous[date] | Problem | None:
    for pattern, rule in (*_RULES, *WORD_RULES):
        match = pattern.fullmatch(words)
        if match is None:
            continue
        try:
            found = rule(match, moment)
        except NoSuchDayError:
            return IMPOSSIBLE
        except (ValueError, OverflowError):
            return UNCLEAR
        if not all(FIRST_YEAR <= each.year <= LAST_YEAR for each in found):
            return UNCLEAR
        return one_of(list(found))
    return None
