"""Migrations lose no row, run once however often they are asked, and end at the code's tables."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, inspect, select

from storage import engine, keys, migrate
from storage.metadata import METADATA
from tests.storage.filler import fill

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from storage.engine import Database


@pytest.fixture(autouse=True)
def _keyring() -> None:
    keys.install(keys.Keyring.new())


async def counts(database: Database) -> dict[str, int]:
    async with database.read() as uow:
        return {
            table.name: (await uow.run(select(func.count()).select_from(table))).scalar_one()
            for table in METADATA.sorted_tables
        }


@pytest.mark.parametrize("start", migrate.revisions())
async def test_every_row_survives_from_each_earlier_revision(database_url: str, start: str) -> None:
    """What people typed outlives every version of the program."""
    await migrate.upgrade(database_url, start)
    database = engine.connect(database_url)
    await fill(database)
    before = await counts(database)
    await database.close()
    await migrate.upgrade(database_url)
    database = engine.connect(database_url)
    after = await counts(database)
    await database.close()
    assert set(before.values()) == {1}
    assert after == before


async def test_the_migrated_schema_is_what_the_code_expects(database_url: str) -> None:
    """A column that only the code knows fails at the worst moment."""

    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        return [each for each in compare_metadata(context, METADATA)
                if "alembic_version" not in str(each)]  # fmt: skip

    await migrate.upgrade(database_url)
    database = engine.connect(database_url)
    async with database.reader.connect() as connection:
        found = await connection.run_sync(differences)
    await database.close()
    assert found == []


async def test_replicas_that_start_together_migrate_once(database_url: str) -> None:
    """Rolling out three replicas must not be a race."""
    changed = await asyncio.gather(*(asyncio.to_thread(_upgrade, database_url) for _ in range(3)))
    assert await migrate.current(database_url) == migrate.head()
    assert any(changed)
    assert await migrate.upgrade(database_url) is False


def _upgrade(url: str) -> bool:
    return asyncio.run(migrate.upgrade(url))


async def test_a_newer_database_is_left_alone(database_url: str) -> None:
    """An older program would write rows that the newer one cannot read."""
    await migrate.upgrade(database_url)
    database = engine.connect(database_url)
    async with database.writer.begin() as connection:
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    await database.close()
    with pytest.raises(migrate.MigrationError):
        await migrate.upgrade(database_url)


async def test_keys_between_tables_hold_after_a_migration(sqlite_url: str, tmp_path: Path) -> None:
    """They are off while SQLite rebuilds tables; left off, rows would be orphaned unseen."""
    await migrate.upgrade(sqlite_url)
    database = engine.connect(sqlite_url)
    async with database.writer.connect() as connection:
        names = await connection.run_sync(lambda inner: inspect(inner).get_table_names())
        on = (await connection.exec_driver_sql("PRAGMA foreign_keys")).scalar()
    await database.close()
    assert {table.name for table in METADATA.sorted_tables} <= set(names)
    assert on == 1
