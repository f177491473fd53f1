"""Other ways to speak: step by step, in another language, time first, and on after a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.usecases.test_proposals import with_offer

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World

BOTH = pytest.mark.parametrize("language", ["en", "zh-hans"])


def copied(person: Chat) -> str:
    """Return what the card's copy button copies."""
    buttons = [b for row in person.card.buttons for b in row]
    return next(b["copy_text"]["text"] for b in buttons if "copy_text" in b)


@BOTH
async def test_a_call_is_led_step_by_step_to_its_close(world: World, language: str) -> None:
    """Nobody reads a page while somebody speaks (mission S3)."""
    person = await with_offer(world, language)
    await person.sends_data("script:1")
    await person.taps("script:1:phone:a")
    seen = [person.card.text]
    onward = "Next step" if language == "en" else "下一步"
    while onward in str(person.card.buttons):
        assert "contact.new:1" in str(person.card.buttons), "a call may end at any time"
        await person.taps(onward)
        seen.append(person.card.text)
    assert len(seen) == 5
    assert "333.34" in seen[2]
    assert "333.34" not in seen[0]
    assert "450" in seen[3], "what is not in the budget stands where they press"
    writing, back = (
        ("confirm in writing", "read that back") if language == "en" else ("书面确认", "复述")
    )
    assert writing in seen[-1]
    assert back in seen[-1]


async def test_the_words_are_in_the_lenders_language_and_the_chat_in_ones_own(world: World) -> None:
    """Who calls a lender abroad must understand what they read out."""
    person = await with_offer(world)
    await person.taps("proposal.choose", "script.more", "script.language")
    card = await person.taps("script:1:all:a.zh_Hans_CN.2")
    assert "How will you get in touch?" in card.text
    await person.sends_data("script:1:phone:a.zh_Hans_CN.2")
    assert "我愿意还这笔钱" in person.card.text
    assert "I want to pay this" in person.card.text, "side by side"
    await person.sends_data("script:1:phone:a.zh_Hans_CN")
    assert "我愿意还这笔钱" in person.card.text
    assert "I want to pay this" not in person.card.text
    assert "They may say" in str(person.card.buttons)
    await person.sends_data("script:1:chat:a.zh_Hans_CN.2:1")
    assert "我愿意还这笔钱" in copied(person)
    assert "I want" not in copied(person), "only the lender's language is sent"
    await person.sends_data("script.reply:1:pay_today:a.zh_Hans_CN")
    assert "请您登记" in copied(person)


async def test_the_choice_of_language_is_kept_on_the_way(world: World) -> None:
    """A second choice for each message would lose the person in the middle of a talk."""
    person = await with_offer(world)
    await person.sends_data("script:1:all:a.zh_Hans_CN")
    for way in ("phone", "chat", "letter"):
        assert f"script:1:{way}:a.zh_Hans_CN" in str(person.card.buttons)
    card = await person.sends_data("script:1:phone:a.xx")
    assert "I want to pay this" in card.text, "a language that is not there is the chat's own"


async def test_after_a_refusal_the_road_goes_on_to_a_complaint_and_its_time(world: World) -> None:
    """A refused request never ends the road (S14); the time is the region's and sourced."""
    person = await with_offer(world)
    await person.taps("proposal.choose", "script.more")
    card = await person.taps("script.ladder")
    assert "8 weeks" in card.text
    assert "six months" in card.text
    assert "0800 023 4567" in card.text
    buttons = str(card.buttons)
    assert all(f"script:1:all:{aim}" in buttons for aim in "rnc")
    assert "deadline.new:complaint:1" in buttons
    await person.sends_data("script:1:letter:r")
    assert "refused on ‹date›" in person.card.text
    assert "333.34" in person.card.text
    await person.sends_data("script:1:letter:c")
    assert "This is a complaint" in person.card.text
    assert "£" not in person.card.text
    lower = await person.sends_data("script:1:phone:n")
    assert "rest until" in lower.text


async def test_a_reply_shows_the_rule_behind_it_only_where_it_binds(world: World) -> None:
    """A rule for banks quoted to anybody else loses the talk (care 3)."""
    person = await with_offer(world)
    card = await person.sends_data("script.reply:1:pay_today:a")
    assert "press you for one large payment" in card.text
    card = await person.sends_data("script.reply:1:arrest:a")
    assert "legal aid" in card.text
    assert "in writing" in copied(person)


@BOTH
async def test_at_least_twelve_things_have_an_answer(world: World, language: str) -> None:
    """Nobody should stand without words."""
    person = await with_offer(world, language)
    found = set()
    for page in range(6):
        await person.sends_data(f"script.say:1:a:{page}")
        for row in person.card.buttons:
            found |= {
                b["callback_data"] for b in row if "script.reply" in b.get("callback_data", "")
            }
    assert len(found) >= 12


async def test_time_can_be_asked_for_before_anything_is_offered(world: World) -> None:
    """Under collection the first thing one needs is quiet; it takes nothing on."""
    person = await with_offer(world)
    await person.sends_data("script.more:1:a")
    await person.taps("Ask for time first")
    await person.sends_data("script:1:letter:h")
    assert "hold collection" in person.card.text
    assert "£" not in person.card.text
    assert "want to pay" not in person.card.text


@BOTH
async def test_the_sentences_that_were_shown_stand_in_the_words(
    world: World, language: str
) -> None:
    """What one has agreed to is what is said, word for word."""
    person = await with_offer(world, language)
    await person.sends_data("script.why:1")
    await person.taps(":reason:illness")
    await person.says("2026-01-01")
    await person.taps(":effect:costs_more")
    while "f.skip" in str(person.card.buttons):
        await person.taps("f.skip")
    shown = person.card.text.split("<blockquote>")[1].split("</blockquote>")[0]
    words = (await person.sends_data("script:1:letter:a")).text
    split = ". " if language == "en" else "。 "
    for sentence in shown.split(split):
        assert sentence.rstrip(".。") in words


@BOTH
async def test_no_income_beside_a_pay_is_pointed_out_and_can_be_put_right(
    world: World, language: str
) -> None:
    """A lender who finds both believes neither; which is right only the person knows."""
    person = await with_offer(world, language)
    await person.sends_data("script.why:1")
    await person.taps(":reason:job_loss")
    await person.says("2026-01-01")
    await person.taps(":effect:income_none")
    while "f.skip" in str(person.card.buttons):
        await person.taps("f.skip")
    card = await person.sends_data("negotiate:1")
    assert ("no income" if language == "en" else "没有收入") in card.text
    assert "script.agree:1" in str(card.buttons)
    card = await person.sends_data("script:1")
    assert ("no income" if language == "en" else "没有收入") in card.text
    card = await person.taps("script.agree:1")
    assert "script.why:1" in str(card.buttons)
    assert "negotiate.budget:1" in str(card.buttons)
    await person.taps("script.why:1", ":reason:job_loss")
    await person.says("2026-01-01")
    await person.taps(":effect:income_less")
    while "f.skip" in str(person.card.buttons):
        await person.taps("f.skip")
    card = await person.sends_data("script:1")
    assert "script.agree" not in str(card.buttons)


async def test_after_a_refusal_the_letter_names_its_day_and_reference(world: World) -> None:
    """What stands in the log need not be looked for again."""
    person = await with_offer(world)
    await person.sends_data("contact.new:1")
    await person.taps(":outcome:refused", ":channel:phone")
    await person.says("R-17")
    await person.taps("f.skip")
    card = await person.taps("script:1:letter")
    assert "refused on 2 March 2026" in card.text
    assert "Your reference: R-17." in card.text
    card = await person.sends_data("script:1:letter:c")
    assert "On 2 March 2026 a request for an arrangement was refused." in card.text
