"""The databases that the tests are given are real, empty and apart."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine


async def test_each_test_gets_a_database_that_it_may_fill(database_url: str) -> None:
    """A test that finds another's rows proves nothing."""
    engine = create_async_engine(database_url)
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE seen (id INTEGER PRIMARY KEY)"))
        await connection.execute(text("INSERT INTO seen VALUES (1)"))
        rows = (await connection.execute(text("SELECT count(*) FROM seen"))).scalar_one()
    await engine.dispose()
    assert rows == 1


async def test_the_server_is_the_kind_that_the_address_says(database_url: str) -> None:
    """PostgreSQL's locks and types are what the second run is for; an imitation has neither."""
    engine = create_async_engine(database_url)
    ask = "SELECT version()" if "postgresql" in database_url else "SELECT sqlite_version()"
    async with engine.connect() as connection:
        version = str((await connection.execute(text(ask))).scalar_one())
    await engine.dispose()
    assert version.startswith("PostgreSQL") == ("postgresql" in database_url)
