"""Words, answers and papers side by side, as the person sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.usecases.test_proposals import with_offer

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import World


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_sentences_without_a_paper_are_named_until_the_paper_is_ticked(
    world: World, language: str
) -> None:
    """Nobody should promise a proof and look for it afterwards."""
    person = await with_offer(world, language)
    await person.sends_data("evidence:1")
    card = await person.taps("claims:1")
    lacking = card.text
    assert "“" in lacking
    await person.sends_data("evidence.tick:income_proof:1:have")
    card = await person.sends_data("claims:1")
    assert len(card.text) < len(lacking)
    well = "nothing contradicts" if language == "en" else "没有前后不一"
    assert well in card.text


async def test_a_paper_no_sentence_needs_may_stay_at_home(world: World) -> None:
    """People show too much out of fear; only what is asked for is needed (care 10)."""
    person = await with_offer(world)
    for item in ("budget_sheet", "income_proof", "contract"):
        await person.sends_data(f"evidence.tick:{item}:1:have")
    card = await person.sends_data("claims:1")
    assert "no sentence needs it" not in card.text


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_while_the_words_only_ask_nothing_is_handed_over(world: World, language: str) -> None:
    """A payslip sent before they proved the debt answers a question nobody had to answer."""
    person = await with_offer(world, language)
    early = "no papers yet" if language == "en" else "先别给"
    assert early not in (await person.sends_data("evidence:1")).text
    await person.sends_data("gate.ask:1")
    await person.taps(":yours:no", ":right:yes", ":last_paid_known:never")
    card = await person.sends_data("evidence:1")
    assert early in card.text.split("\n")[0]
    assert early not in (await person.sends_data("evidence:0")).text
    card = await person.sends_data("claims:1")
    none = "claim nothing that needs a paper" if language == "en" else "没有需要材料证明"
    assert none in card.text


async def test_the_command_leads_to_the_only_debt_and_else_to_the_papers(world: World) -> None:
    """Typed at once, without knowing where it stands in the menus."""
    person = world.chat()
    await person.says("/start")
    card = await person.says("/claims")
    assert card.buttons
    visitor = await with_offer(world)
    card = await visitor.says("/claims")
    assert "side by side" in card.text
