"""Fills a database from a row stream; what was stored stays, so that it can be gone on with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import asyncpg
from sqlalchemy import delete, insert, select, text
from sqlalchemy.exc import DBAPIError

from storage import facts
from storage.snapshot import MARK, Shape, number_on, shapes, snapshot
from storage.tables_people import settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from storage.engine import Database
    from storage.stream import Header, Page
    from storage.uow import UnitOfWork

REFUSED = (DBAPIError, asyncpg.PostgresError, asyncpg.InterfaceError)


class FillError(RuntimeError):
    """The target cannot take the rows; the message says why and what to do."""


def reason(error: BaseException) -> str:
    """Return the kind of a database's refusal, without the values it is about."""
    inner = getattr(error, "orig", None) or error
    inner = inner.__cause__ or inner
    return type(inner).__name__


class Target:
    """A database at this version's schema, empty or partly filled by an earlier, stopped try."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._shapes = shapes()
        self._last: dict[str, tuple[Any, ...] | None] = {}

    async def begin(self, wanted: str, *, again: bool) -> dict[str, int]:
        """Mark the target as unfinished; return how many rows of each table are there already.

        `wanted` names the source. `again` throws away what an earlier try left. Raises FillError
        when the target holds anything else, or when the source is not what it was then.
        """
        async with self._database.write() as uow:
            mark = await facts.get(uow, MARK)
        there = await self._there()
        if mark is None and any(there.values()):
            filled = ", ".join(name for name, rows in there.items() if rows)
            msg = f"the target is not empty (rows in {filled}); nothing was changed there. "
            raise FillError(msg + "Give a new, empty database")
        if mark is not None and again:
            await self._empty()
            there = await self._there()
        elif mark not in {None, wanted}:
            msg = (
                "the target holds part of an earlier try, and the source is not what it was then; "
                "add --again to throw that part away and to begin anew"
            )
            raise FillError(msg)
        async with self._database.write() as uow:
            await facts.put(uow, MARK, wanted)
            await uow.commit()
        return there

    async def _there(self) -> dict[str, int]:
        async with snapshot(self._database) as taken:
            header = await taken.header()
        async with self._database.read() as uow:
            for name, shape in self._shapes.items():
                row = (await uow.run(shape.newest(uow.dialect))).first()
                self._last[name] = None if row is None else shape.key(tuple(row))
        return {part.name: part.rows for part in header.tables}

    async def _empty(self) -> None:
        async with self._database.write() as uow:
            if uow.dialect == "postgresql":
                await uow.run(text("TRUNCATE " + ", ".join(self._shapes)))
            else:
                for shape in reversed(self._shapes.values()):
                    await uow.run(delete(shape.table))
            await uow.commit()

    async def store(self, page: Page) -> int:
        """Store what is not there yet of a page, all of it or nothing; return how many rows.

        Raises FillError naming the first row that the database refuses.
        """
        shape, last = self._shapes[page.table], self._last[page.table]
        values = [
            row for row in map(shape.unpack, page.rows) if last is None or shape.key(row) > last
        ]
        if not values:
            return 0
        try:
            await self._insert(shape, values)
        except REFUSED as error:
            if isinstance(error, DBAPIError) and error.connection_invalidated:
                raise
            await self._find(shape, values)
            raise
        self._last[page.table] = shape.key(values[-1])
        return len(values)

    async def _find(self, shape: Shape, values: Sequence[tuple[Any, ...]]) -> None:
        """Store row by row until one is refused, and name it."""
        for row in values:
            try:
                await self._insert(shape, [row])
            except REFUSED as error:
                msg = f"{where(shape, row)} is refused by the target ({reason(error)})"
                raise FillError(msg) from error

    async def _insert(self, shape: Shape, rows: Sequence[tuple[Any, ...]]) -> None:
        async with self._database.writer.begin() as connection:
            if self._database.dialect == "postgresql":
                # COPY takes rows several times as fast as INSERT does, in the same transaction.
                await connection.execute(select(1))
                raw = (await connection.get_raw_connection()).driver_connection
                assert raw is not None
                await raw.copy_records_to_table(
                    shape.table.name, records=rows, columns=shape.columns
                )
            else:
                named = [dict(zip(shape.columns, row, strict=True)) for row in rows]
                await connection.execute(insert(shape.table), named)

    async def number(self, header: Header, gap: int) -> None:
        """Let rows be numbered on from where the source was, `gap` numbers later."""
        async with self._database.write() as uow:
            for part in header.tables:
                await number_on(uow, self._shapes[part.name], part.last + gap)
            await uow.commit()

    async def finish(self, last: Callable[[UnitOfWork], Awaitable[None]] | None = None) -> None:
        """Do the last thing, and take the mark away: from now on a bot may start here."""
        async with self._database.write() as uow:
            if last is not None:
                await last(uow)
            await uow.run(delete(settings).where(settings.c.name == MARK))
            if uow.dialect == "postgresql":
                # Without figures about its new rows the first queries read whole tables.
                await uow.run(text("ANALYZE"))
            await uow.commit()


def where(shape: Shape, row: tuple[Any, ...]) -> str:
    """Return the words for one row: its table and its key, which names nobody."""
    key = zip((c.name for c in shape.table.primary_key), shape.key(row), strict=True)
    return f"{shape.table.name}, the row with " + ", ".join(f"{n} {v}" for n, v in key)
