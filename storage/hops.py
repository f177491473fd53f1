"""aiosqlite with one hop to its thread a statement, where four are usual.

SQLite answers in microseconds; handing work to the thread and back is what a statement costs.
SQLAlchemy's driver makes, runs, reads and closes a cursor one by one; here the thread makes a
cursor, runs the statement and reads its rows in one go. Rows are never streamed.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, Self

import aiosqlite

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence


LOCKING = "BEGIN IMMEDIATE"


def creator(*arguments: Any, **options: Any) -> Callable[[], Awaitable[aiosqlite.Connection]]:
    """Return what opens a connection, for `create_async_engine(async_creator=…)`."""

    def open_() -> Awaitable[aiosqlite.Connection]:
        connection = _Connection(lambda: sqlite3.connect(*arguments, **options), 64)
        # A thread that waits for work must not keep the process alive.
        connection._thread.daemon = True  # noqa: SLF001  as SQLAlchemy does for its own
        return connection

    return open_


def begin(connection: Any, words: str) -> None:
    """Let the connection's next statement begin a transaction (`BEGIN IMMEDIATE`)."""
    connection.begin = words


class _Cursor:
    """The part of a cursor that SQLAlchemy uses."""

    def __init__(self, connection: _Connection) -> None:
        self._connection = connection
        self._cursor: sqlite3.Cursor | None = None
        self._rows: Sequence[Any] = ()

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Iterable[Any] = ()) -> Self:
        """Run one statement and read its rows."""
        self._cursor, self._rows = await self._connection.ran(False, sql, parameters)
        return self

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> Self:
        """Run one statement with many rows."""
        self._cursor, self._rows = await self._connection.ran(True, sql, parameters)
        return self

    async def fetchall(self) -> Sequence[Any]:
        """Hand out the rows, once."""
        rows, self._rows = self._rows, ()
        return rows

    async def close(self) -> None:
        """Let go; a statement that was read to its end holds nothing."""
        self._rows = ()

    @property
    def description(self) -> Any:
        """The columns, or None where there are no rows."""
        return self._cursor.description if self._cursor else None

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""
        return self._cursor.rowcount if self._cursor else -1

    @property
    def lastrowid(self) -> int | None:
        """The number of the row that was added last."""
        return self._cursor.lastrowid if self._cursor else None


class _Connection(aiosqlite.Connection):
    """Makes such cursors, and begins a transaction in the same hop as its first statement."""

    begin: str | None = None
    """The words that the next statement is to begin a transaction with."""

    def cursor(self) -> Any:
        """Return a cursor; nothing is asked of the thread yet."""
        return _Cursor(self)

    async def ran(self, many: bool, sql: str, parameters: Any) -> tuple[Any, Sequence[Any]]:
        """Run a statement; return its cursor and rows."""
        if self.begin != LOCKING:
            return self._run(many, sql, parameters)
        done: tuple[Any, Sequence[Any]] = await self._execute(  # type: ignore[no-untyped-call]
            self._run, many, sql, parameters
        )
        return done

    def _run(self, many: bool, sql: str, parameters: Any) -> tuple[Any, Sequence[Any]]:
        cursor = self._conn.cursor()
        begin, self.begin = self.begin, None
        if begin is not None:
            cursor.execute(begin)
        if many:
            cursor.executemany(sql, parameters)
        else:
            cursor.execute(sql, parameters)
        return cursor, cursor.fetchall() if cursor.description else ()

    async def commit(self) -> None:
        """Commit what was begun; a transaction without a statement never was."""
        self.begin = None
        await super().commit()

    async def rollback(self) -> None:
        """Undo what was begun."""
        self.begin = None
        if self._conn.in_transaction:
            await super().rollback()
