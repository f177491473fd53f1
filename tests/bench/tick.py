"""A tick with nothing due and a claim of 1,000, with a million plans stored beside a thousand."""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import asyncpg
from sqlalchemy import delete, update
from sqlalchemy.engine import make_url

from scheduler.all_kinds import KINDS
from storage import claims, engine, keys, migrate
from storage.keys import Keyring
from storage.tables_flow import due, ledger
from tests import postgres
from tests.bench import fill
from tests.e2e.house import KEY

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from storage.engine import Database

FEW, MANY = 1_000, 1_000_000
CLAIMED = 1_000
ROUNDS = 200
NOW = datetime(2027, 3, 10, 10, 0, tzinfo=UTC)
BEFORE, AFTER = NOW - timedelta(seconds=1), NOW + timedelta(days=60)
ON_SQLITE, ON_POSTGRESQL = 1.3, 1.5
PER_SECOND = 1e6
SILENT = frozenset(name for name, kind in KINDS.items() if not kind.speaks)


async def on_sqlite() -> dict[str, Any]:
    """Measure on two SQLite files."""
    with tempfile.TemporaryDirectory() as name:
        few, many = (f"sqlite+aiosqlite:///{name}/{size}.db" for size in ("few", "many"))
        return await _measure(few, many, ON_SQLITE)


async def on_postgresql() -> dict[str, Any]:
    """Measure on two databases of a real PostgreSQL server that writes through to the disk."""
    with postgres.server(durable=True) as server:
        async with postgres.database(server) as few, postgres.database(server) as many:
            return await _measure(few, many, ON_POSTGRESQL)


@dataclass(slots=True)
class _Timed:
    """One database, and the milliseconds of each tick and claim on it."""

    database: Database
    url: str
    empty: list[float] = field(default_factory=list)
    claim: list[float] = field(default_factory=list)

    async def once(self, number: int) -> None:
        """Tick with nothing due, claim what is due, and set all back as it was."""
        self.empty.append(await _empty(self.database))
        self.claim.append(await _claim(self.database, f"bench/{number}"))
        async with self.database.write() as uow:
            await uow.run(update(due).where(due.c.claim.is_not(None)).values(attempts=0))
            await claims.free_all(uow)
            await uow.run(delete(ledger))
            await uow.commit()
        await _tidied(self.url)


async def _measure(few_url: str, many_url: str, goal: float) -> dict[str, Any]:
    keys.install(Keyring((KEY,)))
    async with _filled(few_url, FEW) as few, _filled(many_url, MANY) as many:
        sizes = (_Timed(few, few_url), _Timed(many, many_url))
        for number in range(ROUNDS + 1):
            for timed in sizes if number % 2 else reversed(sizes):
                await timed.once(number)
            if number % 50 == 0:
                sys.stderr.write(f"  round {number} of {ROUNDS}\n")
    # The first round of each prepares the statements.
    (few_empty, many_empty), (few_claim, many_claim) = (
        [statistics.median(times[1:]) for times in pair]
        for pair in zip(*((timed.empty, timed.claim) for timed in sizes), strict=True)
    )
    ratio_empty, ratio_claim = many_empty / few_empty, many_claim / few_claim
    return {
        "ratio_empty": round(ratio_empty, 3),
        "ratio_claim": round(ratio_claim, 3),
        "diff_ms": {
            "empty": round(many_empty - few_empty, 3),
            "claim": round(many_claim - few_claim, 3),
        },
        "few_ms": {"empty": round(few_empty, 3), "claim": round(few_claim, 3)},
        "many_ms": {"empty": round(many_empty, 3), "claim": round(many_claim, 3)},
        "plans": [FEW, MANY],
        "claimed": CLAIMED,
        "rounds": ROUNDS,
        "goal": {"ratio_empty": goal, "ratio_claim": goal},
        "met": ratio_empty <= goal and ratio_claim <= goal,
    }


async def _empty(database: Database) -> float:
    """Look for what is due a moment too early, as each tick does; return the milliseconds."""
    began = time.perf_counter()
    for urgent in (False, True):
        async with database.read() as uow:
            assert not await claims.anything(uow, BEFORE, BEFORE, urgent=urgent)
    return (time.perf_counter() - began) * 1000


async def _claim(database: Database, token: str) -> float:
    """Claim what is due: look, take, enter into the ledger, reserve, commit; the milliseconds."""
    began = time.perf_counter()
    async with database.read() as uow:
        assert await claims.anything(uow, NOW, NOW, urgent=False)
    async with database.write() as uow:
        lanes = await claims.claim(
            uow,
            token,
            calendar=NOW,
            real=NOW,
            lanes=CLAIMED,
            silent=SILENT,
            per_second=PER_SECOND,
        )
        await uow.commit()
    took = (time.perf_counter() - began) * 1000
    assert len(lanes) == CLAIMED, f"{len(lanes)} chats were claimed"
    return took


@asynccontextmanager
async def _filled(url: str, count: int) -> AsyncIterator[Database]:
    """Give a database with so many plans, of which a thousand people's are due."""
    await migrate.upgrade(url)
    database = engine.connect(url)
    await fill.people_with_plans(database, CLAIMED, now=NOW)
    if count > CLAIMED:
        began = time.perf_counter()
        await fill.stored_plans(database, CLAIMED + 1, count - CLAIMED, NOW, each=1)
        await _spread(database, count)
        sys.stderr.write(f"  {count} plans stored in {time.perf_counter() - began:.0f} s\n")
    await database.close()
    await _vacuumed(url)
    database = engine.connect(url)
    try:
        yield database
    finally:
        await database.close()


async def _spread(database: Database, count: int) -> None:
    """Let those be due who lie all over the table, as those of one minute do, not the first ones."""
    async with database.write() as uow:
        await uow.run(update(due).values(run_at=AFTER).where(due.c.run_at <= NOW))
        apart = count // CLAIMED - 1
        wanted = (due.c.ref > CLAIMED, due.c.ref % apart == 0)
        await uow.run(update(due).values(run_at=NOW).where(*wanted))
        await uow.commit()


async def _vacuumed(url: str) -> None:
    if url.startswith("sqlite"):
        _on_sqlite(url, "VACUUM", "ANALYZE", "PRAGMA wal_checkpoint(TRUNCATE)")
        return
    # The server's own vacuum would come at any time; here it comes after each round, untimed.
    quiet = [f"ALTER TABLE {name} SET (autovacuum_enabled = off)" for name in ("due", "ledger")]
    await _on_postgresql(url, *quiet, "VACUUM ANALYZE")


async def _tidied(url: str) -> None:
    """Do what both databases do by themselves in time, so that no round pays for those before."""
    if url.startswith("sqlite"):
        _on_sqlite(url, "PRAGMA wal_checkpoint(TRUNCATE)")
        return
    await _on_postgresql(url, "VACUUM due", "VACUUM ledger", "VACUUM pace")


def _on_sqlite(url: str, *statements: str) -> None:
    connection = sqlite3.connect(str(make_url(url).database), isolation_level=None)
    for statement in statements:
        connection.execute(statement).fetchall()
    connection.close()


async def _on_postgresql(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    for statement in statements:
        await connection.execute(statement)
    await connection.close()
