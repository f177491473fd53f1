"""The list of erasures: on the disk before anybody is gone, and nobody in it comes back."""

from __future__ import annotations

import stat
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from storage import erasures, keys, people
from storage.tables_people import persons
from tests.storage.conftest import NOW, add_person
from usecases import erased

if TYPE_CHECKING:
    from pathlib import Path

    from storage.engine import Database

LATER = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def _installed(tmp_path: Path) -> None:
    erasures.install(tmp_path / "list")


async def _apply(database: Database, folder: Path) -> int:
    async with database.write() as uow:
        number = await erased.apply(uow, folder, LATER)
        await uow.commit()
    return number


async def _there(database: Database) -> set[int]:
    async with database.read() as uow:
        return {int(each) for each in (await uow.run(select(persons.c.telegram_id))).scalars()}


def test_a_line_holds_a_keyed_hash_and_a_time_and_nothing_else(tmp_path: Path) -> None:
    """The list outlives the database; it must lead to nobody."""
    erasures.note(123456789, NOW)
    (path,) = (tmp_path / "list").iterdir()
    assert path.name == "erased-2026-03.txt"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    digest = keys.ring().digests("123456789")[0]
    assert path.read_text(encoding="ascii") == f"{NOW.isoformat()} {digest}\n"
    assert erasures.read(tmp_path / "list") == (erasures.Erasure(digest, NOW),)


def test_half_a_line_of_a_power_cut_spoils_no_other(tmp_path: Path) -> None:
    """What was half written was not acted upon; what comes after it must count."""
    erasures.note(1, NOW)
    path = tmp_path / "list" / "erased-2026-03.txt"
    with path.open("ab") as file:
        file.write(b"2026-03-02T09:00:00+00:00 abc")
    erasures.note(2, LATER)
    found = [each.digest for each in erasures.read(tmp_path / "list")]
    assert found == [keys.ring().digests(name)[0] for name in ("1", "2")]


async def test_who_was_erased_after_the_backup_is_erased_again_and_nobody_else(
    database: Database, tmp_path: Path
) -> None:
    """Care 11, word for word."""
    for each in (1, 2, 3):
        await add_person(database, each)
    erasures.note(1, LATER)
    erasures.note(3, LATER)
    assert await _apply(database, tmp_path / "list") == 2
    assert await _there(database) == {2}
    assert await _apply(database, tmp_path / "list") == 0


async def test_who_came_back_after_an_erasure_stays(database: Database, tmp_path: Path) -> None:
    """Their new beginning is theirs; the list is about who they were before."""
    erasures.note(1, NOW - timedelta(hours=1))
    await add_person(database, 1)
    assert await _apply(database, tmp_path / "list") == 0
    assert await _there(database) == {1}


async def test_every_key_of_the_ring_is_tried(database: Database, tmp_path: Path) -> None:
    """A backup of before a new key knows people by the old one; the list may know them by either."""
    old, new = keys.Keyring.new(), keys.Keyring.new()
    keys.install(old)
    await add_person(database, 1)
    erasures.note(2, LATER)
    keys.install(new)
    await add_person(database, 2)
    await add_person(database, 3)
    erasures.note(1, LATER)
    keys.install(keys.Keyring((*new.keys, *old.keys)))
    assert await _apply(database, tmp_path / "list") == 2
    assert await _there(database) == {3}


async def test_lists_of_several_machines_are_put_together(
    database: Database, tmp_path: Path
) -> None:
    """Replicas without a common disk have a list each."""
    await add_person(database, 1)
    erasures.install(tmp_path / "other")
    erasures.note(1, LATER)
    (tmp_path / "list").mkdir()
    other = tmp_path / "other" / "erased-2026-03.txt"
    other.rename(tmp_path / "list" / "erased-2026-03.b.txt")
    assert await _apply(database, tmp_path / "list") == 1


def test_months_that_no_backup_is_left_of_are_thrown_away(tmp_path: Path) -> None:
    """Gone means gone: a list of everybody who ever left is kept no longer than it is needed."""
    for month in (1, 2, 3, 12):
        erasures.note(1, datetime(2026, month, 28, tzinfo=UTC))
    erased.tidy(tmp_path / "list", datetime(2026, 4, 2, tzinfo=UTC), 30)
    assert {p.name for p in (tmp_path / "list").iterdir()} == {
        "erased-2026-03.txt", "erased-2026-02.txt", "erased-2026-12.txt",
    }  # fmt: skip
    erasures.throw_away(tmp_path / "list", date(2027, 1, 1))
    assert list((tmp_path / "list").iterdir()) == []


async def test_nobody_is_erased_whose_erasure_could_not_be_noted(
    database: Database, tmp_path: Path
) -> None:
    """Otherwise the next restore would bring them back, and nobody would know."""
    from usecases import privacy
    from usecases.work import Work

    person = await add_person(database, 1)
    (tmp_path / "list").write_text("a file where the folder should be", encoding="utf-8")
    async with database.write() as uow:
        work = Work(uow, person, NOW, NOW.date(), {})
        with pytest.raises(OSError, match="exists"):
            await privacy.erase_now(work)
        await uow.commit()
    assert await _there(database) == {1}


async def test_a_crash_between_the_note_and_the_commit_erases_at_the_next_start(
    database: Database, tmp_path: Path
) -> None:
    """The line is the decision; the rows follow it, now or at the next start."""
    from usecases import privacy
    from usecases.work import Work

    person = await add_person(database, 1)
    async with database.write() as uow:
        await privacy.erase_now(Work(uow, person, NOW, NOW.date(), {}))
    assert await _there(database) == {1}
    async with database.write() as uow:
        await uow.run(update(persons).values(hour=4))
        await uow.commit()
    assert await _apply(database, tmp_path / "list") == 1
    async with database.read() as uow:
        assert await people.anybody(uow) is False
