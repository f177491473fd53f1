"""When an unfinished form is brought up again: two days and seven days after the last visit."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from coach import occurrences, reminders
from coach.reminders import Prefs, next_nudge
from storage import due
from storage.due import Due

if TYPE_CHECKING:
    from datetime import datetime

    from usecases.work import Work

KIND = "nudge"


async def plan(work: Work, form_id: int) -> None:
    """Put the form's first nudge, unless this is a trial; whether they agree is asked on the day."""
    if work.person.trial:
        return
    row = _next(work, form_id, seen=work.now)
    if row is not None:
        await due.put(work.uow, row)


async def drop(work: Work, form_id: int) -> None:
    """Forget the nudge of a form that was finished or thrown away."""
    await due.drop(work.uow, work.person.id, KIND, form_id)


def came_back(work: Work, row: Due) -> bool:
    """Tell whether the person has been here since the nudge was planned."""
    return reminders.came_back(
        work.person.last_seen, row.lead, row.run_at, work.person.zone or "UTC"
    )


def following(work: Work, form_id: int) -> Due | None:
    """Return the next nudge, counted from the last visit; None after the second."""
    return _next(work, form_id, seen=work.person.last_seen)


def _next(work: Work, form_id: int, *, seen: datetime) -> Due | None:
    prefs = Prefs(work.person.zone or "UTC", time(work.person.hour))
    wanted = next_nudge(seen, prefs, work.now, consented=True)
    if wanted is None:
        return None
    occurrence = occurrences.nudge(form_id, wanted)
    return Due(work.person.id, KIND, form_id, occurrence, wanted.n, wanted.run_at)
