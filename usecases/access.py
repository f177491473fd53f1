"""The only way to load somebody's case, debt or plan: by the person who owns it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from storage import cases, due
from storage.due import Due
from usecases import refusal

if TYPE_CHECKING:
    from usecases.work import Work

NotYoursError = refusal.NotYoursError
"""What loading somebody else's row raises; also for groups, which may not reach this module."""
TRIAL = timedelta(hours=24)
"""A trial case is erased this long after the last tap."""


async def case_of(work: Work) -> int:
    """Return the person's case number, opening a trial case at their first kept answer."""
    if work.person.case_id is not None:
        return work.person.case_id
    case_id = await cases.open_trial(work.uow, work.person.id, work.now)
    work.person = replace(work.person, case_id=case_id, trial=True)
    await end_trial_later(work)
    return case_id


async def end_trial_later(work: Work) -> None:
    """Let the clock end what is on trial, a day after the last tap."""
    at = work.now + TRIAL
    await due.put(work.uow, Due(work.person.id, "trial", 0, "trial:0", 0, at))


async def existing_case(work: Work) -> int:
    """Return the person's case; raises NotYoursError when they have none yet."""
    if work.person.case_id is None:
        raise NotYoursError
    return work.person.case_id
