"""A pretend call from the person's side: by taps and by own words, in both languages."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import pytest

from bot.ui import callbacks
from tests.limits import faults
from tests.usecases.test_proposals import with_offer
from tests.usecases.test_screens import draw
from tests.usecases.test_tap_budget import first_debt

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World

BOTH = pytest.mark.parametrize("language", ["en", "zh-hans"])
SAYS = {
    "en": {
        "facts": "I was ill. I can pay £300 a month", "writing": "Please send it in writing",
        "above": "All right, I'll pay 900 a month", "rude": "you idiots", "noise": "blah",
        "understood": "how things stand and paying £300", "not": "couldn't place",
        "budget": "holds £450", "writing_found": "✓ You asked for it in writing",
        "no_sum": "promised no sum", "calm": "✓ You stayed calm", "loud": "○ It got loud",
        "made_up": "made up",
    },
    "zh-hans": {
        "facts": "我生病了，每月能还300", "writing": "请发书面确认",
        "above": "好吧，每月还900", "rude": "你们这帮混蛋", "noise": "哈哈哈哈",
        "understood": "说明情况和愿意还£300", "not": "没听懂",
        "budget": "每月只能还£450", "writing_found": "✓ 要了书面的",
        "no_sum": "没答应金额", "calm": "✓ 一直很平静", "loud": "○ 发了火",
        "made_up": "编的",
    },
}  # fmt: skip


def ways(person: Chat) -> list[str]:
    """Return the addresses of a turn's buttons."""
    every = [b.get("callback_data", "") for row in person.card.buttons for b in row]
    return [data for data in every if data.startswith(("rehearsal.at", "rehearsal.end"))]


@BOTH
async def test_a_call_by_taps_from_the_talk_sheet_to_the_findings(
    world: World, language: str
) -> None:
    """Own figures, a calm way at each turn, and the words to say behind it."""
    person = await with_offer(world, language)
    await person.sends_data("script:1:phone:a")
    await person.taps("rehearsal:1")
    assert "£4,000" in person.card.text
    assert "£450" in person.card.text
    await person.taps("rehearsal.start:1:p")
    assert "£4,000" in person.card.text
    await person.taps(ways(person)[0])
    assert "£333.34" in person.card.text, "the calm words name the proposal's own sum"
    await person.taps(ways(person)[0])
    await person.taps(ways(person)[0])
    for each in ("no_sum", "loud"):
        assert SAYS[language][each] not in person.card.text
    for each in ("writing_found", "calm"):
        assert SAYS[language][each] in person.card.text
    assert "£333.34" in person.card.text
    assert "rehearsal.start:1:p" in str(person.card.buttons)
    await person.taps("script:1:phone:a")
    assert "<code>" in person.card.text


@BOTH
async def test_a_call_in_own_words_says_what_was_understood(world: World, language: str) -> None:
    """Typed words go the nearest way; none of them is kept, only the place and the sum."""
    say = SAYS[language]
    person = await with_offer(world, language)
    await person.sends_data("rehearsal.start:1:h")
    before = person.card.text
    card = await person.says(say["noise"])
    assert say["not"] in card.text
    assert before.split("“")[1].split("”")[0] in card.text, "what can't be read costs nothing"
    card = await person.says(say["facts"])
    assert say["understood"] in card.text
    world.restart()
    card = await person.says(say["above"])
    assert "£900" in card.text
    card = await person.says(say["writing"])
    assert "£900" in card.text
    assert say["budget"] in card.text
    assert say["writing_found"] in card.text
    assert say["no_sum"] not in card.text
    await person.sends_data("rehearsal.start:1:p")
    await person.says(say["rude"])
    card = await person.says(say["rude"])
    assert say["loud"] in card.text
    assert say["no_sum"] in card.text


@BOTH
async def test_without_figures_the_example_says_that_it_is_made_up(
    world: World, language: str
) -> None:
    """Somebody without a debt written down can practise too, with nobody's figures."""
    person = world.chat(language=language)
    await person.says("/rehearse")
    word = "made-up" if language == "en" else "编的"
    assert word in person.card.text
    await person.taps("rehearsal.start:0:s")
    assert word in person.card.text
    await person.taps(ways(person)[1])
    await person.taps(ways(person)[2])
    await person.taps(ways(person)[2])
    assert SAYS[language]["made_up"] in person.card.text
    assert "4,000" in person.card.text
    await person.taps("contacted")


async def test_a_debt_without_numbers_offers_to_use_own_ones(world: World) -> None:
    """The three numbers are one tap away, never guessed."""
    person = world.chat()
    await first_debt(person, "Visa 4000 18%")
    await person.sends_data("rehearsal:1")
    if "gate" in str(person.card.buttons) or ":yours:yes" in str(person.card.buttons):
        await person.taps(":yours:yes", ":right:yes", ":last_paid_known:never")
        await person.sends_data("rehearsal:1")
    assert "made-up" in person.card.text
    await person.taps("negotiate.budget:1")
    assert "form" in str(person.card.buttons) or "f." in str(person.card.buttons)


async def with_lender(world: World, lender: str) -> Chat:
    """Return a person with one debt to such a lender."""
    person = world.chat()
    await person.says("/start")
    await person.sends_data("debts.add")
    await person.taps(":region:gb", "f.skip", ":kind:card")
    await person.sends_data(f"f:1:lender:{lender}")
    await person.says("Mick")
    await person.taps(":whose:mine", ":stage:overdue")
    await person.says("900")
    while "f.skip" in str(person.card.buttons):
        await person.taps("f.skip")
    await person.taps("f.save")
    return person


async def test_no_call_to_an_illegal_lender_is_practised(world: World) -> None:
    """Safety and reporting only (care 6), however the button was come by."""
    person = await with_lender(world, "illegal")
    for data in ("rehearsal:1", "rehearsal.start:1:s", "rehearsal.at:1:s1:0:0:"):
        await person.sends_data(data)
        assert "rehearsal.at" not in str(person.card.buttons), data
        assert "rehearsal.start" not in str(person.card.buttons), data
    await person.sends_data("rehearsal:1")
    assert "danger:loan_shark" in str(person.card.buttons)


async def test_family_is_no_agent(world: World) -> None:
    """Their own short words fit better than a played company."""
    person = await with_lender(world, "private")
    await person.sends_data("rehearsal:1")
    assert "rehearsal.start" not in str(person.card.buttons)
    assert "script:1" in str(person.card.buttons)


async def test_a_debt_that_is_not_theirs_is_rehearsed_without_a_sum(world: World) -> None:
    """Practice must not train the sentence that admits a stranger's debt (care 4)."""
    person = world.chat()
    await first_debt(person, "Visa 4000 18%")
    await person.sends_data("gate.ask:1")
    await person.taps(":yours:no", ":right:yes", ":last_paid_known:never")
    await person.sends_data("rehearsal:1")
    await person.taps("rehearsal.start:1:p", "Ask for proof")
    assert "agreeing to no sum" in person.card.text
    await person.says("I could pay 10 a month")
    await person.taps(ways(person)[0])
    assert "before seeing any proof" in person.card.text


async def test_a_sign_of_danger_comes_first_and_a_false_alarm_is_the_answer(world: World) -> None:
    """Nobody who types that they can't go on may be answered by a pretend agent."""
    person = await with_offer(world)
    await person.sends_data("rehearsal.start:1:s")
    await person.says("I want to kill myself")
    assert "rehearsal.at" not in str(person.card.buttons)
    assert "danger.answer" in str(person.card.buttons)
    await person.taps("danger.answer")
    assert world.router is not None
    assert "rehearsal.at" in str(person.card.buttons), "back in the call, nothing lost"


async def test_an_open_form_is_set_aside_while_the_call_lasts(world: World) -> None:
    """Words meant for the agent never become an answer to an earlier question."""
    person = await with_offer(world)
    await person.sends_data("debts.add")
    await person.sends_data("rehearsal.start:1:p")
    card = await person.says("I can pay 300 a month")
    assert "paying £300" in card.text


async def test_an_older_card_of_the_call_takes_words_too(world: World) -> None:
    """Even with a question opened since, what they type is said where they look."""
    person = await with_offer(world)
    turn = await person.sends_data("rehearsal.start:1:p")
    here = ways(person)[0]
    await person.sends_data("debts.add")
    await person.sends_data(here, turn)
    card = await person.says("I can pay 300 a month")
    assert "paying £300" in card.text


async def test_several_debts_are_chosen_from(world: World) -> None:
    """Each creditor is called about its own figures."""
    person = await with_offer(world)
    await person.sends_data("debts.add")
    await person.taps("f.keep", "f.skip", ":kind:card", ":lender:bank")
    await person.says("Amex")
    await person.taps(":whose:mine", ":stage:not_due")
    await person.says("300")
    while "f.skip" in str(person.card.buttons):
        await person.taps("f.skip")
    await person.taps("f.save")
    await person.says("/演练")
    assert "rehearsal:2" in str(person.card.buttons)
    await person.taps("rehearsal:1")
    assert "£4,000" in person.card.text


async def test_a_forged_place_in_the_call_is_an_old_button(world: World) -> None:
    """Button data is hostile until proved otherwise."""
    person = await with_offer(world)
    for data in ("rehearsal.at:1:zz:0:0", "rehearsal.start:1:q", "rehearsal.end:1:zz:0:0",
                 "rehearsal.start:99:p"):  # fmt: skip
        assert "old one" in (await person.sends_data(data)).text, data


@BOTH
async def test_every_screen_of_every_call_keeps_the_limits(world: World, language: str) -> None:
    """All buttons of all turns, walked with a real file behind them."""
    person = await with_offer(world, language)
    queue, seen, wrong = deque(["rehearsal:1"]), {"rehearsal:1"}, []
    while queue:
        data = queue.popleft()
        card, t, address = await draw(world, person, data)
        assert callbacks.unpack(address)[0].startswith("rehearsal"), data
        wrong += [f"{data}: {fault}" for fault in faults(t, card, address)]
        for button in (button for row in card.rows for button in row):
            if button.data and button.data.startswith("rehearsal") and button.data not in seen:
                seen.add(button.data)
                queue.append(button.data)
    assert not wrong, "\n".join(wrong)
    assert sum(data.startswith("rehearsal.end") for data in seen) > 10
