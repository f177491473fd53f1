"""Several processes on one PostgreSQL database know of each other's life and death."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from storage import claims, due, engine, migrate, processes
from storage.tables_flow import due as due_table
from storage.tables_flow import processes as table
from tests.storage.conftest import add_person
from tests.storage.test_claims import REAL, claim, row

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from storage.engine import Database


@pytest.fixture
async def shared(postgresql_url: str) -> AsyncIterator[Database]:
    await migrate.upgrade(postgresql_url)
    found = engine.connect(postgresql_url)
    yield found
    await found.close()


async def beat(shared: Database, name: str) -> bool:
    async with shared.write() as uow:
        _, polls = await processes.beat(uow, name, polls=True)
        await uow.commit()
    return polls


async def test_one_of_them_polls_until_it_leaves(shared: Database) -> None:
    """Telegram answers a second poller with an error, to both."""
    assert [await beat(shared, name) for name in ("a", "b", "a", "b")] == [True, False, True, False]
    async with shared.write() as uow:
        await processes.leave(uow, "a")
        await uow.commit()
    assert await beat(shared, "b")


async def test_what_a_silent_process_held_goes_to_the_others(shared: Database) -> None:
    """A machine that lost its power cannot sign off."""
    person = await add_person(shared, 1)
    async with shared.write() as uow:
        await due.put(uow, row(person.id, 1))
        await uow.commit()
    await beat(shared, "a")
    assert await claim(shared, "a/1")
    assert not await beat(shared, "b")
    async with shared.write() as uow:
        await uow.run(
            update(table).where(table.c.name == "a").values(beat_at=REAL.replace(year=2020))
        )
        await uow.commit()
    assert await beat(shared, "b")
    assert len(await claim(shared, "b/1")) == 1
    async with shared.read() as uow:
        assert (await uow.run(select(table.c.name))).scalars().all() == ["b"]


async def test_a_claim_of_a_living_process_is_left_alone(shared: Database) -> None:
    """Freeing it would send the message twice."""
    person = await add_person(shared, 1)
    async with shared.write() as uow:
        await due.put(uow, row(person.id, 1))
        await uow.commit()
    await beat(shared, "a")
    await claim(shared, "a/1")
    await beat(shared, "b")
    assert await claim(shared, "b/1", real=REAL) == ()
    async with shared.read() as uow:
        held = (await uow.run(select(due_table.c.claim))).scalars().all()
    assert held == ["a/1"]
    assert timedelta(seconds=60) < claims.LEASE
