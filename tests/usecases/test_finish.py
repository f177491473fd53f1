"""After the last payment: proof in writing, the record looked at later, nothing promised (S9)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coach.people import Consent
from scheduler.all_kinds import KINDS
from storage import consents, due
from tests.usecases.test_tap_budget import first_debt, remind

if TYPE_CHECKING:
    from storage.due import Due
    from tests.fakes.telegram_edge import Chat, World

BOTH = pytest.mark.parametrize("language", ["en", "zh-hans"])


async def planned(world: World) -> list[Due]:
    """Return the looks at the record that are due for the first person."""
    async with world.database.read() as uow:
        return [row for row in await due.of_person(uow, 1) if row.kind == "record"]


async def paid_off(world: World, language: str = "en") -> Chat:
    """Return a person who has just noted the last of twelve payments."""
    person = world.chat(language=language)
    await remind(person)
    for number in range(1, 13):
        await person.sends_data(f"pay:1:{number}")
    await person.taps("finish:1")
    return person


@BOTH
async def test_the_proof_is_asked_for_in_words_to_copy(world: World, language: str) -> None:
    """The words stand as a block too, for clients without copy buttons; nothing is promised."""
    person = await paid_off(world, language)
    words = person.card.text
    assert "<code>" in words
    assert ("结清证明" if language != "en" else "closing letter") in words
    for promise in ("restore", "恢复", "修复", "clean", "清白"):
        assert promise not in words


async def test_the_look_at_the_record_comes_weeks_later_once_and_can_be_dropped(
    world: World,
) -> None:
    """The day that the screen names is the day that is due, whenever it is looked at again."""
    person = await paid_off(world)
    assert await planned(world) == []
    await person.taps("finish.remind")
    (row,) = await planned(world)
    assert timedelta(days=45) < row.run_at - world.now < timedelta(days=75)
    assert KINDS["record"].once
    named = person.card.text
    world.move(days=10)
    await person.sends_data("finish:1")
    assert person.card.text == named
    await person.taps("finish.forget")
    assert await planned(world) == []


async def test_the_finish_is_still_found_from_the_plan(world: World) -> None:
    """Whoever puts the telephone away after the last payment finds it again."""
    person = await paid_off(world)
    await person.says("/start")
    await person.sends_data("plan:1")
    await person.taps("finish:1")
    assert "closing letter" in person.card.text


async def test_a_strangers_plan_takes_no_consent(world: World) -> None:
    """A forged button neither shows nor agrees to anything."""
    await paid_off(world)
    stranger = world.chat()
    await stranger.says("/start")
    await stranger.sends_data("finish.remind:1")
    assert "closing letter" not in stranger.card.text
    async with world.database.read() as uow:
        assert Consent.KEEP not in await consents.standing(uow, 2)


@BOTH
async def test_finish_typed_leads_to_the_only_plans_end(world: World, language: str) -> None:
    """Whoever types what other screens call it is not told that it is unknown."""
    person = await paid_off(world, language)
    shown = person.card.text
    await person.says("/start")
    card = await person.says("/finish")
    assert card.text == shown


@BOTH
async def test_after_the_first_stretch_of_an_agreement_the_next_one_is_asked_for(
    world: World, language: str
) -> None:
    """Told that all is paid, somebody would stop after three payments of twelve."""
    person = world.chat(language=language)
    await first_debt(person, "Visa 9600 18%" if language == "en" else "信用卡 9600 年化18%")
    code = "GBP"
    await person.sends_data(f"offer.agreed:{code}:960000:90000:90000:12::::3x50000:1:1")
    await person.taps("plan.from")
    await person.says("2026-04-01")
    await person.taps(":how_paid:manual", ":in_writing:yes", "f.skip", "f.save")
    card = await person.sends_data("finish:1")
    assert "£1,500" in card.text
    assert "£9,600" in card.text
    await person.taps("plan.write")
    assert "f.leave" in str(person.card.buttons)


@BOTH
async def test_a_plan_that_pays_all_of_it_asks_for_no_other(world: World, language: str) -> None:
    """What is over is over."""
    person = await paid_off(world, language)
    assert "plan.write" not in str(person.card.buttons)
