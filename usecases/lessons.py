"""Lessons: which were read; an answer is noted only once the person agreed that things are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.people import Consent
from storage import lessons as storage
from usecases import consents

if TYPE_CHECKING:
    from coach.lessons import Choice, Lesson
    from usecases.work import Work


async def read(work: Work) -> frozenset[str]:
    """Return the ids of the lessons answered."""
    return await storage.read(work.uow, work.person.id)


async def answer(work: Work, lesson: Lesson, choice: Choice) -> None:
    """Note the answer where keeping was agreed to."""
    if await consents.allows(work, Consent.KEEP):
        await storage.save(work.uow, work.person.id, lesson.id, right=choice.right, now=work.now)
