"""The reminders about papers: has it come, and is a newer one needed. Put, moved, taken away here.

Only while something is still negotiated: with a plan agreed, or its debt deleted, nothing is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach import occurrences
from coach.evidence_rules import reminder_day
from coach.reminders import next_once
from storage import due
from storage import evidence as storage
from storage.due import Due
from usecases import prefs

if TYPE_CHECKING:
    from datetime import date

    from storage.evidence import Kept
    from usecases.work import Work

KIND = "paper"


def day(kept: Kept, negotiated: frozenset[int]) -> date | None:
    """Return when to speak of a paper, or None for never.

    Counted in UTC, so that the day stays the same wherever the person moves.
    """
    about = bool(negotiated) if kept.debt_id == storage.FOR_ALL else kept.debt_id in negotiated
    ticked = kept.ticked
    if not about or ticked.at is None:
        return None
    return reminder_day(ticked.item, ticked.status, ticked.at.date())


async def recompute(work: Work, number: int | None = None) -> None:
    """Put, move or drop the reminder of one paper, or of all when a debt or plan changed."""
    case_id = work.person.case_id
    if case_id is None:
        return
    found = await storage.of_case(work.uow, case_id, number)
    if not found:
        return
    negotiated = await storage.negotiated(work.uow, case_id)
    for kept in found:
        await _set(work, kept, negotiated)


async def _set(work: Work, kept: Kept, negotiated: frozenset[int]) -> None:
    ref, on = kept.ticked.number, day(kept, negotiated)
    if on is None:
        await due.drop(work.uow, work.person.id, KIND, ref)
        return
    wanted = next_once(on, prefs.of(work.person), work.now)
    if wanted is None:
        # Its day is past: it was said, or waits for tomorrow's message. Neither is planned anew.
        return
    occurrence = occurrences.once(KIND, ref, on)
    await due.put(work.uow, Due(work.person.id, KIND, ref, occurrence, 0, wanted.run_at))
