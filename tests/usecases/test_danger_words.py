"""Words that hold a sign, wherever they are typed, and what they are taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text

from storage.tables_documents import attachments
from tests.fakes.telegram_edge import open_world
from tests.usecases.test_proposals import with_offer
from tests.usecases.test_tap_budget import first_debt

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World

PICTURE = {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 90, "height": 90}]}


@pytest.mark.parametrize(("language", "caption", "help_"), [
    ("en", "I want to kill myself tonight", "You matter more than any debt"),
    ("zh-hans", "我不想活了", "您比任何债都重要"),
])  # fmt: skip
async def test_a_sign_below_a_photo_is_read(
    world: World, language: str, caption: str, help_: str
) -> None:
    """Whoever photographs the letter writes below it how they are."""
    ann = world.chat(language=language)
    await ann.says("/start")
    card = await ann.says("", caption=caption, **PICTURE)
    assert help_ in card.text
    async with world.database.read() as uow:
        assert (await uow.run(text("SELECT paused_since FROM persons"))).scalar_one() is not None


async def test_harmless_words_below_a_photo_change_nothing(world: World) -> None:
    """A photo can't be read, and says so."""
    ann = world.chat()
    await ann.says("/start")
    plain = (await ann.says("", **PICTURE)).text
    assert (await ann.says("", caption="my kitchen", **PICTURE)).text == plain


async def test_the_photo_awaited_is_kept_even_when_words_below_it_hold_a_sign(
    sqlite_url: str,
) -> None:
    """A false alarm costs one tap and no page of the set."""
    async with open_world(sqlite_url, attachments=True) as world:
        ann = await with_offer(world, "en")
        await ann.sends_data("documents.photos:1")
        card = await ann.says("", caption="the court papers", **PICTURE)
        assert "Court papers have a date" in card.text
        card = await ann.taps("I meant something else")
        assert "All right, here is where you were" in card.text
        assert "1 of at most" in card.text
        async with world.database.read() as uow:
            assert len((await uow.run(select(attachments))).all()) == 1


async def test_no_money_said_in_a_rehearsal_is_an_answer_and_no_cry(world: World) -> None:
    """Half of all people say just that when somebody calls."""
    mei = world.chat(language="zh-hans")
    await mei.says("/start")
    await mei.says("/rehearse")
    await mei.sends_data("rehearsal.start:0:h")
    asked = mei.card.text
    card = await mei.says("我没钱，别逼我了")
    assert "您比任何债都重要" not in card.text
    assert "没听懂" not in card.text
    assert card.text != asked
    async with world.database.read() as uow:
        assert (await uow.run(text("SELECT paused_since FROM persons"))).scalar_one() is None


WORDS = pytest.mark.parametrize(("language", "said", "unsafe"), [
    ("en", "pay or we will break your legs", "I'm not safe"),
    ("zh-hans", "不还就打断你的腿", "我现在不安全"),
    ("en", "we will have you arrested", "Police contacted me"),
    ("zh-hans", "不还就起诉你", "收到法院文书"),
])  # fmt: skip


async def _asked_for_their_words(world: World, language: str) -> Chat:
    ann = world.chat(language=language)
    await first_debt(ann, "Visa 4000 18%")
    await ann.sends_data("contact.new:1")
    await ann.taps("f.more", ":outcome:pressed", ":channel:phone", "f.skip")
    return ann


@WORDS
async def test_what_they_threatened_is_kept_and_help_stands_first(
    world: World, language: str, said: str, unsafe: str
) -> None:
    """The log asks for exactly these words; a complaint stands on them."""
    ann = await _asked_for_their_words(world, language)
    card = await ann.says(said)
    assert unsafe in card.buttons[0][0]["text"]
    world.restart()
    await ann.taps(unsafe)
    assert "danger.where:" in str(ann.card.buttons), "help, and whom to call"
    await ann.sends_data("contact.more:1")
    assert said in ann.card.text


async def test_despair_at_the_same_question_is_heard_first(world: World) -> None:
    """No note is worth a minute of that."""
    ann = await _asked_for_their_words(world, "en")
    card = await ann.says("they said pay, I want to kill myself")
    assert "You matter more than any debt" in card.text
    card = await ann.taps("I meant something else")
    assert "I'm not safe" not in str(card.buttons), "an ordinary entry, and it is kept"
    await ann.sends_data("contact.more:1")
    assert "I want to kill myself" in ann.card.text


async def test_daily_calls_to_the_family_are_noted_without_alarm(world: World) -> None:
    """That is a matter for a complaint, and no blow."""
    ann = await _asked_for_their_words(world, "zh-hans")
    card = await ann.says("他们天天打我电话，还打给我妈")
    assert "不安全" not in str(card.buttons)
    await ann.sends_data("contact.more:1")
    assert "还打给我妈" in ann.card.text


@pytest.mark.parametrize(("language", "said", "nothing", "words"), [
    ("en", "will I go to jail", "No, nothing", "Words to say to them"),
    ("en", "what if they sue me", "No, nothing", "Words to say to them"),
    ("zh-hans", "会不会坐牢", "没有，什么都没", "怎么跟对方说"),
])  # fmt: skip
async def test_a_fear_of_court_or_jail_is_asked_about_first(
    world: World, language: str, said: str, nothing: str, words: str
) -> None:
    """Whoever only fears it needs no leaflet about papers that never came."""
    ann = world.chat(language=language)
    await ann.says("/start")
    asked = await ann.says(said)
    assert asked.text.endswith(("?", "？"))
    card = await ann.taps(nothing)
    assert "danger.legal_worry" not in card.text
    assert "helplines" in str(card.buttons)
    await ann.taps(words)
    assert "contacted:bank" in str(ann.card.buttons)
    await ann.sends_data("danger:legal_worry", asked)
    await ann.taps("danger:court")
    assert "danger.in:court" in str(ann.card.buttons)


@pytest.mark.parametrize(("language", "said", "first"), [
    ("en", "a letter from their solicitor", "A lawyer's letter is not a court paper."),
    ("zh-hans", "收到律师函", "律师函不是法院文书。"),
])  # fmt: skip
async def test_a_lawyers_letter_is_told_from_court_papers(
    world: World, language: str, said: str, first: str
) -> None:
    """It has no court's date, and it is not to be ignored either."""
    ann = world.chat(language=language)
    await ann.says("/start")
    card = await ann.says(said)
    assert card.text.startswith(first)
    card = await ann.taps("danger.in:lawyer_letter:cn" if language != "en" else ":gb")
    assert card.text.startswith(first)
    await ann.taps("danger:court")
    assert "deadline.new" in str(ann.card.buttons), "real court papers are one tap away"


@pytest.mark.parametrize(("language", "said", "region", "line"), [
    ("zh-hans", "先交2000手续费就能停息", "cn", "110"),
    ("en", "they want a fee first", "sg", "1799"),
])  # fmt: skip
async def test_a_fee_asked_for_first_names_who_takes_a_report_of_fraud(
    world: World, language: str, said: str, region: str, line: str
) -> None:
    """Advice to tell the police helps only with the number, where the pack has one."""
    ann = world.chat(language=language)
    await ann.says("/start")
    await ann.says(said)
    card = await ann.sends_data(f"danger.in:advance_fee:{region}")
    assert line in card.text
