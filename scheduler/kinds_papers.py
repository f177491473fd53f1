"""A paper's message: has it come that was asked for, or is a newer one needed soon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_evidence
from scheduler.kinds import Done, Item, Kind, Prepared
from usecases import evidence, papers

if TYPE_CHECKING:
    from storage.due import Due
    from usecases.work import Work


async def prepare(work: Work, due: Due) -> Prepared | None:
    """Ask about a paper, unless it was ticked otherwise or nothing is negotiated any more."""
    kept = await evidence.reminded(work, due.ref)
    if kept is None:
        return None
    debt_id, ticked = kept.debt_id, kept.ticked
    return Prepared(
        item=Item(
            lambda t: cards_evidence.note(t, ticked),
            lambda t: cards_evidence.note_rows(t, debt_id, ticked),
        )
    )


async def settled(_: Work, __: Due, ___: Done) -> Due | None:
    """Let it go: each is said once, until the paper is ticked anew."""
    return None


KINDS = {papers.KIND: Kind(prepare, settled, once=True)}
