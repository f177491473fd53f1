from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.dates import (
    Every,
    Quiet,
    Shift,
    add_months,
    local_date,
    local_time,
    out_of_quiet,
    reminder_instant,
    repeat,
    repeats_before,
    to_utc,
    working_day,
)
from tests.strategies import dates, quiets, wall_times, zones


def test_the_31st_comes_back_after_february():
    """A plan on the 31st must not drift to the 28th for good."""
    days = [repeat(date(2026, 1, 31), Every.MONTHLY, n) for n in range(4)]
    assert days == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]


def test_an_anchor_outlives_a_short_first_month():
    assert repeat(date(2026, 2, 28), Every.MONTHLY, 1, 31) == date(2026, 3, 31)
    assert add_months(date(2027, 12, 31), 2) == date(2028, 2, 29)


@given(dates, st.integers(-120, 120), st.integers(1, 31))
def test_a_month_anchor_is_the_wanted_day_or_the_months_last(day, months, anchor):
    moved = add_months(day, months, anchor)
    assert moved.day == min(anchor, monthrange(moved.year, moved.month)[1])
    assert (moved.year - day.year) * 12 + moved.month - day.month == months


@given(dates, st.sampled_from(Every), st.integers(0, 200))
def test_repeats_rise_and_are_counted_by_their_date(first, every, n):
    day = repeat(first, every, n)
    assert repeat(first, every, n + 1) > day
    assert repeats_before(first, every, day) == n
    assert repeats_before(first, every, day + timedelta(days=1)) == n + 1


def test_a_wall_time_in_the_gap_is_the_first_valid_minute_after():
    assert to_utc(date(2026, 3, 29), time(1, 30), "Europe/London") == datetime(
        2026, 3, 29, 1, 0, tzinfo=UTC
    )
    assert to_utc(date(2026, 3, 8), time(2, 30), "America/New_York") == datetime(
        2026, 3, 8, 7, 0, tzinfo=UTC
    )


def test_a_wall_time_that_comes_twice_is_the_first():
    assert to_utc(date(2026, 10, 25), time(1, 30), "Europe/London") == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


@given(dates, wall_times, zones)
def test_an_instant_shows_the_wall_time_asked_for_or_a_later_one(day, at, zone):
    instant = to_utc(day, at, zone)
    shown = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    wanted = datetime.combine(day, at)
    assert instant.tzinfo is UTC
    assert shown >= wanted
    # Samoa skipped a whole day once; every other gap is at most two hours.
    assert shown - wanted <= timedelta(hours=24)


@given(dates, wall_times, zones, quiets)
def test_a_reminder_never_falls_in_quiet_hours(day, at, zone, quiet):
    instant = reminder_instant(day, at, zone, quiet)
    assert not quiet.covers(local_time(instant, zone))
    assert local_date(instant, zone) == day


@given(wall_times, quiets)
def test_a_time_outside_the_quiet_hours_is_kept(at, quiet):
    moved = out_of_quiet(at, quiet)
    assert not quiet.covers(moved)
    if not quiet.covers(at):
        assert moved == at


def test_late_evening_comes_before_the_quiet_hours_and_early_morning_after():
    quiet = Quiet(21, 8)
    assert out_of_quiet(time(22, 30), quiet) == time(20)
    assert out_of_quiet(time(6), quiet) == time(8)


@pytest.mark.parametrize(
    ("shift", "expected"),
    [
        (Shift.BEFORE, date(2026, 9, 30)),
        (Shift.AFTER, date(2026, 10, 8)),
        (Shift.NONE, date(2026, 10, 3)),
    ],
)
def test_a_holiday_moves_to_the_nearest_working_day_on_its_side(shift, expected):
    holidays = frozenset(date(2026, 10, day) for day in range(1, 8))
    assert working_day(date(2026, 10, 3), holidays, shift) == expected
