"""The whole path over HTTP, in both languages: every door, from the first words to gone for good."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.e2e.path import (
    EN,
    SECONDS,
    ZH,
    Walker,
    Words,
    agreement,
    first_debt,
    moves_to,
    proposal,
    through_the_month,
)

if TYPE_CHECKING:
    from tests.e2e.house import House

BOTH = pytest.mark.parametrize("words", [EN, ZH], ids=["en", "zh"])


async def newcomer(home: House, words: Words) -> Walker:
    """Return somebody who has just said /start."""
    walker = Walker(await home.sim.person("小雨", words.language), words)
    await walker.says("/start")
    return walker


@BOTH
async def test_the_first_door_gives_words_for_the_call_and_a_reminder(
    home: House, words: Words
) -> None:
    """Somebody is on the line; afterwards one tap keeps the promise to call back."""
    mei = await newcomer(home, words)
    said = await mei.taps("contacted", "contacted:bank")
    assert any(entity["type"] == "code" for entity in said.raw["entities"])
    await mei.taps("contacted.over:", "contacted.next:", "contacted.keep:")
    await mei.taps(f"{words.region}")
    assert mei.offered("contacted.undo")
    await mei.person.now()
    await home.moves_clock("next")
    note = await mei.person.sees(timeout=SECONDS)
    assert not re.search(r"\d", note.text), "the whole text names no sum"


@BOTH
async def test_the_second_door_judges_an_offer_and_keeps_nothing(home: House, words: Words) -> None:
    """The true rate of an offer is seldom the one that is said."""
    mei = await newcomer(home, words)
    await mei.taps("check")
    verdict = await mei.says(words.offer)
    assert "24.75%" in verdict.text
    assert "10,800" in verdict.text


@BOTH
async def test_the_fourth_door_reminds_of_a_plan_made_elsewhere(home: House, words: Words) -> None:
    """Three messages, none of which tells a stranger anything, and one tap that says it is done."""
    mei = await newcomer(home, words)
    await mei.taps("plan.new", f":region:{words.region}")
    await mei.says("180", "17", "12")
    await mei.taps(":how_paid:manual", "plan.remind")
    for day in ("2026-03-12", "2026-03-16", "2026-03-17"):
        await moves_to(home.moves_clock, mei, day)
        note = await mei.person.sees(timeout=SECONDS)
        assert "180" not in note.text
        assert mei.offered("note.stop")
    shown = await mei.taps("note.show")
    assert "180" in shown.text
    await mei.taps("pay:")
    assert mei.offered("pay.undo")


@BOTH
async def test_the_fifth_door_leads_from_the_first_debt_to_gone_for_good(
    home: House, words: Words
) -> None:
    """The main job, end to end, with nothing but taps and words."""
    mei = await newcomer(home, words)
    await first_debt(mei)
    await proposal(mei)
    await agreement(mei)
    await through_the_month(home.moves_clock, mei)
    await mei.says("/export")
    files = [each for each in mei.person.messages() if "document" in each.raw]
    assert len(files) == 2
    assert b"R-17" in b"".join([await mei.person.downloads(file) for file in files])
    await mei.says("/forget")
    await mei.taps("forget.yes")
    before = mei.person.messages()
    await home.moves_clock("month")
    await mei.person.refresh()
    assert mei.person.messages() == before, "nothing is sent any more"
    await mei.says("/start")
    await mei.says("/debts")
    assert not mei.offered("debt:1"), "nothing is left"
