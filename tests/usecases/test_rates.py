"""Debts in two currencies: added only at a rate that the person types, shown with its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.limits import faults
from tests.usecases.test_offers import owes, started
from tests.usecases.test_screens import draw
from tests.usecases.test_tap_budget import first_debt, three_numbers

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World

BOTH = pytest.mark.parametrize("language", ["en", "zh-hans"])
HOME, ABROAD = 1, 2


async def two_currencies(world: World, language: str) -> Chat:
    """Return a person with 450 pounds a month for 4,000 pounds here and 80,000,000 rupiah there."""
    person = await started(world, language)
    zh = language != "en"
    await first_debt(person, "信用卡 4000 年化18%" if zh else "Visa 4000 18%")
    await person.taps("negotiate")
    await three_numbers(person)
    await owes(person, "老家贷款 80000000 IDR" if zh else "Kiosk loan 80000000 IDR")
    return person


async def typed_rate(person: Chat, text: str = "1 GBP = 20000 IDR") -> None:
    """Type a rate where the loan's proposals are missing."""
    await person.sends_data(f"negotiate:{ABROAD}")
    await person.taps("rate.ask")
    await person.says(text)


@BOTH
async def test_a_typed_rate_is_said_back_with_its_day_and_shares_the_pot(
    world: World, language: str
) -> None:
    """Half a life was missing from the budget of whoever sends money home."""
    person = await two_currencies(world, language)
    await typed_rate(person)
    text = person.card.text
    assert "1 GBP = 20,000 IDR" in text
    assert str(world.now.year) in text
    assert "£4,000" in text, "what the debt then comes to shows a rate typed upside down"
    card = await person.taps(f"negotiate:{ABROAD}")
    assert "IDR" in card.text
    assert "1 GBP = 20,000 IDR" in card.text
    assert "proposal.choose:2:0" in str(card.buttons)
    # 4,000 pounds here and as much there: each gets half of 450.
    card = await person.sends_data(f"proposals:{HOME}:0")
    assert "444.45" not in card.text
    assert "222.23" in card.text


@BOTH
async def test_words_offer_and_stress_stand_on_the_same_rate(world: World, language: str) -> None:
    """Budget, script and offer never disagree (care 5), in two currencies neither."""
    person = await two_currencies(world, language)
    await typed_rate(person)
    await person.sends_data(f"negotiate:{ABROAD}")
    await person.taps("proposal.choose")
    card = await person.sends_data(f"script:{ABROAD}:letter:a")
    assert "1 GBP = 20,000 IDR" in card.text
    assert "4,500,000" in card.text, "half of 450 at 20,000"
    fits = await person.sends_data(f"offer:IDR:8000000000:400000000:400000000:20::::1:{ABROAD}")
    over = await person.sends_data(f"offer:IDR:8000000000:500000000:500000000:16::::1:{ABROAD}")
    assert "500,000" in over.text
    assert fits.text != over.text
    card = await person.sends_data(f"stress:{ABROAD}:400000000")
    assert "1 GBP = 20,000 IDR" in card.text
    assert "4,000,000" in card.text
    how = await person.sends_data(f"stress.how:{ABROAD}:400000000:0")
    assert "£" in how.text


@BOTH
async def test_what_is_not_clear_is_asked_and_a_number_answers(world: World, language: str) -> None:
    """Upside down, the debt would all but vanish."""
    person = await two_currencies(world, language)
    await typed_rate(person, "20500.5")
    assert person.card.text.strip()
    labels = [button["text"] for row in person.card.buttons for button in row]
    assert "1 GBP = 20,500.5 IDR" in labels
    assert "1 IDR = 20,500.5 GBP" in labels
    await person.says(str(labels.index("1 GBP = 20,500.5 IDR") + 1))
    assert "1 GBP = 20,500.5 IDR" in person.card.text


@BOTH
async def test_a_rate_is_changed_and_dropped_in_one_tap(world: World, language: str) -> None:
    """An old rate makes a promise that cannot be kept."""
    person = await two_currencies(world, language)
    await typed_rate(person)
    await person.taps("rate.ask")
    await person.says("1 IDR = 0.00004 GBP")
    assert "0.00004" in person.card.text
    await person.taps("rate.drop")
    assert "rate.ask" in str(person.card.buttons)
    card = await person.sends_data(f"negotiate:{HOME}")
    assert "IDR" in card.text
    assert f"rate.ask:{ABROAD}" in str(card.buttons), "what is not counted can be counted here"
    card = await person.sends_data("budget")
    assert f"rate.ask:{ABROAD}" in str(card.buttons)


@BOTH
async def test_a_third_currency_is_refused_and_asked_again(world: World, language: str) -> None:
    """A rate for the wrong money would be used for this debt."""
    person = await two_currencies(world, language)
    await typed_rate(person, "1 USD = 16000 IDR")
    assert ("third currency" if language == "en" else "第三种货币") in person.card.text
    await person.says("1 GBP = 20000 IDR")
    assert "20,000" in person.card.text


@BOTH
async def test_a_sum_at_hand_is_asked_in_the_money_it_lies_in(world: World, language: str) -> None:
    """It is kept with the budget: read in rupiah, three million would become three million pounds."""
    person = await two_currencies(world, language)
    await typed_rate(person)
    await person.sends_data(f"offer.cash:IDR:8000000000:3000000000:3000000000:1::::0:{ABROAD}")
    await person.says("1000")
    card = await person.sends_data(f"proposals:{ABROAD}:1")
    texts = [card.text] + [
        (await person.sends_data(f"proposals:{ABROAD}:{page}")).text for page in (0, 2)
    ]
    assert any("10,000,000" in text for text in texts), "half of 1,000 at 20,000"


@BOTH
@pytest.mark.parametrize(
    "data",
    ["rate:1", "rate:99", "rate.set:2:USD:7", "rate.set:2:GBP:x", "rate.set:2:GBP:-1",
     "rate.which:2:GBPx:USD7", "rate.which:2", "rate.drop:1", "rate.set:2"],
)  # fmt: skip
async def test_made_up_buttons_change_nothing(world: World, language: str, data: str) -> None:
    """Old cards lead somewhere that works."""
    person = await two_currencies(world, language)
    card, t, address = await draw(world, person, data)
    assert not [*faults(t, card, address)]
    card = await person.sends_data(f"negotiate:{ABROAD}")
    assert "proposal.choose" not in str(card.buttons)


@BOTH
async def test_nobody_sees_or_changes_another_persons_rate(world: World, language: str) -> None:
    """A number in a button is nobody's key."""
    person = await two_currencies(world, language)
    await typed_rate(person)
    other = world.chat(language=language)
    await other.says("/start")
    await other.sends_data(f"rate.drop:{ABROAD}")
    assert "20,000" not in other.card.text
    card = await person.sends_data(f"rate:{ABROAD}")
    assert "20,000" in card.text


@BOTH
@pytest.mark.parametrize("rate", ["", "1 GBP = 20000 IDR", "20000"])
async def test_every_screen_that_names_the_other_money_keeps_the_limits(
    world: World, language: str, rate: str
) -> None:
    """More words must not cost a button or a line that is read."""
    person = await two_currencies(world, language)
    if rate:
        await typed_rate(person, rate)
    wrong = []
    for data in (
        "budget", f"negotiate:{HOME}", f"negotiate:{ABROAD}", f"rate:{ABROAD}", f"rate.ask:{ABROAD}",
        f"rate.which:{ABROAD}:GBP20000:IDR20000", f"stress:{ABROAD}:400000000",
        f"stress.how:{ABROAD}:400000000:0", f"proposals:{ABROAD}:0",
        "offer:GBP:400000:18000:18000:24::::1:1", "offer.agreed:GBP:400000:18000:18000:24::::1:1",
    ):  # fmt: skip
        card, t, address = await draw(world, person, data)
        wrong += [f"{data}: {fault}" for fault in faults(t, card, address)]
    assert not wrong, "\n".join(wrong)
