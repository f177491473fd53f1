"""Which groups have a guard, and when they were last warned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from storage.people import insert_or_ignore
from storage.tables_bridge import guards

if TYPE_CHECKING:
    from datetime import date

    from storage.uow import UnitOfWork


async def is_on(uow: UnitOfWork, group_id: int) -> bool:
    """Tell whether a group's guard is on."""
    statement = select(guards.c.id).where(guards.c.chat_id == group_id)
    return (await uow.run(statement)).first() is not None


async def warned_on(uow: UnitOfWork, group_id: int) -> date | None:
    """Return the day of the last warning."""
    statement = select(guards.c.warned_on).where(guards.c.chat_id == group_id)
    found: date | None = (await uow.run(statement)).scalar()
    return found


async def warned(uow: UnitOfWork, group_id: int, today: date) -> None:
    """Keep the day of a warning."""
    await uow.run(update(guards).where(guards.c.chat_id == group_id).values(warned_on=today))


async def switch_on(uow: UnitOfWork, group_id: int) -> None:
    """Switch a group's guard on; twice is the same."""
    await uow.run(insert_or_ignore(uow, guards), {"chat_id": group_id})


async def switch_off(uow: UnitOfWork, group_id: int) -> None:
    """Switch a group's guard off."""
    await uow.run(delete(guards).where(guards.c.chat_id == group_id))
