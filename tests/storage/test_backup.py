"""Backups: made while a bot works, whole or nothing, and no key to them in them."""

from __future__ import annotations

import gzip
import io
import json
import resource
import sqlite3
import stat
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.engine import make_url

from bot import keyring
from bot.settings import SettingsError
from storage import archive, backup, facts, keys
from storage.bulk import StoppedError
from storage.snapshot import MARK
from storage.tables_case import debts
from storage.tables_flow import due
from storage.tables_people import persons
from tests.storage.filler import AT
from tests.storage.test_move import Watch, everything, filled, opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROWS = 24
PAGE = 7
OTHERS = ("due", "processes", "pace", "settings", "sessions", "tries", "invites")
"""Tables in which a restore changes something: what was at work is dead, who was let in is out."""


async def made(url: str, path: Path, watch: Watch | None = None) -> backup.Made:
    return await backup.backup(url, keys.ring(), path, AT, watch or Watch(), page=PAGE)


async def put_back(
    path: Path, url: str, watch: Watch | None = None, *, again: bool = False, **more: Any
) -> dict[str, int]:
    ring = more.pop("ring", keys.ring())
    found = await backup.restore(path, url, ring, watch or Watch(), again=again, page=PAGE, **more)
    return found.rows


def named(folder: Path) -> set[str]:
    """Return the files of backups in a folder, whole and half."""
    return {path.name for path in folder.glob("duewell-*")}


def same(one: dict[str, list[Any]], other: dict[str, list[Any]]) -> bool:
    return all(one[name] == other[name] for name in one if name not in OTHERS)


@pytest.fixture(params=["to postgresql", "to sqlite", "sqlite to sqlite"])
def both(request: pytest.FixtureRequest, tmp_path: Path, sqlite_url: str) -> tuple[str, str]:
    """The addresses of a source and of an empty machine, both directions."""
    if request.param == "sqlite to sqlite":
        return sqlite_url, f"sqlite:///{tmp_path}/other.db"
    postgresql_url = request.getfixturevalue("postgresql_url")
    if request.param == "to sqlite":
        return postgresql_url, sqlite_url
    return sqlite_url, postgresql_url


async def test_an_empty_machine_gets_back_every_row(both: tuple[str, str], tmp_path: Path) -> None:
    """The one thing that a backup is for."""
    source, target = both
    await filled(source)
    path, watch, seen = tmp_path / "a.backup", Watch(), Watch()
    written = await made(source, path, watch)
    total = sum(written.rows.values())
    assert watch.phases == [("write", total, 0, ""), ("check", total, 0, "")]
    assert written.size == path.stat().st_size
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    rows = await put_back(path, target, seen)
    assert rows == written.rows
    assert min(rows.values()) >= ROWS
    assert [phase for phase, *_ in seen.phases] == ["read", "copy", "check"]
    before, after = await everything(source), await everything(target)
    assert same(before, after)
    assert {name: len(each) for name, each in after.items() if name not in OTHERS} == {
        name: len(each) for name, each in before.items() if name not in OTHERS
    }
    async with opened(target) as database, database.read() as uow:
        assert len((await uow.run(select(due.c.id))).all()) == rows["due"]
        assert await facts.get(uow, MARK) is None
        assert await facts.get(uow, backup.LAST) == AT.isoformat()


async def test_a_bot_goes_on_writing_while_a_backup_is_made(
    sqlite_url: str, tmp_path: Path
) -> None:
    """Nobody's answer waits, and nothing of what is written meanwhile is half in it."""
    await filled(sqlite_url)
    path = str(make_url(sqlite_url).database)

    class Meanwhile(Watch):
        """Somebody comes and is written down while the first page is on its way to the file."""

        came = 0

        def step(self, rows: int) -> None:
            super().step(rows)
            if not self.came:
                self.came = _beside(path)

    watch = Meanwhile()
    written = await made(sqlite_url, tmp_path / "a.backup", watch)
    assert watch.came == written.rows["persons"] == ROWS
    async with opened(sqlite_url) as bot, bot.read() as uow:
        assert len((await uow.run(select(persons.c.id))).all()) == ROWS + 1


def _beside(path: str) -> int:
    with closing(sqlite3.connect(path, timeout=1)) as other:
        there = other.execute("SELECT count(*) FROM persons").fetchone()[0]
        other.execute(
            "INSERT INTO persons SELECT id + 900, digest || 'b', telegram_id, locale, "
            "locale_chosen, region, zone, currency, hour, discreet, shared_phone, messages, status, "
            "paused_since, role, screen, card_id, last_seen, created_at FROM persons WHERE id = 1"
        )
        other.commit()
        return int(there)


async def test_what_was_at_work_when_it_was_made_is_free_again(
    both: tuple[str, str], tmp_path: Path
) -> None:
    """A reminder that a dead process had claimed would never go out."""
    source, target = both
    await filled(source, 3)
    async with opened(source) as database, database.write() as uow:
        await uow.run(update(due).values(claim="dead/1"))
        await uow.commit()
    await made(source, tmp_path / "a.backup")
    await put_back(tmp_path / "a.backup", target)
    async with opened(target) as database, database.read() as uow:
        assert set((await uow.run(select(due.c.claim))).scalars()) == {None}


async def test_nobody_is_signed_in_and_no_invitation_is_open_after_a_restore(
    sqlite_url: str, tmp_path: Path
) -> None:
    """A session that was ended, or a link that was used, since the backup would be good again."""
    await filled(sqlite_url, 3)
    await made(sqlite_url, tmp_path / "a.backup")
    target = f"sqlite:///{tmp_path}/other.db"
    await put_back(tmp_path / "a.backup", target)
    after = await everything(target)
    assert [after[name] for name in ("sessions", "tries", "invites")] == [[], [], []]


async def test_what_people_wrote_stands_in_no_file_in_clear(
    sqlite_url: str, tmp_path: Path
) -> None:
    """Every sealed column of every table, as the disk holds it, the newest pages in the log too."""
    await filled(sqlite_url, 3)
    async with opened(sqlite_url) as database, database.write() as uow:
        await uow.run(update(debts).values(creditor="花呗 again"))
        await uow.commit()
        await made(sqlite_url, tmp_path / "a.backup")
        read = [path.read_bytes() for path in _files(tmp_path)]
        assert len(read) > 2
    for data in (*read, *(path.read_bytes() for path in _files(tmp_path))):
        assert "花呗".encode() not in data
        assert "花呗".encode("utf-16-le") not in data


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file()]


async def test_no_new_row_gets_a_number_that_a_button_may_still_name(
    both: tuple[str, str], tmp_path: Path
) -> None:
    """A debt noted after the backup is lost, and its old button must not pay another one."""
    source, target = both
    await filled(source, 3)
    await made(source, tmp_path / "a.backup")
    await put_back(tmp_path / "a.backup", target)
    row = {
        "case_id": 1, "number": 99, "creditor": "x", "kind": "card", "lender": "bank",
        "whose": "mine", "stage": "on_time", "currency": "GBP", "principal": 1, "created_at": AT,
    }  # fmt: skip
    async with opened(target) as database, database.write() as uow:
        new = await uow.run(insert(debts).values(**row).returning(debts.c.id))
        assert new.scalar_one() > backup.GAP


@pytest.mark.parametrize("pages", [0, 40, 90, 120])
async def test_a_stopped_restore_lets_no_bot_start_and_goes_on(
    sqlite_url: str, tmp_path: Path, pages: int
) -> None:
    """Half a database looks like one that lost people."""
    await filled(sqlite_url)
    total = sum((await made(sqlite_url, tmp_path / "a.backup")).rows.values())
    target = f"sqlite:///{tmp_path}/other.db"
    left = [pages]

    class Stops(Watch):
        def step(self, rows: int) -> None:
            if self.phases[-1][0] != "read":
                left[0] -= 1
                if left[0] < 0:
                    raise StoppedError
            super().step(rows)

    with pytest.raises(StoppedError):
        await put_back(tmp_path / "a.backup", target, Stops())
    async with opened(target) as database:
        with pytest.raises(SettingsError, match="finish it first: duewell restore"):
            await keyring.check(database, keys.ring())
    with pytest.raises(backup.BackupError, match="finish that one first"):
        await made(target, tmp_path / "b.backup")
    seen = Watch()
    await put_back(tmp_path / "a.backup", target, seen)
    _, (_, _, done, place), _ = seen.phases
    assert 0 < done <= total
    assert bool(place) == (done < total)
    assert same(await everything(sqlite_url), await everything(target))
    async with opened(target) as database:
        await keyring.check(database, keys.ring())


async def test_another_backup_does_not_go_on_where_the_first_was_stopped(
    sqlite_url: str, tmp_path: Path
) -> None:
    """Two days in one database would belong to no day."""
    await filled(sqlite_url)
    await made(sqlite_url, tmp_path / "a.backup")
    await made(sqlite_url, tmp_path / "b.backup")
    target = f"sqlite:///{tmp_path}/other.db"
    with pytest.raises(StoppedError):
        await put_back(tmp_path / "a.backup", target, Watch(stop_after=300))
    with pytest.raises(backup.BackupError, match="add --again"):
        await put_back(tmp_path / "b.backup", target)
    await put_back(tmp_path / "b.backup", target, again=True)
    assert same(await everything(sqlite_url), await everything(target))


async def test_a_database_that_holds_anything_is_left_alone(
    both: tuple[str, str], tmp_path: Path
) -> None:
    """Yesterday's people over today's would be neither."""
    source, target = both
    await filled(source, 2)
    await made(source, tmp_path / "a.backup")
    await filled(target, 1)
    before = await everything(target)
    for again in (False, True):
        with pytest.raises(backup.BackupError, match="not empty"):
            await put_back(tmp_path / "a.backup", target, again=again)
    assert await everything(target) == before


async def test_a_wrong_key_is_told_in_one_sentence_with_its_fingerprint(
    sqlite_url: str, tmp_path: Path
) -> None:
    """Whoever holds three paper cards must know which one to type."""
    await filled(sqlite_url, 1)
    await made(sqlite_url, tmp_path / "a.backup")
    target = f"sqlite:///{tmp_path}/other.db"
    right, other = keys.ring(), keys.Keyring.new()
    with pytest.raises(backup.BackupError) as told:
        await put_back(tmp_path / "a.backup", target, ring=other)
    assert right.fingerprints()[0] in str(told.value)
    assert other.fingerprints()[0] in str(told.value)
    assert not (tmp_path / "other.db").exists()
    both = keys.Keyring((*other.keys, *right.keys))
    await put_back(tmp_path / "a.backup", target, ring=both)


async def test_a_backup_older_than_was_promised_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    """People were told that it is gone by then."""
    await filled(sqlite_url, 1)
    await made(sqlite_url, tmp_path / "a.backup")
    target = f"sqlite:///{tmp_path}/other.db"
    with pytest.raises(backup.BackupError, match="BACKUP_DAYS"):
        await put_back(tmp_path / "a.backup", target, oldest=AT + timedelta(seconds=1))
    await put_back(tmp_path / "a.backup", target, oldest=AT)


# --- making it -----------------------------------------------------------------------------------


async def test_a_file_that_is_there_is_not_written_over(sqlite_url: str, tmp_path: Path) -> None:
    """Yesterday's backup is worth more than a quick one."""
    await filled(sqlite_url, 1)
    path = tmp_path / "a.backup"
    path.write_text("yesterday's", encoding="utf-8")
    with pytest.raises(backup.BackupError, match="exists already"):
        await made(sqlite_url, path)
    assert path.read_text(encoding="utf-8") == "yesterday's"
    with pytest.raises(backup.BackupError, match="there is no file or folder"):
        await made(sqlite_url, tmp_path / "none" / "a.backup")


async def test_a_stopped_or_failing_backup_leaves_nothing(sqlite_url: str, tmp_path: Path) -> None:
    """Half a file would pass for one, on the day that it is needed."""
    await filled(sqlite_url)
    with pytest.raises(StoppedError):
        await made(sqlite_url, tmp_path / "duewell-a.backup", Watch(stop_after=20))
    assert named(tmp_path) == set()
    left = tmp_path / "duewell-killed.backup.77.half"
    left.write_bytes(b"half")
    await made(sqlite_url, tmp_path / "duewell-b.backup")
    assert named(tmp_path) == {"duewell-b.backup"}


async def test_a_disk_that_takes_no_more_is_told_and_nothing_is_left(
    sqlite_url: str, tmp_path: Path
) -> None:
    """The system's own limit on the size of a file stands for the full disk."""
    await filled(sqlite_url)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, hard))
    try:
        with pytest.raises(backup.BackupError, match="the disk is full"):
            await made(sqlite_url, tmp_path / "duewell-a.backup")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    assert named(tmp_path) == set()


async def test_the_database_must_be_there_and_whole(tmp_path: Path) -> None:
    """SQLite would make an empty file, and its backup would look like a success."""
    with pytest.raises(backup.BackupError, match="there is no database"):
        await made(f"sqlite:///{tmp_path}/none.db", tmp_path / "a.backup")
    assert not (tmp_path / "none.db").exists()
    assert named(tmp_path) == set()


# --- hostile files -------------------------------------------------------------------------------


async def _whole(url: str, path: Path) -> tuple[bytes, list[bytes]]:
    """Return a good backup, and the lines of the stream in it."""
    await filled(url, 3)
    await made(url, path)
    whole = path.read_bytes()  # noqa: ASYNC240
    file = io.BytesIO(whole)
    head, line = archive._head(file, "x")
    raw = archive._Opening(file, archive._Cipher(head, line, keys.ring().keys[0]), "x")
    lines = gzip.GzipFile(fileobj=io.BufferedReader(raw)).read().splitlines(keepends=True)
    return whole, lines


def _sealed(lines: list[bytes], path: Path) -> None:
    """Write lines as a backup that our own key opens: whoever made it held the key."""
    head = archive.Head.new(keys.ring(), AT)
    with path.open("wb") as file:
        file.write(head.line())
        sealing = archive._Sealing(file, archive._Cipher(head, head.line(), keys.ring().keys[0]))
        with gzip.GzipFile("", "wb", fileobj=sealing, mtime=0) as packed:
            packed.writelines(lines)
        sealing.end()


def _with_header(change: Callable[[dict[str, Any]], None]) -> Callable[[list[bytes]], list[bytes]]:
    def harm(lines: list[bytes]) -> list[bytes]:
        header = json.loads(lines[0])
        change(header)
        return [json.dumps(header).encode() + b"\n", *lines[1:]]

    return harm


def _table(header: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in header["tables"] if each["name"] == name)
    return found


def _in_persons(change: Callable[[list[Any]], list[Any]]) -> Callable[[list[bytes]], list[bytes]]:
    def harm(lines: list[bytes]) -> list[bytes]:
        at = lines.index(b'{"table":"persons"}\n') + 1
        row = change(json.loads(lines[at]))
        return [*lines[:at], json.dumps(row).encode() + b"\n", *lines[at + 1 :]]

    return harm


HOSTILE: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "an unknown table": _with_header(lambda h: h["tables"].append(
        {"name": "evil", "columns": ["id"], "rows": 1, "last": 1})),
    "a table named like a path": _with_header(
        lambda h: _table(h, "persons").update(name="../../etc/passwd")),
    "a table named like a statement": _with_header(
        lambda h: _table(h, "persons").update(name='persons"; DROP TABLE debts; --')),
    "an unknown column": _with_header(lambda h: _table(h, "persons")["columns"].append("admin")),
    "a column too few": _with_header(lambda h: _table(h, "persons")["columns"].pop()),
    "columns in another order": _with_header(lambda h: _table(h, "persons")["columns"].reverse()),
    "a table too few": _with_header(lambda h: h["tables"].pop()),
    "a table twice": _with_header(lambda h: h["tables"].append(h["tables"][0])),
    "a count beyond all": _with_header(lambda h: _table(h, "persons").update(rows=10**30)),
    "a count below nothing": _with_header(lambda h: _table(h, "persons").update(last=-1)),
    "a count that is a word": _with_header(lambda h: _table(h, "persons").update(rows="many")),
    "an older schema": _with_header(lambda h: h.update(schema="0000")),
    "a later schema": _with_header(lambda h: h.update(schema="9999")),
    "a schema that moves the cursor": _with_header(lambda h: h.update(schema="\x1b[2J" * 99)),
    "rows under another key": _with_header(lambda h: h.update(keys=["feedfeedfeedfeed"])),
    "a header that is a list": lambda lines: [b"[]\n", *lines[1:]],
    "nesting without end": lambda lines: [b"[" * 100_000 + b"\n"],
    "a line of five megabytes": lambda lines: [*lines[:3], b'["' + b"x" * 5_000_000 + b'"]\n'],
    "a row too short": _in_persons(lambda row: row[:-1]),
    "a word for a number": _in_persons(lambda row: ["one", *row[1:]]),
    "a number beyond all": _in_persons(lambda row: [2**70, *row[1:]]),
    "a list for a value": _in_persons(lambda row: [row[0], ["x"], *row[2:]]),
    "a row without a number": _in_persons(lambda row: [None, *row[1:]]),
    "a table after its child": lambda lines: [
        lines[0], b'{"table":"updates"}\n', b'{"table":"persons"}\n', *lines[1:]],
    "a table from nowhere": lambda lines: [*lines[:1], b'{"table":"sqlite_master"}\n', *lines[1:]],
    "the end left out": lambda lines: lines[:-1],
    "more after the end": lambda lines: [*lines, b"[1]\n"],
    "nothing at all": lambda lines: [],
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
async def test_a_file_that_does_not_fit_is_refused_before_anything_is_changed(
    sqlite_url: str, tmp_path: Path, what: str
) -> None:
    """Somebody who had the key once may hand over a file; it must not reach the database."""
    _, lines = await _whole(sqlite_url, tmp_path / "a.backup")
    _sealed(HOSTILE[what](lines), tmp_path / "evil.backup")
    with pytest.raises(backup.BackupError) as told:
        await put_back(tmp_path / "evil.backup", f"sqlite:///{tmp_path}/other.db")
    said = str(told.value)
    assert "\x1b" not in said
    assert len(said) < 400
    assert said.count("\n") == 0
    assert not (tmp_path / "other.db").exists()


async def test_our_own_lines_sealed_anew_are_taken(sqlite_url: str, tmp_path: Path) -> None:
    """Otherwise the refusals above would prove nothing."""
    _, lines = await _whole(sqlite_url, tmp_path / "a.backup")
    _sealed(lines, tmp_path / "same.backup")
    await put_back(tmp_path / "same.backup", f"sqlite:///{tmp_path}/other.db")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks so small that a file has many."""
    monkeypatch.setattr(archive, "CHUNK", 512)


def _chunks(whole: bytes) -> list[bytes]:
    start = whole.index(b"\n") + 1
    found = [whole[:start]]
    while start < len(whole):
        size = 4 + int.from_bytes(whole[start : start + 4], "big")
        found.append(whole[start : start + size])
        start += size
    return found


HARMS: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "cut in a chunk": lambda c: [*c[:-1], c[-1][:-1]],
    "cut between chunks": lambda c: c[:-1],
    "cut to its head": lambda c: c[:1],
    "a chunk left out": lambda c: [*c[:3], *c[4:]],
    "two chunks exchanged": lambda c: [*c[:2], c[3], c[2], *c[4:]],
    "a chunk twice": lambda c: [*c[:3], c[2], *c[3:]],
    "a bit turned": lambda c: [*c[:3], c[3][:-1] + bytes([c[3][-1] ^ 1]), *c[4:]],
    "bytes behind": lambda c: [*c, b"\0\0\0\x10" + b"x" * 16],
    "another date": lambda c: [c[0].replace(b"2026-03-02", b"2027-03-02"), *c[1:]],
    "another salt": lambda c: [c[0].replace(b'"salt": "', b'"salt": "AAAA', 1), *c[1:]],
    "a chunk of four gigabytes": lambda c: [c[0], b"\xff\xff\xff\xff", *c[1:]],
    "another format": lambda c: [c[0].replace(b'"format": 1', b'"format": 2'), *c[1:]],
    "no backup at all": lambda c: [b"%PDF-1.7\n"],
    "an empty file": lambda c: [],
}  # fmt: skip


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("what", HARMS)
async def test_a_damaged_or_altered_file_is_refused(
    sqlite_url: str, tmp_path: Path, what: str
) -> None:
    """Whoever keeps our backups cannot change one, nor pass a part for the whole."""
    whole, _ = await _whole(sqlite_url, tmp_path / "a.backup")
    chunks = _chunks(whole)
    assert len(chunks) > 6
    (tmp_path / "evil.backup").write_bytes(b"".join(HARMS[what](chunks)))
    with pytest.raises(backup.BackupError):
        await put_back(tmp_path / "evil.backup", f"sqlite:///{tmp_path}/other.db")
    assert not (tmp_path / "other.db").exists()


@pytest.mark.usefixtures("small")
async def test_chunks_of_two_backups_do_not_mix(sqlite_url: str, tmp_path: Path) -> None:
    """The same rows twice are two files under two keys."""
    one, _ = await _whole(sqlite_url, tmp_path / "a.backup")
    await made(sqlite_url, tmp_path / "b.backup")
    ours, others = _chunks(one), _chunks((tmp_path / "b.backup").read_bytes())
    (tmp_path / "evil.backup").write_bytes(b"".join([*ours[:2], others[2], *ours[3:]]))
    with pytest.raises(backup.BackupError, match="altered"):
        await put_back(tmp_path / "evil.backup", f"sqlite:///{tmp_path}/other.db")
