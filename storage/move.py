"""Moves everything from one database to another of either kind, and proves that it arrived."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from storage import engine, migrate, quiet
from storage.filling import REFUSED, FillError, Target, reason, where
from storage.snapshot import Snapshot, checksums, shapes, snapshot
from storage.stream import PAGE, Footer, Header, Page

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection

    from sqlalchemy.engine import URL

    from storage.bulk import Report
    from storage.engine import Database


class MoveError(RuntimeError):
    """Nothing was moved, or not all of it; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a finished move did: rows by table, each counted and compared by checksum."""

    rows: dict[str, int]


async def move(
    source: str,
    target: str,
    fingerprints: Collection[str],
    report: Report,
    *,
    again: bool = False,
    page: int = PAGE,
) -> Moved:
    """Copy every row of `source` (a URL) into `target`, check each, and set the numbering.

    `fingerprints` are those of the keys at hand. `again` begins anew where an earlier move was
    stopped. The report hears of the phases `copy` and `check`, in rows. Raises MoveError, or
    StoppedError from the report.
    """
    one, other = _parsed(source), _parsed(target)
    if one == other:
        msg = "source and target are the same database"
        raise MoveError(msg)
    try:
        await _prepare_source(one)
        await _prepare_target(other)
        async with (
            _opened(one) as ours,
            _opened(other) as theirs,
            quiet.held(ours),
            quiet.claimed(theirs),
            snapshot(ours, page) as taken,
        ):
            return await _move(taken, theirs, set(fingerprints), report, again=again)
    except (FillError, quiet.InUseError, migrate.MigrationError) as error:
        raise MoveError(str(error)) from error
    except (*REFUSED, OSError) as error:
        words = f"{reason(error)}: {_words(error)}"
        msg = f"a database cannot be worked with ({words}); mend it, then run this again"
        raise MoveError(msg) from error


def _words(error: BaseException) -> str:
    inner = getattr(error, "orig", None) or error
    return str(inner.__cause__ or inner).partition("\n")[0]


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        msg = "an address is malformed; e.g. postgresql+asyncpg://user:password@host/duewell"
        raise MoveError(msg) from error
    if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
        msg = f"{parsed.get_backend_name()} is not known; sqlite:///… or postgresql+asyncpg://…"
        raise MoveError(msg)
    return parsed


@asynccontextmanager
async def _opened(url: URL) -> AsyncIterator[Database]:
    database = engine.connect(url.render_as_string(hide_password=False))
    try:
        yield database
    finally:
        await database.close()


async def _prepare_source(url: URL) -> None:
    path = quiet.file_of(url)
    if path is not None:
        if not path.exists():
            msg = f"there is no database at {path}; DATABASE_URL says where the source is"
            raise MoveError(msg)
        quiet.refuse_open_file(path)
    at = await migrate.current(url.render_as_string(hide_password=False))
    if at != migrate.head():
        msg = "the source is not at this version's schema; run: duewell migrate"
        raise MoveError(msg)


async def _prepare_target(url: URL) -> None:
    path, text = quiet.file_of(url), url.render_as_string(hide_password=False)
    if path is not None and path.exists():
        quiet.refuse_open_file(path)
    at = await migrate.current(text)
    if at is None:
        await migrate.upgrade(text)
    elif at != migrate.head():
        msg = f"the target is at schema {at}, not this version's; give a new, empty database"
        raise MoveError(msg)


async def _move(
    taken: Snapshot, theirs: Database, fingerprints: set[str], report: Report, *, again: bool
) -> Moved:
    target = Target(theirs)
    header = await taken.header()
    await _check_source(taken, header, fingerprints)
    there = await target.begin(header, again=again)
    footer = await _copy(taken, target, there, report)
    await target.number(header)
    await _check(taken, theirs, footer, header.rows, report)
    await target.finish()
    return Moved({name: rows for name, (rows, _) in footer.sums.items()})


async def _check_source(taken: Snapshot, header: Header, fingerprints: set[str]) -> None:
    if await taken.is_unfinished():
        msg = "the source is itself the target of a move that was stopped; finish that one first"
        raise MoveError(msg)
    if not set(header.keys) <= fingerprints:
        msg = (
            "ENCRYPTION_KEYS does not hold the key that the source was written with; nobody could "
            "read it at the target. Give that key, then run this again"
        )
        raise MoveError(msg)


async def _copy(taken: Snapshot, target: Target, there: dict[str, int], report: Report) -> Footer:
    async for event in taken.events():
        match event:
            case Header():
                begun = any(there.values())
                on = (part.name for part in event.tables if there[part.name] < part.rows)
                where = next(on, "") if begun else ""
                report.phase("copy", event.rows, sum(there.values()), where)
            case Page():
                report.step(await target.store(event))
            case Footer():
                return event
    msg = "a stream ends with its footer"
    raise AssertionError(msg)


async def _check(
    taken: Snapshot, theirs: Database, footer: Footer, rows: int, report: Report
) -> None:
    """Read the target again and compare; raises MoveError naming the first row that differs."""
    report.phase("check", rows, 0, "")
    async with snapshot(theirs, taken.page) as arrived:
        found = await checksums(arrived, report.step)
        for name, wanted in footer.sums.items():
            if found.sums[name] != wanted:
                msg = (
                    f"{await _difference(taken, arrived, name)} differs between source and target; "
                    "add --again to throw the target's rows away and to begin anew"
                )
                raise MoveError(msg)


async def _difference(ours: Snapshot, theirs: Snapshot, name: str) -> str:
    """Return the words for the first row of a table that differs, is missing or is too many."""
    shape = shapes()[name]
    other = theirs.pages(name)
    async for page in ours.pages(name):
        against = (await anext(other, Page(name, ()))).rows
        for at, row in enumerate(page.rows):
            if at >= len(against) or row != against[at]:
                both = [row, *against[at : at + 1]]
                return where(shape, min(both, key=shape.key))
    async for page in other:
        return where(shape, page.rows[0])
    return name
