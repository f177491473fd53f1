"""Puts a row stream into an empty database, goes on where it was stopped, and proves what arrived."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from storage.filling import FillError, Target, where
from storage.snapshot import checksums, shapes, snapshot
from storage.stream import Footer, Header, Page

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from storage.bulk import Report
    from storage.engine import Database
    from storage.stream import Event
    from storage.uow import UnitOfWork


class Source(Protocol):
    """Where the rows come from: a snapshot of a database, or a backup."""

    page: int
    """How many rows are in memory at once."""

    async def header(self) -> Header:
        """Return what comes."""

    def events(self) -> AsyncIterator[Event]:
        """Give everything."""

    def pages(self, name: str) -> AsyncIterator[Page]:
        """Give the rows of one table."""


@dataclass(frozen=True, slots=True)
class Poured:
    """What arrived: rows by table, each counted and compared by checksum."""

    rows: dict[str, int]


def mark_of(header: Header) -> str:
    """Return what tells the source of an unfinished target from another one."""
    return hashlib.sha256(header.line()).hexdigest()


async def pour(
    source: Source,
    theirs: Database,
    mark: str,
    report: Report,
    *,
    again: bool,
    gap: int = 0,
    last: Callable[[UnitOfWork], Awaitable[None]] | None = None,
) -> Poured:
    """Store every row, check each, and set the numbering, `gap` numbers further on.

    `mark` names the source while the target is unfinished; `again` throws away what an earlier try
    left; `last` is done in the transaction that ends it. The report hears of the phases `copy` and
    `check`, in rows. Raises FillError.
    """
    target = Target(theirs)
    header = await source.header()
    there = await target.begin(mark, again=again)
    footer = await _copy(source, target, there, report)
    await target.number(header, gap)
    await _check(source, theirs, footer, header.rows, report)
    await target.finish(last)
    return Poured({name: rows for name, (rows, _) in footer.sums.items()})


async def _copy(source: Source, target: Target, there: dict[str, int], report: Report) -> Footer:
    async for event in source.events():
        match event:
            case Header():
                begun = any(there.values())
                on = (part.name for part in event.tables if there[part.name] < part.rows)
                place = next(on, "") if begun else ""
                report.phase("copy", event.rows, sum(there.values()), place)
            case Page():
                report.step(await target.store(event))
            case Footer():
                return event
    msg = "a stream ends with its footer"
    raise AssertionError(msg)


async def _check(
    source: Source, theirs: Database, footer: Footer, rows: int, report: Report
) -> None:
    """Read the target again and compare; raises FillError naming the first row that differs."""
    report.phase("check", rows, 0, "")
    async with snapshot(theirs, source.page) as arrived:
        found = await checksums(arrived, report.step)
        for name, wanted in footer.sums.items():
            if found.sums[name] != wanted:
                place = await _difference(source.pages(name), arrived.pages(name), name)
                msg = (
                    f"{place} differs between source and target; "
                    "add --again to throw the target's rows away and to begin anew"
                )
                raise FillError(msg)


async def _difference(ours: AsyncIterator[Page], theirs: AsyncIterator[Page], name: str) -> str:
    """Return the words for the first row of a table that differs, is missing or is too many."""
    shape, other = shapes()[name], _rows(theirs)
    async for row in _rows(ours):
        against = await anext(other, None)
        if row != against:
            both = [row] if against is None else [row, against]
            return where(shape, min(both, key=shape.key))
    async for row in other:
        return where(shape, row)
    return name


async def _rows(pages: AsyncIterator[Page]) -> AsyncIterator[tuple[Any, ...]]:
    async for page in pages:
        for row in page.rows:
            yield row
