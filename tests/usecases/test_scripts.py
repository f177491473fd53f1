"""The words, from the person's side: three channels, replies, files, and nothing admitted too soon."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

import pytest

from tests.limits import faults
from tests.usecases.test_proposals import with_offer
from tests.usecases.test_screens import draw
from tests.usecases.test_tap_budget import first_debt

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World

BOTH = pytest.mark.parametrize("language", ["en", "zh-hans"])


@BOTH
async def test_a_chosen_proposal_leads_to_words_for_three_channels(
    world: World, language: str
) -> None:
    person = await with_offer(world, language)
    await person.taps("proposal.choose")
    ways = str(person.card.buttons)
    assert all(f"script:1:{way}:a" in ways for way in ("phone", "chat", "letter"))
    await person.taps("script:1:phone:a")
    assert "<code>" in person.card.text
    await person.sends_data("script:1:phone:a")
    assert "333.34" in person.card.text


@BOTH
async def test_words_that_admit_an_old_debt_say_so_each_time(world: World, language: str) -> None:
    """A warning read once is forgotten by the time the letter lies on the table."""
    warned = "admit the debt" if language == "en" else "等于承认"
    person = await with_offer(world, language)
    assert warned not in (await person.sends_data("script:1:letter:a")).text
    await person.sends_data("gate.ask:1")
    await person.taps(":yours:yes", ":right:yes", ":last_paid_known:not_sure")
    assert warned not in (await person.sends_data("script:1:letter:a")).text
    await person.sends_data("gate.read:1")
    for way in ("all", "letter", "chat", "phone"):
        card = await person.sends_data(f"script:1:{way}:a")
        assert card.text.startswith("These words" if language == "en" else "这些话等于"), way
    assert warned not in (await person.sends_data("script:1:letter:q")).text


@BOTH
async def test_chat_messages_come_one_by_one_and_can_be_copied(world: World, language: str) -> None:
    """The words of every copy button stand as a block too (care 9)."""
    person = await with_offer(world, language)
    await person.sends_data("script:1:chat:a")
    seen = []
    for _ in range(12):
        card = person.card
        copies = [b["copy_text"]["text"] for row in card.buttons for b in row if "copy_text" in b]
        assert copies
        assert copies[0] in re.sub("</?[a-z]+>", "", card.text)
        seen.append(copies[0])
        following = [
            b for row in card.buttons for b in row if ":chat:a:" in b.get("callback_data", "")
        ]
        onward = [b for b in following if b["callback_data"].endswith(f":{len(seen)}")]
        if not onward:
            break
        await person.sends_data(onward[0]["callback_data"])
    assert len(seen) == len(set(seen)) >= 5
    assert all(len(message) <= 300 for message in seen)
    assert "contact.new:1" in str(person.card.buttons)


@BOTH
async def test_the_letter_is_made_as_a_pdf_and_the_sheet_as_a_picture(
    world: World, language: str
) -> None:
    """What can be taken along: a file, a picture for the call, a letter to sign."""
    person = await with_offer(world, language)
    for tap, kind in (("script.pdf:1:a", "document"), ("script.picture:1:a", "picture"),
                      ("script.file:1:chat:a", "document")):  # fmt: skip
        before = len(person.messages)
        await person.sends_data(tap)
        new = person.messages[before:]
        assert kind in [message.file for message in new], tap


async def test_only_asking_names_no_sum_and_admits_nothing(world: World) -> None:
    """A first contact may be nothing but questions (care 8)."""
    person = await with_offer(world)
    card = await person.sends_data("script:1:phone:q")
    assert "£" not in card.text
    assert "want to pay" not in card.text
    assert "Who decides" in card.text


async def test_a_debt_that_is_not_theirs_gets_a_demand_for_proof(world: World) -> None:
    """One admitting word could bind them to a stranger's debt (care 4)."""
    person = world.chat()
    await first_debt(person, "Visa 4000 18%")
    await person.sends_data("gate.ask:1")
    await person.taps(":yours:no", ":right:yes", ":last_paid_known:never")
    card = await person.sends_data("script:1:letter:a")
    assert "proof of this claim" in card.text
    assert "£" not in card.text
    assert "want to pay" not in card.text


async def test_the_reason_can_be_added_from_the_words_and_comes_back_to_them(world: World) -> None:
    person = await with_offer(world)
    await person.taps("proposal.choose", "script.why")
    await person.taps(":reason:illness")
    await person.says("2026-01-01")
    await person.taps(":effect:income_less")
    await person.says("2600")
    card = await person.taps("f.skip")
    assert "illness" in card.text, "the sentences are shown before they stand in the words"
    await person.taps("Good, go on")
    assert "script:1:phone:a" in str(person.card.buttons)
    card = await person.sends_data("script:1:phone:a")
    assert "illness" in card.text
    assert "£2,600 to £2,000" in card.text


@BOTH
async def test_what_they_may_say_has_a_calm_answer_to_copy(world: World, language: str) -> None:
    person = await with_offer(world, language)
    await person.sends_data("script.say:1:a")
    first = [
        b
        for row in person.card.buttons
        for b in row
        if "script.reply" in b.get("callback_data", "")
    ]
    await person.sends_data("script.say:1:a:1")
    more = [
        b
        for row in person.card.buttons
        for b in row
        if "script.reply" in b.get("callback_data", "")
    ]
    assert len({b["callback_data"] for b in first + more}) >= 6
    for button in first + more:
        card = await person.sends_data(button["callback_data"])
        assert "<code>" in card.text


async def test_papers_are_ticked_and_their_place_is_noted(world: World) -> None:
    """The paper stays with the person; only where it lies is kept (care 10)."""
    person = await with_offer(world)
    await person.says("/evidence")
    assert "Proof of income" in person.card.text
    await person.taps("evidence.one:income_proof:1", "evidence.tick:income_proof:1:have")
    assert "☑ 2." in person.card.text
    await person.taps("evidence.one:income_proof:1", "evidence.where")
    await person.says("blue folder")
    assert "blue folder" in person.card.text
    card = await person.sends_data("script:1:phone:a")
    assert "Proof of income" in card.text
    await person.sends_data("evidence.tick:income_proof:1:open")
    assert "blue folder" in person.card.text
    await person.sends_data("evidence.tick:income_proof:1:nonsense")
    assert "old one" in person.card.text


async def test_the_commands_lead_to_the_only_debt(world: World) -> None:
    person = await with_offer(world)
    assert "Visa" in (await person.says("/script")).text
    assert "Visa" in (await person.says("/negotiate")).text
    stranger = world.chat("Bo")
    for command in ("/script", "/negotiate", "/evidence"):
        assert (await stranger.says(command)).buttons


OURS = ("negotiate", "proposal", "ladder", "script", "evidence")


async def walk(world: World, person: Chat) -> int:
    """Follow every button of these topics and hold each card to the limits; return how many."""
    queue, seen, wrong = deque(["negotiate", "script", "evidence"]), set(), []
    while queue:
        data = queue.popleft()
        card, t, *_ = await draw(world, person, data)
        wrong += [f"{data}: {fault}" for fault in faults(t, card, data)]
        for button in (button for row in card.rows for button in row):
            if button.data and button.data.startswith(OURS) and button.data not in seen:
                seen.add(button.data)
                queue.append(button.data)
    assert not wrong, "\n".join(wrong)
    return len(seen)


@BOTH
async def test_every_screen_keeps_the_limits_with_an_offer(world: World, language: str) -> None:
    """A cut-off button or a wall of text loses the person who needs it most."""
    assert await walk(world, await with_offer(world, language)) > 50


@BOTH
@pytest.mark.parametrize(
    ("name", "lender"),
    [("Auntie <b>& Co", "private"), ("A" * 200, "collector"), ("债" * 90, "platform")],
)
async def test_every_screen_keeps_the_limits_for_any_name_with_nothing_left(
    world: World, language: str, name: str, lender: str
) -> None:
    """Names are typed by people: long, hostile, in any script."""
    person = world.chat(language=language)
    await person.says("/start")
    await person.sends_data("debts.add")
    await person.taps(":region:gb", "f.skip", ":kind:card")
    await person.sends_data(f"f:1:lender:{lender}")
    await person.says(name)
    await person.taps(":whose:joint", ":stage:overdue")
    await person.says("12000")
    while "f.skip" in str(person.card.buttons):
        await person.taps("f.skip")
    await person.taps("f.save")
    assert await walk(world, person) > 20
    await person.sends_data("gate.ask:1")
    await person.taps(":yours:yes", ":right:yes", ":last_paid_known:date")
    await person.says("last month" if language == "en" else "上个月")
    await person.taps("negotiate")
    for number in ("1200", "1500", "0"):
        await person.says(number)
    assert await walk(world, person) > 20


async def test_many_debts_with_long_names_can_be_told_apart(world: World) -> None:
    """Labels are cut to what a phone shows, not the words behind them."""
    person = await with_offer(world)
    for name in (
        "很长很长很长很长的名字一号",
        "The longest name that anyone has given to a debt 2",
    ):
        await person.sends_data("debts.add")
        await person.taps("f.keep", "f.skip", "f.more", ":kind:family")
        await person.says(name)
        await person.taps(":whose:mine", ":stage:not_due")
        await person.says("300")
        while "f.skip" in str(person.card.buttons):
            await person.taps("f.skip")
        await person.taps("f.save", ":yours:yes", ":right:yes", ":last_paid_known:never")
    assert await walk(world, person) > 60


async def test_what_they_answered_is_kept_per_creditor(world: World) -> None:
    """The next contact begins where this one ended (care 8)."""
    person = await with_offer(world)
    await person.sends_data("script:1:phone:q")
    await person.taps("script.heard_ask")
    await person.says("interest can stop for 3 months")
    await person.taps("f.skip")
    await person.says("hardship team")
    await person.taps("f.skip")
    assert "interest can stop for 3 months" in person.card.text
    await person.taps("script.heard_ask", "f.skip")
    await person.says("two payslips")
    await person.taps("f.skip", "f.skip")
    for answer in ("interest can stop for 3 months", "two payslips", "hardship team"):
        assert answer in person.card.text


@pytest.mark.parametrize(("language", "also"), [("en", "Also ask"), ("zh-hans", "还要提")])
async def test_the_talk_sheet_mentions_only_what_stands_in_it(
    world: World, language: str, also: str
) -> None:
    """Looking for ‹…› that is not there costs breath in the middle of a call."""
    person = await with_offer(world, language)
    asking = (await person.sends_data("script:1:phone:q")).text
    assert asking.count("‹") == 0
    offer = (await person.sends_data("script:1:phone:a")).text
    assert offer.count("‹") > 1, "named, and there"
    under = asking.split(also)[1].split("<i>")[0]
    today = "no amount can be discussed" if language == "en" else "今天不谈金额"
    assert today not in under
    assert today in asking


@BOTH
async def test_the_three_questions_come_before_any_verdict_and_any_words(
    world: World, language: str
) -> None:
    """A verdict before a single question was asked reads as a refusal (care 4)."""
    person = world.chat(language=language)
    await person.says("/start")
    await person.taps("path", "debts.add", ":region:gb")
    await person.says("Visa 4000 18%")
    await person.taps(":lender:bank", ":whose:mine", ":stage:will_miss", "f.save")
    for door in ("negotiate:1", "script:1", "gate:1", "script:1:phone:q"):
        await person.sends_data("home")
        card = await person.sends_data(door)
        assert ":yours:yes" in str(card.buttons), door
    await person.taps(":yours:no", ":right:yes", ":last_paid_known:never")
    assert "script:1" in str(person.card.buttons), "then the verdict, with words that only ask"


@pytest.mark.parametrize(("language", "asks", "spoken"), [
    ("en", "Please pass this to the team", "May I speak to"),
    ("zh-hans", "请转给负责协商还款的同事", "可以吗"),
])  # fmt: skip
async def test_a_chat_opens_in_the_words_of_a_chat(
    world: World, language: str, asks: str, spoken: str
) -> None:
    """Asking to speak to somebody makes sense on the telephone only."""
    person = await with_offer(world, language)
    card = await person.sends_data("script:1:chat:a")
    assert asks in card.text
    assert spoken not in card.text
    card = await person.sends_data("script:1:phone:a")
    assert spoken in card.text


@pytest.mark.parametrize(("language", "said"), [
    ("en", "Nothing noted yet"), ("zh-hans", "还没有记"),
])  # fmt: skip
async def test_where_no_answer_was_noted_it_says_what_can_be(
    world: World, language: str, said: str
) -> None:
    """A bare heading looks like a fault."""
    person = world.chat(language=language)
    await first_debt(person, "Visa 4000 18%" if language == "en" else "信用卡 4000 年化18%")
    card = await person.sends_data("script.heard:1")
    assert said in card.text
