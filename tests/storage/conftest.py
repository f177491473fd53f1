"""A migrated database of each kind, and keys."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from storage import engine, keys, migrate, people

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from coach.people import Person
    from storage.engine import Database

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _keyring() -> None:
    keys.install(keys.Keyring.new())


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    await migrate.upgrade(database_url)
    found = engine.connect(database_url)
    yield found
    await found.close()


async def add_person(database: Database, telegram_id: int) -> Person:
    """Remember somebody new."""
    async with database.write() as uow:
        person = await people.add(uow, telegram_id, "en", NOW)
        await uow.commit()
    return person
