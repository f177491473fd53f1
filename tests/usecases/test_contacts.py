"""The contact log: half a minute, always a next step, and a reminder only when it is asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coach.contacts import Outcome, Step, following
from storage import due
from tests.usecases.test_tap_budget import first_debt, three_numbers

if TYPE_CHECKING:
    from storage.due import Due
    from tests.fakes.telegram_edge import Chat, World


async def planned(world: World, kind: str) -> list[Due]:
    """Return what is due of a kind for the only person."""
    async with world.database.read() as uow:
        return [row for row in await due.of_person(uow, 1) if row.kind == kind]


async def log(person: Chat, outcome: str) -> None:
    """Note one call about the first debt."""
    await person.sends_data("contact.new:1")
    await person.taps(f":outcome:{outcome}", ":channel:phone", "f.skip", "f.skip")


async def with_debt(world: World) -> Chat:
    """Return a person with one debt."""
    person = world.chat()
    await first_debt(person, "Visa 4000 18%")
    return person


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_a_next_step(outcome: Outcome) -> None:
    """A refusal, silence or pressure never ends the road (S14)."""
    for refusals in range(4):
        assert following(outcome, refusals).days > 0


def test_a_second_refusal_goes_a_rung_higher() -> None:
    """First once more in writing, then the complaint route."""
    assert following(Outcome.REFUSED, 1).step is Step.ASK_AGAIN_IN_WRITING
    assert following(Outcome.REFUSED, 2).step is Step.COMPLAIN


async def test_a_refusal_shows_the_next_step_and_asks_before_reminding(world: World) -> None:
    """Nothing is due until the person says so; then exactly one follow-up is."""
    person = await with_debt(world)
    await log(person, "refused")
    assert "in writing" in person.card.text
    assert await planned(world, "followup") == []
    await person.taps("contact.remind")
    assert len(await planned(world, "followup")) == 1
    await person.taps("contact.forget")
    assert await planned(world, "followup") == []


async def test_a_second_refusal_leads_to_complaint_and_free_help(world: World) -> None:
    """The ladder is counted over the log, not over the session."""
    person = await with_debt(world)
    await log(person, "refused")
    world.restart()
    await log(person, "refused")
    assert "helplines" in str(person.card.buttons)


async def test_a_deleted_refusal_is_no_rung(world: World) -> None:
    """Noted by mistake and taken back: the next refusal is the first."""
    person = await with_debt(world)
    await log(person, "refused")
    await person.sends_data("contact.delete2:1")
    await log(person, "refused")
    assert "helplines" not in str(person.card.buttons)


async def test_another_day_can_be_chosen_for_the_reminder(world: World) -> None:
    """The person's day counts, not ours."""
    person = await with_debt(world)
    await log(person, "will_answer")
    await person.taps("contact.other")
    await person.says("2026-03-20")
    rows = await planned(world, "followup")
    assert [row.run_at.date().isoformat() for row in rows] == ["2026-03-20"]


async def test_a_reminder_whose_hour_is_past_comes_the_next_day(world: World) -> None:
    """Somebody who asks to be reminded is reminded, also when the entry is an old one."""
    person = await with_debt(world)
    await log(person, "refused")
    world.move(days=40, hours=12)
    await person.sends_data("contact.remind:1")
    (row,) = await planned(world, "followup")
    assert world.now < row.run_at < world.now + timedelta(days=2)


async def test_a_call_kept_by_two_quick_taps_is_one_call(world: World) -> None:
    """Whatever can be tapped twice stands once; a call an hour later is another one."""
    person = world.chat()
    await person.says("/start")
    await person.sends_data("settings.in:gb")
    keep = "contacted.keep:bank:refused:260310"
    for _ in range(2):
        await person.sends_data(keep)
    assert len(await planned(world, "followup")) == 1
    world.move(hours=1)
    await person.sends_data(keep)
    assert len(await planned(world, "followup")) == 2


async def test_a_deleted_entry_comes_back_and_is_nobody_elses(world: World) -> None:
    """Undo for the owner, an old button for everybody else."""
    person = await with_debt(world)
    await log(person, "agreed")
    await person.sends_data("contact.delete2:1")
    assert "contact.undo:1" in str(person.card.buttons)
    await person.taps("contact.undo")
    assert "Visa" in person.card.text
    stranger = world.chat()
    await stranger.says("/start")
    await stranger.sends_data("contact.more:1")
    assert "Visa" not in stranger.card.text


async def test_card_numbers_in_a_reference_are_masked(world: World) -> None:
    """No card number is ever stored, even when it is typed where it does not belong."""
    person = await with_debt(world)
    await person.sends_data("contact.new:1")
    await person.taps(":outcome:agreed", ":channel:phone")
    await person.says("card 4111 1111 1111 1111")
    await person.taps("f.skip", "contact.more")
    assert "4111" not in person.card.text


async def test_pressure_is_noted_in_its_own_words_and_can_be_complained_about(world: World) -> None:
    """A complaint stands on exact words; a person who was pressed is not asked for promises."""
    person = await with_debt(world)
    await person.sends_data("contact.new:1")
    await person.taps("f.more", ":outcome:pressed", ":channel:phone", "f.skip")
    await person.says("pay within the hour, 14:30")
    assert "exact words" in person.card.text
    await person.taps("contact.more")
    assert "pay within the hour, 14:30" in person.card.text
    await person.sends_data("contact:1")
    await person.taps("limits.note", ":reached:me", "f.keep", "f.skip", "f.skip", "limits.rules")
    card = await person.taps("helplines:complaint")
    assert "complaints desk" in card.text
    assert "Financial Ombudsman" in card.text


async def test_what_was_noted_of_pressure_stands_in_the_complaint(world: World) -> None:
    """Nobody should have to type a threat twice; and a no by itself is no wrong."""
    person = await with_debt(world)
    await person.sends_data("contact.new:1")
    await person.taps("f.more", ":outcome:pressed", ":channel:phone", "f.skip")
    await person.says("pay within the hour <b>or</b> else, 14:30")
    card = await person.sends_data("script:1:letter:c")
    assert "pay within the hour &lt;b&gt;or&lt;/b&gt; else, 14:30" in card.text
    assert "‹what happened" not in card.text
    assert "‹your request›" not in card.text


async def test_the_complaint_route_asks_where_before_it_names_anybody(world: World) -> None:
    """Never another country's number (care 6)."""
    person = world.chat()
    await person.says("/start")
    await person.sends_data("helplines:complaint")
    assert "12378" not in person.card.text
    card = await person.taps("helplines.in:cn:complaint")
    assert "12378" in card.text


async def test_nobody_who_was_not_reached_is_asked_what_was_promised(world: World) -> None:
    """Silence is noted in two taps."""
    person = await with_debt(world)
    await person.sends_data("contact.new:1")
    await person.taps("f.more", ":outcome:no_answer", ":channel:phone")
    assert "another way" in person.card.text


async def test_without_consent_the_log_says_when_it_is_erased(world: World) -> None:
    """Never "nothing is stored", and never longer than was said (care 2)."""
    person = await with_debt(world)
    await log(person, "will_answer")
    await person.taps("contact.kept")
    assert "24 hours" in person.card.text
    assert "consents.ask" in str(person.card.buttons)


async def test_with_several_debts_the_log_asks_whom_and_with_one_it_knows(world: World) -> None:
    """Refusals are counted by lender, so an entry has to know which; one tap, never typed."""
    person = await with_debt(world)
    await person.says("/log")
    await person.taps("contact.new")
    assert "What did they say" in person.card.text
    await person.says("/add Gym 300")
    await person.taps("f.keep")
    await person.taps(":kind:card", ":lender:bank", ":whose:mine", ":stage:not_due", "f.save")
    await person.says("/log")
    await person.taps("contact.new", "contact.new:2")
    await person.taps(":outcome:refused", ":channel:phone", "f.skip", "f.skip", "contact.more")
    assert "Gym" in person.card.text
    await person.says("/log")
    await person.taps("contact.new", "contact.new:0")
    await person.taps(":outcome:refused", ":channel:phone", "f.skip", "f.skip", "contact.more")
    assert "a lender" in person.card.text


async def test_the_word_skip_typed_is_the_skip_button_and_no_answer(world: World) -> None:
    """Nobody's reference is called "skip"; a typed word works instead of a button (care 9)."""
    person = await with_debt(world)
    await person.sends_data("contact.new:1")
    await person.taps(":outcome:will_answer", ":channel:phone")
    await person.says("Skip.")
    await person.says("skip")
    await person.sends_data("contact.list")
    assert "skip" not in person.card.text.casefold()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_a_yes_to_a_request_leads_to_its_plan_with_its_figures(
    world: World, language: str
) -> None:
    """Whoever got a landlord's yes is reminded of it, and types nothing that was asked for."""
    ann = world.chat(language=language)
    await first_debt(ann, "Visa 4000" if language == "en" else "信用卡 4000")
    await ann.taps("negotiate")
    await three_numbers(ann)
    await ann.taps("Take this one" if language == "en" else "就选这个")
    await log(ann, "agreed")
    await ann.taps("plan.write", ":how_paid:manual", ":in_writing:yes", "f.skip")
    reviewed = ann.card.text
    for part in ("£333.34", "£333.26", "12"):
        assert part in reviewed
    await ann.taps("f.save", "plan.remind")
    assert await planned(world, "payment"), "reminders of the payments"
