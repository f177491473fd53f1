"""The monthly anonymous poll of a group: switched on by its coaches, asked and closed by the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from coach import series, trend
from coach.dates import QUIET, Month, add_months, local_date, reminder_instant
from coach.series_setup import Kind, Post
from storage import contributions, due
from storage import series as plan
from storage import trend as kept
from storage.due import Due

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from coach.groups import Group
    from coach.series_setup import Setup
    from coach.trend import Progress, Trend
    from storage.uow import UnitOfWork
    from usecases.work import GroupWork

TREND = "trend"
"""The due kind of a group's poll; its leads follow each other."""
FREEZE, PROMPT, POLL, CLOSE = 0, 1, 2, 3
"""What is shared of the month before is frozen; the words, the poll, and its end follow."""
DAY = 28
"""Day of the month where a series does not name another; every month has it."""
HOUR = 18
OPEN = timedelta(days=3)
"""How long a poll is open at least; else it closes as its month ends."""
LAST = "last"
"""Note of the row of a group that is asked no more: it closes the open poll, and nothing follows."""


async def _any(uow: UnitOfWork, group_id: int) -> Due | None:
    rows = [row for row in await due.of_group(uow, group_id) if row.kind == TREND]
    return rows[0] if rows else None


async def _row(uow: UnitOfWork, group_id: int) -> Due | None:
    found = await _any(uow, group_id)
    return None if found is None or found.note == LAST else found


async def _ending(uow: UnitOfWork, group_id: int) -> Due | None:
    """Return the row of a group that was switched off, while its poll is still open."""
    found = await _any(uow, group_id)
    return found if found is not None and found.note == LAST else None


async def is_on(uow: UnitOfWork, group: Group) -> bool:
    """Tell whether the group is asked each month."""
    return await _row(uow, group.id) is not None


async def next_at(uow: UnitOfWork, group: Group) -> datetime | None:
    """Return when the group is asked next; None while a poll is open, or when it is not asked."""
    row = await _row(uow, group.id)
    return row.run_at if row is not None and row.lead == FREEZE else None


async def switch(uow: UnitOfWork, group: Group, now: datetime, *, on: bool) -> None:
    """Ask the group each month from the next time on, or no longer; an open poll ends at once.

    Switched on again before the poll was ended, it goes on.
    """
    row, ending = await _row(uow, group.id), await _ending(uow, group.id)
    if on and ending is not None:
        at = _closes(ending, group, local_date(now, group.zone))
        await due.put(uow, replace(ending, run_at=at, note=None))
    elif on and row is None:
        await due.put(uow, await following(uow, group, now, local_date(now, group.zone)))
    elif not on and row is not None and row.lead == CLOSE:
        await due.put(uow, replace(row, run_at=now, note=LAST))
    elif not on:
        await due.drop(uow, -group.id, TREND)


async def move(uow: UnitOfWork, group: Group, now: datetime) -> None:
    """Ask at the time that the group's series now has for it, unless a poll is open."""
    row = await _row(uow, group.id)
    if row is not None and row.lead == FREEZE:
        await due.put(uow, await following(uow, group, now, month_of(row)))


async def with_poll(uow: UnitOfWork, group: Group, setup: Setup) -> Setup:
    """Return a series that counts the poll among its posts where the group is asked."""
    return series.with_pulse(setup) if await is_on(uow, group) else setup


async def rests(uow: UnitOfWork, group: Group) -> bool:
    """Tell whether the group's series is paused: then it is not asked either."""
    found = await plan.get(uow, group.id)
    return found is not None and found[0].paused


async def following(uow: UnitOfWork, group: Group, now: datetime, since: date) -> Due:
    """Return the due row of the first poll after now, not before `since`, in a month without one.

    It keeps off the days of the group's other posts.
    """
    found = await plan.get(uow, group.id)
    hour = found[0].hour if found else HOUR
    first = since.replace(day=1)
    while True:
        on = series.pulse_day(found[0], first) if found else first.replace(day=DAY)
        at = reminder_instant(on, time(hour), group.zone, QUIET)
        had = await kept.message(uow, group.id, f"{on:%Y-%m}")
        if on >= since and at > now and had is None:
            occurrence = f"{TREND}:{on:%Y-%m}"
            return Due(0, TREND, 0, occurrence, FREEZE, at, chat_id=group.id)
        first = add_months(first, 1)


def _month(row: Due) -> str:
    return row.occurrence.removeprefix(f"{TREND}:")


def month_of(row: Due) -> date:
    """Return the first day of the month of a poll."""
    return date.fromisoformat(f"{_month(row)}-01")


def month_after(row: Due) -> date:
    """Return the first day of the month after that of a poll."""
    return add_months(month_of(row), 1)


async def said(uow: UnitOfWork, group: Group, month: date) -> Trend | None:
    """Return how the poll of the month before went, against the one before it or by itself.

    None where it has too few answers, or where there was none in that month.
    """
    before = await kept.last(uow, group.id, f"{month:%Y-%m}")
    if not before or before[0][0] != f"{add_months(month.replace(day=1), -1):%Y-%m}":
        return None
    totals = [votes for _, votes in before]
    return trend.trend(totals[1], totals[0]) if len(totals) > 1 else trend.first(totals[0])


def _before(row: Due) -> Month:
    return Month(add_months(month_of(row), -1))


async def asked_of(uow: UnitOfWork, group: Group) -> Month | None:
    """Return the month that is frozen next, of which contributors are asked; None: switched off."""
    row = await _row(uow, group.id)
    if row is None:
        return None
    before = _before(row)
    return before if row.lead == FREEZE else Month(add_months(before.day, 1))


def opens(month: Month) -> date:
    """Return the day from which a month can be spoken of as over."""
    return month.day.replace(day=DAY)


async def freeze(work: GroupWork, row: Due) -> None:
    """Freeze what is shown of the month before, from each contributor's own yes or no."""
    month, group_id = _before(row), work.group.id
    given = await contributions.given(work.uow, group_id, month)
    earlier = await contributions.frozen(work.uow, group_id)
    since = Month(add_months(month.day, -trend.REMEMBERED))
    await contributions.freeze(work.uow, group_id, trend.freeze(earlier, month, given), since)


async def progress(work: GroupWork, row: Due) -> Progress | None:
    """Return what was frozen for this time, where a share is shown."""
    frozen = await contributions.frozen(work.uow, work.group.id)
    month = _before(row)
    return next((each for each in frozen if each.month == month and each.share is not None), None)


async def to_close(work: GroupWork, row: Due) -> int | None:
    """Return the message of the month's poll."""
    return await kept.message(work.uow, work.group.id, _month(row))


async def asked(work: GroupWork, row: Due, poll: str, message: int) -> Due:
    """Remember the poll, also for the plan of the month; it closes as the month ends."""
    await kept.add(work.uow, work.group.id, _month(row), poll, message)
    found = await plan.get(work.uow, work.group.id)
    if found is not None:
        post = Post(row.occurrence, Kind.PULSE, "", work.today, work.now)
        await plan.save(work.uow, work.group.id, series.went_out(found[0], post, work.now))
    return replace(row, lead=CLOSE, run_at=_closes(row, work.group, work.today))


def _closes(row: Due, group: Group, today: date) -> datetime:
    on = max(month_after(row), today + OPEN)
    return reminder_instant(on, time(HOUR), group.zone, QUIET)


async def voted(uow: UnitOfWork, poll: str, totals: Sequence[int]) -> None:
    """Keep the totals of a poll; Telegram tells no voter, and none is kept."""
    await kept.count(uow, poll, totals)
