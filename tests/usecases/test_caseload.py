"""The caseload and what is seen of each client: as much as they share, in few statements, noted."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from coach.budget import Budget, Category, Line, Period, full_budget, quick_budget
from coach.caseload import Attention, Payments
from coach.dates import Every
from coach.money import Money
from coach.people import Consent, Role
from coach.permits import Level
from coach.plans import Plan, PlanKind, PlanStatus
from storage import budgets, cases, consents, grants, people, plans, staff
from storage.contacts import add_deadline
from tests.fakes.telegram_edge import open_world
from tests.usecases.test_relay import in_care
from usecases import case_view, caseload
from usecases.access import NotYoursError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from storage.uow import UnitOfWork
    from tests.fakes.telegram_edge import World
    from usecases.work import Work


async def acts(world: World, uow: UnitOfWork, person: int) -> Work:
    """Return that person's work in an open transaction."""
    found = await people.get(uow, person)
    assert found is not None
    return world.router._context(uow, found, world.now).work


async def seen(world: World, person: int) -> list[tuple[Level, tuple[Attention, ...]]]:
    """Return the person's caseload, without names."""
    async with world.database.read() as uow:
        found = await caseload.caseload(await acts(world, uow, person))
    return [(each.level, each.attention) for each in found]


async def looks(world: World, client: int) -> list[tuple[str, str]]:
    """Return who looked at what, the newest first."""
    async with world.database.read() as uow:
        return [(each.name, each.what) for each in await grants.looks_of(uow, client, 50, 0)]


async def test_a_client_who_shares_nothing_is_only_there(world: World) -> None:
    """The default tells nothing, and no look is noted where nothing was seen."""
    _, _, hers, mine = await in_care(world, "nothing")
    world.move(days=90)
    assert await seen(world, hers) == [(Level.NOTHING, ())]
    async with world.database.write() as uow:
        work = await acts(world, uow, hers)
        view = await case_view.view(work, mine)
        assert (view.progress, view.case, view.documents) == (None, None, None)
        for part in (case_view.case, case_view.documents):
            with pytest.raises(NotYoursError):
                await part(work, mine)
        await uow.commit()
    assert await looks(world, mine) == []


@pytest.mark.parametrize("level", ["progress", "case", "documents"])
async def test_each_level_shows_its_own_and_is_noted(world: World, level: str) -> None:
    """What is not shared is not even read."""
    _, _, hers, mine = await in_care(world, level)
    async with world.database.write() as uow:
        work = await acts(world, uow, hers)
        view = await case_view.view(work, mine)
        assert view.progress is not None
        assert view.progress.path.next is None
        assert view.progress.payments is Payments.KEPT
        assert (view.case is not None) is (level != "progress")
        assert (view.documents is not None) is (level == "documents")
        if view.case is not None:
            assert [each.creditor for each in view.case.debts] == ["Visa"]
            assert view.case.creditor(view.case.debts[0].id) == "Visa"
            assert view.case.offer is not None
            assert view.case.hardship is not None
            assert (len(view.case.plans), len(view.case.contacts)) == (1, 1)
            assert len(view.case.deadlines) == 1
        await uow.commit()
    assert await looks(world, mine) == [("Anna", level)]


async def test_what_needs_attention_is_told_as_time_goes_on(world: World) -> None:
    """Silence, a court date and a payment that was not made are each seen on their day."""
    _, mei, hers, _ = await in_care(world, "progress")
    first = (Level.PROGRESS, (Attention.FOLLOW_UP,))
    world.move(days=4)
    assert first in await seen(world, hers)
    world.move(days=8)
    assert Attention.DEADLINE in (await seen(world, hers))[0][1]
    world.move(days=10)
    assert Attention.SILENT in (await seen(world, hers))[0][1]
    world.move(days=7)
    await mei.sends_data("pay.cannot:1:1")
    found = (await seen(world, hers))[0][1]
    assert found[0] is Attention.MISSED
    assert Attention.SILENT not in found


async def test_when_the_time_is_over_or_the_yes_is_taken_back_nothing_is_seen(
    world: World,
) -> None:
    """An end is an end, without anybody having to do anything."""
    _, mei, hers, mine = await in_care(world, "documents")
    world.move(days=29)
    assert (await seen(world, hers))[0][0] is Level.DOCUMENTS
    world.move(days=2)
    assert await seen(world, hers) == [(Level.NOTHING, ())]
    await mei.sends_data(f"grants.share:{hers}:case:0")
    assert (await seen(world, hers))[0][0] is Level.CASE
    await mei.sends_data("consents.set:counsellor:0")
    assert await seen(world, hers) == [(Level.NOTHING, ())]
    async with world.database.write() as uow:
        work = await acts(world, uow, hers)
        for part in (case_view.case, case_view.documents):
            with pytest.raises(NotYoursError):
                await part(work, mine)


async def test_who_asked_to_be_erased_is_there_for_nobody(world: World) -> None:
    """From the first tap on, not only from the day after."""
    _, mei, hers, mine = await in_care(world, "case")
    await mei.sends_data("forget")
    await mei.taps("forget.yes")
    assert await seen(world, hers) == []
    async with world.database.write() as uow:
        with pytest.raises(NotYoursError):
            await case_view.view(await acts(world, uow, hers), mine)


async def test_nobody_but_their_counsellor_sees_a_client(world: World) -> None:
    """Neither another counsellor, nor an owner, nor the client themselves by this way."""
    _, _, _, mine = await in_care(world, "documents")
    others = []
    for role in (Role.OWNER, Role.COUNSELLOR, Role.COACH, Role.CLIENT):
        person = world.chat()
        await person.says("/start")
        async with world.database.write() as uow:
            found = await people.find(uow, person.id)
            assert found is not None
            await people.change(uow, found[0].id, role=role.value)
            await staff.name(uow, found[0].id, "Other", world.now)
            await uow.commit()
        others.append(found[0].id)
    for number in (*others, mine):
        async with world.database.write() as uow:
            work = await acts(world, uow, number)
            for part in (case_view.view, case_view.card, case_view.case, case_view.documents):
                with pytest.raises(NotYoursError):
                    await part(work, mine)


@pytest.fixture
async def both(database_url: str) -> AsyncIterator[World]:
    """A world on each kind of database."""
    async with open_world(database_url) as opened:
        yield opened


async def _clients(uow: UnitOfWork, counsellor: int, count: int, now: datetime) -> None:
    for number in range(count):
        client = await people.add(uow, 10_000 + number, "en", now)
        case_id = await cases.open_trial(uow, client.id, now)
        for kind in (Consent.KEEP, Consent.COUNSELLOR):
            await consents.record(uow, client.id, kind, given=True, locale="en", now=now)
        level = list(Level)[number % len(Level)]
        await grants.put(uow, client.id, counsellor, level, None, now)
        if number % 3 == 0:
            on = now.date() + timedelta(days=number % 10)
            await add_deadline(uow, case_id, now, debt_id=None, kind="complaint", on=on)


async def test_the_list_takes_as_many_statements_for_many_clients_as_for_one(both: World) -> None:
    """On both databases: a page must not grow slow with those it is for."""
    anna = both.chat()
    await anna.says("/start")
    counted = []
    for count in (1, 40):
        async with both.database.write() as uow:
            found = await people.find(uow, anna.id)
            assert found is not None
            await people.change(uow, found[0].id, role=Role.COUNSELLOR.value)
            await _clients(uow, found[0].id, count, both.now)
            await uow.commit()
        async with both.database.write() as uow:
            work = await acts(both, uow, found[0].id)
            both.statements.clear()
            listed = await caseload.caseload(work)
            counted.append((len(both.statements), len(listed)))
    assert counted == [(2, 1), (2, 40)]
    assert listed[0].attention == (Attention.DEADLINE,)
    assert all(each.level is not Level.NOTHING or not each.attention for each in listed)


@pytest.mark.parametrize(
    ("lines", "amount", "every", "wanted"),
    [
        (None, 450_00, Every.MONTHLY, False),
        (None, 450_01, Every.MONTHLY, True),
        (None, 104_00, Every.WEEKLY, True),
        (None, 103_00, Every.WEEKLY, False),
        ("full", 450_00, Every.MONTHLY, False),
        ("full", 450_01, Every.MONTHLY, True),
        ("below", 1_00, Every.MONTHLY, True),
    ],
)
async def test_a_plan_above_what_can_be_offered_is_seen_on_both_databases(
    both: World, lines: str | None, amount: int, every: Every, wanted: bool
) -> None:
    """To the penny, though the database looks only roughly before the sums are worked out."""
    anna = both.chat()
    await anna.says("/start")
    async with both.database.write() as uow:
        found = await people.find(uow, anna.id)
        assert found is not None
        await people.change(uow, found[0].id, role=Role.COUNSELLOR.value)
        await _clients(uow, found[0].id, 3, both.now)
        mei = await people.find(uow, 10_002)
        assert mei is not None
        case_id = mei[0].case_id
        assert case_id is not None
        await budgets.save(uow, case_id, _budget(lines), both.now)
        plan = Plan(
            0, None, 1, PlanStatus.ACTIVE, PlanKind.RUNNING, Money(amount, "GBP"), None,
            both.now.date(), every, 2,
        )  # fmt: skip
        await plans.add(uow, case_id, plan, both.now)
        work = await acts(both, uow, found[0].id)
        listed = {each.number: each.attention for each in await caseload.caseload(work)}
    assert (Attention.UNAFFORDABLE in listed[mei[0].id]) is wanted


def _budget(lines: str | None) -> Budget:
    """Return a budget with 450.00 to offer: 2,000 in, 1,200 and 300 out, a tenth as buffer."""

    def gbp(minor: int) -> Money:
        return Money(minor, "GBP")

    if lines == "below":
        return quick_budget(gbp(1000_00), gbp(1200_00), gbp(0))
    if lines is None:
        return quick_budget(gbp(2000_00), gbp(1200_00), gbp(300_00))
    parts = (
        Line(Category.WAGES, gbp(1950_00)),
        Line(Category.PENSION, gbp(600_00), Period.YEARLY),
        Line(Category.FOOD, gbp(3600_00), Period.QUARTERLY),
        Line(Category.TAX, gbp(300_00)),
    )
    return full_budget(parts, "GBP")
