"""What is erased by the clock: a trial a day after the last tap, a person a day after /forget."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from coach.people import Status
from scheduler.kinds import Done, Kind, nothing
from usecases import privacy

if TYPE_CHECKING:
    from storage.due import Due
    from usecases.work import Work

KEPT = timedelta(hours=24)


async def trial(work: Work, due: Due, _: Done) -> Due | None:
    """End a trial that lies untouched; look again later if the person was here since."""
    if not work.person.trial:
        return None
    until = work.person.last_seen + KEPT
    if until > work.now:
        return replace(due, run_at=until)
    await privacy.end_trial(work)
    return None


async def erase(work: Work, _: Due, __: Done) -> Due | None:
    """Erase a person who asked for it and did not undo it."""
    if work.person.status is Status.FORGETTING:
        await privacy.erase_now(work)
    return None


KINDS = {
    "trial": Kind(nothing, trial, speaks=False),
    "erase": Kind(nothing, erase, speaks=False),
}
