"""The bot's messages of the last 48 hours, by number, so that `/hide` can delete them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from storage.people import insert_or_ignore
from storage.tables_people import sent

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from storage.uow import UnitOfWork


async def note(
    uow: UnitOfWork, person_id: int, message_ids: Collection[int], now: datetime
) -> None:
    """Remember messages that were sent to a person."""
    rows = [{"person_id": person_id, "message_id": each, "at": now} for each in message_ids]
    if rows:
        await uow.run(insert_or_ignore(uow, sent), rows)


async def since(uow: UnitOfWork, person_id: int, instant: datetime) -> tuple[int, ...]:
    """Return the messages sent to a person since then, oldest first."""
    statement = (
        select(sent.c.message_id)
        .where(sent.c.person_id == person_id, sent.c.at >= instant)
        .order_by(sent.c.message_id)
    )
    return tuple((await uow.run(statement)).scalars())


async def forget(uow: UnitOfWork, person_id: int) -> None:
    """Forget all of a person's."""
    await uow.run(delete(sent).where(sent.c.person_id == person_id))
