"""Plans as a person meets them: what is open is named, what a yes covers is said, nothing twice."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import text

from tests.fakes.telegram_edge import Chat, World
from tests.usecases.test_offers import owes
from tests.usecases.test_tap_budget import remind


async def _noted(person: Chat) -> None:
    """Note a plan of 12 x 900 on the 15th, and give no consent."""
    await person.says("/start")
    await person.taps("plan.new", ":region:gb")
    for answer in ("900", "15", "12"):
        await person.says(answer)
    await person.taps(":how_paid:manual")


async def _consents(world: World) -> list[tuple[str, int]]:
    async with world.database.read() as uow:
        rows = await uow.run(text("SELECT kind, given FROM consents ORDER BY id"))
        return [tuple(row) for row in rows.all()]


async def test_a_past_payment_without_an_answer_is_named_and_can_be_answered(world: World) -> None:
    """Nobody is told that they missed it, and nobody has to remember which one it was."""
    ann = world.chat()
    await remind(ann)
    world.move(days=50)
    card = await ann.sends_data("plan:1")
    assert "15 March 2026: not answered" in card.text
    assert "15 April 2026: not answered" in card.text
    assert "missed" not in card.text.lower()
    assert "0 of 12 payments" in card.text
    card = await ann.taps("The earlier payment")
    assert "15 March 2026" in card.text
    assert {"pay:1:1", "pay.partly:1:1", "pay.later:1:1:2"} <= {
        button["callback_data"] for row in card.buttons for button in row
    }
    await ann.taps("pay:1:1")
    card = await ann.sends_data("plan:1")
    assert "15 March" not in card.text
    assert "1 of 12 payments" in card.text
    assert "15 April 2026: not answered" in card.text


async def test_a_part_that_was_paid_is_counted_as_a_part(world: World) -> None:
    """What was paid counts, and what is still open of it is not forgotten."""
    ann = world.chat()
    await remind(ann)
    world.move(days=20)
    await ann.sends_data("pay.partly:1:1")
    await ann.says("300")
    card = await ann.sends_data("plan:1")
    assert "15 March 2026: partly paid, £300 of £900" in card.text
    assert "0 of 12 payments are paid in full. Paid so far: £300; left: £10,500" in card.text


async def test_a_plan_whose_days_are_over_is_not_done_while_something_is_open(world: World) -> None:
    """The closing letter is for a plan that was paid, not for one that merely ran out."""
    ann = world.chat()
    await remind(ann)
    world.move(days=400)
    card = await ann.sends_data("plan:1")
    assert "and 9 more" in card.text
    assert "finish:1" not in str(card.buttons)
    card = await ann.sends_data("plans")
    assert "12 earlier payments are open" in card.text
    assert "nothing more is due" not in card.text


async def test_the_reminder_door_shows_the_plans_that_are_there_first(world: World) -> None:
    """A second blank form looks as if the first plan had been lost."""
    ann = world.chat()
    await remind(ann)
    await ann.sends_data("home")
    card = await ann.taps("plan.new")
    assert "Your plans" in card.text
    card = await ann.taps("Add another")
    assert "How much is each payment?" in card.text


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_a_yes_for_one_call_says_that_it_covers_plans_too(
    world: World, language: str
) -> None:
    """Consent is one for all that is noted; a plan must not begin to speak unannounced."""
    ann = world.chat(language=language)
    await _noted(ann)
    await ann.taps("plan:1")
    card = await ann.sends_data("contacted.next:bank:refused")
    assert ("plans too" if language == "en" else "已有的计划也会提醒") in card.text
    assert await _consents(world) == []
    await ann.taps("contacted.keep")
    assert await _consents(world) == [("keep", 1), ("messages", 1)]
    card = await ann.sends_data("contacted.next:bank:refused")
    assert "plans too" not in card.text, "a yes that stands is not asked for again"
    assert "已有的计划" not in card.text


async def test_a_yes_for_a_log_entry_says_so_as_well(world: World) -> None:
    """Wherever a yes is asked for, its reach is said before the tap."""
    ann = world.chat()
    await _noted(ann)
    await ann.sends_data("contact.new")
    await ann.taps(":outcome:refused", ":channel:phone", "f.skip", "f.skip")
    assert "about plans too" in ann.card.text
    await ann.taps("contact.remind")
    await ann.taps("contact.forget")
    card = await ann.sends_data("contact:1")
    assert "Remind you on" in card.text
    assert "about plans too" not in card.text


async def test_what_is_kept_is_answered_in_short_and_leads_back_to_the_question(
    world: World,
) -> None:
    """A question about consent must not end in a long page without a way back."""
    ann = world.chat()
    await _noted(ann)
    card = await ann.taps("What is kept?")
    assert "encrypted" in card.text
    assert "24 hours" in card.text
    assert len(card.text.split()) <= 60
    assert "forget" in str(card.buttons)
    card = await ann.taps("The full page")
    assert "end-to-end" in card.text
    card = await ann.taps("Back")
    assert "Remind you before" in card.text
    await ann.taps("What is kept?")
    card = await ann.taps("Back")
    assert "Remind you before" in card.text


async def test_the_consents_asked_one_by_one_answer_it_too(world: World) -> None:
    """The same short answer, and back to the very question."""
    ann = world.chat()
    await _noted(ann)
    await ann.sends_data("consents.ask:plan:1")
    await ann.taps("What is kept?")
    card = await ann.taps("Back")
    assert "May I keep" in card.text
    card = await ann.taps("No")
    assert "Next:" in card.text


STEP = re.compile(r"(?:step|第) ?(\d+) ?(?:of about|步[^\d]*)\D*(\d+)")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("day", ["15", "every"])
async def test_the_steps_of_a_plan_go_up_by_one_and_are_as_many_as_was_said(
    world: World, language: str, day: str
) -> None:
    """A count that jumps is a count nobody believes."""
    ann = world.chat(language=language)
    await ann.says("/start")
    await owes(ann, "Visa 4000 18%")
    card = await ann.says("/plan")
    promised = int(re.findall(r"\d+", card.text)[0])
    seen = []
    await ann.taps("plan.add")
    for answer in ("900", day, "12", ":how_paid:manual"):
        found = STEP.search(ann.card.text)
        assert found is not None, ann.card.text
        seen.append((int(found[1]), int(found[2])))
        if answer == "every":
            await ann.taps(":every:monthly")
            seen.append(tuple(map(int, STEP.search(ann.card.text).groups())))  # type: ignore[union-attr]
            await ann.says("15")
        else:
            await (ann.taps if answer.startswith(":") else ann.says)(answer)
    seen.append(tuple(map(int, STEP.search(ann.card.text).groups())))  # type: ignore[union-attr]
    assert [step for step, _ in seen] == list(range(1, len(seen) + 1))
    assert seen[0][1] == promised
    assert seen[-1][0] == seen[-1][1] == (5 if day == "15" else 6)
    assert promised - len(seen) in (0, 1), "a day typed at once saves one"


@pytest.mark.parametrize(("language", "asks", "answer", "tied"), [
    ("en", "Is this plan for Visa?", ":for_debt:yes", True),
    ("zh-hans", "这个计划是还Visa的吗", ":for_debt:yes", True),
    ("en", "Is this plan for Visa?", ":for_debt:another", False),
    ("en", "Is this plan for Visa?", "f.skip", False),
])  # fmt: skip
async def test_a_plan_is_tied_to_the_only_debt_when_they_say_so(
    world: World, language: str, asks: str, answer: str, tied: bool
) -> None:
    """A plan beside its debt would be counted and named twice."""
    ann = world.chat(language=language)
    await ann.says("/start")
    await owes(ann, "Visa 4000 18%")
    await ann.sends_data("plan.add")
    for said in ("900", "15", "12"):
        await ann.says(said)
    card = await ann.taps(":how_paid:manual")
    assert asks in card.text
    await ann.taps(answer)
    async with world.database.read() as uow:
        found = (await uow.run(text("SELECT debt_id FROM plans"))).scalar_one()
    assert (found == 1) is tied
    card = await ann.sends_data("plan:1")
    assert ("Visa" in card.text) is tied


async def test_a_plan_without_a_name_is_numbered_among_the_persons_own(world: World) -> None:
    """A running number of all plans would tell how many others have, and call a first plan 4812."""
    ann, ben = world.chat(), world.chat()
    await _noted(ann)
    await ann.sends_data("plan.add")
    for answer in ("700", "20", "12"):
        await ann.says(answer)
    await ann.taps(":how_paid:manual")
    await _noted(ben)
    card = await ben.says("/plan")
    assert "Plan 1" in str(card.buttons) + card.text
    assert "Plan 3" not in str(card.buttons) + card.text
    card = await ann.says("/plan")
    assert "Plan 2" in str(card.buttons) + card.text


async def test_a_check_in_asks_whether_all_was_paid_only_where_something_was_due(
    world: World,
) -> None:
    """That one payment is open would be untrue, and unkind, before the first one fell due."""
    ann = world.chat()
    await remind(ann)
    card = await ann.sends_data("checkin.ask")
    assert ":paid:" not in str(card.buttons)
    assert ":income:same" in str(card.buttons)
    await ann.says("/cancel")
    world.move(days=50)
    ben = world.chat()
    await remind(ben)
    world.move(days=40)
    card = await ben.sends_data("checkin.ask")
    assert ":paid:yes" in str(card.buttons)


async def test_a_payment_that_cannot_be_made_stays_on_the_plan_until_a_change_is_agreed(
    world: World,
) -> None:
    """What was said must not vanish: it is the one thing that still has to be settled."""
    ann = world.chat()
    await remind(ann)
    await ann.sends_data("pay.cannot:1:1")
    card = await ann.sends_data("plan:1")
    assert "15 March 2026: can't pay; being talked over" in card.text
    assert "payment:1:1" in str(card.buttons)
