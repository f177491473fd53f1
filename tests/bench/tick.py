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
SPREAD_ROUNDS = 50
"""Claims of people who lie all over the table: more pages to read and write, reported beside."""
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
        empty, claim = await _in_turn(_Timed(few, few_url), _Timed(many, many_url), ROUNDS)
        await _spread(many)
        await _vacuumed(many_url)
        _, spread = await _in_turn(_Timed(few, few_url), _Timed(many, many_url), SPREAD_ROUNDS)
    return {
        "ratio_empty": empty.ratio,
        "ratio_claim": claim.ratio,
        "diff_ms": {"empty": empty.more, "claim": claim.more},
        "few_ms": {"empty": empty.few, "claim": claim.few},
        "many_ms": {"empty": empty.many, "claim": claim.many},
        "spread": {"ratio_claim": spread.ratio, "few_ms": spread.few, "many_ms": spread.many},
        "plans": [FEW, MANY],
        "claimed": CLAIMED,
        "rounds": ROUNDS,
        "goal": {"ratio_empty": goal, "ratio_claim": goal},
        "met": empty.ratio <= goal and claim.ratio <= goal,
    }


@dataclass(frozen=True, slots=True)
class _Pair:
    """The medians with few and with many plans, in milliseconds."""

    few: float
    many: float

    @property
    def ratio(self) -> float:
        return round(self.many / self.few, 3)

    @property
    def more(self) -> float:
        return round(self.many - self.few, 3)


async def _in_turn(few: _Timed, many: _Timed, rounds: int) -> tuple[_Pair, _Pair]:
    """Return the medians of an empty tick and of a claim; the two sizes take turns."""
    for number in range(rounds + 1):
        for timed in (few, many) if number % 2 else (many, few):
            await timed.once(number)
        if number % 50 == 0:
            sys.stderr.write(f"  round {number} of {rounds}\n")
    # The first round of each prepares the statements.
    return (
        _Pair(*(round(statistics.median(timed.empty[1:]), 3) for timed in (few, many))),
        _Pair(*(round(statistics.median(timed.claim[1:]), 3) for timed in (few, many))),
    )


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
        sys.stderr.write(f"  {count} plans stored in {time.perf_counter() - began:.0f} s\n")
    await database.close()
    await _vacuumed(url)
    database = engine.connect(url)
    try:
        yield database
    finally:
        await database.close()


async def _spread(database: Database) -> None:
    """Let as many be due who lie all over the table, instead of those who came one after another."""
    async with database.write() as uow:
        await uow.run(update(due).values(run_at=AFTER).where(due.c.run_at <= NOW))
        apart = MANY // CLAIMED - 1
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
