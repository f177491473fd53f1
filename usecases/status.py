"""How the bot itself is doing, for whoever runs it: figures about its work, none about anybody."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from coach.dates import to_utc
from coach.permits import Action
from coach.status import Done, Load, Status
from storage import backup, counts, facts
from usecases import permits

if TYPE_CHECKING:
    from storage.uow import UnitOfWork
    from usecases.work import Work

HOUR = timedelta(hours=1)
OPEN = {"lag": "alert:lag", "failures": "alert:failures"}
"""The facts that hold since when a limit is passed; empty when it is not."""


async def is_owner(work: Work) -> bool:
    """Tell whether this person runs the bot."""
    return await permits.allowed(work, Action.SEE_HEALTH)


async def load(uow: UnitOfWork, now: datetime, real: datetime) -> Load:
    """Return what waits at this calendar time."""
    queue = await counts.queue(uow, now, real)
    return Load(queue.due, _seconds(now, queue.oldest), _seconds(now, queue.untaken))


async def last_backup(uow: UnitOfWork) -> datetime | None:
    """Return when the last backup was made; None when there was none."""
    said = await facts.get(uow, backup.LAST)
    return datetime.fromisoformat(said) if said else None


async def done_since(uow: UnitOfWork, at: datetime) -> Done:
    """Return what was done since the quarter of an hour that `at` lies in."""
    sums = await counts.since(uow, at)
    retried = sum(number for name, number in sums.items() if name.startswith("retried."))
    failed = tuple(
        (name.removeprefix("failed."), number)
        for name, number in sums.items()
        if name.startswith("failed.")
    )
    return Done(sums.get("sent", 0), sums.get("late", 0), retried, failed)


async def open_since(uow: UnitOfWork) -> dict[str, datetime]:
    """Return which limits are passed, and since when."""
    known = await facts.some(uow, list(OPEN.values()))
    return {
        topic: datetime.fromisoformat(known[name])
        for topic, name in OPEN.items()
        if known.get(name)
    }


async def of(work: Work, real: datetime) -> Status:
    """Return everything, for an owner; four statements, none of which grows with what is stored."""
    midnight = to_utc(work.today, time(0), work.person.zone or "UTC")
    return Status(
        await load(work.uow, work.now, real),
        await done_since(work.uow, midnight),
        await counts.alive(work.uow),
        await open_since(work.uow),
    )


def _seconds(now: datetime, at: datetime | None) -> int:
    return 0 if at is None else max(0, round((now - at).total_seconds()))
