"""What can be asked, from the person's side: shown with why, chosen, and never above the budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fakes.telegram_edge import open_world
from tests.usecases.test_offers import owes
from tests.usecases.test_tap_budget import first_debt, three_numbers

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World

BOTH = pytest.mark.parametrize("language", ["en", "zh-hans"])


async def with_offer(world: World, language: str = "en") -> Chat:
    """Return a person who looks at the first proposal of their only debt: 4,000 owed, 450 left."""
    person = world.chat(language=language)
    line = "Visa 4000 18%" if language == "en" else "信用卡 4000 年化18%"
    await first_debt(person, line)
    await person.taps("negotiate")
    await three_numbers(person)
    return person


def data(person: Chat) -> list[str]:
    """Return the data of every button."""
    return [b.get("callback_data", "") for row in person.card.buttons for b in row]


@BOTH
async def test_one_is_put_first_with_its_reason(world: World, language: str) -> None:
    """A list without advice leaves a frightened person alone with it."""
    person = await with_offer(world, language)
    assert "333.34" in person.card.text
    holds = "£284 a month would hold" if language == "en" else "每月£284，难的月份也撑得住"
    assert holds in person.card.text
    assert ("it would fall short" if language == "en" else "会不够") in person.card.text
    assert "proposal.choose:1:0:equal_instalments" in data(person)


async def test_missing_numbers_are_asked_at_once_and_lead_back(world: World) -> None:
    """The numbers are asked where they are needed and nothing else is asked again."""
    person = await with_offer(world)
    assert person.card.text.startswith("<b>Visa: what to ask for</b>")


async def test_a_closed_gate_leads_to_the_gate_and_to_no_proposal(world: World) -> None:
    """No offer before the three questions are answered (care 4)."""
    person = world.chat()
    await first_debt(person, "Visa 4000 18%")
    await person.sends_data("gate.ask:1")
    await person.taps(":yours:no", ":right:yes", ":last_paid_known:never")
    card = await person.sends_data("negotiate:1")
    assert "proposal" not in str(card.buttons)
    assert "isn't yours" in card.text or "not yours" in card.text
    card = await person.sends_data("proposal:1:0")
    assert "old one" in card.text
    await person.sends_data("proposal.choose:1:0:equal_instalments")
    assert "proposal" not in str(person.card.buttons)


async def test_a_choice_is_kept_and_the_words_use_it(world: World) -> None:
    """Script and proposal name the same sum."""
    person = await with_offer(world)
    await person.sends_data("proposals:1:0")
    await person.taps("proposal:1:2")
    assert "444.45" in person.card.text
    await person.taps("proposal.choose")
    await person.taps(":phone:")
    await person.sends_data("script:1:phone:a")
    assert "444.45" in person.card.text
    assert "333.34" not in person.card.text
    card = await person.sends_data("negotiate:1")
    assert "You chose" in card.text


async def test_a_choice_follows_the_budget_when_the_numbers_change(world: World) -> None:
    """An old figure in a new letter would break the promise (care 5)."""
    person = await with_offer(world)
    await person.taps("proposal.choose")
    await person.sends_data("budget.quick")
    for number in ("2000", "1750", "0"):
        await person.says(number)
    card = await person.sends_data("script:1:phone:a")
    assert "333.34" not in card.text
    assert "£225" in card.text


async def test_nothing_left_asks_for_time_without_any_sum(world: World) -> None:
    """Food first; no amount may appear in the words (care 5)."""
    person = world.chat()
    await first_debt(person, "Visa 4000 18%")
    await person.taps("negotiate")
    for number in ("1200", "1500", "0"):
        await person.says(number)
    assert "£" not in person.card.text
    await person.taps("proposal.choose")
    for way in ("phone", "chat", "letter"):
        card = await person.sends_data(f"script:1:{way}:a")
        assert "£" not in card.text
    card = await person.sends_data("script.reply:1:pay_today:a")
    assert "£" not in card.text


async def test_a_single_payment_is_proposed_only_from_a_sum_the_person_named(world: World) -> None:
    """No guessed percentage, no borrowed money (care 5)."""
    person = await with_offer(world)
    assert "One payment" not in str(await person.sends_data("proposals:1:1"))
    await person.sends_data("negotiate.lump:1")
    await person.says("1500")
    texts = [(await person.sends_data(f"proposals:1:{page}")).text for page in (0, 1, 2)]
    assert any("£1,500 once" in text for text in texts)
    await person.sends_data("budget.quick")
    for number in ("2000", "1500", "0"):
        await person.says(number)
    texts = [(await person.sends_data(f"proposals:1:{page}")).text for page in (0, 1, 2)]
    assert any("£1,500 once" in text for text in texts)


async def test_a_sum_at_once_is_shared_over_the_debts(world: World) -> None:
    """Each lender gets the same fair part (knowledge 3)."""
    person = await with_offer(world)
    await person.sends_data("debts.add")
    await person.taps("f.keep")
    await person.says("Shop 12000")
    await person.taps(":kind:card", ":lender:bank", ":whose:mine", ":stage:will_miss", "f.save")
    await person.taps(":yours:yes", ":right:yes", ":last_paid_known:date")
    await person.says("last month")
    await person.sends_data("negotiate.lump:1")
    await person.says("1600")
    texts = [(await person.sends_data(f"proposals:1:{page}")).text for page in (0, 1, 2)]
    assert any("£400 once" in text for text in texts)
    card = await person.sends_data("negotiate")
    assert {"negotiate:1", "negotiate:2"} <= set(data(person)), card.text


async def test_the_ladder_names_what_to_ask_next(world: World) -> None:
    """A refusal must never find a person without a next sentence (S14)."""
    person = await with_offer(world)
    card = await person.sends_data("ladder:1")
    assert card.text.index("First ask") < card.text.index("If refused")
    assert card.text.index("If refused") < card.text.index("Last resort")
    assert "fast" not in card.text


@BOTH
async def test_a_total_says_on_what_it_hangs(world: World, language: str) -> None:
    """4,000 in all is untrue as soon as the lender lets interest run on."""
    person = await with_offer(world, language)
    said = "in all if interest stops" if language == "en" else "停息的话合计"
    assert said in person.card.text
    texts = [(await person.sends_data(f"proposal:1:{at}")).text for at in range(8)]
    longer = next(t for t in texts if "Longer term" in t or "延长期限" in t)
    assert said not in longer.split("\n")[0]
    assert ("Of that" in longer) or ("其中约" in longer)


async def test_a_host_that_only_informs_recommends_nothing(sqlite_url: str) -> None:
    """Some hosts may not advise; effects are shown, nothing is put first."""
    async with open_world(sqlite_url, advice_mode="inform") as world:
        person = await with_offer(world)
        assert "First:" not in person.card.text
        assert "proposal.choose" not in str(person.card.buttons)
        assert "333.34" in person.card.text
        card = await person.sends_data("ladder:1")
        assert "First ask" not in card.text


async def test_somebody_elses_debt_is_not_there(world: World) -> None:
    """A forged button must not show another person's debt."""
    await with_offer(world)
    other = world.chat("Bo")
    await other.says("/start")
    for address in ("negotiate:1", "proposal:1:0", "ladder:1", "script:1:phone:a", "evidence:1"):
        card = await other.sends_data(address)
        assert "Visa" not in card.text
        assert "old one" in card.text


async def test_a_debt_with_an_agreement_is_changed_not_offered_again(world: World) -> None:
    person = await with_offer(world)
    await person.sends_data("plan.from:GBP:400000:18000:18000:24:0:0:0:1:1")
    await person.says("2026-04-01")
    await person.taps(":how_paid:manual", ":in_writing:yes", "f.skip", "f.save")
    card = await person.sends_data("negotiate:1")
    assert "has an agreement already" in card.text
    assert "proposal" not in str(card.buttons)


@BOTH
async def test_an_own_amount_above_the_budget_is_brought_down_and_said(
    world: World, language: str
) -> None:
    """Somebody who offers more than they have will break the plan in its first month."""
    person = await with_offer(world, language)
    await person.taps("proposals:1:0", "negotiate.own")
    card = await person.says("600")
    assert "600" in card.text
    assert "450" in card.text
    await person.taps("proposal.choose")
    await person.taps(":phone:")
    await person.sends_data("script:1:phone:a")
    assert "450" in person.card.text


async def test_an_own_amount_that_fits_stands_as_typed(world: World) -> None:
    """The person's own figure goes into the words."""
    person = await with_offer(world)
    await person.taps("proposals:1:0", "negotiate.own")
    card = await person.says("300")
    assert "£300.00" in card.text or "£300" in card.text
    assert "You typed" not in card.text
    card = await person.sends_data("negotiate:1")
    assert "You chose" in card.text


@BOTH
async def test_one_new_loan_is_explained_with_its_trap_and_leads_to_the_check(
    world: World, language: str
) -> None:
    """Consolidation is what a debtor is sold first; the total cost is what nobody shows them."""
    person = await with_offer(world, language)
    await person.taps("proposals:1:0")
    while "new_loan:1" not in data(person):
        await person.taps("proposals:1:")
    card = await person.taps("new_loan")
    assert ("in all" in card.text) or ("总共" in card.text)
    card = await person.taps("check:1")
    assert "f.leave" in str(card.buttons)


@BOTH
async def test_a_limit_that_no_official_page_names_is_not_shown_as_certain(
    world: World, language: str
) -> None:
    """Grade C is said as what it is (care: nothing unsourced is shown as certain)."""
    person = world.chat(language=language)
    line = "Visa 48000 18%" if language == "en" else "信用卡 48000 年化18%"
    await first_debt(person, line, "cn")
    await person.taps("negotiate")
    for number in ("9500", "6200", "1500"):
        await person.says(number)
    await person.taps("proposals:1:0", "proposals:1:1")
    assert "60" in person.card.text
    assert ("not official" if language == "en" else "非官方") in person.card.text


@BOTH
async def test_an_own_amount_too_low_to_end_can_still_be_asked_for(
    world: World, language: str
) -> None:
    """Whoever can spare 50 must not be left with a letter that offers more."""
    person = await with_offer(world, language)
    await person.taps("proposals:1:0", "negotiate.own")
    card = await person.says("50")
    assert "50" in card.text
    shown = [each for each in data(person) if each.startswith("proposal:1:")]
    assert len(shown) == 2
    words = await person.sends_data("script:1:phone:a")
    assert "£50" in words.text
    assert "£66" not in words.text
    await person.sends_data("proposal.own:1")
    card = await person.taps(shown[0])
    assert "£50" in card.text.split("\n")[0]
    await person.taps("proposal.choose")
    words = await person.sends_data("script:1:letter:a")
    assert "£50" in words.text


@BOTH
async def test_the_sum_that_survives_a_hard_month_is_one_tap_away(
    world: World, language: str
) -> None:
    """Whoever reads that 333.34 would break can ask for 284 without looking for it."""
    person = await with_offer(world, language)
    card = await person.taps("stress.use:1:28400")
    assert "£284" in card.text
    assert "333.34" not in card.text


@BOTH
async def test_other_debts_are_asked_for_until_something_is_chosen(
    world: World, language: str
) -> None:
    """A yes to the first lender is not taken back when the second one calls."""
    person = await with_offer(world, language)
    asked = "any other debt?" if language == "en" else "还有别的债吗"
    assert asked in person.card.text
    assert "debts.add" in data(person)
    await person.taps("proposals:1:0")
    assert "negotiate.lump:1" in data(person), "what made room for it is one tap away"
    await person.sends_data("proposal.choose:1:0:equal_instalments")
    card = await person.sends_data("negotiate:1")
    assert asked not in card.text
    assert "negotiate.lump:1" in data(person)


@BOTH
async def test_a_debt_in_another_currency_is_named_beside_a_proposal(
    world: World, language: str
) -> None:
    """The budget serves it as well, though nothing here can count it."""
    person = await with_offer(world, language)
    await owes(person, "老家贷款 12000000 IDR" if language != "en" else "Kiosk loan 12000000 IDR")
    card = await person.sends_data("negotiate:1")
    assert "IDR" in card.text
    assert ("not counted" if language == "en" else "没算在内") in card.text


@BOTH
async def test_the_first_number_typed_at_the_card_is_taken_as_the_first_answer(
    world: World, language: str
) -> None:
    """Who reads that three numbers are missing types one; it is asked no second time."""
    person = world.chat(language=language)
    await first_debt(person, "Visa 4000 18%" if language == "en" else "信用卡 4000 年化18%")
    card = await person.says("/negotiate")
    assert "negotiate.budget" in str(card.buttons)
    card = await person.says("2000")
    assert "2,000" in card.text
    await person.says("1500")
    await person.says("0")
    assert "333.34" in person.card.text


@BOTH
async def test_a_typed_number_does_not_go_around_the_gate(world: World, language: str) -> None:
    """Before the three questions nothing is worked out for an offer (care 4)."""
    person = world.chat(language=language)
    await first_debt(person, "Visa 4000 18%" if language == "en" else "信用卡 4000 年化18%")
    await person.sends_data("gate.ask:1")
    await person.taps(":yours:no", ":right:yes", ":last_paid_known:never")
    await person.sends_data("negotiate:1")
    card = await person.says("2000")
    assert "1500" not in card.text
    await person.says("1500")
    await person.says("0")
    assert "proposal.choose" not in str(person.card.buttons)
