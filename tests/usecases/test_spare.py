"""Two ways for spare money in the chat: only when nothing is in danger, and an estimate by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.limits import faults
from tests.usecases.test_screens import draw
from tests.usecases.test_week import budgeted

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World

BOTH = pytest.mark.parametrize("language", ["en", "zh-hans"])


async def owes(person: Chat, name: str, balance: str, rate: str, payment: str, stage: str) -> None:
    """Write down a card with its rate and payment."""
    await person.sends_data("debts.add")
    if ":region:" in str(person.card.buttons):
        await person.says("UK" if person.language == "en" else "英国")
    await person.taps("f.skip", ":kind:card", ":lender:bank")
    await person.says(name)
    await person.taps(":whose:mine", f":stage:{stage}")
    for text in (balance, rate, payment, "15"):
        await person.says(text)
    while "f.save" not in str(person.card.buttons):
        await person.taps("f.skip")
    await person.taps("f.save")


@BOTH
async def test_the_two_ways_stand_side_by_side(world: World, language: str) -> None:
    """2,000 − 1,500 − 50 leaves 450; 150 of it are payments, 300 a month are spare."""
    person = await budgeted(world, language)
    await owes(person, "Store", "500", "10%", "50", "not_due")
    await owes(person, "Bank", "2000", "30%", "100", "not_due")
    card = await person.says("/week")
    assert "spare" in str(card.buttons)
    card = await person.taps("spare")
    assert "300" in card.text
    assert "Store" in card.text
    assert "Bank" in card.text
    assert ("estimate" if language == "en" else "估算") in card.text
    assert ("Whichever you keep up" if language == "en" else "哪种坚持得下去") in card.text


@BOTH
async def test_with_an_overdue_debt_it_comes_first(world: World, language: str) -> None:
    """Spare money that a lender waits for is not spare (care 5)."""
    person = await budgeted(world, language)
    await owes(person, "Store", "500", "10%", "50", "overdue")
    await owes(person, "Bank", "2000", "30%", "100", "not_due")
    card = await person.says("/week")
    assert "spare" not in str(card.buttons)
    await person.sends_data("spare")
    assert ("comes before any spare money" if language == "en" else "排在余钱前面") in (
        person.card.text
    )


@BOTH
@pytest.mark.parametrize("data", ["spare", "week", "week:1", "week.spend"])
async def test_the_cards_keep_the_limits_before_and_after(
    world: World, language: str, data: str
) -> None:
    """With nothing known, and with all of it."""
    person = world.chat(language=language)
    await person.says("/start")
    card, t, address = await draw(world, person, data)
    assert not [*faults(t, card, address)]
    full = await budgeted(world, language)
    await owes(full, "A very long name of a store card", "500", "10%", "50", "not_due")
    await owes(full, "Bank", "2000", "30%", "100", "not_due")
    await full.sends_data("week.spend")
    await full.says("1234.56")
    card, t, address = await draw(world, full, data)
    assert not [*faults(t, card, address)]
    await full.sends_data("week.spend")
    await full.says("5000")
    card, t, address = await draw(world, full, data)
    assert not [*faults(t, card, address)]


@BOTH
async def test_a_calm_check_in_leads_to_spare_money_and_back(world: World, language: str) -> None:
    """Where all is well, the money over is the next question; back leads to where they were."""
    person = await budgeted(world, language)
    await owes(person, "Store", "500", "10%", "50", "not_due")
    await owes(person, "Bank", "2000", "30%", "100", "not_due")
    await person.sends_data("checkin.ask")
    while "f:" in str(person.card.buttons):
        here = str(person.card.buttons)
        answers = (
            ":paid:yes",
            ":income:same",
            ":spending:same",
            ":new_debt:no",
            ":next_month:fine",
        )
        await person.taps(next(each for each in answers if each in here))
    card = await person.taps("spare:checkin")
    assert "300" in card.text
    card = await person.taps("checkin")
    assert "spare:checkin" in str(card.buttons)


@BOTH
async def test_a_check_in_without_spare_money_names_none(world: World, language: str) -> None:
    """To be asked what to do with money that is not there hurts."""
    person = await budgeted(world, language)
    await person.sends_data("checkin.ask")
    while "f:" in str(person.card.buttons):
        here = str(person.card.buttons)
        answers = (
            ":paid:yes",
            ":income:same",
            ":spending:same",
            ":new_debt:no",
            ":next_month:fine",
        )
        await person.taps(next(each for each in answers if each in here))
    assert "spare" not in str(person.card.buttons)
