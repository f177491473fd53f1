"""The budget line by line: any period, shown back with the sum that makes it a month's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World


async def begin(world: World) -> Chat:
    """Return a person before the first line of the full budget."""
    person = world.chat()
    await person.says("/budget")
    await person.taps("budget.full", ":region:gb")
    return person


async def test_a_weekly_amount_is_shown_as_a_months_with_the_sum(world: World) -> None:
    """The person sees how 200 a week becomes a month's figure."""
    person = await begin(world)
    card = await person.says("200 weekly")
    assert "£200 × 52 ÷ 12 = £866.67" in card.text


async def test_a_line_that_is_no_amount_loses_nothing(world: World) -> None:
    """The question comes again with an example."""
    person = await begin(world)
    await person.says("1500")
    card = await person.says("quite a lot")
    assert "200 weekly" in card.text
    assert (await person.taps("f.back")).text != card.text


async def test_the_quick_numbers_change_without_redoing_the_debts(world: World) -> None:
    """Zero left over is said without blame, and leads on."""
    person = world.chat()
    await person.says("/budget")
    await person.taps("budget.quick", ":region:gb")
    for number in ("1000", "1000", "0"):
        await person.says(number)
    assert "nothing is left over" in person.card.text
    await person.taps("budget.humane")
    assert "Food, medicine and home come first" in person.card.text


async def test_one_of_three_numbers_changes_and_the_others_stand_by_a_tap(world: World) -> None:
    """A lower wage doesn't make anybody type the rest again."""
    person = world.chat()
    await person.says("/budget")
    await person.taps("budget.quick", ":region:gb")
    for number in ("2000", "1600", "0"):
        await person.says(number)
    await person.sends_data("budget.quick")
    await person.says("1900")
    await person.taps("Keep: £1,600")
    card = await person.taps("Keep: £0")
    assert "£1,900" in card.text
    assert "£300" in card.text


@pytest.mark.parametrize(("language", "first"), [("en", "Wages"), ("zh-hans", "工资")])
async def test_line_by_line_each_question_names_its_line(
    world: World, language: str, first: str
) -> None:
    """Twenty times "how much?" without of what cannot be answered."""
    person = world.chat(language=language)
    await person.says("/start")
    await person.sends_data("budget.full")
    await person.sends_data("f:1:region:gb")
    assert first in person.card.text
    seen = {person.card.text}
    while "f.skip" in str(person.card.buttons):
        await person.taps("f.skip")
        assert person.card.text not in seen
        seen.add(person.card.text)
