"""Facts about this database: the fingerprints of its keys, what was announced to Telegram."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from storage.people import insert_or_ignore
from storage.tables_people import settings

if TYPE_CHECKING:
    from storage.uow import UnitOfWork


async def get(uow: UnitOfWork, name: str) -> str | None:
    """Return a fact, or None."""
    statement = select(settings.c.value).where(settings.c.name == name)
    found: str | None = (await uow.run(statement)).scalar_one_or_none()
    return found


async def put(uow: UnitOfWork, name: str, value: str) -> None:
    """Set a fact (at most 512 characters)."""
    await uow.run(insert_or_ignore(uow, settings).values(name=name, value=value))
    await uow.run(update(settings).where(settings.c.name == name).values(value=value))
