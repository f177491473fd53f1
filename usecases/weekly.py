"""Once a week owners read that all is well, or what to look at; then nobody needs to look each day."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from coach.weekly import Week
from storage import counts, facts
from usecases import alerts, status
from usecases.alerts import Alert

if TYPE_CHECKING:
    from storage.uow import UnitOfWork
    from usecases.alerts import Owners

TOPIC = "weekly"
FACT = "weekly"
"""The fact that names the week for which owners were written to last."""
OURS = ("refused", "bug")
MONTH = timedelta(days=30)
WEEK = timedelta(days=7)
AT = time(8)
"""Mondays, UTC. It is silent, so that the hour does not matter."""


def alert(week: Week) -> Alert:
    """Return the form that a due row keeps."""
    figures = (week.people, week.here, week.sent, week.late, week.failed, week.backup_hours,
               week.disk_mb)  # fmt: skip
    return Alert(TOPIC, (week.version, *map(str, figures)))


def read(said: Alert) -> Week:
    """Return what a due row keeps."""
    version, *figures = said.said
    return Week(version, *map(int, figures))


def name_of(now: datetime) -> str:
    """Return the name of the week, which begins on Monday at `AT`."""
    begun = now.astimezone(UTC) - timedelta(hours=AT.hour)
    year, week, _ = begun.isocalendar()
    return f"{year}-W{week:02d}"


async def is_time(uow: UnitOfWork, now: datetime) -> bool:
    """Tell whether this week's message was not put yet; reads only."""
    return await facts.get(uow, FACT) != name_of(now)


async def tell(uow: UnitOfWork, owners: Owners, now: datetime, *, free: int, backups: bool) -> None:
    """Put this week's message, once whoever many processes ask; nothing in the very first week.

    `free` is bytes where the data lies; `backups` tells whether any are to be made at all.
    """
    before, name = await facts.get(uow, FACT), name_of(now)
    if before == name or not await facts.swap(uow, FACT, before or "", name) or before is None:
        return
    done = await status.done_since(uow, now - WEEK)
    people, here = await counts.people(uow, now - MONTH)
    failed = sum(number for why, number in done.failed if why in OURS)
    week = Week(
        owners.version, people, here, done.sent, done.late, failed,
        await _backup(uow, now) if backups else -2, free // 1_000_000,
    )  # fmt: skip
    await alerts.tell(uow, owners, alert(week), f"{TOPIC}:{name}", now)


async def _backup(uow: UnitOfWork, now: datetime) -> int:
    last = await status.last_backup(uow)
    return -1 if last is None else max(0, int((now - last).total_seconds() // 3600))
