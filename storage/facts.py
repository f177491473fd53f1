"""Facts about this database: the fingerprints of its keys, what was announced to Telegram."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from storage.people import insert_or_ignore
from storage.tables_people import settings

if TYPE_CHECKING:
    from collections.abc import Sequence

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


async def swap(uow: UnitOfWork, name: str, old: str, new: str) -> bool:
    """Set a fact that is still `old` ("" when it was never set); False when it is not.

    Of several processes that do so at once, one is told True.
    """
    await uow.run(insert_or_ignore(uow, settings).values(name=name, value=""))
    where = (settings.c.name == name, settings.c.value == old)
    return (await uow.run(update(settings).where(*where).values(value=new))).rowcount == 1


async def some(uow: UnitOfWork, names: Sequence[str]) -> dict[str, str]:
    """Return those of the facts that are set, by name."""
    statement = select(settings).where(settings.c.name.in_(names)).order_by(settings.c.name)
    return {row.name: row.value for row in (await uow.run(statement)).all()}
