"""Calendar arithmetic: month anchors, repeats, wall time to UTC, working days, quiet hours.

Local dates are plain `date`, instants are aware UTC; the zone is used nowhere else in the coach.
Parses nothing and reads no clock.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

MONTHS_IN_A_YEAR = 12
SHORTEST_MONTH = 28
_LONGEST_RUN_OF_HOLIDAYS = 60


class Every(StrEnum):
    """How often something repeats."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


_DAYS = {Every.WEEKLY: 7, Every.FORTNIGHTLY: 14}


@dataclass(frozen=True, slots=True)
class Month:
    """The month of a date, where naming the day would say more than the person did."""

    day: date


class Shift(StrEnum):
    """Which way a date moves off a non-working day."""

    NONE = "none"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours without messages, `start` to `end` (0-23, local wall time); equal means none."""

    start: int = 21
    end: int = 8

    def covers(self, at: time) -> bool:
        """Tell whether that wall time lies in the quiet hours (the end itself is free)."""
        if self.start <= self.end:
            return self.start <= at.hour < self.end
        return at.hour >= self.start or at.hour < self.end


QUIET = Quiet()
"""The default quiet hours: from nine in the evening to eight in the morning."""


def add_months(day: date, months: int, anchor: int | None = None) -> date:
    """Return the date `months` later (or earlier), on the anchor day or the month's last day.

    `anchor` is the wanted day of the month, 1-31; without it, the day of `day` itself. So with
    anchor 31 the dates after 31 January are 28 or 29 February and 31 March, never drifting.
    """
    wanted = day.day if anchor is None else anchor
    index = day.year * MONTHS_IN_A_YEAR + day.month - 1 + months
    year, month = divmod(index, MONTHS_IN_A_YEAR)
    return date(year, month + 1, min(wanted, monthrange(year, month + 1)[1]))


def repeat(first: date, every: Every, index: int, anchor: int | None = None) -> date:
    """Return the date of the repeat `index` (0 is `first` itself); `anchor` as in add_months."""
    if every is Every.MONTHLY:
        return first if index == 0 else add_months(first, index, anchor)
    return first + timedelta(days=_DAYS[every] * index)


def repeats_before(first: date, every: Every, day: date, anchor: int | None = None) -> int:
    """Return how many repeats fall strictly before `day`."""
    if day <= first:
        return 0
    if every is Every.MONTHLY:
        guess = (day.year - first.year) * MONTHS_IN_A_YEAR + day.month - first.month
    else:
        guess = (day - first).days // _DAYS[every]
    return guess + (1 if repeat(first, every, guess, anchor) < day else 0)


def after_payday(payday: int) -> int:
    """Return the day of the month on which a payment follows pay day (1-31, 31 the last day).

    It is the next day; from the 28th on it is the 1st, since in a short month the next day would
    be pay day itself.
    """
    return payday + 1 if payday < SHORTEST_MONTH else 1


def next_on(anchor: int, day: date) -> date:
    """Return the first date on or after `day` that falls on that day of the month (1-31)."""
    first = add_months(day.replace(day=1), 0, anchor)
    return first if first >= day else add_months(day.replace(day=1), 1, anchor)


def to_utc(day: date, at: time, zone: str) -> datetime:
    """Return the UTC instant of a wall time in an IANA zone.

    A time that occurs twice (clocks go back) is the first of the two; one that never occurs
    (clocks go forward) becomes the first valid minute after the gap. Raises
    `zoneinfo.ZoneInfoNotFoundError` for an unknown zone.
    """
    tz = ZoneInfo(zone)
    wall = datetime.combine(day, at.replace(tzinfo=None, fold=0))
    instant = wall.replace(tzinfo=tz).astimezone(UTC)
    if instant.astimezone(tz).replace(tzinfo=None) == wall:
        return instant
    # In a gap fold=0 reads the wall time with the offset before, fold=1 with the one after; the
    # gap ends between the two instants, and halving finds that minute for any zone and year.
    low = wall.replace(tzinfo=tz, fold=1).astimezone(UTC)
    before, high = low.astimezone(tz).utcoffset(), instant
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) // 2
        middle = middle.replace(second=0, microsecond=0)
        if middle in (low, high):
            break
        if middle.astimezone(tz).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high


def local_date(instant: datetime, zone: str) -> date:
    """Return the calendar date that a person in `zone` sees at that instant."""
    return instant.astimezone(ZoneInfo(zone)).date()


def local_time(instant: datetime, zone: str) -> time:
    """Return the wall time that a person in `zone` sees at that instant."""
    return instant.astimezone(ZoneInfo(zone)).time()


def working_day(day: date, non_working: AbstractSet[date], shift: Shift) -> date:
    """Return `day` moved off a non-working day; unchanged after 60 non-working days in a row."""
    if shift is Shift.NONE:
        return day
    step = timedelta(days=1 if shift is Shift.AFTER else -1)
    moved = day
    for _ in range(_LONGEST_RUN_OF_HOLIDAYS):
        if moved not in non_working:
            return moved
        moved += step
    return day


def out_of_quiet(at: time, quiet: Quiet) -> time:
    """Return the wall time moved out of the quiet hours without leaving its date.

    Before the quiet hours' end the message waits for that end; late in the evening it comes an
    hour before they start, since the next morning would be another date.
    """
    if not quiet.covers(at):
        return at
    wraps = quiet.start > quiet.end
    if not wraps or at.hour < quiet.end:
        return time(quiet.end)
    return time(max(quiet.start - 1, quiet.end))


def reminder_instant(day: date, at: time, zone: str, quiet: Quiet) -> datetime:
    """Return the UTC instant for a message on that local date, never in the quiet hours."""
    instant = to_utc(day, out_of_quiet(at, quiet), zone)
    landed = local_time(instant, zone)
    if quiet.covers(landed):
        # A clock change pushed the time into the quiet hours.
        instant = to_utc(day, out_of_quiet(landed, quiet), zone)
    return instant
