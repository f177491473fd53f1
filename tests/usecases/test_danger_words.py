"""Words that hold a sign, wherever they are typed, and what they are taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text

from storage.tables_documents import attachments
from tests.fakes.telegram_edge import open_world
from tests.usecases.test_proposals import with_offer

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import World

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
