"""The first five minutes, by typing and tapping (care 1, 2, 12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from storage import forms

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import World

BOTH = pytest.mark.parametrize(
    ("language", "door", "bank"),
    [("en", "They're contacting me", "Bank or card"), ("zh-hans", "他们在催我", "银行或信用卡")],
)


@BOTH
async def test_words_to_say_take_three_taps_and_no_typing(
    world: World, language: str, door: str, bank: str
) -> None:
    """Somebody whose telephone rings can't type (care 1: 3 taps, 0 typed answers)."""
    mei = world.chat(language=language)
    await mei.says("/start")
    card = await mei.taps(door, bank)
    assert mei.taps_made <= 3
    assert mei.typed == 0
    copied = next(b["copy_text"]["text"] for row in card.buttons for b in row if "copy_text" in b)
    assert f"<code>{copied}</code>" in card.text, "the words stand whole in a tap-to-copy block"


async def test_a_call_is_kept_and_followed_up_only_when_asked(world: World) -> None:
    """The first consent is asked when it is worth something, and gives the reminder."""
    mei = world.chat(language="zh-hans")
    await mei.says("/start")
    await mei.taps("他们在催我", "催收公司", "打完了", "催我马上还")
    card = await mei.taps("3天后提醒")
    assert "您在哪里生活" in card.text, "the time of day needs the place"
    card = await mei.taps("中国")
    assert "已记下。2026年3月5日提醒您" in card.text
    card = await mei.taps("我同意了什么")
    assert "✓ 保存我填的" in card.labels
    assert "✓ 给我发提醒" in card.labels
    assert "– 健康或家庭" in card.labels


async def test_another_day_can_be_typed(world: World) -> None:
    """A number or word typed always works."""
    ann = world.chat()
    await ann.says("/start")
    await ann.taps(
        "They're contacting me", "Bank or card", "Call is over", "They refused", "Another day"
    )
    await ann.says("12 March 2026")
    card = await ann.taps("United Kingdom")
    assert "12 March" in card.text


async def test_not_keeping_leaves_nothing(world: World) -> None:
    """*Don't keep* is a full answer."""
    ann = world.chat()
    await ann.says("/start")
    await ann.taps("They're contacting me", "Bank or card", "Call is over", "They refused")
    card = await ann.taps("Don't keep")
    assert "nothing of this call is kept" in card.text
    card = await ann.says("/export")
    assert "nothing to hand over" in card.text


async def test_the_caller_is_not_asked_again_when_the_debt_is_written_down(world: World) -> None:
    """Answers given behind one door are never asked again behind another."""
    ann = world.chat()
    await ann.says("/start")
    await ann.taps(
        "They're contacting me", "Bank or card", "Call is over", "They refused", "In 3 days"
    )
    await ann.taps("United Kingdom", "Home", "Go through it all", "List the debts")
    await ann.taps("Keep: United Kingdom", "Skip", "Credit card")
    assert "lender" not in ann.card.text.lower() or "call" in ann.card.text.lower()


async def test_an_answer_takes_at_most_six_statements(world: World) -> None:
    """The database is what an answer waits for."""
    ann = world.chat()
    await ann.says("/start")
    await ann.taps("Go through it all", "Budget", "budget.quick")
    await ann.taps("United Kingdom")
    await ann.says("2000")
    assert len(world.statements) <= 6, world.statements
    await ann.says("1500")
    assert len(world.statements) <= 6, world.statements


async def test_words_that_promise_miracles_are_answered_with_what_they_mean(world: World) -> None:
    """停息挂账, 征信修复, 上岸 and "write-off" are understood when typed (care 9)."""
    mei = world.chat(language="zh-hans")
    await mei.says("/start")
    assert "停息挂账" in (await mei.says("我想办停息挂账")).text
    assert "征信" in (await mei.says("征信修复")).text
    assert "上岸" in (await mei.says("怎么上岸")).text
    ann = world.chat()
    await ann.says("/start")
    assert "Written off" in (await ann.says("can they write off my debt?")).text


async def test_cancel_says_what_was_kept(world: World) -> None:
    """/cancel works in any state."""
    ann = world.chat()
    await ann.says("/start")
    assert "Nothing was under way" in (await ann.says("/cancel")).text
    await ann.says("/budget")
    await ann.taps("budget.quick")
    assert "24 hours" in (await ann.says("/cancel")).text


@pytest.mark.parametrize("kind", ["voice", "photo"])
async def test_a_voice_message_or_a_photo_leads_to_the_doors(world: World, kind: str) -> None:
    """Somebody who can't type still finds the way (care 9)."""
    parts = {
        "voice": {"voice": {"file_id": "f", "file_unique_id": "u", "duration": 3}},
        "photo": {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}]},
    }
    ann = world.chat()
    await ann.says("/start")
    card = await ann.says("", **parts[kind])
    assert "They're contacting me" in card.labels


async def test_what_is_passed_on_names_nobody(world: World) -> None:
    """The card is for somebody else's eyes."""
    ann = world.chat("Annabel")
    await ann.says("/help")
    card = await ann.taps("Pass this on")
    assert "Annabel" not in card.text
    assert "https://t.me/duewell_bot" in card.text


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_the_words_come_as_a_light_picture(world: World, language: str) -> None:
    """Readable beside the telephone, and quick on a slow line: under 200 kB (care 9)."""
    from bot.ui import cards_contacted

    texts = world.services.catalogs.texts("en" if language == "en" else "zh_Hans_CN")
    for caller in cards_contacted.CALLERS:
        picture = cards_contacted.picture(texts, caller).papers[0]
        data = picture.build()
        assert data.startswith(b"\x89PNG")
        assert len(data) < 200_000
    ann = world.chat(language=language)
    await ann.says("/start")
    card = await ann.taps("contacted", "contacted:bank", "contacted.picture:bank")
    assert "contacted.over:bank" in str(card.buttons)


@pytest.mark.parametrize(("language", "taps", "words", "talk"), [
    ("en", ("They're contacting me", "Collection agency", "Call is over", "They refused",
            "In 3 days", "United Kingdom"), "Words to say", "Talk, note it"),
    ("zh-hans", ("他们在催我", "催收公司", "打完了", "催我马上还", "3天后提醒", "中国"),
     "准备怎么说", "联系并记录"),
])  # fmt: skip
async def test_a_call_at_the_first_door_ticks_no_words_for_a_debt(
    world: World, language: str, taps: tuple[str, ...], words: str, talk: str
) -> None:
    """A step is ticked only when it is done."""
    person = world.chat(language=language)
    await person.says("/start")
    await person.taps(*taps)
    card = await person.sends_data("path")
    assert f"· {words}" in card.text
    assert f"✓ {talk}" in card.text


async def test_a_line_typed_at_the_debt_of_a_door_keeps_who_is_calling(world: World) -> None:
    """The form opened at the door is not left behind empty, and the lender is not asked twice."""
    person = world.chat()
    await person.says("/start")
    await person.sends_data("contacted.debt:bank")
    await person.says("/add Visa 12,000 18% day 15")
    async with world.database.read() as uow:
        assert len(await forms.every(uow, 1)) == 1
        found = await forms.current(uow, 1)
    assert found is not None
    assert found.log.answers["lender"] == "bank"
    assert found.log.answers["creditor"] == "Visa"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_the_words_against_pay_today_come_as_a_picture_too(
    world: World, language: str
) -> None:
    """Pressed hardest, one reads worst."""
    ann = world.chat(language=language)
    await ann.says("/start")
    await ann.taps("contacted", "contacted:bank", "contacted.today:bank")
    await ann.taps("contacted.picture:bank:today")
    assert any(call[0] == "sendPhoto" for call in world.edge.calls)
    assert "contacted.today:bank" in str(ann.card.buttons), "back to the words it shows"


@pytest.mark.parametrize(("language", "nobody"), [("en", "a lender"), ("zh-hans", "一家机构")])
@pytest.mark.parametrize("door", ["contacted.debt", "start.debt"])
async def test_the_call_at_the_first_door_becomes_the_debts_own(
    world: World, language: str, nobody: str, door: str
) -> None:
    """A log that says "a lender" helps nobody on the second call."""
    ann = world.chat(language=language)
    await ann.says("/start")
    await ann.taps("contacted", "contacted:bank", "contacted.over", "refused", "contacted.keep")
    await ann.taps(":gb")
    await ann.sends_data("contacted.debt:bank" if door == "contacted.debt" else door)
    await ann.taps(":region:gb")
    await ann.says("Visa 4000 18%")
    await ann.taps(":whose:mine", ":stage:will_miss", "f.save")
    card = await ann.sends_data("contacts")
    assert "Visa" in card.text
    assert nobody not in card.text
