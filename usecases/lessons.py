"""Lessons: which were read, never how they were answered; kept only once that was agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.people import Consent
from storage import lessons as storage
from usecases import consents

if TYPE_CHECKING:
    from coach.lessons import Lesson
    from usecases.work import Work


async def read(work: Work) -> frozenset[str]:
    """Return the ids of the lessons read."""
    return await storage.read(work.uow, work.person.id)


async def note(work: Work, lesson: Lesson) -> None:
    """Note that it was read where keeping was agreed to."""
    if await consents.allows(work, Consent.KEEP):
        await storage.save(work.uow, work.person.id, lesson.id, work.now)
