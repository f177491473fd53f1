"""Who has not been here for long is asked whether to be kept, and erased a month after no answer.

A person's one due row looks again when their time would be over: it costs nothing as they go.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING

from coach.dates import Every, local_date, repeat, to_utc
from coach.occurrences import once
from coach.people import Role, Status
from storage import facts
from usecases import plans, privacy
from usecases.people import FIRST_LOOK, INACTIVE, transaction

if TYPE_CHECKING:
    from datetime import date, datetime

    from storage.due import Due
    from storage.engine import Database
    from storage.uow import UnitOfWork
    from usecases.work import Work

FACT = "retention"
"""The fact that holds after how many months somebody is asked; 0 is never."""
GRACE = timedelta(days=30)
"""Between the question and the erasure."""
NOON = time(12)


async def keep_for(database: Database, after: int) -> None:
    """Let every process know after how many months somebody is asked; raises PassingError."""
    async with transaction(database) as uow:
        await facts.put(uow, FACT, str(after))
        await uow.commit()


async def months(uow: UnitOfWork) -> int:
    """Return after how many months of silence somebody is asked; 0 is never."""
    return int(await facts.get(uow, FACT) or 0)


def _over(work: Work, after: int) -> datetime:
    """Return when the person's time is over, at their own hour."""
    zone = work.person.zone or "UTC"
    seen = local_date(work.person.last_seen, zone)
    return to_utc(repeat(seen, Every.MONTHLY, after, seen.day), NOON, zone)


async def is_over(work: Work) -> bool:
    """Tell whether somebody was not here for that long, and has no plan that reminders come for.

    Whoever works for the host is never asked.
    """
    after = await months(work.uow)
    if not after or _over(work, after) > work.now:
        return False
    if work.person.role is not Role.CLIENT:
        return False
    reminded = work.person.status is Status.ACTIVE and bool(await plans.all_(work))
    return not reminded


def erased_on(work: Work) -> date:
    """Return the day on which somebody who is asked now is erased without an answer."""
    return work.today + GRACE


async def following(work: Work, row: Due) -> Due | None:
    """Ask, erase, or look again: return the person's next look, or None once they are erased."""
    if not await is_over(work):
        after = await months(work.uow)
        over = _over(work, after) if after else work.now
        at = over if over > work.now else work.now + FIRST_LOOK
        return replace(row, occurrence=once(INACTIVE, 0, at.date()), lead=0, run_at=at)
    if row.lead:
        await privacy.erase_now(work)
        return None
    at = work.now + GRACE
    return replace(row, occurrence=once(INACTIVE, 0, at.date()), lead=1, run_at=at)
