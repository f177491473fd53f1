"""What has no use any more goes by itself; what is in use stays."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from storage import facts, people, sent, upkeep
from storage.metadata import METADATA
from storage.tables_people import updates
from tests.storage.conftest import NOW, add_person

if TYPE_CHECKING:
    from storage.engine import Database


async def test_updates_and_message_numbers_older_than_two_days_go(database: Database) -> None:
    """Telegram repeats no update that old, and deletes no message that old."""
    person = await add_person(database, 1)
    old = NOW - timedelta(hours=49)
    async with database.write() as uow:
        await people.first_time(uow, 1, 10, old)
        await people.first_time(uow, 1, 11, NOW)
        await sent.note(uow, person.id, [5], old)
        await sent.note(uow, person.id, [6, 6], NOW)
        await upkeep.trim(uow, NOW, NOW)
        await uow.commit()
    async with database.read() as uow:
        left = (await uow.run(select(updates.c.update_id))).scalars().all()
        assert left == [11]
        assert await sent.since(uow, person.id, old) == (6,)


async def test_the_clean_slate_of_the_demo_keeps_only_facts_about_the_database(
    database: Database,
) -> None:
    """A reset that left a row would show one visitor what another typed."""
    await add_person(database, 1)
    async with database.write() as uow:
        await facts.put(uow, "keys", "abc")
        await facts.put(uow, "keys", "def")
        await upkeep.erase_everything(uow)
        await uow.commit()
    async with database.read() as uow:
        for table in METADATA.sorted_tables:
            rows = (await uow.run(select(func.count()).select_from(table))).scalar_one()
            assert rows == (1 if table.name == "settings" else 0)
        assert await facts.get(uow, "keys") == "def"
