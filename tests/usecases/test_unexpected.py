"""Whatever is sent gets the catalog's words for it and a way back; nothing typed before is lost."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World

FILE = {"file_id": "f", "file_unique_id": "u"}
SENT: dict[str, dict[str, Any]] = {
    "stickers": {"sticker": {**FILE, "type": "regular", "width": 9, "height": 9,
                             "is_animated": False, "is_video": False}},
    "voice": {"voice": {**FILE, "duration": 3}},
    "photos": {"photo": [{**FILE, "width": 9, "height": 9}]},
    "files": {"document": FILE},
    "location": {"location": {"latitude": 1.0, "longitude": 2.0}},
    "phone numbers": {"contact": {"phone_number": "123", "first_name": "B"}},
}  # fmt: skip
TYPED = (
    "/unknown", "/", "/@", "/start@someone_else", "/ＳＴＡＲＴ", "\x00", "   ", "\u202e\u202d", "ł" * 4096,
    "🙈" * 2000, "<b>bold</b> & <script>", "{placeholder} {} %s", "' OR 1=1 --", "99999999999999999999",
)  # fmt: skip


async def _asked(person: Chat) -> str:
    await person.says("/start")
    await person.taps("path", "budget", "budget.quick", ":region:gb")
    return person.card.text


@pytest.mark.parametrize("kind", SENT)
async def test_what_cannot_be_read_is_named_and_leads_back(world: World, kind: str) -> None:
    """It says what happened, that nothing was lost, and the next tap."""
    ann = world.chat()
    asked = await _asked(ann)
    card = await ann.says("", **SENT[kind])
    assert kind in card.text
    assert "lost" in card.text
    card = await ann.taps("Back to where I was")
    assert card.text == asked


@pytest.mark.parametrize("text", TYPED)
@pytest.mark.parametrize("in_form", [True, False])
async def test_hostile_text_never_ends_in_an_error(world: World, text: str, in_form: bool) -> None:
    """No traceback, no markup of theirs, and the question stands."""
    ann = world.chat("<b>Eve</b>")
    if in_form:
        await _asked(ann)
    else:
        await ann.says("/start")
    card = await ann.says(text or " ")
    assert "<script>" not in card.text
    assert card.buttons
    if in_form:
        await ann.sends_data("form")
        assert "step 2" in ann.card.text


async def test_forwarded_and_edited_messages_are_not_taken_for_answers(world: World) -> None:
    """A creditor's message forwarded is not the person's own word."""
    ann = world.chat()
    await _asked(ann)
    origin = {"type": "hidden_user", "sender_user_name": "Bank", "date": 0}
    card = await ann.says("2000", forward_origin=origin)
    assert "forwarded" in card.text
    await ann.taps("Back to where I was")
    typed = {"message_id": 3, "date": 0, "edit_date": 1, "text": "2000"}
    chat = {
        "chat": {"id": ann.id, "type": "private"},
        "from": {"id": ann.id, "is_bot": False, "first_name": "A"},
    }
    await world.handle({"edited_message": {**typed, **chat}})
    assert "edits" in ann.card.text


async def test_a_double_tap_changes_nothing_twice(world: World) -> None:
    """People tap again when nothing seems to happen."""
    ann = world.chat()
    await ann.says("/start")
    await ann.taps("path", "budget", "budget.quick")
    before = ann.card
    await ann.taps(":region:gb", on=before)
    await ann.taps(":region:gb", on=before)
    assert "older one" in ann.card.text
    assert "step 2" in ann.card.text


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("at_once", [False, True])
async def test_a_double_tap_on_home_sends_nothing_twice(
    world: World, language: str, at_once: bool
) -> None:
    """A second card below the first would look as if something had been done."""
    ann = world.chat(language=language)
    await ann.says("/start")
    await ann.taps("path", "budget")
    before, messages = ann.card, len(ann.messages)
    world.edge.calls.clear()
    if at_once:
        await asyncio.gather(*(ann.sends_data("home", before) for _ in range(2)))
    else:
        await ann.sends_data("home", before)
        await ann.sends_data("home", before)
    sent = [name for name, _ in world.edge.calls if name.lower().startswith("send")]
    assert not sent
    assert len(ann.messages) == messages
    assert ann.card.message_id == before.message_id
    assert "path" in str(ann.card.buttons)


async def test_a_redelivered_update_is_answered_and_written_once(world: World) -> None:
    """Telegram sends an update again when it did not hear of its end."""
    ann = world.chat()
    await _asked(ann)
    await ann.says("2000")
    shown = ann.card.text
    raw = {"message_id": 999, "date": 0, "text": "1500",
           "chat": {"id": ann.id, "type": "private"},
           "from": {"id": ann.id, "is_bot": False, "first_name": "A"}}  # fmt: skip
    await world.handle({"update_id": 9001, "message": raw})
    after = ann.card.text
    assert after != shown
    await world.handle({"update_id": 9001, "message": raw})
    assert "1,500" not in ann.card.text or "step 4" in ann.card.text
    assert "step 4" in ann.card.text, "the same question again, not one further"


async def test_a_screen_that_telegram_refuses_is_apologised_for(world: World) -> None:
    """A mistake of ours must not leave the person without an answer."""
    world.forgives = True
    ann = world.chat()
    await ann.says("/start")
    refusal = {"ok": False, "error_code": 400, "description": "Bad Request: can't parse entities"}
    world.edge.fails = [(200, {"ok": True, "result": True}), (400, refusal)]
    card = await ann.says("/help")
    assert "A mistake on my side" in card.text
    card = await ann.taps("Go on")
    assert "most pressing" in card.text


async def test_words_that_are_not_understood_lead_to_the_doors(world: World) -> None:
    """A cry for help at midnight must not end at a card that asks for figures."""
    person = world.chat("Lin", "zh-hans")
    await person.says("/start")
    card = await person.says("帮帮我")
    assert {"他们在催我", "下期还不上", "文书/威胁/撑不住"} <= set(card.labels)


async def test_the_way_and_the_dates_open_by_their_plain_commands(world: World) -> None:
    """A natural word after a slash leads to its screen, not to 'unknown'."""
    chat = world.chat()
    await chat.says("/start")
    await chat.says("/path")
    path = chat.card.text
    await chat.says("/deadline")
    one = chat.card.text
    await chat.says("/deadlines")
    assert chat.card.text == one
    await chat.says("/nothing")
    assert chat.card.text not in {path, one}
