"""What the readers of a day share: the moment of reading and how a bare day finds its year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from bot.ui.parse_base import language
from coach.dates import add_months

FIRST_YEAR, LAST_YEAR = 1900, 2200


class NoSuchDayError(ValueError):
    """The words are a date, but the calendar has no such day (30 February)."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The local date of reading, the locale, and whether bare days lie in the past."""

    today: date
    locale: str
    past: bool


def day_of(year: int, month: int, day: int) -> date:
    """Return the date; raises NoSuchDayError when the calendar has none."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise NoSuchDayError from error


def full_year(typed: str, moment: Moment) -> int:
    """Return a typed year; two digits are of this century."""
    value = int(typed)
    return value + moment.today.year // 100 * 100 if len(typed) <= 2 else value


def nearest(moment: Moment, month: int, day: int) -> date:
    """Return that day of the year nearest in the direction asked for; today counts."""
    step = -1 if moment.past else 1
    for years in range(9):  # 29 February can be eight years away
        try:
            found = date(moment.today.year + step * years, month, day)
        except ValueError:
            continue
        if found <= moment.today if moment.past else found >= moment.today:
            return found
    raise NoSuchDayError


def nearest_day_of_month(moment: Moment, day: int) -> date:
    """Return the nearest such day of a month that has it; today counts."""
    first = moment.today.replace(day=1)
    for months in range(3):
        start = add_months(first, -months if moment.past else months)
        try:
            found = start.replace(day=day)
        except ValueError:
            continue
        if found <= moment.today if moment.past else found >= moment.today:
            return found
    raise NoSuchDayError


def month_end(first: date) -> date:
    """Return the last day of the month that `first` lies in."""
    return add_months(first.replace(day=1), 1) - timedelta(days=1)


@lru_cache(maxsize=128)
def day_comes_first(locale: str) -> bool | None:
    """Tell whether a locale writes the day before the month; None where people do both."""
    if locale == "en":
        return None
    if language(locale) == "zh":
        return False
    try:
        pattern = str(Locale.parse(locale.replace("-", "_")).date_formats["short"].pattern)
    except (UnknownLocaleError, ValueError, TypeError, KeyError):
        return None
    return pattern.find("d") < pattern.find("M")
