"""After the last payment (S9): what to ask for and keep, and a look at the credit record later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.dates import add_months
from coach.reminders import next_once
from storage import due
from storage.due import Due
from usecases import plans, prefs

if TYPE_CHECKING:
    from datetime import date

    from usecases.work import Work

KIND = "record"
AFTER_MONTHS = 2
"""One or two reporting cycles later (knowledge 1.2, step 13)."""


async def look_on(work: Work, plan_id: int) -> date:
    """Return the day to look at the credit record; raises NotYoursError."""
    await plans.one(work, plan_id)
    return add_months(work.today, AFTER_MONTHS)


async def remind(work: Work, plan_id: int) -> None:
    """Put one message for that day."""
    on = await look_on(work, plan_id)
    wanted = next_once(on, prefs.of(work.person), work.now)
    if wanted is not None:
        occurrence = f"{KIND}:{plan_id}:{on.isoformat()}"
        await due.put(work.uow, Due(work.person.id, KIND, plan_id, occurrence, 0, wanted.run_at))


async def is_planned(work: Work, plan_id: int) -> bool:
    """Tell whether that message is planned."""
    planned = await due.of_person(work.uow, work.person.id)
    return any(row.kind == KIND and row.ref == plan_id for row in planned)
