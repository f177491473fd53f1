"""Which lessons a person has read; how they answered is nobody's business."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from storage.tables_plans import lessons

if TYPE_CHECKING:
    from datetime import datetime

    from storage.uow import UnitOfWork


async def read(uow: UnitOfWork, person_id: int) -> frozenset[str]:
    """Return the ids of the lessons read."""
    rows = await uow.run(select(lessons.c.lesson).where(lessons.c.person_id == person_id))
    return frozenset(row.lesson for row in rows.all())


async def save(uow: UnitOfWork, person_id: int, lesson: str, now: datetime) -> None:
    """Note a lesson as read, in the place of the former time."""
    where = (lessons.c.person_id == person_id, lessons.c.lesson == lesson)
    await uow.run(delete(lessons).where(*where))
    await uow.run(insert(lessons).values(person_id=person_id, lesson=lesson, at=now))
