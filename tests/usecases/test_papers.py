"""The reminders about papers: has it come, is a newer one needed; only while it is negotiated."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.ui.dossiers import STATES
from coach.evidence import Item, Status
from scheduler import kinds_papers
from scheduler.kinds import Done, Outcome
from storage import asks, due
from storage import evidence as storage
from tests.usecases.test_clock_rows import work_of
from tests.usecases.test_screens import full_file
from tests.usecases.test_scripts import with_offer
from usecases import debts, papers, plans, preview

if TYPE_CHECKING:
    from scheduler.kinds import Prepared
    from storage.due import Due
    from tests.fakes.telegram_edge import Chat, World


async def planned(world: World, person: Chat) -> list[Due]:
    """Return the papers' due rows."""
    async with world.database.read() as uow:
        work = await work_of(world, uow, person)
        rows = await due.of_person(uow, work.person.id)
        return [row for row in rows if row.kind == papers.KIND]


async def days(world: World, person: Chat) -> list[str]:
    """Return the days on which papers will be spoken of."""
    return [row.run_at.date().isoformat() for row in await planned(world, person)]


async def said(world: World, person: Chat, row: Due) -> Prepared | None:
    """Return what the clock would say of a row now."""
    async with world.database.read() as uow:
        return await kinds_papers.prepare(await work_of(world, uow, person), row)


async def test_a_paper_that_was_asked_for_is_looked_for_after_its_usual_time(world: World) -> None:
    """Days for an employer; asked once more, it counts anew; come, it is quiet."""
    person = await with_offer(world)
    await person.sends_data("evidence.one:income_proof:1")
    card = await person.taps("evidence.tick:income_proof:1:asked")
    assert await days(world, person) == ["2026-03-09"]
    assert "Asked for" in card.text or "evidence.remind" in str(card.buttons)
    assert "⧖" in (await person.sends_data("evidence:1")).text
    world.move(days=7)
    await person.sends_data("evidence.tick:income_proof:0:asked")
    assert await days(world, person) == ["2026-03-16"]
    await person.sends_data("evidence.tick:income_proof:0:skip")
    assert await days(world, person) == []


async def test_reminding_is_agreed_to_on_the_paper_itself(world: World) -> None:
    """The tap that asks for the reminder is the consent, asked once; then the day is shown."""
    person = await with_offer(world)
    card = await person.sends_data("evidence.tick:income_proof:1:asked")
    assert "evidence.remind" in str(card.buttons)
    card = await person.taps("evidence.remind")
    assert "9 March" in card.text
    assert "evidence.remind" not in str(card.buttons)


async def test_a_paper_in_hand_is_spoken_of_before_it_is_three_months_old(world: World) -> None:
    """A week before; a newer one, or another place for it, is what the person says of it."""
    person = await with_offer(world)
    await person.sends_data("evidence.tick:income_proof:1:have")
    assert await days(world, person) == ["2026-05-26"]
    world.move(days=10)
    await person.sends_data("evidence.where:income_proof:1")
    await person.says("blue folder")
    assert await days(world, person) == ["2026-05-26"], "it is as old as it was"
    await person.sends_data("evidence.tick:income_proof:1:have")
    assert await days(world, person) == ["2026-06-05"]
    await person.sends_data("evidence.tick:income_proof:1:open")
    assert await days(world, person) == []


async def test_a_paper_of_no_stated_age_has_no_reminder(world: World) -> None:
    person = await with_offer(world)
    await person.sends_data("evidence.tick:contract:1:have")
    await person.sends_data("evidence.tick:budget_sheet:1:have")
    assert await planned(world, person) == []


async def test_a_deleted_debt_and_an_agreed_plan_take_the_reminders_away(world: World) -> None:
    """What is agreed needs no newer paper; where it ends or comes back, the reminder does too."""
    person = await full_file(world, "en")
    await person.sends_data("evidence.tick:income_proof:1:have")
    await person.sends_data("evidence.tick:contract:1:asked")
    assert await planned(world, person) == [], "the plan is agreed"
    async with world.database.write() as uow:
        await plans.end(await work_of(world, uow, person), 1)
        await uow.commit()
    assert len(await planned(world, person)) == 2
    async with world.database.write() as uow:
        await debts.delete(await work_of(world, uow, person), 1)
        await uow.commit()
    assert await planned(world, person) == []
    async with world.database.write() as uow:
        work = await work_of(world, uow, person)
        await debts.undelete(work, 1)
        await uow.commit()
    assert len(await planned(world, person)) == 2
    async with world.database.write() as uow:
        await plans.reopen(await work_of(world, uow, person), 1)
        await uow.commit()
    assert await planned(world, person) == []


async def test_the_clock_says_it_once_and_only_while_it_is_wanted(world: World) -> None:
    """A reason that was taken back takes its papers off the list: nothing is said of them then."""
    person = await full_file(world, "en")
    async with world.database.write() as uow:
        await plans.end(await work_of(world, uow, person), 1)
        await uow.commit()
    await person.sends_data("evidence.tick:sick_note:1:asked")
    (row,) = await planned(world, person)
    prepared = await said(world, person, row)
    assert prepared is not None
    assert prepared.item is not None
    t = world.services.catalogs.texts("en")
    assert "Sick note" in prepared.item.text(t)
    data = [button.data for line in prepared.item.rows(t) for button in line]
    assert data == [
        "evidence.tick:sick_note:0:have", "evidence.tick:sick_note:0:asked",
        "evidence.one:sick_note:0",
    ]  # fmt: skip
    async with world.database.read() as uow:
        work = await work_of(world, uow, person)
        assert await kinds_papers.settled(work, row, Done(Outcome.SENT)) is None
    await person.sends_data("consents.set:health:1")
    await person.sends_data("consents.set:health:0")
    assert await said(world, person, row) is None
    async with world.database.read() as uow:
        shown = await preview.show(await work_of(world, uow, person), answered=True)
    assert "paper" not in {about.kind for each in shown.messages for about in each.about}


async def test_the_preview_lists_the_papers(world: World) -> None:
    """What will be said is never a surprise."""
    person = await full_file(world, "en")
    async with world.database.write() as uow:
        await plans.end(await work_of(world, uow, person), 1)
        await uow.commit()
    await person.sends_data("evidence.tick:income_proof:1:asked")
    assert "has it come?" in (await person.sends_data("preview:1:0")).text


async def test_the_day_stays_wherever_the_person_moves(world: World) -> None:
    """Another zone moves the hour, and never says the same thing twice."""
    person = await with_offer(world)
    await person.sends_data("evidence.tick:income_proof:1:asked")
    (before,) = await planned(world, person)
    await person.sends_data("settings.in:cn")
    (after,) = await planned(world, person)
    assert after.occurrence == before.occurrence
    assert timedelta() < before.run_at - after.run_at < timedelta(days=1)


async def test_what_was_said_of_a_paper_keeps_its_number_and_its_moment(world: World) -> None:
    """The due row points at it, so another word must not make it another row."""
    person = await with_offer(world)
    await person.sends_data("evidence.tick:contract:1:asked")
    async with world.database.read() as uow:
        work = await work_of(world, uow, person)
        case_id = work.person.case_id or 0
        (first,) = await storage.of_case(uow, case_id)
    assert (first.debt_id, first.ticked.item, first.ticked.status) == (
        1, Item.CONTRACT, Status.ASKED,
    )  # fmt: skip
    await person.sends_data("evidence.tick:contract:1:have")
    async with world.database.read() as uow:
        (second,) = await storage.of_case(uow, case_id, first.ticked.number)
        assert second.ticked.status is Status.HAVE
        assert await storage.of_case(uow, case_id + 1) == ()
        assert await storage.negotiated(uow, case_id) == {1}


async def test_what_holds_for_a_paper_is_told_of_the_debts_own_region(world: World) -> None:
    """A rule belongs to a debt: nothing is quoted where no debt is meant (care 3)."""
    person = await full_file(world, "en")
    card = await person.sends_data("evidence.about:sick_note:1")
    assert "appointments of your own" in card.text
    assert "Evidence Form" in card.text
    assert "stepchange.org" in card.text
    assert "Evidence Form" not in (await person.sends_data("evidence.about:sick_note:0")).text


async def test_a_word_about_one_request_is_told_only_beside_it(world: World) -> None:
    """Which payslips a token payment needs is of no use to who asks for anything else."""
    person = await with_offer(world)
    await person.taps("proposal.choose")
    assert "token" not in (await person.sends_data("evidence.about:income_proof:1")).text
    async with world.database.write() as uow:
        chosen = await asks.get(uow, 1)
        assert chosen is not None
        await asks.save(uow, 1, replace(chosen, kind="token"), world.now)
        await uow.commit()
    assert "token" in (await person.sends_data("evidence.about:income_proof:1")).text


def test_a_paper_on_its_way_is_listed_to_the_lender_as_to_follow() -> None:
    """It was asked for and is not there: the list of papers says so, and leaves nothing out."""
    assert STATES[Status.ASKED] == STATES[Status.OPEN] != STATES[Status.HAVE]
