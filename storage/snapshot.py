"""Reads and writes tables as they travel: in the order of their keys, nothing decrypted."""

from __future__ import annotations

from base64 import b64decode, b64encode
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Column,
    Date,
    LargeBinary,
    MetaData,
    String,
    Table,
    collate,
    func,
    select,
    text,
    tuple_,
)

from storage import facts
from storage.metadata import METADATA
from storage.stream import PAGE, Footer, Header, Page, Part, Sums
from storage.types import Rate, Sealed, UtcDateTime

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from storage.engine import Database
    from storage.stream import Event
    from storage.uow import UnitOfWork

MARK = "move"
"""A fact that an unfinished move or restore leaves in its target; it is about that database alone."""
RESTORE = "restore:"
"""How the fact begins when it was a restore."""


class Shape:
    """A table with its columns as they lie in the database, and how their values travel."""

    def __init__(self, table: Table) -> None:
        columns = [_bare(column) for column in table.columns]
        self.table = Table(table.name, MetaData(), *columns)
        self.columns = tuple(column.name for column in columns)
        # Where numbers are drawn by chance there is no counter to go on from.
        self.numbered = "id" in table.c and table.c.id.autoincrement is not False
        self.never_again = bool(table.dialect_options["sqlite"]["autoincrement"])
        """SQLite, too, gives each number of this table out only once."""
        self._key = tuple(self.columns.index(column.name) for column in table.primary_key)
        self._to = _changing(columns, _packer)
        self._from = _changing(columns, _unpacker)

    def key(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return a row's key; keys compare here as they do in both databases."""
        return tuple(row[at] for at in self._key)

    def page(self, dialect: str, after: tuple[Any, ...] | None, size: int) -> Any:
        """Return the query for the next rows after a key."""
        key = [_ordered(self.table.columns[self.columns[at]], dialect) for at in self._key]
        statement = self.all().order_by(*key).limit(size)
        if after is None:
            return statement
        return statement.where(tuple_(*key) > tuple_(*after) if len(key) > 1 else key[0] > after[0])

    def newest(self, dialect: str) -> Any:
        """Return the query for the row with the last key."""
        key = [_ordered(self.table.columns[self.columns[at]], dialect) for at in self._key]
        return self.all().order_by(*(each.desc() for each in key)).limit(1)

    def all(self) -> Any:
        """Return the query for every row that belongs to people or to the bot."""
        statement = select(self.table)
        if self.table.name == "settings":
            return statement.where(self.table.c.name != MARK)
        return statement

    def pack(self, found: Any) -> tuple[Any, ...]:
        """Return a row of the database as values that JSON knows."""
        row = list(found)
        for at, pack in self._to:
            if row[at] is not None:
                row[at] = pack(row[at])
        return tuple(row)

    def unpack(self, values: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return what `pack` was given; raises ValueError where the values do not fit."""
        row = list(values)
        for at, unpack in self._from:
            if row[at] is not None:
                row[at] = unpack(row[at])
        return tuple(row)


def _bare(column: Column[Any]) -> Column[Any]:
    kind = column.type
    bare = (
        LargeBinary()
        if isinstance(kind, Sealed)
        else String(32)
        if isinstance(kind, Rate)
        else kind
    )
    return Column(column.name, bare, primary_key=column.primary_key)


def _ordered(column: Any, dialect: str) -> Any:
    """Return a key that PostgreSQL orders as SQLite and Python do: by the code of each letter."""
    is_text = isinstance(column.type, String) and dialect == "postgresql"
    return collate(column, "C") if is_text else column


def _changing(
    columns: list[Column[Any]], how: Callable[[Column[Any]], Callable[[Any], Any] | None]
) -> list[tuple[int, Callable[[Any], Any]]]:
    """Return which values of a row change on the way, and how."""
    ways = [(at, how(column)) for at, column in enumerate(columns)]
    return [(at, way) for at, way in ways if way is not None]


def _packer(column: Column[Any]) -> Callable[[Any], Any] | None:
    match column.type:
        case LargeBinary():
            return lambda value: b64encode(value).decode()
        case UtcDateTime():
            return lambda value: value.astimezone(UTC).isoformat()
        case Date():
            return lambda value: value.isoformat()
        case _:
            return None


def _unpacker(column: Column[Any]) -> Callable[[Any], Any] | None:
    match column.type:
        case LargeBinary():
            return lambda value: b64decode(value, validate=True)
        case UtcDateTime():
            return datetime.fromisoformat
        case Date():
            return date.fromisoformat
        case _:
            return None


def shapes() -> dict[str, Shape]:
    """Return every table by its name, parents before what belongs to them."""
    return {table.name: Shape(table) for table in METADATA.sorted_tables}


class Snapshot:
    """One database at one instant."""

    def __init__(self, uow: UnitOfWork, page: int) -> None:
        self._uow = uow
        self.page = page
        self._shapes = shapes()

    async def header(self) -> Header:
        """Count everything."""
        revision = await self._uow.run(text("SELECT version_num FROM alembic_version"))
        fingerprints = filter(None, (await facts.get(self._uow, "keys") or "").split(","))
        parts = [await self._part(shape) for shape in self._shapes.values()]
        return Header(str(revision.scalar_one()), tuple(fingerprints), tuple(parts))

    async def _part(self, shape: Shape) -> Part:
        inner = shape.all().subquery()
        count = (await self._uow.run(select(func.count()).select_from(inner))).scalar_one()
        return Part(shape.table.name, shape.columns, count, await last_number(self._uow, shape))

    async def is_unfinished(self) -> bool:
        """Tell whether this is what a stopped move left."""
        return await facts.get(self._uow, MARK) is not None

    async def pages(self, name: str) -> AsyncIterator[Page]:
        """Give a table's rows, a page at a time."""
        shape, after = self._shapes[name], None
        while True:
            asked = shape.page(self._uow.dialect, after, self.page)
            found = [tuple(row) for row in (await self._uow.run(asked)).all()]
            if not found:
                return
            after = shape.key(found[-1])
            yield Page(name, tuple(map(shape.pack, found)))

    async def events(self) -> AsyncIterator[Event]:
        """Give everything, as a row stream."""
        header = await self.header()
        yield header
        sums = Sums(header)
        for name in self._shapes:
            async for page in self.pages(name):
                sums.add(page)
                yield page
        yield sums.footer()


async def last_number(uow: UnitOfWork, shape: Shape) -> int:
    """Return the highest number that a table ever gave out; 0 where it gave none.

    A number of a row that is gone must not come again: old buttons still name it.
    """
    if not shape.numbered:
        return 0
    newest = (await uow.run(select(func.max(shape.table.c.id)))).scalar_one() or 0
    if uow.dialect == "postgresql":
        sequence = await _sequence(uow, shape)
        asked = f"SELECT last_value FROM {sequence} WHERE is_called"  # noqa: S608  PostgreSQL's name
        given = await uow.run(text(asked))
    elif shape.never_again:
        named = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
        given = await uow.run(named, {"name": shape.table.name})
    else:
        return int(newest)
    return max(int(newest), int(given.scalar() or 0))


async def number_on(uow: UnitOfWork, shape: Shape, last: int) -> None:
    """Let the database number rows on after `last`."""
    if not shape.numbered or last < 1:
        return
    name = shape.table.name
    if uow.dialect == "postgresql":
        sequence = await _sequence(uow, shape)
        await uow.run(
            text("SELECT setval(CAST(:sequence AS regclass), :last)"),
            {"sequence": sequence, "last": last},
        )
    elif shape.never_again:
        gone = text("DELETE FROM sqlite_sequence WHERE name = :name")
        await uow.run(gone, {"name": name})
        there = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)")
        await uow.run(there, {"name": name, "last": last})


async def _sequence(uow: UnitOfWork, shape: Shape) -> str:
    asked = text("SELECT pg_get_serial_sequence(:name, 'id')")
    return str((await uow.run(asked, {"name": shape.table.name})).scalar_one())


@asynccontextmanager
async def snapshot(database: Database, page: int = PAGE) -> AsyncIterator[Snapshot]:
    """Open one transaction that only reads, and sees one state however long it takes.

    `page` rows are in memory at once.
    """
    async with database.read() as uow:
        if database.dialect == "postgresql":
            await uow.run(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
        yield Snapshot(uow, page)


async def checksums(taken: Snapshot, step: Callable[[int], None]) -> Footer:
    """Return every table's number of rows and checksum; `step` hears of each page."""
    async for event in taken.events():
        if isinstance(event, Page):
            step(len(event.rows))
        if isinstance(event, Footer):
            return event
    msg = "a stream ends with its footer"
    raise AssertionError(msg)
