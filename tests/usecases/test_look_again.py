"""With nothing left, the way on ends with a day to look again: the day is asked, not a consent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from storage import due
from tests.usecases.test_tap_budget import first_debt, three_numbers

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World

BOTH = pytest.mark.parametrize("language", ["en", "zh-hans"])


async def nothing_left(world: World, language: str) -> Chat:
    """Return somebody whose budget leaves nothing, before any consent."""
    person = world.chat(language=language)
    await first_debt(person, "Visa 4000" if language == "en" else "信用卡 4000")
    await person.taps("negotiate")
    await three_numbers(person)
    await person.sends_data("budget.quick")
    for number in ("1200", "1500", "0"):
        await person.says(number)
    await person.sends_data("budget.humane")
    return person


async def looks(world: World) -> list[date]:
    """Return the days on which somebody is to be told to look again."""
    async with world.database.read() as uow:
        rows = await due.of_person(uow, 1)
        return [row.run_at.date() for row in rows if row.kind == "look"]


@BOTH
async def test_the_day_is_asked_first_and_the_tap_on_it_is_the_consent(
    world: World, language: str
) -> None:
    """Switches before any question read as a form to fill in, not as help."""
    person = await nothing_left(world, language)
    card = await person.taps("budget.look_again")
    assert "consents" not in str(card.buttons)
    assert ("I keep your case" if language == "en" else "要保存") in card.text
    assert await looks(world) == [], "nothing is due before a day is chosen"
    card = await person.taps("budget.look:")
    (on,) = await looks(world)
    assert (on - world.now.date()).days in {14, 15}
    assert str(on.year) in card.text


@BOTH
async def test_another_day_can_be_typed(world: World, language: str) -> None:
    """The next pay comes on no round number of days."""
    person = await nothing_left(world, language)
    await person.taps("budget.look_again", "budget.look_other")
    await person.says("in 3 weeks" if language == "en" else "3周后")
    (on,) = await looks(world)
    assert (on - world.now.date()).days in {21, 22}


@BOTH
async def test_old_or_made_up_days_ask_for_the_day(world: World, language: str) -> None:
    """The button of an earlier card still works, and no nonsense becomes a reminder."""
    person = await nothing_left(world, language)
    for address in ("budget.look", "budget.look:x", "budget.look:20261399"):
        card = await person.sends_data(address)
        assert "budget.look_other" in str(card.buttons)
    assert await looks(world) == []
    await person.sends_data("budget.look:20200101")
    (on,) = await looks(world)
    assert on > world.now.date(), "a day that is past becomes the next one"
