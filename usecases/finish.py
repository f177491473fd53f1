"""After the last payment (S9): what to ask for and keep, and a look at the credit record later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach import occurrences
from coach.dates import add_months, local_date
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


async def remind(work: Work, plan_id: int) -> None:
    """Put one message some weeks on, when the record can show the end; raises NotYoursError."""
    await plans.one(work, plan_id)
    on = add_months(work.today, AFTER_MONTHS)
    wanted = next_once(on, prefs.of(work.person), work.now)
    if wanted is not None:
        occurrence = occurrences.once(KIND, plan_id, on)
        await due.put(work.uow, Due(work.person.id, KIND, plan_id, occurrence, 0, wanted.run_at))


async def forget(work: Work, plan_id: int) -> None:
    """Drop that message; raises NotYoursError."""
    await plans.one(work, plan_id)
    await due.drop(work.uow, work.person.id, KIND, plan_id)


async def planned(work: Work, plan_id: int) -> date | None:
    """Return the day of that message, or None; raises NotYoursError."""
    await plans.one(work, plan_id)
    for row in await due.of_person(work.uow, work.person.id):
        if row.kind == KIND and row.ref == plan_id:
            return local_date(row.run_at, work.person.zone or "UTC")
    return None
