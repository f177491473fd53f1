"""What has no use any more goes by itself; what is in use stays."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, func, insert, select

from scheduler.clock import Ticker
from storage import engine, facts, migrate, people, sent, upkeep
from storage.metadata import METADATA
from storage.tables_flow import ledger
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


async def test_what_was_said_over_a_year_ago_goes_in_batches(database: Database) -> None:
    """A ledger that only grows would outlive its use; one long delete would hold up an answer."""
    person = await add_person(database, 1)
    old, many = NOW - timedelta(days=401), upkeep.BATCH + 1
    entries = [
        *(entry(person.id, number, settled_at=old) for number in range(many)),
        entry(person.id, many, claimed_at=old),  # its process died before it could settle it
        entry(person.id, many + 1, settled_at=NOW - timedelta(days=399)),
        entry(person.id, many + 2, claimed_at=NOW),
    ]
    rounds = 0
    async with database.write() as uow:
        await uow.run(insert(ledger), entries)
        await uow.commit()
    left = True
    while left:
        async with database.write() as uow:
            left = await upkeep.trim(uow, NOW, NOW)
            await uow.commit()
        rounds += 1
    async with database.read() as uow:
        kept = await uow.run(select(ledger.c.occurrence).order_by(ledger.c.id))
        assert kept.scalars().all() == [str(many + 1), str(many + 2)]
    assert rounds == 2


def entry(
    person_id: int, number: int, *, claimed_at: datetime = NOW, settled_at: datetime | None = None
) -> dict[str, Any]:
    """A row of the ledger."""
    return {
        "lane": person_id, "person_id": person_id, "kind": "payment", "occurrence": str(number),
        "lead": 0, "claimed_at": settled_at or claimed_at, "settled_at": settled_at,
    }  # fmt: skip


async def test_upkeep_looks_only_at_what_it_throws_away(sqlite_url: str) -> None:
    """A host with many people must not pay for all of them every half hour."""
    await migrate.upgrade(sqlite_url)
    database = engine.connect(sqlite_url)
    asked: list[tuple[str, Any]] = []

    @event.listens_for(database.writer.sync_engine, "before_cursor_execute")
    def note(_: Any, __: Any, statement: str, values: Any, *___: Any) -> None:
        if statement.startswith("DELETE"):
            asked.append((statement, values))

    async with database.write() as uow:
        await upkeep.trim(uow, NOW, NOW)
    async with database.reader.connect() as connection:
        for statement, values in asked:
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            walked = [row.detail for row in plan if row.detail.startswith("SCAN")]
            # What can be hidden is two days old at most, so all of it is little.
            assert walked == [] or statement.startswith("DELETE FROM sent"), statement
    await database.close()
    assert len(asked) >= 5


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


@pytest.mark.parametrize("turns", [0, 1, 2])
async def test_a_stop_right_after_the_start_is_quiet(
    database: Database, caplog: pytest.LogCaptureFixture, turns: int
) -> None:
    """An error in the log of an orderly stop sends a host looking for nothing."""
    ticker = Ticker(database, lambda: None, lambda: NOW, lambda: datetime.now(UTC))
    ticker.start()
    for _ in range(turns):
        await asyncio.sleep(0)
    await ticker.stop()
    await asyncio.sleep(0)
    assert [each.getMessage() for each in caplog.records if each.levelname == "ERROR"] == []
