"""The minute at which a message comes, against a clock that is counted out minute by minute.

Short: the zones that do something odd, always all of them. Soak: every IANA zone.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.dates import Every, Quiet, after_payday, reminder_instant, to_utc
from coach.money import Money
from coach.payment_reminders import next_due
from coach.plans import HowPaid, Plan, PlanKind, PlanStatus
from coach.reminders import Kind, Prefs
from tests.sizes import SOAK, size

if TYPE_CHECKING:
    from collections.abc import Iterator

ODD = (
    "Africa/Cairo", "Africa/Casablanca", "Africa/El_Aaiun", "America/Asuncion", "America/Havana",
    "America/New_York", "America/Nuuk", "America/Scoresbysund", "America/St_Johns",
    "Antarctica/Troll", "Asia/Beirut", "Asia/Gaza", "Asia/Jerusalem", "Asia/Kathmandu",
    "Asia/Shanghai", "Australia/Adelaide", "Australia/Eucla", "Australia/Lord_Howe",
    "Europe/Dublin", "Europe/London", "Pacific/Apia", "Pacific/Chatham", "Pacific/Easter",
    "Pacific/Kiritimati", "Pacific/Norfolk", "America/Santiago",
)  # fmt: skip
"""Half hours, quarter hours, two hours, four changes a year, changes at midnight, far-off dates."""
ZONES = tuple(sorted(available_timezones() - {"localtime"})) if SOAK else ODD
FIRST, LAST = date(2025, 1, 1), date(2035, 12, 31)
QUIET = Quiet(21, 8)
MINUTE = timedelta(minutes=1)


@cache
def changes(zone: str) -> tuple[date, ...]:
    """Return the local days from 2025 to 2035 on which the zone's clocks change."""
    tz = ZoneInfo(zone)
    noons = [
        datetime(2025, 1, 1, 12, tzinfo=UTC) + timedelta(days=n)
        for n in range((LAST - FIRST).days + 1)
    ]
    found = set()
    for before, after in pairwise(noons):
        if before.astimezone(tz).utcoffset() != after.astimezone(tz).utcoffset():
            found |= {before.astimezone(tz).date(), after.astimezone(tz).date()}
    return tuple(sorted(found))


def counted(day: date, zone: str) -> Iterator[tuple[datetime, datetime]]:
    """Yield every minute from the evening before to the morning after: instant and wall time."""
    tz = ZoneInfo(zone)
    begin = datetime.combine(day, time(0), UTC) - timedelta(hours=18)
    for n in range(66 * 60):
        instant = begin + n * MINUTE
        yield instant, instant.astimezone(tz).replace(tzinfo=None)


def test_the_sample_holds_changes_of_every_size() -> None:
    """A sample without the odd ones proves nothing."""
    sizes = set()
    for zone in ODD:
        tz = ZoneInfo(zone)
        for day in changes(zone):
            noon = datetime.combine(day, time(12), UTC)
            before, after = ((noon + timedelta(days=n)).astimezone(tz).utcoffset() for n in (-2, 2))
            sizes.add(abs(((after or timedelta()) - (before or timedelta())).total_seconds()))
    assert {1800.0, 3600.0, 7200.0} <= sizes


@pytest.mark.parametrize("zone", ZONES)
def test_every_wall_time_around_a_change_is_the_first_minute_that_shows_it(zone: str) -> None:
    """Twice at two: the first. Never at two: the first minute after the gap. In every such night."""
    days = changes(zone)
    for day in days if SOAK else days[:: max(len(days) // 8, 1)]:
        first: dict[datetime, datetime] = {}
        minutes = list(counted(day, zone))
        for instant, wall in minutes:
            first.setdefault(wall, instant)
        for step in range(0, 24 * 60, 15):
            wanted = datetime.combine(day, time(step // 60, step % 60))
            later = (instant for instant, wall in minutes if wall >= wanted)
            expected = first.get(wanted) or next(later)
            assert to_utc(day, wanted.time(), zone) == expected, (zone, wanted)


@pytest.mark.parametrize("zone", ZONES)
def test_a_message_keeps_its_day_and_its_hour_through_every_change(zone: str) -> None:
    """Ten in the morning is ten in the morning, whatever the clocks did that night."""
    tz = ZoneInfo(zone)
    for day in changes(zone):
        for near in (day - timedelta(days=1), day, day + timedelta(days=1)):
            for hour in range(24):
                wall = reminder_instant(near, time(hour), zone, QUIET).astimezone(tz)
                assert wall.date() == near
                assert not QUIET.covers(wall.time())
                if 8 <= hour < 21:
                    assert wall.time() == time(hour)


def plan(first: date, every: Every, anchor: int, how: HowPaid = HowPaid.MANUAL) -> Plan:
    """Return a plan that runs on."""
    return Plan(1, None, 1, PlanStatus.ACTIVE, PlanKind.RUNNING, Money(9000, "GBP"), None, first,
                every=every, anchor_day=anchor, how_paid=how)  # fmt: skip


def expected_days(first: date, every: Every, anchor: int, years: int) -> list[date]:
    """Return the due dates, counted out from the calendar."""
    end = first + timedelta(days=366 * years)
    if every is not Every.MONTHLY:
        step = 7 if every is Every.WEEKLY else 14
        days = range(0, (end - first).days, step)
        return [date.fromordinal(first.toordinal() + n) for n in days]
    found = [first]
    for n in range(1, 12 * years + 1):
        year, month = divmod(first.month - 1 + n, 12)
        length = monthrange(first.year + year, month + 1)[1]
        found.append(date(first.year + year, month + 1, min(anchor, length)))
    return found


def walked(
    plan: Plan, prefs: Prefs, until: date, closed: frozenset[date]
) -> list[tuple[Kind, int, date]]:
    """Return every message of the plan, each asked for from the one before, as the clock does."""
    tz = ZoneInfo(prefs.zone)
    after = datetime.combine(plan.first_due, time(0), UTC) - timedelta(days=90)
    found = []
    while (wanted := next_due(plan, (), prefs, after, non_working=closed)) is not None:
        wall = wanted.run_at.astimezone(tz)
        assert wanted.run_at > after
        assert (wall.date(), wall.time()) == (wanted.local_date, prefs.at)
        if wanted.local_date > until:
            break
        found.append((wanted.kind, wanted.n, wanted.local_date))
        after = wanted.run_at
    return found


def back(day: date, closed: frozenset[date], step: int) -> date:
    """Return the nearest working day before (or after)."""
    while day in closed:
        day += timedelta(days=step)
    return day


closed_days = st.sets(st.dates(date(2025, 1, 1), date(2029, 12, 31)), max_size=40)
ANCHORS = st.one_of(
    st.sampled_from([29, 30, 31]), st.integers(1, 31), st.integers(1, 31).map(after_payday)
)


@settings(max_examples=size(60, 5_000), deadline=None)
@given(
    st.sampled_from(ZONES), st.sampled_from(Every), ANCHORS, st.dates(FIRST, date(2027, 12, 31)),
    st.integers(8, 20), closed_days, st.booleans(),
)  # fmt: skip
def test_a_plans_messages_fall_on_the_days_that_the_calendar_says(
    zone: str,
    every: Every,
    anchor: int,
    month: date,
    hour: int,
    closed: set[date],
    weekends: bool,
) -> None:
    """The 31st comes back after February, a week stays a week, and a holiday is looked at early."""
    length = monthrange(month.year, month.month)[1]
    first = month.replace(day=min(anchor, length)) if every is Every.MONTHLY else month
    off = frozenset(closed)
    if weekends:
        span = (first + timedelta(days=n) for n in range(-10, 500))
        off |= {day for day in span if day.weekday() >= 5}
    prefs = Prefs(zone, time(hour), leads=(1, 0))
    until = first + timedelta(days=366)
    expected = set()
    for n, due in enumerate(expected_days(first, every, anchor, 2), start=1):
        target = back(due, off, -1)
        expected |= {
            (Kind.DAY_BEFORE, n, target - timedelta(days=1)),
            (Kind.DAY, n, target),
            (Kind.UNKNOWN_FOLLOWUP, n, due + timedelta(days=1)),
        }
    found = walked(plan(first, every, anchor), prefs, until, off)
    assert len({day for _, _, day in found}) == len(found), "two messages on one instant"
    assert {day for _, _, day in found} == {day for _, _, day in expected if day <= until}
    assert set(found) <= expected


@settings(max_examples=size(30, 5_000), deadline=None)
@given(st.sampled_from(ZONES), st.sampled_from(Every), ANCHORS, closed_days)
def test_an_automatic_payment_is_checked_on_the_day_after_the_next_working_day(
    zone: str, every: Every, anchor: int, closed: set[date]
) -> None:
    """Before the bank opens again there is nothing to see on the account."""
    first, off = date(2026, 1, 31), frozenset(closed)
    until = first + timedelta(days=366)
    found = walked(plan(first, every, anchor, HowPaid.AUTO), Prefs(zone), until, off)
    expected = [
        back(due, off, 1) + timedelta(days=1) for due in expected_days(first, every, anchor, 2)
    ]
    assert [day for _, _, day in found] == sorted({day for day in expected if day <= until})


@pytest.mark.parametrize("every", Every)
def test_the_usual_messages_of_one_plan_never_meet(every: Every) -> None:
    """Five days, one day, the day and the day after: also for somebody who pays each week."""
    each = replace(plan(date(2026, 1, 5), every, 5), count=None)
    found = walked(each, Prefs("Europe/London", time(10)), date(2027, 1, 5), frozenset())
    days = [day for _, _, day in found]
    assert len(days) == len(set(days))
    assert {kind for kind, _, _ in found} == {
        Kind.QUESTION, Kind.DAY_BEFORE, Kind.DAY, Kind.UNKNOWN_FOLLOWUP,
    }  # fmt: skip
