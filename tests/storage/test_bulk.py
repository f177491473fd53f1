"""Bulk work besides the move: shown, stopped and gone on with."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from bot.cli_bar import Bar
from storage import backfill, engine, migrate
from storage.bulk import Logged, StoppedError
from storage.tables_people import persons, settings
from tests.storage.filler import fill
from tests.storage.test_move import Watch

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from storage.engine import Database

ROWS = 20
PAGE = 3


def one_more(row: Mapping[str, Any]) -> dict[str, Any] | None:
    """Give every second person another hour: what a page twice would show."""
    return {"hour": row["hour"] + 1} if row["id"] % 2 else None


WORK = backfill.Backfill("hours", persons, one_more)


async def hours(database: Database) -> list[int]:
    async with database.read() as uow:
        rows = await uow.run(select(persons.c.hour).order_by(persons.c.id))
        return list(rows.scalars())


def wanted() -> list[int]:
    return [number + number % 2 for number in range(1, ROWS + 1)]


async def test_a_backfill_changes_each_row_once_however_often_it_is_stopped(
    database: Database,
) -> None:
    """A row that is changed twice is as wrong as one that is left out."""
    await fill(database, range(1, ROWS + 1))
    with pytest.raises(StoppedError):
        await backfill.run(database, WORK, Watch(stop_after=0), PAGE)
    with pytest.raises(StoppedError):
        await backfill.run(database, WORK, Watch(stop_after=2), PAGE)
    last = Watch()
    await backfill.run(database, WORK, last, PAGE)
    done = Watch()
    await backfill.run(database, WORK, done, PAGE)
    assert await hours(database) == wanted()
    assert last.phases == [("hours", ROWS, 4 * PAGE, "persons after id 12")]
    assert last.stepped == ROWS - 4 * PAGE
    assert done.phases == []


async def test_replicas_that_backfill_together_take_turns(database: Database) -> None:
    """Three start at once after an upgrade; no page is done twice."""
    await fill(database, range(1, ROWS + 1))
    await asyncio.gather(*(backfill.run(database, WORK, Watch(), PAGE) for _ in range(3)))
    assert await hours(database) == wanted()


async def test_an_empty_database_stays_empty(database: Database) -> None:
    """A fact in it would make it no target for a move."""
    await backfill.run(database, WORK, Watch(), PAGE)
    async with database.read() as uow:
        assert (await uow.run(select(func.count()).select_from(settings))).scalar_one() == 0


async def test_a_migration_tells_its_steps(database_url: str) -> None:
    """An operator who sees nothing happen kills it."""
    watch = Watch()
    await migrate.upgrade(database_url, report=watch)
    steps = len(migrate.revisions())
    assert watch.phases == [("schema", steps, 0, "")]
    assert watch.stepped == steps


def copies(folder: Path) -> list[Path]:
    return list(folder.glob("*.before-*"))


async def test_a_copy_that_was_stopped_leaves_nothing_that_looks_like_one(
    sqlite_url: str, tmp_path: Path
) -> None:
    """Half a copy would be found out on the day it is needed."""
    await migrate.upgrade(sqlite_url)
    database = engine.connect(sqlite_url)
    await fill(database, range(1, 7_000))
    await database.close()
    with pytest.raises(StoppedError):
        migrate._copy_aside(sqlite_url, "0001", Watch(stop_after=0))
    assert copies(tmp_path) == []
    watch = Watch()
    migrate._copy_aside(sqlite_url, "0001", watch)
    (copy,) = copies(tmp_path)
    assert watch.phases == [("aside", watch.stepped, 0, "")]
    with closing(sqlite3.connect(copy)) as opened:
        assert opened.execute("SELECT count(*) FROM persons").fetchone() == (6_999,)
    assert copy.stat().st_mode & 0o077 == 0


def test_ctrl_c_is_a_wish_once_and_an_end_twice() -> None:
    """Who presses it again means it."""
    bar = Bar()
    with bar.listening():
        bar.phase("copy", 10, 0, "")
        os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(StoppedError):
            bar.step(1)
        with pytest.raises(KeyboardInterrupt):
            _press()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def _press() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_a_bot_that_starts_notes_every_tenth(caplog: pytest.LogCaptureFixture) -> None:
    """Ten lines in the log, not ten thousand, and not silence."""
    logged = Logged()
    with caplog.at_level(logging.INFO, logger="storage.bulk"):
        logged.phase("hours", 1_000, 200, "")
        for _ in range(800):
            logged.step(1)
    assert [vars(each)["percent"] for each in caplog.records] == list(range(30, 101, 10))
