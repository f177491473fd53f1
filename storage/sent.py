"""The bot's messages of the last 48 hours, by number, so that `/hide` can delete them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, union

from storage.people import insert_or_ignore
from storage.tables_flow import ledger
from storage.tables_people import sent

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from storage.uow import UnitOfWork


async def note(
    uow: UnitOfWork, person_id: int, message_ids: Collection[int], now: datetime
) -> None:
    """Remember messages that were sent to a person."""
    await note_all(uow, [(person_id, each, now) for each in message_ids])


async def note_all(uow: UnitOfWork, messages: Collection[tuple[int, int, datetime]]) -> None:
    """Remember messages: to whom each was sent, its number, and when."""
    rows = [{"person_id": who, "message_id": each, "at": at} for who, each, at in messages]
    if rows:
        await uow.run(insert_or_ignore(uow, sent), rows)


async def since(uow: UnitOfWork, person_id: int, instant: datetime) -> tuple[int, ...]:
    """Return the messages sent to a person since then, oldest first."""
    replies = select(sent.c.message_id).where(sent.c.person_id == person_id, sent.c.at >= instant)
    # What the clock sent stands in the ledger already; to write it twice would cost each message.
    scheduled = select(ledger.c.message_id).where(
        ledger.c.lane == person_id,
        ledger.c.settled_at >= instant,
        ledger.c.message_id.is_not(None),
    )
    found = (await uow.run(union(replies, scheduled))).scalars()
    return tuple(sorted(found))
