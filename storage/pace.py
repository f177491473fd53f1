"""How often something may be done, kept where all processes see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from storage.dialects import words
from storage.tables_flow import pace

if TYPE_CHECKING:
    from datetime import datetime

    from storage.uow import UnitOfWork

WINDOW = 60.0


async def take(uow: UnitOfWork, name: str, now: datetime, most: int) -> bool:
    """Take one of `most` turns a minute under that name; False when none is left.

    Turns come back one by one, each in a `most`-th of a minute; unused they add up to `most`.
    """
    at, gap = now.timestamp(), WINDOW / most
    free_at = (await uow.run(select(pace.c.free_at).where(pace.c.name == name))).scalar()
    free = max(free_at or 0.0, at)
    if free - at > WINDOW - gap:
        return False
    statement = words(uow.dialect).insert(pace).values(name=name, free_at=free + gap)
    set_ = {"free_at": free + gap}
    await uow.run(statement.on_conflict_do_update(index_elements=[pace.c.name], set_=set_))
    return True
