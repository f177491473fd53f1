"""What a region knows is shown where it binds, and only there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World


async def debt(person: Chat, region: str, kind: str, lender: str) -> None:
    """Write one debt down and pass the gate."""
    await person.says("/add")
    await person.taps(f":region:{region}")
    await person.says("Anna 4000 18%")
    await person.taps(f":kind:{kind}")
    if lender == "not_sure":
        await person.taps("f.more")
    await person.taps(f":lender:{lender}", ":whose:mine", ":stage:not_due")
    await person.taps("f.save")
    await person.taps(":yours:yes", ":right:yes", ":last_paid_known:never")


async def rules(person: Chat) -> str:
    """Return all pages of what holds for the first debt."""
    text = (await person.sends_data("debts.rules:1:0")).text
    for page in range(1, 4):
        text += (await person.sends_data(f"debts.rules:1:{page}")).text
    return text


@pytest.mark.parametrize(("kind", "lender", "named"), [
    ("card", "bank", True), ("online_loan", "platform", False), ("card", "not_sure", False),
])  # fmt: skip
async def test_the_terms_of_article_70_appear_only_for_a_bank_card(
    world: World, kind: str, lender: str, named: bool
) -> None:
    """Quoting a rule that does not bind the lender sends a person into a call with nothing."""
    person = world.chat(language="zh-hans")
    await debt(person, "cn", kind, lender)
    assert ("个性化分期" in await rules(person)) is named


async def test_the_warning_about_old_debts_speaks_of_the_debts_own_region(world: World) -> None:
    """Three years in one place are six in another."""
    person = world.chat()
    await debt(person, "gb", "card", "bank")
    assert "Scotland" in (await person.sends_data("gate.warning:1")).text


async def test_a_rule_says_where_it_was_read_and_when_it_was_checked(world: World) -> None:
    """Every figure is shown with where it comes from."""
    person = world.chat()
    await debt(person, "hk", "card", "bank")
    text = await rules(person)
    assert "5 years after it is fully settled" in text
    assert "<code>en.wikisource.org</code>, checked on" in text


async def test_an_uncertain_rule_says_that_instead_of_a_site(world: World) -> None:
    """Nobody is led to a page that we would not trust ourselves."""
    person = world.chat(language="zh-hans")
    await debt(person, "cn", "card", "bank")
    text = await rules(person)
    assert "这一点来自非官方网页" in text
    assert "yktchina" not in text


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_a_rule_that_leaves_so_many_days_leads_to_its_last_day(
    world: World, language: str
) -> None:
    """Thirty days that nobody wrote down are over before they are thought of again."""
    person = world.chat(language=language)
    await person.says("/add")
    await person.taps(":region:us")
    await person.says("Anna 4000 18%")
    await person.taps(":kind:card", ":lender:collector", ":whose:mine", ":stage:collector")
    await person.taps("f.save")
    card = await person.sends_data("debts.rules:1:0")
    assert "deadline.new:validation:1" in str(card.buttons)
    await person.taps("deadline.new:validation:1")
    assert "f.skip" in str(person.card.buttons)
    assert ":kind:" not in str(person.card.buttons), "what it is for is known"
