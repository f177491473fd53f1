"""The tap budget of care.md: how many taps and typed answers stand between /start and help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World

HOME = {"en": "gb", "zh-hans": "cn"}
"""The place that most who speak so live in: it stands first, others may be a page away."""
BOTH = pytest.mark.parametrize("language", ["en", "zh-hans"])


def spent(person: Chat, taps: int, typed: int) -> None:
    """Fail when more was asked of the person than the budget allows."""
    assert person.taps_made <= taps, f"{person.taps_made} taps"
    assert person.typed <= typed, f"{person.typed} typed answers"


@BOTH
async def test_words_to_say_come_within_three_taps(world: World, language: str) -> None:
    """A person on the phone with a collector has no time to read."""
    person = world.chat(language=language)
    await person.says("/start")
    await person.taps("contacted")
    card = await person.taps(":bank")
    assert "<code>" in card.text or "<pre>" in card.text
    spent(person, 3, 0)


@BOTH
async def test_an_offer_is_judged_within_two_taps_and_one_line(world: World, language: str) -> None:
    """The verdict must come while the agent still waits."""
    person = world.chat(language=language)
    await person.says("/start")
    await person.taps("check")
    line = "欠9600，12期每期900" if language.startswith("zh") else "owe 9600, 12 x 900"
    card = await person.says(line)
    assert "24.75" in card.text
    spent(person, 2, 1)


async def remind(person: Chat, region: str = "gb") -> None:
    """Walk the fourth door to a running reminder."""
    await person.says("/start")
    await person.taps("plan.new")
    await person.taps(f":region:{region}")
    await person.says("900")
    await person.says("15")
    await person.says("12")
    await person.taps(":how_paid:manual")
    await person.taps("plan.remind")


@BOTH
async def test_a_reminder_runs_within_six_taps_and_three_answers(
    world: World, language: str
) -> None:
    """Someone who already has a plan wants one thing only."""
    person = world.chat(language=language)
    await remind(person, HOME[language])
    spent(person, 6, 3)


async def first_debt(person: Chat, line: str, region: str = "gb") -> None:
    """Walk from the fifth door through the debt, the gate and the budget."""
    await person.says("/start")
    await person.taps("path")
    await person.taps(person.card.labels[0])
    await person.taps(f":region:{region}")
    await person.says(line)
    if ":kind:card" in str(person.card.buttons):
        await person.taps(":kind:card")
    await person.taps(":lender:bank", ":whose:mine", ":stage:will_miss")
    await person.taps("f.save")
    await person.taps(":yours:yes", ":right:yes", ":last_paid_known:date")
    await person.says("last month" if person.language == "en" else "上个月")


async def three_numbers(person: Chat) -> None:
    """Answer the quick budget."""
    for number in ("2000", "1500", "0"):
        await person.says(number)


@BOTH
async def test_the_first_proposal_comes_within_its_budget(world: World, language: str) -> None:
    """Each question more is a person less."""
    person = world.chat(language=language)
    zh = language.startswith("zh")
    await first_debt(person, "信用卡 4000 年化18%" if zh else "Visa 4000 18%", HOME[language])
    await person.taps("negotiate")
    await three_numbers(person)
    assert "proposal:" in str(person.card.buttons) or "script:" in str(person.card.buttons)
    spent(person, 12, 7)


@BOTH
async def test_one_debt_becomes_an_active_plan_within_its_budget(
    world: World, language: str
) -> None:
    """The whole path, with an agreement at its end."""
    person = world.chat(language=language)
    zh = language.startswith("zh")
    await first_debt(person, "信用卡 4000 年化18%" if zh else "Visa 4000 18%", HOME[language])
    await person.taps("negotiate")
    await three_numbers(person)
    await person.sends_data("check:1")
    await person.says("24期 每期180" if zh else "24 x 180")
    await person.taps("offer.agreed", "plan.from")
    await person.says("2026-04-01")
    await person.taps(":how_paid:manual", ":in_writing:yes", "f.skip", "f.save")
    await person.taps("plan.remind")
    assert "plan" in str(person.card.buttons)
    spent(person, 40, 15)
