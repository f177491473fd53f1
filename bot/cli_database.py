"""What a command does in the database: one transaction, with the host's keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from bot import keyring
from storage import engine, keys

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.settings import Settings
    from storage.uow import UnitOfWork

T = TypeVar("T")


async def in_database(given: Settings, step: Callable[[UnitOfWork], Awaitable[T]]) -> T:
    """Return what a step returns, committed.

    Raises SettingsError when a stopped move or restore has filled the database only in part.
    """
    keys.install(keyring.find(given))
    database = engine.connect(given.database_url)
    try:
        async with database.write() as uow:
            await keyring.finished(uow)
            found = await step(uow)
            await uow.commit()
            return found
    finally:
        await database.close()
