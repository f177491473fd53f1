"""Moving to another database: nothing is lost, nothing is guessed, and a stop is no harm."""

from __future__ import annotations

import sqlite3
from contextlib import asynccontextmanager, closing
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from storage import engine, facts, keys, migrate, move, people, processes, quiet
from storage.bulk import StoppedError
from storage.metadata import METADATA
from storage.snapshot import snapshot
from storage.stream import Footer
from storage.tables_case import debts
from storage.tables_people import persons, settings
from tests.storage.filler import AT, fill

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from storage.engine import Database

PAGE = 7
ROWS = 24


class Watch:
    """Whoever watches a move; stops it after so many pages."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.phases: list[tuple[str, int, int, str]] = []
        self.stepped = 0
        self._left = stop_after

    def phase(self, name: str, rows: int, done: int, where: str) -> None:
        self.phases.append((name, rows, done, where))

    def step(self, rows: int) -> None:
        self.stepped += rows
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                raise StoppedError


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    database = engine.connect(url)
    yield database
    await database.close()


async def filled(url: str, rows: int = ROWS) -> None:
    await migrate.upgrade(url)
    async with opened(url) as database:
        await fill(database, range(1, rows + 1))
        async with database.write() as uow:
            # What the filler leaves: fingerprints of our key, and no process that is alive.
            await facts.put(uow, "keys", ",".join(keys.ring().fingerprints()))
            await uow.commit()


async def everything(url: str) -> dict[str, list[Any]]:
    """Return all rows as the program reads them, decrypted and typed."""
    async with opened(url) as database, database.read() as uow:
        return {
            table.name: sorted(map(repr, (await uow.run(select(table))).all()))
            for table in METADATA.sorted_tables
        }


async def run(source: str, target: str, watch: Watch, *, again: bool = False) -> move.Moved:
    marks = keys.ring().fingerprints()
    return await move.move(source, target, marks, watch, again=again, page=PAGE)


@pytest.fixture(params=["to postgresql", "to sqlite", "sqlite to sqlite"])
def both(request: pytest.FixtureRequest, tmp_path: Path, sqlite_url: str) -> tuple[str, str]:
    """The addresses of a source and a target, both directions."""
    if request.param == "sqlite to sqlite":
        return sqlite_url, f"sqlite:///{tmp_path}/other.db"
    postgresql_url = request.getfixturevalue("postgresql_url")
    if request.param == "to sqlite":
        return postgresql_url, sqlite_url
    return sqlite_url, postgresql_url


async def test_every_row_of_every_table_arrives_as_it_was(both: tuple[str, str]) -> None:
    """A table that was forgotten is noticed by the person whose plan is gone."""
    source, target = both
    await filled(source)
    watch = Watch()
    moved = await run(source, target, watch)
    total = sum(moved.rows.values())
    assert set(moved.rows) == {table.name for table in METADATA.sorted_tables}
    assert min(moved.rows.values()) == ROWS
    assert watch.phases == [("copy", total, 0, ""), ("check", total, 0, "")]
    assert watch.stepped == 2 * total
    assert await everything(target) == await everything(source)


async def test_new_rows_get_numbers_that_never_were(both: tuple[str, str]) -> None:
    """An old button still names the debt that was erased; a new one must not answer to it."""
    source, target = both
    await filled(source)
    last = ROWS + 20
    async with opened(source) as database, database.write() as uow:
        await uow.run(insert(debts).values(**_debt(), id=last))
        await uow.run(delete(debts).where(debts.c.id == last))
        if database.dialect == "postgresql":
            await uow.run(text(f"SELECT setval(pg_get_serial_sequence('debts', 'id'), {last})"))
        await uow.commit()
    await run(source, target, Watch())
    async with opened(target) as database:
        async with database.write() as uow:
            new = await uow.run(insert(debts).values(**_debt()).returning(debts.c.id))
            assert new.scalar_one() == last + 1
            await uow.commit()
        async with database.write() as uow:
            person = await people.add(uow, 4_000, "en", AT)
            await uow.commit()
    assert person.id == ROWS + 1


def _debt() -> dict[str, Any]:
    return {
        "case_id": 1, "number": 99, "creditor": "x", "kind": "card", "lender": "bank",
        "whose": "mine", "stage": "on_time", "currency": "GBP", "principal": 1, "created_at": AT,
    }  # fmt: skip


@pytest.mark.parametrize("pages", [0, 50, 200])
async def test_a_stopped_move_goes_on_where_it_was(both: tuple[str, str], pages: int) -> None:
    """Hours of copying must not be lost to a closed laptop."""
    source, target = both
    await filled(source)
    stopped = Watch(stop_after=pages)
    with pytest.raises(StoppedError):
        await run(source, target, stopped)
    again = Watch()
    moved = await run(source, target, again)
    total = sum(moved.rows.values())
    (_, rows, done, where), _ = again.phases
    copied = min(stopped.stepped, total)
    assert (rows, done) == (total, copied)
    assert bool(where) == (0 < copied < total)
    assert again.stepped == 2 * total - copied
    assert await everything(target) == await everything(source)


async def test_a_move_that_was_broken_off_inside_a_page_leaves_no_half_of_it(
    both: tuple[str, str],
) -> None:
    """Power may fail at any instant; a page is there or not."""
    source, target = both
    await filled(source)

    class Breaks(Watch):
        def step(self, rows: int) -> None:
            super().step(rows)
            if self.stepped > 100:
                raise ConnectionError("gone")

    with pytest.raises(move.MoveError, match="cannot be worked with"):
        await run(source, target, Breaks())
    await run(source, target, Watch())
    assert await everything(target) == await everything(source)


async def test_a_row_that_differs_is_found_and_named(both: tuple[str, str]) -> None:
    """Counts alone would let a changed sum pass."""
    source, target = both
    await filled(source)
    with pytest.raises(StoppedError):
        await run(source, target, Watch(stop_after=70))
    async with opened(target) as database, database.write() as uow:
        found = update(persons).where(persons.c.id == 11).values(hour=4)
        assert (await uow.run(found)).rowcount == 1
        await uow.commit()
    with pytest.raises(move.MoveError, match="persons, the row with id 11 differs"):
        await run(source, target, Watch())
    await run(source, target, Watch(), again=True)
    assert await everything(target) == await everything(source)


async def test_a_source_that_changed_meanwhile_is_not_gone_on_with(both: tuple[str, str]) -> None:
    """A bot that ran in between has written where the copy had already been."""
    source, target = both
    await filled(source)
    with pytest.raises(StoppedError):
        await run(source, target, Watch(stop_after=30))
    async with opened(source) as database, database.write() as uow:
        await uow.run(insert(debts).values(**_debt() | {"id": 77}))
        await uow.commit()
    with pytest.raises(move.MoveError, match="not what it was then; add --again"):
        await run(source, target, Watch())
    await run(source, target, Watch(), again=True)
    assert await everything(target) == await everything(source)


async def test_a_target_that_holds_anything_is_left_alone(both: tuple[str, str]) -> None:
    """Two bots' people in one database could never be told apart again."""
    source, target = both
    await filled(source, 2)
    await filled(target, 1)
    before = await everything(target)
    for again in (False, True):
        with pytest.raises(move.MoveError, match="the target is not empty"):
            await run(source, target, Watch(), again=again)
    assert await everything(target) == before


async def test_nothing_is_moved_while_a_bot_runs_on_the_source(
    database_url: str, tmp_path: Path
) -> None:
    """What it writes behind the copy would be lost."""
    await filled(database_url, 1)
    async with opened(database_url) as database:
        async with database.write() as uow:
            if database.dialect == "postgresql":
                await processes.beat(uow, "bot", polls=True)
            await facts.get(uow, "keys")
            await uow.commit()
        with pytest.raises(move.MoveError, match="stop"):
            await run(database_url, f"sqlite:///{tmp_path}/other.db", Watch())
        async with database.write() as uow:
            if database.dialect == "postgresql":
                await processes.leave(uow, "bot")
            await uow.commit()
    await run(database_url, f"sqlite:///{tmp_path}/other.db", Watch())


async def test_no_bot_can_write_to_the_source_meanwhile(
    sqlite_url: str, postgresql_url: str
) -> None:
    """Somebody starts the service by habit; its first write waits, and nothing slips by."""
    await filled(postgresql_url, 3)

    async with (
        opened(postgresql_url) as database,
        quiet.held(database),
        database.write() as uow,
    ):
        await uow.run(text("SET LOCAL lock_timeout = '200ms'"))
        with pytest.raises(DBAPIError, match="lock timeout"):
            await processes.beat(uow, "bot", polls=True)
    await filled(sqlite_url, 3)
    path = make_url(sqlite_url).database
    assert path is not None
    async with opened(sqlite_url) as database, quiet.held(database):
        bot = sqlite3.connect(path, timeout=0.1)
        with closing(bot), pytest.raises(sqlite3.OperationalError, match="locked"):
            bot.execute("BEGIN IMMEDIATE")


async def test_a_value_that_the_target_cannot_hold_is_named(
    sqlite_url: str, postgresql_url: str
) -> None:
    """SQLite takes texts of any length; PostgreSQL says no, and somebody must find the row."""
    await filled(sqlite_url)
    async with opened(sqlite_url) as database, database.write() as uow:
        await uow.run(text("UPDATE debts SET currency = 'GBPX' WHERE id = 11"))
        await uow.commit()
    with pytest.raises(move.MoveError, match="debts, the row with id 11 is refused") as told:
        await run(sqlite_url, postgresql_url, Watch())
    assert "GBPX" not in str(told.value)
    async with opened(sqlite_url) as database, database.write() as uow:
        await uow.run(text("UPDATE debts SET currency = 'GBP' WHERE id = 11"))
        await uow.commit()
    await run(sqlite_url, postgresql_url, Watch())
    assert await everything(postgresql_url) == await everything(sqlite_url)


async def test_a_wrong_key_stops_before_anything_is_written(both: tuple[str, str]) -> None:
    """Rows that nobody can read are as good as lost."""
    source, target = both
    await filled(source, 1)
    with pytest.raises(move.MoveError, match="ENCRYPTION_KEYS"):
        await move.move(source, target, keys.Keyring.new().fingerprints(), Watch())
    async with opened(target) as database, database.read() as uow:
        assert (await uow.run(select(func.count()).select_from(settings))).scalar_one() == 0


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("nonsense", "malformed"),
        ("mysql://x/y", "mysql is not known"),
        ("postgresql://nobody:secret@127.0.0.1:1/x", "cannot be worked with"),
    ],
)
async def test_a_wrong_address_is_told_in_one_sentence(
    sqlite_url: str, target: str, words: str
) -> None:
    """A traceback helps nobody, and a password in it harms."""
    await filled(sqlite_url, 1)
    with pytest.raises(move.MoveError, match=words) as told:
        await run(sqlite_url, target, Watch())
    assert "secret" not in str(told.value)
    with pytest.raises(move.MoveError, match="same database"):
        await run(sqlite_url, sqlite_url, Watch())


async def test_a_missing_or_old_source_is_told(tmp_path: Path, sqlite_url: str) -> None:
    """SQLite would make an empty file, and an empty move would look like a success."""
    with pytest.raises(move.MoveError, match="there is no database"):
        await run(sqlite_url, f"sqlite:///{tmp_path}/other.db", Watch())
    (tmp_path / "duewell.db").touch()
    with pytest.raises(move.MoveError, match="duewell migrate"):
        await run(sqlite_url, f"sqlite:///{tmp_path}/other.db", Watch())


async def test_both_kinds_of_database_give_the_same_stream(both: tuple[str, str]) -> None:
    """A copy made on one kind must be good for the other."""
    source, target = both
    await filled(source)
    await run(source, target, Watch())
    ends = []
    for url in both:
        async with opened(url) as database, snapshot(database, PAGE) as taken:
            ends.append([each async for each in taken.events() if isinstance(each, Footer)])
    assert ends[0] == ends[1]
