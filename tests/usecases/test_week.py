"""Until payday in the chat: asked once, one sum, a big spend by one tap and one number, gone after."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from storage import upkeep
from storage.tables_week import paydays, spends
from tests.usecases.test_screens import draw
from tests.usecases.test_tap_budget import first_debt, remind, three_numbers

if TYPE_CHECKING:
    from sqlalchemy import Table

    from tests.fakes.telegram_edge import Chat, World

BOTH = pytest.mark.parametrize("language", ["en", "zh-hans"])


async def count(world: World, table: Table) -> int:
    async with world.database.read() as uow:
        number: int = (await uow.run(select(func.count()).select_from(table))).scalar_one()
        return number


async def budgeted(world: World, language: str = "en") -> Chat:
    """Return a person paid on the 1st: 2,000 in, 1,500 living costs of which 1,000 are bills."""
    person = world.chat(language=language)
    await person.says("/week")
    await person.says("UK" if language == "en" else "英国")
    await three_numbers(person)
    await person.taps(":every:monthly")
    await person.says("1")
    await person.says("1000")
    return person


@BOTH
async def test_what_is_missing_is_asked_and_then_the_sum_is_shown(
    world: World, language: str
) -> None:
    """2,000 − 1,000 bills − 50 buffer, the 30 days left of 31 on the 2nd of March: 919.35."""
    person = await budgeted(world, language)
    assert "919.35" in person.card.text
    assert "30.64" in person.card.text
    assert person.typed == 6
    again = await person.says("/week")
    assert "919.35" in again.text


async def test_a_full_budget_tells_bills_from_food_by_itself(world: World) -> None:
    """What the lines say already is not asked again."""
    person = world.chat()
    await person.says("/start")
    await person.sends_data("budget.full")
    await person.says("UK")
    said = {"wages": "2000", "home": "800", "food": "400", "irregular": "600 a year"}
    while "f.save" not in str(person.card.buttons):
        asked = str(person.card.buttons)
        line = next((text for name, text in said.items() if f":{name}'" in asked), None)
        await (person.says(line) if line else person.taps("f.skip"))
    await person.taps("f.save")
    await person.sends_data("week.begin")
    await person.taps(":every:monthly")
    card = await person.says("1")
    assert "£925" in card.text, "800 home, 50 irregular costs, 75 buffer"


async def test_weekly_pay_and_pay_without_a_day_are_asked_no_more_than_needed(
    world: World,
) -> None:
    """A casual worker must get a sum as well, and is told until when it counts."""
    person = await budgeted(world)
    await person.taps("week.payday", ":every:weekly")
    await person.says("Friday")
    card = await person.says("1000")
    assert "6 March" in card.text
    await person.taps("week.payday", ":every:none", "f.skip")
    assert "pay day, 1 April" not in person.card.text
    assert "1 April" in person.card.text
    assert "food too" in person.card.text, "what is not told apart is said"


@BOTH
async def test_a_big_spend_is_one_tap_and_one_number_and_can_be_taken_back(
    world: World, language: str
) -> None:
    """No category, no reason, no word about it."""
    person = await budgeted(world, language)
    taps, typed = person.taps_made, person.typed
    await person.taps("week.spend")
    card = await person.says("100")
    assert (person.taps_made - taps, person.typed - typed) == (1, 1)
    assert "819.35" in card.text
    assert "100" in card.text
    world.restart()
    card = await person.taps("week.undo")
    assert "919.35" in card.text
    assert await count(world, spends) == 0


async def test_more_spent_than_there_was_is_met_kindly_and_leads_on(world: World) -> None:
    """No scolding: food and home first, and the way to a lender who can wait."""
    person = await budgeted(world)
    await person.taps("week.spend")
    card = await person.says("1500")
    assert "nothing is left over" in card.text
    assert "Food, medicine and home come first" in card.text
    assert "cannot" in str(card.buttons)
    assert "−£" not in card.text.replace("− £", "").split("\n\n")[1], (
        "no sum below zero is the head"
    )


async def test_a_plans_real_payments_are_taken_off(world: World) -> None:
    """The fourth door's plan of 900 on the 15th falls into this period."""
    person = world.chat()
    await remind(person)
    await person.says("/week")
    await three_numbers(person)
    await person.taps(":every:monthly")
    await person.says("1")
    card = await person.says("1000")
    assert "900" in card.text
    # The budget came after the plan and names no payment that must go on: the plan itself counts.
    assert "48.38" in card.text


async def test_after_pay_day_a_big_spend_is_gone(world: World) -> None:
    """What has no use any more is not kept (care 11)."""
    person = await budgeted(world)
    await person.sends_data("consents.set:keep:1")
    await person.sends_data("week.spend")
    await person.says("100")
    world.now += timedelta(days=31)
    card = await person.says("/week")
    assert "big spend" not in card.text
    async with world.database.write() as uow:
        await upkeep.trim(uow, world.now, world.now)
        await uow.commit()
    assert await count(world, spends) == 0


async def test_nobody_elses_spend_is_taken_back(world: World) -> None:
    """Button data is hostile until proved otherwise."""
    ann, eve = await budgeted(world), await budgeted(world)
    await ann.taps("week.spend")
    await ann.says("100")
    await eve.sends_data("week.undo:1")
    assert await count(world, spends) == 1
    await eve.sends_data("week:1")
    assert "100.00" not in eve.card.text
    assert "Noted" not in eve.card.text


async def test_a_tap_before_anything_is_known_leads_to_the_beginning(world: World) -> None:
    """Old buttons work for ever."""
    person = world.chat()
    await person.says("/start")
    await person.sends_data("week.spend")
    assert "week.begin" in str(person.card.buttons)


async def test_export_and_forget_hold_pay_day_and_spends(world: World) -> None:
    """Everything that is kept can be taken along, and goes with the person."""
    person = await budgeted(world)
    await person.sends_data("consents.set:keep:1")
    await person.sends_data("week.spend")
    await person.says("100")
    await person.says("/export")
    assert any(seen.file for seen in person.messages)
    await person.sends_data("forget.yes")
    await person.sends_data("forget.now")
    assert await count(world, spends) == await count(world, paydays) == 0


@BOTH
async def test_a_quiet_sign_says_what_helps(world: World, language: str) -> None:
    """A payment that never ends is seen from the person's own figures."""
    person = world.chat(language=language)
    zh = language.startswith("zh")
    await first_debt(person, "信用卡 10000 年化18%" if zh else "Visa 10000 18%")
    await person.sends_data("budget.quick")
    for number in ("2000", "2100", "0"):
        await person.says(number)
    await person.sends_data("week.begin")
    await person.taps(":every:monthly")
    await person.says("1")
    card = await person.says("1000")
    assert "100" in card.text
    assert ("小提醒" if zh else "quiet sign") in card.text
    assert "budget.humane" in str(card.buttons)


@BOTH
async def test_two_ways_for_spare_money_are_offered_only_without_danger(
    world: World, language: str
) -> None:
    """With a debt that will be missed there is no spare money."""
    person = await budgeted(world, language)
    card, _, address = await draw(world, person, "spare")
    assert address == "spare"
    assert "debts" in str(card.rows)
