"""The groups that people let the bot remember."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from storage.people import insert_or_ignore
from storage.tables_bridge import bridges

if TYPE_CHECKING:
    from datetime import datetime

    from storage.uow import UnitOfWork


async def remember(uow: UnitOfWork, person_id: int, group_id: int, now: datetime) -> None:
    """Keep that a person came from a group; twice is the same."""
    row = {"person_id": person_id, "chat_id": group_id, "created_at": now}
    await uow.run(insert_or_ignore(uow, bridges), row)


async def forget(uow: UnitOfWork, person_id: int, group_id: int) -> None:
    """Delete that a person came from a group."""
    mine = (bridges.c.person_id == person_id, bridges.c.chat_id == group_id)
    await uow.run(delete(bridges).where(*mine))


async def of_person(uow: UnitOfWork, person_id: int) -> tuple[int, ...]:
    """Return our numbers of a person's remembered groups, the newest first."""
    statement = select(bridges.c.chat_id).where(bridges.c.person_id == person_id)
    return tuple((await uow.run(statement.order_by(bridges.c.id.desc()))).scalars())
