"""The monthly anonymous poll of a group: switched on by its coaches, asked and closed by the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING

from coach import trend
from coach.dates import QUIET, add_months, local_date, reminder_instant
from storage import due
from storage import trend as kept
from storage.due import Due
from usecases import series

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from coach.groups import Group
    from coach.trend import Trend
    from storage.uow import UnitOfWork
    from usecases.work import GroupWork

TREND = "trend"
"""The due kind of a group's poll: lead 0 says the words before it, 1 asks, 2 closes it."""
PROMPT, POLL, CLOSE = 0, 1, 2
DAY = 28
"""Day of the month where a series does not name another; every month has it."""
HOUR = 18


async def is_on(uow: UnitOfWork, group: Group) -> bool:
    """Tell whether the group is asked each month."""
    return any(row.kind == TREND for row in await due.of_group(uow, group.id))


async def switch(uow: UnitOfWork, group: Group, now: datetime, *, on: bool) -> None:
    """Ask the group each month from the next time on, or no longer."""
    if on and not await is_on(uow, group):
        await due.put(uow, await following(uow, group, now, local_date(now, group.zone)))
    elif not on:
        await due.drop(uow, -group.id, TREND)


async def following(uow: UnitOfWork, group: Group, now: datetime, since: date) -> Due:
    """Return the due row of the first poll after now whose day is not before `since`."""
    setup = await series.setup_of(uow, group)
    day, hour = (setup.pulse, setup.hour) if setup else (DAY, HOUR)
    first = since.replace(day=1)
    while True:
        on = first.replace(day=min(day, DAY))
        at = reminder_instant(on, time(hour), group.zone, QUIET)
        if on >= since and at > now:
            occurrence = f"{TREND}:{on:%Y-%m}"
            return Due(0, TREND, 0, occurrence, PROMPT, at, chat_id=group.id)
        first = add_months(first, 1)


def _month(row: Due) -> str:
    return row.occurrence.removeprefix(f"{TREND}:")


def month_after(row: Due) -> date:
    """Return the first day of the month after that of a poll."""
    return add_months(date.fromisoformat(f"{_month(row)}-01"), 1)


async def said(work: GroupWork, row: Due) -> Trend | None:
    """Return how the last poll compares with the one before it, if both have enough answers."""
    before = await kept.last(work.uow, work.group.id, _month(row))
    return trend.trend(before[1], before[0]) if len(before) == 2 else None


async def to_close(work: GroupWork, row: Due) -> int | None:
    """Return the message of the month's poll."""
    return await kept.message(work.uow, work.group.id, _month(row))


async def asked(work: GroupWork, row: Due, poll: str, message: int) -> Due:
    """Remember the poll; it closes as the month ends."""
    await kept.add(work.uow, work.group.id, _month(row), poll, message)
    at = reminder_instant(month_after(row), time(HOUR), work.group.zone, QUIET)
    return replace(row, lead=CLOSE, run_at=max(at, work.now))


async def voted(uow: UnitOfWork, poll: str, totals: Sequence[int]) -> None:
    """Keep the totals of a poll; Telegram tells no voter, and none is kept."""
    await kept.count(uow, poll, totals)
