"""The record, promises and owners in both databases: kept sealed, found again, gone with the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, text

from coach.chain import Kind, first_broken
from coach.contacts import Channel, Outcome
from coach.limits import Reached
from storage import cases, chain, contacts, debts, erasure, limits, owners
from storage.tables_case import owners as owner_rows
from tests.storage.conftest import NOW, add_person

if TYPE_CHECKING:
    from storage.engine import Database
    from storage.uow import UnitOfWork

DEBT = {
    "creditor": "Visa", "kind": "card", "lender": "bank", "whose": "mine", "stage": "overdue",
    "currency": "GBP", "principal": 400000,
}  # fmt: skip


async def a_call(uow: UnitOfWork, case_id: int, debt_id: int, promise: str | None = None) -> int:
    return await contacts.add(
        uow, case_id, NOW, debt_id=debt_id, channel=Channel.PHONE, outcome=Outcome.PRESSED,
        reference=None, promise=promise, note=None, next_on=None,
    )  # fmt: skip


async def record(uow: UnitOfWork, case_id: int, contact_id: int, clock: str | None) -> None:
    await limits.record(
        uow, case_id, contact_id, NOW, on=NOW.date(), clock=clock, number="020 7946 0000",
        reached=Reached.WORK, note="shouted",
    )  # fmt: skip


async def test_the_record_is_listed_by_debt_and_its_number_is_sealed(database: Database) -> None:
    """A stolen database shows neither a caller nor a word that was said."""
    person = await add_person(database, 1)
    async with database.write() as uow:
        case_id = await cases.open_trial(uow, person.id, NOW)
        debt_id = await debts.add(uow, case_id, NOW, **DEBT)
        for clock in ("08:10", "21:40", None):
            await record(uow, case_id, await a_call(uow, case_id, debt_id), clock)
        await a_call(uow, case_id, debt_id)
        await uow.commit()
    async with database.read() as uow:
        found = await limits.of_debt(uow, case_id, debt_id)
        assert {each.clock for each in found} == {"08:10", "21:40", None}
        assert {each.number for each in found} == {"020 7946 0000"}
        assert await limits.of_debt(uow, case_id, None) == ()
        assert first_broken(await chain.of_case(uow, case_id)) is None
        raw = (await uow.run(text("SELECT number, note FROM contacts"))).all()
        assert b"7946" not in b"".join(bytes(row[0]) for row in raw if row[0])


async def test_a_promise_is_open_until_somebody_says_whether_it_came(database: Database) -> None:
    """Kept and broken are told to the chain; neither is asked about again."""
    person = await add_person(database, 1)
    async with database.write() as uow:
        case_id = await cases.open_trial(uow, person.id, NOW)
        debt_id = await debts.add(uow, case_id, NOW, **DEBT)
        first, second = [await a_call(uow, case_id, debt_id, "a letter") for _ in range(2)]
        await contacts.keep_promise(uow, case_id, first, NOW, kept=False)
        assert [each.id for each in await contacts.promised(uow, case_id, debt_id)] == [second]
        found = await contacts.get(uow, case_id, first)
        assert found is not None
        assert found.kept is False


async def test_a_debts_owners_go_with_the_person(database: Database) -> None:
    """Whose the debt was is personal too; the chain's entries of it are erased alike."""
    person = await add_person(database, 1)
    async with database.write() as uow:
        case_id = await cases.open_trial(uow, person.id, NOW)
        debt_id = await debts.add(uow, case_id, NOW, **DEBT)
        await owners.add(uow, debt_id, NOW, creditor="Visa", lender="bank", stage="overdue")
        await owners.note(uow, case_id, debt_id, Kind.OWNER, NOW, "Visa")
        before = await owners.newest(uow, debt_id)
        assert before is not None
        assert (before.creditor, before.proven_at) == ("Visa", None)
        await owners.prove(uow, before, NOW)
        await debts.mark(uow, case_id, debt_id, "deleted", NOW)
        assert [entry.content for entry in await chain.of_case(uow, case_id)] == [None]
        await erasure.erase(uow, person.id)
        left = select(func.count()).select_from(owner_rows)
        assert (await uow.run(left)).scalar_one() == 0
