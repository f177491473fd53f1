"""Engines for both databases. SQLite: one writer and a few readers; PostgreSQL: one pool."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage import hops
from storage.uow import UnitOfWork

if TYPE_CHECKING:
    from collections.abc import Sequence

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=10000",
    # What was erased is overwritten, not only unlinked, whatever SQLite was built with.
    "secure_delete=ON",
)


@dataclass(frozen=True, slots=True)
class Database:
    """Where everything is remembered. `write()` and `read()` open one transaction each."""

    writer: AsyncEngine
    reader: AsyncEngine

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.writer.dialect.name

    def write(self) -> UnitOfWork:
        """Return a transaction that may write; rolled back unless committed."""
        return UnitOfWork(self.writer)

    def read(self) -> UnitOfWork:
        """Return a transaction that only reads one consistent state."""
        return UnitOfWork(self.reader)

    async def close(self) -> None:
        """Close every connection."""
        await self.writer.dispose()
        if self.reader is not self.writer:
            await self.reader.dispose()


def _sqlite(url: Any, *, size: int, begin: str, extra: Sequence[str] = ()) -> AsyncEngine:
    arguments, options = url.get_dialect()().create_connect_args(url)
    engine = create_async_engine(
        url,
        pool_size=size,
        max_overflow=0,
        pool_timeout=60,
        hide_parameters=True,
        async_creator=hops.creator(*arguments, **options),
    )

    @event.listens_for(engine.sync_engine, "connect")
    def on_connect(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (*_PRAGMAS, *extra):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def on_begin(connection: Any) -> None:
        # The driver's own BEGIN is deferred: two readers that then write would deadlock.
        hops.begin(connection.connection.driver_connection, begin)

    return engine


def connect(url: str) -> Database:
    """Return the database of a SQLAlchemy URL (`sqlite+aiosqlite:///…`, `postgresql+asyncpg://…`).

    Plain `sqlite:///…` and `postgresql://…` are understood. A URL whose query says `pooler=1`
    switches off statement caches, as a transaction pooler needs. Nothing is opened yet.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        parsed = parsed.set(drivername="sqlite+aiosqlite")
        writer = _sqlite(parsed, size=1, begin="BEGIN IMMEDIATE")
        reader = _sqlite(parsed, size=4, begin="BEGIN", extra=("query_only=ON",))
        return Database(writer, reader)
    query = dict(parsed.query)
    arguments: dict[str, Any] = {}
    if query.pop("pooler", None):
        arguments = {"statement_cache_size": 0, "prepared_statement_cache_size": 0}
    parsed = parsed.set(drivername="postgresql+asyncpg", query=query)
    engine = create_async_engine(
        parsed,
        pool_size=20,
        max_overflow=0,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args=arguments,
    )
    return Database(engine, engine)
