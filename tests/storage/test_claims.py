"""Due rows are claimed by chat, settled once, and never lost."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from storage import claims, due, engine, migrate
from storage import ledger as ledger_rows
from storage.due import Due
from storage.tables_flow import ledger
from tests.storage.conftest import NOW, add_person

if TYPE_CHECKING:
    from storage.claims import Lane
    from storage.engine import Database

REAL = datetime.fromisoformat("2026-11-24T10:00:00+00:00")


async def put(database: Database, *rows: Due) -> None:
    async with database.write() as uow:
        for row in rows:
            await due.put(uow, row)
        await uow.commit()


async def claim(
    database: Database, token: str = "a/1", *, calendar=NOW, real=REAL, lanes: int = 25
) -> tuple[Lane, ...]:
    async with database.write() as uow:
        found = await claims.claim(
            uow, token, calendar=calendar, real=real, lanes=lanes, silent={"trial"}, per_second=25
        )
        await uow.commit()
    return found


def row(person_id: int, ref: int, *, minutes: int = -5, kind: str = "payment") -> Due:
    at = NOW + timedelta(minutes=minutes)
    return Due(person_id, kind, ref, f"{kind}:{ref}:1", 0, at, note="secret")


async def test_all_due_rows_of_a_chat_are_claimed_together_and_in_order(database: Database) -> None:
    """What falls together becomes one message; two processes in one chat would mix its order."""
    person = await add_person(database, 1)
    await put(
        database,
        row(person.id, 2, minutes=-1),
        row(person.id, 1, minutes=-9),
        row(person.id, 3, minutes=60),
    )
    (lane,) = await claim(database)
    assert [each.due.ref for each in lane.rows] == [1, 2]
    assert lane.rows[0].due.note == "secret"


async def test_a_claimed_chat_is_left_alone_until_its_claim_ends(database: Database) -> None:
    """A row that falls due while its chat is being written to waits its turn."""
    person = await add_person(database, 1)
    await put(database, row(person.id, 1))
    assert await claim(database)
    await put(database, row(person.id, 2))
    assert await claim(database, "b/1") == ()
    (lane,) = await claim(database, "b/2", real=REAL + claims.LEASE + timedelta(seconds=1))
    assert [each.due.ref for each in lane.rows] == [1, 2]


async def test_claimers_at_the_same_time_share_the_chats_and_get_each_once(
    database: Database,
) -> None:
    """A reminder that two replicas send is a nuisance; one that none sends costs money."""
    people = [await add_person(database, number) for number in range(1, 41)]
    await put(database, *(row(each.id, 1) for each in people), *(row(p.id, 2) for p in people))

    async def take(name: str) -> list[Lane]:
        found: list[Lane] = []
        for number in range(40):
            more = await claim(database, f"{name}/{number}", lanes=5)
            found += more
        return found

    taken = await asyncio.gather(*(take(name) for name in "abcd"))
    lanes = [lane for found in taken for lane in found]
    assert sorted(lane.number for lane in lanes) == [each.id for each in people]
    assert {len(lane.rows) for lane in lanes} == {2}


async def test_slots_are_spread_over_claims_of_all_processes(database: Database) -> None:
    """Telegram counts the messages of all replicas together."""
    for number in range(1, 5):
        person = await add_person(database, number)
        await put(database, row(person.id, 1))
    first = await claim(database, "a/1", lanes=2)
    second = await claim(database, "b/1", lanes=2)
    slots = [lane.slot for lane in (*first, *second)]
    gaps = [round(after - before, 3) for before, after in itertools.pairwise(slots)]
    assert gaps == [0.04, 0.04, 0.04]


async def test_settling_moves_a_row_on_and_writes_the_ledger(database: Database) -> None:
    """One row an active thing: what is next stands where the last one stood."""
    person = await add_person(database, 1)
    await put(database, row(person.id, 1))
    (lane,) = await claim(database)
    following = replace(lane.rows[0].due, occurrence="payment:1:2", run_at=NOW + timedelta(days=30))
    async with database.write() as uow:
        assert await claims.ours(uow, lane.rows) == {lane.rows[0].id}
        await ledger_rows.note(uow, [(row, "sent", 77) for row in lane.rows], NOW)
        await claims.move(uow, [(lane.rows[0], following, False)])
        await uow.commit()
    async with database.read() as uow:
        assert await due.of_person(uow, person.id) == (following,)
        (said,) = await ledger_rows.said_in(uow, person.id, 77)
        assert (said.kind, said.ref, said.occurrence) == ("payment", 1, "payment:1:1")
        assert await ledger_rows.spoke(uow, [person.id], NOW, ()) == {person.id: NOW}
        assert not await ledger_rows.spoke(uow, [person.id], NOW, ("payment",))
    assert await claim(database) == ()


async def test_a_row_changed_by_its_owner_is_no_longer_the_claimers(database: Database) -> None:
    """Paid while the reminder was on its way: the tap's new date must stand."""
    person = await add_person(database, 1)
    await put(database, row(person.id, 1))
    (lane,) = await claim(database)
    await put(database, row(person.id, 1, minutes=90))
    async with database.write() as uow:
        assert await claims.ours(uow, lane.rows) == frozenset()


async def test_what_was_sent_is_known_when_its_settling_was_lost(database: Database) -> None:
    """The ledger is written before the send, so an occurrence that went out is not sent again."""
    person = await add_person(database, 1)
    await put(database, row(person.id, 1))
    (lane,) = await claim(database)
    assert not lane.rows[0].sent
    async with database.write() as uow:
        await ledger_rows.note(uow, [(row, "sent", 77) for row in lane.rows], NOW)
        await uow.commit()
    await put(database, row(person.id, 1))
    (again,) = await claim(database, "b/1")
    assert again.rows[0].sent


async def test_a_dead_process_loses_its_claims_and_nothing_else(database: Database) -> None:
    """After a crash the rows are due again at once, and only those of the one that died."""
    first, second = await add_person(database, 1), await add_person(database, 2)
    await put(database, row(first.id, 1), row(second.id, 1))
    await claim(database, "a/1", lanes=1)
    await claim(database, "b/1", lanes=1)
    async with database.write() as uow:
        await claims.free_of(uow, "a")
        await uow.commit()
    (lane,) = await claim(database, "c/1")
    assert lane.number == first.id


async def test_rows_given_back_wait_in_real_time(database: Database) -> None:
    """Flood control is the world's time, however far the calendar was moved."""
    person = await add_person(database, 1)
    await put(database, row(person.id, 1))
    (lane,) = await claim(database)
    async with database.write() as uow:
        await claims.give_back(uow, lane.rows, REAL + timedelta(seconds=30), counted=False)
        await uow.commit()
    later = NOW + timedelta(days=60)
    assert await claim(database, "b/1", calendar=later) == ()
    (again,) = await claim(database, "b/2", real=REAL + timedelta(seconds=31))
    assert again.rows[0].attempts == 1


async def test_kinds_that_send_nothing_leave_no_trace_in_the_ledger(database: Database) -> None:
    """Erasing a trial is nothing that was said to anybody."""
    person = await add_person(database, 1)
    await put(database, row(person.id, 0, kind="trial"))
    assert len(await claim(database)) == 1
    async with database.read() as uow:
        assert (await uow.run(select(ledger.c.id))).all() == []


async def test_a_claim_looks_up_what_is_due_however_much_is_stored(sqlite_url: str) -> None:
    """A year of reminders for everybody must not slow down the one of this minute."""
    # PostgreSQL plans by its statistics, which a test's few rows do not give.
    await migrate.upgrade(sqlite_url)
    database = engine.connect(sqlite_url)
    statement = claims._CLAIM[False].compile(database.writer.sync_engine)
    values = tuple(
        each.isoformat(" ") if isinstance(each := statement.params[name], datetime) else each
        for name in statement.positiontup
    )
    async with database.reader.connect() as connection:
        plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        steps = [row[3] for row in plan.fetchall()]
    await database.close()
    assert any("INDEX ix_due_when" in step for step in steps)
    assert [step for step in steps if step.startswith("SCAN due")] == []
