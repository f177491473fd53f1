"""Figures about the bot's work: the same for every process, cheap, and about nobody."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import text

from storage import counts, engine, facts
from tests.storage.conftest import NOW, add_person
from tests.storage.test_claims import REAL, claim, put, row

if TYPE_CHECKING:
    from storage.engine import Database


async def test_the_queue_is_what_is_due_and_not_what_is_stored(database: Database) -> None:
    """An alarm about tomorrow's reminders would be wrong every day."""
    ann, mei = await add_person(database, 1), await add_person(database, 2)
    async with database.read() as uow:
        assert await counts.queue(uow, NOW, REAL) == counts.Queue(0, None, None)
    await put(
        database,
        row(ann.id, 1, minutes=-9),
        row(mei.id, 1, minutes=-4),
        row(mei.id, 2, minutes=60),
    )
    async with database.read() as uow:
        oldest = NOW - timedelta(minutes=9)
        assert await counts.queue(uow, NOW, REAL) == counts.Queue(2, oldest, oldest)


async def test_what_is_being_sent_is_due_still_but_taken_up(database: Database) -> None:
    """Lag with an empty queue points at Telegram, lag with a full one at the sender."""
    ann = await add_person(database, 1)
    await put(database, row(ann.id, 1, minutes=-9))
    await claim(database)
    async with database.read() as uow:
        found = await counts.queue(uow, NOW, REAL)
    assert found == counts.Queue(1, NOW - timedelta(minutes=9), None)


async def test_tallies_of_several_processes_add_up(database: Database) -> None:
    """An owner asks one replica and is told of all."""

    async def write(sums: dict[str, int]) -> None:
        async with database.write() as uow:
            await counts.add(uow, NOW, sums)
            await uow.commit()

    await asyncio.gather(
        *(write({"sent": 2, f"failed.{why}": 1}) for why in ("bug", "gone", "bug"))
    )
    async with database.write() as uow:
        await counts.add(uow, NOW - timedelta(hours=1), {"sent": 5})
        await uow.commit()
    async with database.read() as uow:
        assert await counts.since(uow, NOW) == {"sent": 6, "failed.bug": 2, "failed.gone": 1}
        assert (await counts.since(uow, NOW - timedelta(minutes=59)))["sent"] == 11


async def test_a_fact_is_swapped_by_one_of_those_who_try(
    database: Database, database_url: str
) -> None:
    """Three replicas see the same limit passed; the owner gets one message."""
    others = [engine.connect(database_url) for _ in range(2)]

    async def swap(each: Database) -> bool:
        async with each.write() as uow:
            won = await facts.swap(uow, "alert:lag", "", "now")
            await uow.commit()
        return won

    won = await asyncio.gather(*(swap(each) for each in (database, *others)))
    assert sorted(won) == [False, False, True]
    assert await asyncio.gather(*(swap(each) for each in others)) == [False, False]
    async with database.read() as uow:
        assert await facts.some(uow, ["alert:lag", "other"]) == {"alert:lag": "now"}
    for each in others:
        await each.close()


async def test_the_queue_is_read_by_an_index(database: Database) -> None:
    """It is asked every ten seconds, beside a million stored reminders."""
    if database.dialect != "sqlite":
        return
    plan = "EXPLAIN QUERY PLAN SELECT run_at, claim FROM due WHERE run_at <= 'x' AND person_id"
    async with database.read() as uow:
        rows = (await uow.run(text(f"{plan} IS NOT NULL ORDER BY run_at LIMIT 9"))).all()
    assert "ix_due_when" in str(rows)
