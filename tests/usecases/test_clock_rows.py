"""Everything that is due follows a person's zone and hour, whichever topic put it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from coach.dates import local_date
from storage import due, people
from tests.usecases.test_screens import full_file
from usecases import contacts, finish, forms, nudges, reviews
from usecases.work import Work

if TYPE_CHECKING:
    from storage.due import Due
    from storage.uow import UnitOfWork
    from tests.fakes.telegram_edge import Chat, World

SPOKEN = {"payment", "deadline", "checkin", "followup", "look", "record", "nudge"}


async def work_of(world: World, uow: UnitOfWork, person: Chat) -> Work:
    """Return a use case's work for somebody, as the router makes it."""
    found = await people.find(uow, person.id)
    assert found is not None
    today = local_date(world.now, found[0].zone or "UTC")
    return Work(uow, found[0], world.now, today, world.services.packs)


async def rows_of(world: World, person: Chat) -> dict[str, Due]:
    """Return what is due for somebody, by kind: one of each here."""
    async with world.database.read() as uow:
        work = await work_of(world, uow, person)
        return {each.kind: each for each in await due.of_person(uow, work.person.id)}


async def with_everything(world: World) -> Chat:
    """Return a person in London with one row of every kind that speaks."""
    person = await full_file(world, "en")
    async with world.database.write() as uow:
        work = await work_of(world, uow, person)
        await contacts.remind(work, 1, work.today.replace(day=20))
        await reviews.look_again(work, work.today.replace(day=25))
        await finish.remind(work, 1)
        await forms.start(work, "checkin")
        shown = await forms.view(work)
        assert shown is not None
        await nudges.plan(work, shown.open.id)
        await uow.commit()
    assert set(await rows_of(world, person)) >= SPOKEN
    return person


async def test_every_row_moves_with_the_zone_and_the_hour(world: World) -> None:
    """A reminder at four in the morning would be as bad as none; none stays behind, none is lost."""
    person = await with_everything(world)
    before = await rows_of(world, person)
    await person.sends_data("settings.in:cn")
    await person.sends_data("settings.hour")
    await person.says("18")
    after = await rows_of(world, person)
    assert after.keys() == before.keys(), "no orphan, and nothing lost"
    shanghai, london = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/London")
    for kind in SPOKEN:
        was, now = before[kind].run_at.astimezone(london), after[kind].run_at.astimezone(shanghai)
        assert (now.date(), now.hour) == (was.date(), 18), kind


async def test_a_day_whose_new_hour_is_past_is_said_the_next_day(world: World) -> None:
    """What was asked for once must not fall into the gap between the old hour and the new one."""
    person = await with_everything(world)
    async with world.database.write() as uow:
        work = await work_of(world, uow, person)
        await contacts.remind(work, 1, work.today)
        await uow.commit()
    assert (await rows_of(world, person))["followup"].run_at.date() == world.now.date()
    world.move(hours=0.5)
    await person.sends_data("settings.hour")
    await person.says("8")
    moved = (await rows_of(world, person))["followup"]
    assert moved.run_at > world.now
    assert (moved.run_at.date() - world.now.date()).days == 1
    card = await person.sends_data("contact:1")
    assert "3 March 2026" in card.text, "and the entry says the day that it will be"


async def test_fewer_messages_under_a_reminder_plans_the_payments_anew(world: World) -> None:
    """*Fewer* means the next one that is still wanted, not the one that stood there."""
    person = await with_everything(world)
    before = (await rows_of(world, person))["payment"]
    assert before.lead == 5
    await person.sends_data("note.fewer")
    assert (await rows_of(world, person))["payment"].lead == 1


async def test_a_place_named_in_a_form_moves_what_is_due_already(world: World) -> None:
    """The zone that comes with an answer counts as much as one that was set."""
    person = world.chat()
    await person.says("/start")
    async with world.database.write() as uow:
        work = await work_of(world, uow, person)
        await reviews.begin_monthly(work)
        await uow.commit()
    before = (await rows_of(world, person))["checkin"].run_at
    await person.taps("plan.new", ":region:cn")
    after = (await rows_of(world, person))["checkin"].run_at
    assert (before.hour, after.hour) == (10, 2)
