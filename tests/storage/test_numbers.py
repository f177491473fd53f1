"""What reports are made of: only people who allow statistics, and counts without anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.numbers import Counted, Figure
from coach.people import Consent
from storage import cases, consents, numbers
from storage.tables_case import debts
from storage.tables_plans import payments, plans
from tests.storage.conftest import NOW, add_person

if TYPE_CHECKING:
    from storage.engine import Database


async def _plan(database: Database, telegram_id: int, *, allows: bool) -> int:
    person = await add_person(database, telegram_id)
    async with database.write() as uow:
        for given in (not allows, allows):
            await consents.record(
                uow, person.id, Consent.STATISTICS, given=given, locale="en", now=NOW
            )
        case = await cases.open_trial(uow, person.id, NOW)
        debt = await uow.run(
            debts.insert().values(
                case_id=case, number=1, creditor="Visa", kind="card", lender="bank", whose="mine",
                stage="overdue", currency="GBP", principal=100_000, fees=5_000, created_at=NOW,
            )
        )  # fmt: skip
        plan = await uow.run(
            plans.insert().values(
                case_id=case, debt_id=debt.inserted_primary_key[0], status="active", version=1,
                kind="instalments", currency="GBP", amount=10_000, count=9,
                first_due=NOW.date(), every="monthly", anchor=2, how_paid="manual",
                source="negotiated", agreed_on=NOW.date(), at=NOW,
            )
        )  # fmt: skip
        number = plan.inserted_primary_key[0]
        await uow.run(
            payments.insert().values(
                plan_id=number, occurrence=1, status="paid", amount=10_000, at=NOW
            )
        )
        await uow.commit()
    return person.id


async def test_only_who_allows_statistics_now_is_read(database: Database) -> None:
    """The newest answer stands, whichever it was before."""
    await _plan(database, 1, allows=False)
    allows = await _plan(database, 2, allows=True)
    await add_person(database, 3)
    async with database.read() as uow:
        (life,) = await numbers.lives(uow)
        (plan,) = await numbers.agreed(uow)
    assert life.region == numbers.NOWHERE
    assert life.steps[Figure.PLAN] == NOW.date()
    assert life.steps[Figure.CONTACT] is None
    assert (plan.person, plan.days, plan.total, plan.waived) == (allows, 0, 90_000, 15_000)
    assert (len(plan.due), list(plan.paid)) == (9, [NOW.date()])


async def test_counts_add_up_by_language_and_region(database: Database) -> None:
    async with database.write() as uow:
        for region in ("gb", None, "gb"):
            await numbers.count(uow, "2026Q1", Figure.DANGER, "en", region)
        await numbers.count(uow, "2026Q2", Figure.DANGER, "en", "gb")
        await uow.commit()
    async with database.read() as uow:
        found = await numbers.counts(uow, "2026Q1")
    assert set(found) == {
        Counted(Figure.DANGER, "en", "gb", 2), Counted(Figure.DANGER, "en", numbers.NOWHERE, 1),
    }  # fmt: skip


async def test_the_first_report_of_a_quarter_stands(database: Database) -> None:
    async with database.write() as uow:
        await numbers.keep_report(uow, "2026Q1", "{}")
        await numbers.keep_report(uow, "2026Q1", "[]")
        await uow.commit()
    async with database.read() as uow:
        assert await numbers.kept_report(uow, "2026Q1") == "{}"
        assert await numbers.kept_report(uow, "2026Q2") is None
