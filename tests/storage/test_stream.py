"""The row stream as a file: whole or refused, and without anything that a key would open."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert

from storage import migrate, stream
from storage.filling import Target
from storage.metadata import METADATA
from storage.snapshot import snapshot
from storage.stream import Footer, Header, Page
from storage.tables_groups import chats
from tests.storage.filler import AT, fill

if TYPE_CHECKING:
    from pathlib import Path

    from storage.engine import Database

ROWS = 9


async def written(database: Database, path: Path) -> Footer:
    async with snapshot(database, 4) as taken:
        return await stream.write(taken.events(), path)


async def events(path: Path) -> list[stream.Event]:
    return [each async for each in stream.read(path)]


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.jsonl.gz"])
async def test_a_file_gives_back_what_was_there(
    database: Database, tmp_path: Path, name: str
) -> None:
    """A copy is worth what can be read from it."""
    await fill(database, range(1, ROWS + 1))
    path = tmp_path / name
    footer = await written(database, path)
    header, *pages, end = await events(path)
    assert isinstance(header, Header)
    assert header.schema == migrate.head()
    assert [part.name for part in header.tables] == [t.name for t in METADATA.sorted_tables]
    assert end == footer
    assert {rows for rows, _ in footer.sums.values()} == {ROWS}
    assert sum(len(each.rows) for each in pages if isinstance(each, Page)) == header.rows
    assert path.stat().st_mode & 0o077 == 0


async def test_a_file_can_fill_an_empty_database_again(database: Database, tmp_path: Path) -> None:
    """What reads the file for a move serves a restore too."""
    await fill(database, range(1, ROWS + 1))
    path, again = tmp_path / "rows.jsonl.gz", tmp_path / "again.jsonl.gz"
    footer = await written(database, path)
    async with database.write() as uow:
        for table in reversed(METADATA.sorted_tables):
            await uow.run(table.delete())
        await uow.commit()
    target = Target(database)
    async for event in stream.read(path):
        match event:
            case Header():
                header = event
                await target.begin("a copy", again=False)
            case Page():
                await target.store(event)
    await target.number(header, 0)
    await target.finish()
    assert await written(database, again) == footer
    assert gzip.decompress(again.read_bytes()) == gzip.decompress(path.read_bytes())


async def test_no_more_than_a_page_is_ever_in_memory(database: Database) -> None:
    """A million plans must not need a million plans of memory."""
    await fill(database, range(1, ROWS + 1))
    async with snapshot(database, 4) as taken:
        sizes = {len(each.rows) async for each in taken.events() if isinstance(each, Page)}
    assert sizes == {4, 1}


async def test_what_is_written_meanwhile_is_in_no_table_of_it(database: Database) -> None:
    """Half of a change, a child without its parent for instance, could not be restored."""
    await fill(database, range(1, 3))
    async with snapshot(database) as taken:
        header = await taken.header()
        async with database.write() as uow:
            late = {"digest": "late", "telegram_id": "1", "kind": "group", "locale": "en"}
            more = {"title": "T", "code": "late", "zone": "UTC"}
            await uow.run(insert(chats).values(id=77, created_at=AT, **late, **more))
            await uow.commit()
        rows = [row async for page in taken.pages("chats") for row in page.rows]
    assert len(rows) == 2
    assert {part.name: part.rows for part in header.tables}["chats"] == 2


async def test_what_people_wrote_travels_encrypted(database: Database, tmp_path: Path) -> None:
    """A copy that is lost must not tell who owes whom."""
    await fill(database, range(1, ROWS + 1))
    await written(database, tmp_path / "rows.jsonl")
    text = (tmp_path / "rows.jsonl").read_text(encoding="utf-8")
    assert "花呗" not in text
    assert "gAAAAA" not in text  # the token itself is base64 once more


def _cut(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def _without_end(whole: bytes) -> bytes:
    return whole[: whole.rstrip(b"\n").rindex(b"\n") + 1]


def _without_a_row(whole: bytes) -> bytes:
    lines = whole.splitlines(keepends=True)
    return b"".join(lines[:2] + lines[3:])


def _changed(whole: bytes) -> bytes:
    lines = whole.splitlines(keepends=True)
    row = json.loads(lines[2])
    row[-1] = "other"
    return b"".join([*lines[:2], json.dumps(row).encode() + b"\n", *lines[3:]])


def _other_format(whole: bytes) -> bytes:
    return whole.replace(b'"format":1', b'"format":2', 1)


def _nothing(_: bytes) -> bytes:
    return b""


@pytest.mark.parametrize(
    "harm", [_cut, _without_end, _without_a_row, _changed, _other_format, _nothing]
)
@pytest.mark.parametrize("name", ["rows.jsonl", "rows.jsonl.gz"])
async def test_a_damaged_file_is_refused(
    sqlite_url: str, tmp_path: Path, harm: object, name: str
) -> None:
    """A copy that quietly lacks a person is worse than none."""
    from storage import engine

    await migrate.upgrade(sqlite_url)
    database = engine.connect(sqlite_url)
    await fill(database, range(1, ROWS + 1))
    await written(database, tmp_path / name)
    await database.close()
    assert callable(harm)
    whole = (tmp_path / name).read_bytes()
    is_gz = name.endswith(".gz")
    whole = gzip.compress(harm(gzip.decompress(whole))) if is_gz else harm(whole)
    (tmp_path / name).write_bytes(whole)
    with pytest.raises(stream.StreamError):
        await events(tmp_path / name)
    if is_gz:
        (tmp_path / name).write_bytes(_cut(whole))
        with pytest.raises(stream.StreamError):
            await events(tmp_path / name)
