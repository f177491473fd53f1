"""The chain on both databases: written with what it notes, removed with it, erased for good."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, text

from coach.chain import Kind, first_broken
from coach.contacts import Channel, Outcome
from coach.limits import Reached
from storage import cases, chain, contacts, debts, erasure, limits, signing, upkeep
from storage.tables_chain import chain as table
from tests.storage.conftest import NOW, add_person

if TYPE_CHECKING:
    from pathlib import Path

    from storage.engine import Database
    from storage.uow import UnitOfWork

LATER = NOW + timedelta(hours=25)


async def call(uow: UnitOfWork, case_id: int, debt_id: int | None, words: str) -> int:
    """Note a call."""
    return await contacts.add(
        uow, case_id, NOW, debt_id=debt_id, channel=Channel.PHONE, outcome=Outcome.REFUSED,
        reference="R-1", promise=None, note=words, next_on=None,
    )  # fmt: skip


async def debt(uow: UnitOfWork, case_id: int) -> int:
    """Store a debt."""
    values: dict[str, Any] = {
        "creditor": "Visa", "kind": "card", "lender": "bank", "whose": "mine",
        "stage": "overdue", "currency": "GBP", "principal": 400_000,
    }  # fmt: skip
    return await debts.add(uow, case_id, NOW, **values)


async def begun(database: Database) -> tuple[int, int]:
    """Return a person with a case."""
    person = await add_person(database, 1)
    async with database.write() as uow:
        case_id = await cases.open_trial(uow, person.id, NOW)
        await uow.commit()
    return person.id, case_id


async def test_every_call_follows_the_one_before(database: Database) -> None:
    """Ten calls make a chain of ten that agrees with itself."""
    _, case_id = await begun(database)
    async with database.write() as uow:
        for number in range(10):
            await call(uow, case_id, None, f"words {number} 花呗")
        await uow.commit()
    async with database.read() as uow:
        entries = await chain.of_case(uow, case_id)
    assert [entry.number for entry in entries] == list(range(1, 11))
    assert first_broken(entries) is None
    assert "words 9 花呗" in (entries[9].content or "")
    assert len({entry.salt for entry in entries}) == 10


async def test_a_rolled_back_call_leaves_no_entry(database: Database) -> None:
    """The chain says what the log says, never more."""
    _, case_id = await begun(database)
    async with database.write() as uow:
        await call(uow, case_id, None, "never was")
    async with database.read() as uow:
        assert await chain.of_case(uow, case_id) == ()


async def test_a_deleted_call_is_removed_at_once_comes_back_and_is_erased_after_a_day(
    database: Database,
) -> None:
    """Its digest and the day stay; those after it can still be checked."""
    _, case_id = await begun(database)
    async with database.write() as uow:
        first = await call(uow, case_id, None, "first")
        await call(uow, case_id, None, "second")
        await contacts.change(uow, first, deleted_at=NOW)
        gone = await chain.of_case(uow, case_id)
        await contacts.change(uow, first, deleted_at=None)
        back = await chain.of_case(uow, case_id)
        await contacts.change(uow, first, deleted_at=NOW)
        await upkeep.trim(uow, LATER, LATER)
        await contacts.change(uow, first, deleted_at=None)
        erased = await chain.of_case(uow, case_id)
        await uow.commit()
    assert (gone[0].content, gone[0].salt, gone[0].removed_on) == (None, None, NOW.date())
    assert "first" in (back[0].content or "")
    assert erased == gone, "nothing brings back what was erased"
    assert erased[0].digest == back[0].digest
    assert [first_broken(each) for each in (gone, back, erased)] == [None, None, None]


async def test_what_notes_a_deleted_debt_goes_and_comes_back_with_it(database: Database) -> None:
    """A call that was deleted before the debt stays deleted when the debt comes back."""
    _, case_id = await begun(database)
    async with database.write() as uow:
        debt_id = await debt(uow, case_id)
        first = await call(uow, case_id, debt_id, "one")
        await call(uow, case_id, debt_id, "two")
        await call(uow, case_id, None, "somebody else")
        await contacts.change(uow, first, deleted_at=NOW)
        later = NOW + timedelta(hours=1)
        await debts.mark(uow, case_id, debt_id, "deleted", later)
        gone = [entry.content is None for entry in await chain.of_case(uow, case_id)]
        await debts.mark(uow, case_id, debt_id, "open", None)
        back = [entry.content is None for entry in await chain.of_case(uow, case_id)]
        await debts.mark(uow, case_id, debt_id, "deleted", later)
        await upkeep.trim(uow, LATER + timedelta(hours=1), LATER)
        left = await chain.of_case(uow, case_id)
        await uow.commit()
    assert gone == [True, True, False]
    assert back == [True, False, False]
    assert [entry.content is None for entry in left] == [True, True, False]
    assert first_broken(left) is None


async def test_what_is_added_to_a_deleted_call_goes_with_it(database: Database) -> None:
    """An old screen still offers to put a note right; its words must not outlive the note."""
    _, case_id = await begun(database)
    async with database.write() as uow:
        debt_id = await debt(uow, case_id)
        first = await call(uow, case_id, debt_id, "one")
        second = await call(uow, case_id, debt_id, "two")
        await contacts.change(uow, first, deleted_at=NOW)
        await contacts.correct(uow, case_id, first, "late words", NOW)
        later = NOW + timedelta(hours=1)
        await debts.mark(uow, case_id, debt_id, "deleted", later)
        await contacts.keep_promise(uow, case_id, second, later, kept=True)
        await call(uow, case_id, debt_id, "after all")
        gone = [entry.content is None for entry in await chain.of_case(uow, case_id)]
        await debts.mark(uow, case_id, debt_id, "open", None)
        back = [entry.content is None for entry in await chain.of_case(uow, case_id)]
        await contacts.change(uow, first, deleted_at=None)
        whole = await chain.of_case(uow, case_id)
        await contacts.change(uow, first, deleted_at=NOW)
        await upkeep.trim(uow, LATER, LATER)
        await upkeep.trim(uow, LATER, LATER)
        left = await chain.of_case(uow, case_id)
        await uow.commit()
    assert gone == [True] * 5
    assert back == [True, False, True, False, False]
    assert all(entry.content for entry in whole)
    assert [entry.content is None for entry in left] == back
    assert first_broken(left) is None


async def test_the_callers_number_stands_in_the_chain(database: Database) -> None:
    """Who vouches for the record vouches for the number that was calling."""
    _, case_id = await begun(database)
    async with database.write() as uow:
        contact_id = await call(uow, case_id, None, "one")
        await limits.record(
            uow, case_id, contact_id, NOW, on=NOW.date(), clock="21:40", number="020 7946 0000",
            reached=Reached.WORK, note=None,
        )  # fmt: skip
        (_, entry) = await chain.of_case(uow, case_id)
        await uow.commit()
    said = json.loads(entry.content or "")
    assert (said["telephone"], said["number"]) == ("020 7946 0000", 2)


async def test_a_debt_named_later_is_an_entry_that_follows(database: Database) -> None:
    """What was noted first is not edited."""
    _, case_id = await begun(database)
    async with database.write() as uow:
        contact_id = await call(uow, case_id, None, "who was that")
        before = await chain.of_case(uow, case_id)
        await contacts.tie(uow, case_id, contact_id, await debt(uow, case_id), NOW)
        after = await chain.of_case(uow, case_id)
        await contacts.change(uow, contact_id, deleted_at=NOW)
        gone = await chain.of_case(uow, case_id)
        await uow.commit()
    assert after[:1] == before
    assert (after[1].kind, "Visa" in (after[1].content or "")) == (Kind.CORRECTION, True)
    assert [entry.content for entry in gone] == [None, None]


async def test_forgetting_leaves_no_entry_of_theirs_and_all_of_others(database: Database) -> None:
    """Digests as well: they are about somebody."""
    person_id, case_id = await begun(database)
    async with database.write() as uow:
        await call(uow, case_id, None, "mine")
        other = await cases.open_trial(uow, (await _other(uow)), NOW)
        await call(uow, other, None, "theirs")
        await erasure.erase(uow, person_id)
        left = (await uow.run(select(table.c.case_id))).scalars().all()
        await uow.commit()
    assert left == [other]


async def _other(uow: UnitOfWork) -> int:
    from storage import people

    return (await people.add(uow, 2, "en", NOW)).id


async def test_the_host_has_one_key_however_often_it_is_asked_for(database: Database) -> None:
    """Every process signs with the same one; only its public half can be read without the keys."""
    async with database.write() as uow:
        assert await signing.known(uow) is None
        first = await signing.secret(uow)
        await uow.commit()
    async with database.write() as uow:
        assert await signing.secret(uow) == first
        assert await signing.known(uow) == signing.public(first)
        raw = (await uow.run(text("SELECT secret FROM host_keys"))).scalar_one()
    assert first.encode() not in bytes(raw)


async def test_of_an_erased_entry_no_byte_is_left_in_the_file(
    sqlite_url: str, tmp_path: Path
) -> None:
    """Sealed or not: whoever finds the key later finds nothing to open."""
    from storage import engine, migrate

    await migrate.upgrade(sqlite_url)
    database = engine.connect(sqlite_url)
    try:
        _, case_id = await begun(database)
        async with database.write() as uow:
            contact_id = await call(uow, case_id, None, "a secret word " * 40)
            await contacts.change(uow, contact_id, deleted_at=NOW)
            await uow.commit()
        async with database.read() as uow:
            row = (await uow.run(text("SELECT salt, content FROM chain"))).one()
        kept = [bytes(each) for each in row]
        assert all(_found(tmp_path, each) for each in kept)
        await _trimmed(database, LATER)
    finally:
        await database.close()
    assert not any(_found(tmp_path, each) for each in kept)


async def _trimmed(database: Database, at: datetime) -> None:
    async with database.write() as uow:
        await upkeep.trim(uow, at, at)
        left = await uow.run(select(func.count()).where(table.c.content.is_not(None)))
        assert left.scalar_one() == 0
        await uow.commit()


def _found(folder: Path, what: bytes) -> bool:
    return any(what[20:60] in path.read_bytes() for path in folder.glob("duewell.db*"))
