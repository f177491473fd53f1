"""A debt passed on: the same debt and history, a new name, the plan at rest until it is proved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.debts import LenderKind, Stage
from coach.proof import State
from storage import debts, plans
from tests.usecases.test_contacts import planned
from tests.usecases.test_screens import full_file
from tests.usecases.test_timeline import exported, verdict

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World


async def state(world: World) -> tuple[str, LenderKind, Stage, bool]:
    """Return the debt's name, kind and stage, and whether its plan is paused."""
    async with world.database.read() as uow:
        debt = await debts.get(uow, 1, 1)
        (kept,) = await plans.of_case(uow, 1)
    assert debt is not None
    return debt.creditor, debt.lender, debt.stage, kept.paused


async def pass_on(person: Chat, name: str) -> None:
    """Note that somebody else asks for the first debt now."""
    await person.sends_data("owners.new:1")
    await person.says(name)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_a_sold_debt_keeps_its_history_and_its_plan_rests(
    world: World, language: str
) -> None:
    """Nobody is reminded to pay a stranger before the stranger has proved it."""
    person = await full_file(world, language)
    before = (await state(world))[0]
    assert len(await planned(world, "payment")) == 1
    await person.sends_data("debt:1")
    await person.taps("dealings", "owners:1", "owners.new")
    card = await person.says("Field Collections")
    assert before in card.text
    assert ("Not proved yet" if language == "en" else "还没有证明") in card.text
    name, lender, stage, paused = await state(world)
    assert (name, lender, stage) == ("Field Collections", LenderKind.COLLECTOR, Stage.COLLECTOR)
    assert paused
    waits = (await person.sends_data("plan:1")).text
    assert "Field Collections" in waits
    assert ("rest until" if language == "en" else "先停") in waits
    await person.sends_data("owners:1")
    assert await planned(world, "payment") == []
    card = await person.taps("owners.proved")
    assert len(await planned(world, "payment")) == 1
    told = (await person.says("/timeline")).text
    assert before in told
    assert told.count("Field Collections") >= 2
    assert verdict(await exported(world, person)).state is State.INTACT


async def test_a_plan_paused_by_the_person_stays_paused_after_proof(world: World) -> None:
    """Their own wish to hear nothing is not undone by what a company shows."""
    person = await full_file(world, "en")
    await person.sends_data("plan.pause:1")
    await pass_on(person, "Field Collections")
    await person.sends_data("owners.proved:1")
    assert (await state(world))[3]


async def test_a_mistake_is_taken_back_whole(world: World) -> None:
    """Name, kind, stage and reminders are as before."""
    person = await full_file(world, "en")
    before = await state(world)
    await pass_on(person, "Field Collections")
    await person.sends_data("owners.undo:1")
    assert await state(world) == before
    assert len(await planned(world, "payment")) == 1


async def test_a_debt_passed_on_twice_rests_until_the_last_one_proves_it(world: World) -> None:
    """The plan that rested for the first one rests on for the second."""
    person = await full_file(world, "en")
    await pass_on(person, "Field Collections")
    await pass_on(person, "Hill Capital")
    assert (await state(world))[3]
    await person.sends_data("owners.proved:1")
    name, *_, paused = await state(world)
    assert (name, paused) == ("Hill Capital", False)


async def test_nothing_is_offered_before_the_new_owner_has_proved_it(world: World) -> None:
    """The words are questions, and the gate says why and where to go on."""
    person = await full_file(world, "en")
    await pass_on(person, "Field Collections")
    closed = await person.sends_data("gate:1")
    assert "not proved it yet" in closed.text
    assert "owners:1" in str(closed.buttons)
    assert "questions only" in (await person.sends_data("script:1")).text
    await person.sends_data("owners.proved:1")
    assert "not proved it yet" not in (await person.sends_data("gate:1")).text


async def test_the_words_for_proof_only_ask(world: World) -> None:
    """No sum, no plan, no word that the debt is theirs; and a log entry is one tap on."""
    person = await full_file(world, "en")
    await pass_on(person, "Field Collections")
    card = await person.sends_data("owners:1")
    assert "contact.new:1:will_answer" in str(card.buttons)
    letter = (await person.sends_data("script:1:letter:p")).text
    assert "passed on or given to you to collect" in letter
    for words in ("180", "4,000", "I owe", "my debt"):
        assert words not in letter


async def test_passed_on_twice_and_taken_back_once_still_waits_for_the_first_proof(
    world: World,
) -> None:
    """A slip of the finger is no proof: nobody is reminded to pay on the strength of it."""
    person = await full_file(world, "en")
    await pass_on(person, "Field Collections")
    await pass_on(person, "Other Collect")
    await person.sends_data("owners.undo:1")
    name, _, _, paused = await state(world)
    assert (name, paused) == ("Field Collections", True)
    assert "Not proved yet" in (await person.sends_data("owners:1")).text
    assert "proved" not in (await person.says("/timeline")).text.replace("Not proved yet", "")
    await person.sends_data("owners.undo:1")
    assert (await state(world))[3] is False
