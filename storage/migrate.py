"""Brings a database to the schema of this version; safe to run twice and from several replicas.

`python -m storage.migrate revision` makes the first revision anew from the tables (only while no
version is released); `… revision "words"` adds one to those there are.
"""

from __future__ import annotations

import fcntl
import sqlite3
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, inspect, text
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from storage import backfill
from storage.bulk import Logged
from storage.engine import connect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic.config import Config

    from storage.bulk import Report

HERE = Path(__file__).parent / "migrations"
_LOCK = 0x64756577656C6C  # any number that nothing else in the database locks


class MigrationError(RuntimeError):
    """The database cannot be brought to this version; it is as it was before."""


def revisions() -> tuple[str, ...]:
    """Return all revisions, oldest first: they are numbered, and a file each."""
    return tuple(sorted(path.name[:4] for path in (HERE / "versions").glob("[0-9]*_*.py")))


def head() -> str:
    """Return the revision that this version of the code expects."""
    return revisions()[-1]


async def current(url: str) -> str | None:
    """Return the revision a database is at; None when it is empty."""
    engine = _engine(url)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_current)
    finally:
        await engine.dispose()


async def upgrade(url: str, target: str | None = None, report: Report | None = None) -> bool:
    """Bring the database to `target` (default: the newest); False when it was there already.

    Each revision is a transaction, and each page of the backfills that follow the newest, so it
    may be stopped and begun again. Raises MigrationError when the database is newer than the code,
    or when rows would be orphaned, and StoppedError from the report.
    """
    report = report or Logged()
    with _alone(url):
        changed = await _revise(url, target or head(), report)
    if target is None and backfill.BACKFILLS:
        database = connect(url)
        try:
            for work in backfill.BACKFILLS:
                await backfill.run(database, work, report)
        finally:
            await database.close()
    return changed


async def _revise(url: str, target: str, report: Report) -> bool:
    at = await current(url)
    if at == target:
        return False
    if at is not None and at not in revisions():
        msg = f"the database is at {at}, which is newer than this version of Duewell"
        raise MigrationError(msg)
    _copy_aside(url, at, report)
    steps = [each for each in revisions() if (at or "") < each <= target]
    report.phase("schema", len(steps), 0, "")
    engine = _engine(url)
    try:
        for revision in steps:
            async with engine.begin() as connection:
                await connection.run_sync(_apply, revision)
            report.step(1)
    finally:
        await engine.dispose()
    return True


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _apply(connection: Connection, target: str) -> None:
    from alembic import command

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        if (_current(connection) or "") >= target:
            return  # another replica was here first
    command.upgrade(_config(connection), target)
    if connection.dialect.name == "sqlite":
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if orphans:
            msg = f"the migration would orphan rows of {sorted({row[0] for row in orphans})}"
            raise MigrationError(msg)


def _config(connection: Connection | None = None) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _engine(url: str) -> AsyncEngine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        query = {name: value for name, value in parsed.query.items() if name != "pooler"}
        parsed = parsed.set(drivername="postgresql+asyncpg", query=query)
        # This connection is used once: a statement cache gains nothing and breaks behind a pooler.
        return create_async_engine(
            parsed, poolclass=NullPool, connect_args={"statement_cache_size": 0}
        )
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(parsed.set(drivername="sqlite+aiosqlite"), poolclass=NullPool)

    @event.listens_for(engine.sync_engine, "connect")
    def on_connect(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        # A batch change drops and rebuilds a table: with keys on, its children would go with it.
        # The setting is ignored inside a transaction, so it is made before any begins.
        for pragma in ("foreign_keys=OFF", "busy_timeout=30000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def on_begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _file(url: str) -> Path | None:
    parsed = make_url(url)
    is_file = parsed.get_backend_name() == "sqlite" and parsed.database
    return Path(str(parsed.database)) if is_file else None


@contextmanager
def _alone(url: str) -> Iterator[None]:
    """Keep other processes of this machine out of an SQLite file; PostgreSQL locks by itself."""
    path = _file(url)
    if path is None:
        yield
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f"{path.name}.lock").open("w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _copy_aside(url: str, at: str | None, report: Report) -> None:
    """Copy an SQLite file with all that is in its log, before anything is changed in it."""
    path = _file(url)
    if path is None or at is None or not path.exists():
        return
    # Under another name until it is whole: half a copy must not pass for one.
    target = path.with_name(f"{path.name}.before-{head()}")
    half = target.with_name(f"{target.name}.half")
    half.unlink(missing_ok=True)
    seen = 0

    def progress(_: int, remaining: int, total: int) -> None:
        nonlocal seen
        if not seen:
            report.phase("aside", total, 0, "")
        report.step(total - remaining - seen)
        seen = total - remaining

    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(half)) as copy:
            half.chmod(0o600)
            source.backup(copy, pages=1024, progress=progress)
        half.rename(target)
    finally:
        half.unlink(missing_ok=True)


def make_revision(words: str | None) -> None:
    """Write a revision from the difference between the tables and the revisions so far."""
    import asyncio
    import tempfile

    from alembic import command

    if words is None:
        for path in (HERE / "versions").glob("[0-9]*_*.py"):
            path.unlink()
    number = f"{len(revisions()) + 1:04d}"

    def make(connection: Connection) -> None:
        config = _config(connection)
        if revisions():
            command.upgrade(config, "head")
        command.revision(config, words or "initial", rev_id=number, autogenerate=True)

    async def run(url: str) -> None:
        engine = _engine(url)
        async with engine.begin() as connection:
            await connection.run_sync(make)
        await engine.dispose()

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(f"sqlite:///{folder}/empty.sqlite"))


if __name__ == "__main__":
    if sys.argv[1:2] != ["revision"]:
        sys.exit('usage: python -m storage.migrate revision ["words"]')
    make_revision(sys.argv[2] if len(sys.argv) > 2 else None)
