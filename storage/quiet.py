"""Keeps a database still while it is copied: no bot runs on it, and none can begin to write."""

from __future__ import annotations

import sqlite3
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select, text
from sqlalchemy.engine import URL

from storage.processes import SILENT
from storage.tables_flow import processes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from storage.engine import Database

_LOCK = 0x64756577_6D6F7665


class InUseError(RuntimeError):
    """Somebody works on the database; the message says how to go on."""


def file_of(url: URL) -> Path | None:
    """Return the file of an SQLite database."""
    is_file = url.get_backend_name() == "sqlite" and url.database
    return Path(str(url.database)) if is_file else None


def refuse_open_file(path: Path) -> None:
    """Raise InUseError while any other connection has the SQLite file open.

    With its write-ahead log a connection keeps a shared lock for as long as it lives, so the
    exclusive one cannot be had beside it.
    """
    with closing(sqlite3.connect(path, timeout=0.5, isolation_level=None)) as probe:
        try:
            probe.execute("PRAGMA locking_mode=EXCLUSIVE")
            probe.execute("BEGIN EXCLUSIVE")
            probe.execute("SELECT count(*) FROM sqlite_master").fetchone()
            probe.execute("ROLLBACK")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                msg = f"{path} is open in another program; stop the bot, then run this again"
                raise InUseError(msg) from error
            msg = f"{path} cannot be opened: {error}"
            raise InUseError(msg) from error


@asynccontextmanager
async def held(database: Database) -> AsyncIterator[None]:
    """Keep writers out of what is read. Raises InUseError when a bot is alive there.

    SQLite has one writer, and that is us. On PostgreSQL every process of the bot begins with its
    beat, which waits here. Raises on leaving when the lock was lost meanwhile.
    """
    async with database.write() as uow:
        if database.dialect == "postgresql":
            await uow.run(text("LOCK TABLE processes IN SHARE MODE"))
            alive = select(func.count()).where(
                processes.c.beat_at > func.clock_timestamp() - SILENT
            )
            if (await uow.run(alive)).scalar_one():
                msg = (
                    "a bot is running on the source (or was killed less than 15 seconds ago); "
                    "stop all its processes, then run this again"
                )
                raise InUseError(msg)
        await uow.run(select(1))
        yield
        await uow.run(select(1))


@asynccontextmanager
async def claimed(database: Database) -> AsyncIterator[None]:
    """Let one move at a time write into the target. Raises InUseError when another does."""
    if database.dialect != "postgresql":
        yield
        return
    async with database.write() as uow:
        taken = await uow.run(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _LOCK})
        if not taken.scalar_one():
            msg = "another move into this target is running; stop it, or wait for it"
            raise InUseError(msg)
        yield
