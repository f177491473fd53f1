"""After a sign of self-harm figures and messages stop; only that pause is remembered (care 6)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storage import people

if TYPE_CHECKING:
    from usecases.work import Work


async def pause(work: Work) -> None:
    """Stop figures, reminders, nudges and broadcasts until the person says they are ready."""
    if work.person.paused_since is None:
        await people.change(work.uow, work.person.id, paused_since=work.now)
        work.person = replace(work.person, paused_since=work.now)


async def ready(work: Work) -> None:
    """Go on where they left."""
    await people.change(work.uow, work.person.id, paused_since=None)
    work.person = replace(work.person, paused_since=None)
