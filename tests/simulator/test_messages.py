"""Editing, deleting, tapping and answering: what Telegram allows and what it says otherwise."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from simulator.errors import NOT_MODIFIED

if TYPE_CHECKING:
    from simulator.app import SimulatorApp
    from tests.fakes.client import Person, Simulation
    from tests.simulator.conftest import Api

KEYS = {"inline_keyboard": [[{"text": "Paid", "callback_data": "paid:1"}]]}


async def test_an_edit_that_changes_nothing_is_refused(api: Api, ann: Person) -> None:
    """Double taps make such edits every day."""
    sent = await api("sendMessage", chat_id=ann.id, text="<b>x</b>", parse_mode="HTML")
    at = {"chat_id": ann.id, "message_id": sent["message_id"]}
    said = await api.refusal("editMessageText", **at, text="<b>x</b>", parse_mode="HTML")
    assert said == f"Bad Request: {NOT_MODIFIED}"
    assert (await api("editMessageText", **at, text="x"))["text"] == "x"
    edited = await api("editMessageText", **at, text="x", reply_markup=KEYS)
    assert edited["edit_date"]
    said = await api.refusal("editMessageReplyMarkup", **at, reply_markup=KEYS)
    assert said == f"Bad Request: {NOT_MODIFIED}"


async def test_an_edit_without_a_keyboard_takes_the_keyboard_away(api: Api, ann: Person) -> None:
    """Forgetting to give it again is a classic."""
    sent = await api("sendMessage", chat_id=ann.id, text="x", reply_markup=KEYS)
    edited = await api("editMessageText", chat_id=ann.id, message_id=sent["message_id"], text="y")
    assert "reply_markup" not in edited


async def test_a_long_edit_is_refused_in_capitals(api: Api, ann: Person) -> None:
    """Telegram words this one differently from a new message."""
    sent = await api("sendMessage", chat_id=ann.id, text="x")
    said = await api.refusal(
        "editMessageText", chat_id=ann.id, message_id=sent["message_id"], text="y" * 4097
    )
    assert said == "Bad Request: MESSAGE_TOO_LONG"


async def test_messages_that_cannot_be_edited_say_why(
    api: Api, ann: Person, sim: Simulation
) -> None:
    """Unknown, another chat's, another's, deleted, and the wrong kind."""
    bob = await sim.person("Bob")
    theirs = await bob.says("/start")
    mine = await api("sendMessage", chat_id=bob.id, text="x")
    missing = "Bad Request: message to edit not found"

    async def edit(chat: int, message: int) -> str:
        return await api.refusal("editMessageText", chat_id=chat, message_id=message, text="y")

    assert await edit(bob.id, 999_999) == missing
    assert await edit(ann.id, mine["message_id"]) == missing
    assert await edit(bob.id, theirs["message_id"]) == "Bad Request: message can't be edited"
    assert await edit(bob.id, 0) == "Bad Request: message identifier is not specified"
    await api("deleteMessage", chat_id=bob.id, message_id=mine["message_id"])
    assert await edit(bob.id, mine["message_id"]) == missing
    text = await api("sendMessage", chat_id=bob.id, text="x")
    said = await api.refusal(
        "editMessageCaption", chat_id=bob.id, message_id=text["message_id"], caption="y"
    )
    assert said == "Bad Request: there is no caption in the message to edit"


async def test_a_message_can_be_deleted_for_48_hours(
    api: Api, ann: Person, app: SimulatorApp
) -> None:
    """/hide deletes what it may and says what it can't."""
    old = await ann.says("old words")
    mine = await api("sendMessage", chat_id=ann.id, text="old")
    app.simulator.world.clock.offset += 48 * 3600 + 1
    new = await api("sendMessage", chat_id=ann.id, text="new")
    assert abs(new["date"] - time.time() - 48 * 3600) < 60
    late = "Bad Request: message can't be deleted for everyone"
    for number in (old["message_id"], mine["message_id"]):
        said = await api.refusal("deleteMessage", chat_id=ann.id, message_id=number)
        assert said == late
    both = [new["message_id"], mine["message_id"]]
    assert await api.refusal("deleteMessages", chat_id=ann.id, message_ids=both) == late
    assert await api("deleteMessages", chat_id=ann.id, message_ids=[new["message_id"], 999_999])
    said = await api.refusal("deleteMessage", chat_id=ann.id, message_id=new["message_id"])
    assert said == "Bad Request: message to delete not found"
    await ann.refresh()
    assert [m.text for m in ann.messages()] == ["old"]


async def test_a_tap_becomes_a_query_that_is_answered_once(
    api: Api, ann: Person, sim: Simulation
) -> None:
    """A second answer, or one that comes too late, is refused."""
    await api("sendMessage", chat_id=ann.id, text="x", reply_markup=KEYS)
    await ann.taps("Paid")
    (update,) = await api("getUpdates")
    query = update["callback_query"]
    assert (query["data"], query["message"]["text"]) == ("paid:1", "x")
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    said = await api.refusal("answerCallbackQuery", callback_query_id="1", text="t" * 201)
    assert said == "Bad Request: MESSAGE_TOO_LONG"
    assert await api("answerCallbackQuery", callback_query_id=query["id"], text="Noted")
    assert await api.refusal("answerCallbackQuery", callback_query_id=query["id"]) == too_old
    assert await api.refusal("answerCallbackQuery", callback_query_id="nonsense") == too_old
    (toast,) = await sim.get("toasts", person=ann.id)
    assert (toast["text"], toast["show_alert"]) == ("Noted", False)
    assert await sim.get("toasts", person=ann.id) == []

    await sim.post("control", query_seconds=0)
    await ann.taps("paid:1")
    late = (await api("getUpdates", offset=update["update_id"] + 1))[0]["callback_query"]
    assert await api.refusal("answerCallbackQuery", callback_query_id=late["id"]) == too_old


async def test_a_tap_on_a_deleted_message_names_it_without_content(api: Api, ann: Person) -> None:
    """Telegram calls it an inaccessible message, dated zero."""
    sent = await api("sendMessage", chat_id=ann.id, text="x", reply_markup=KEYS)
    await ann.refresh()
    await api("deleteMessage", chat_id=ann.id, message_id=sent["message_id"])
    await ann.taps("paid:1", message_id=sent["message_id"])
    (update,) = await api("getUpdates")
    shown = update["callback_query"]["message"]
    assert (shown["message_id"], shown["date"], "text" in shown) == (
        sent["message_id"], 0, False,
    )  # fmt: skip


async def test_chats_the_bot_cannot_write_to_say_so(api: Api, ann: Person, sim: Simulation) -> None:
    """Each of these ends differently in the bot: forget, pause, or a bug."""
    stranger = await sim.person("Stranger")

    async def send(**params: object) -> str:
        return await api.refusal("sendMessage", text="x", **params)

    assert await send(chat_id=stranger.id) == (
        "Forbidden: bot can't initiate conversation with a user"
    )
    assert await send(chat_id=5) == "Bad Request: chat not found"
    assert await send(chat_id="@nobody_here") == "Bad Request: chat not found"
    assert await send(chat_id="") == "Bad Request: chat_id is empty"
    await sim.post("block", person=ann.id, blocked=True)
    assert await send(chat_id=ann.id) == "Forbidden: bot was blocked by the user"
    (update,) = await api("getUpdates")
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    await ann.says("/start")
    assert await api("sendMessage", chat_id=ann.id, text="welcome back")


async def test_a_wrong_token_or_method_is_refused(api: Api, sim: Simulation) -> None:
    """What doctor looks for first."""
    answer = await sim.http.get("/bot1:wrong/getMe")
    assert (answer.status_code, answer.json()["description"]) == (401, "Unauthorized")
    body = await api.raw("sendTelepathy")
    assert body == {"ok": False, "error_code": 404, "description": "Not Found"}
    assert await api("GETME") == await api("getMe")


async def test_an_edited_message_of_a_person_is_told_as_edited(api: Api, ann: Person) -> None:
    """Not as a new answer."""
    first = await ann.says("12000")
    await ann.edits(first["message_id"], "1200")
    updates = await api("getUpdates")
    assert updates[1]["edited_message"]["text"] == "1200"
    assert updates[1]["edited_message"]["edit_date"]


async def test_pins_reactions_and_actions_are_checked(api: Api, ann: Person) -> None:
    """Small things that fail in the same way."""
    sent = await api("sendMessage", chat_id=ann.id, text="plan")
    at = {"chat_id": ann.id, "message_id": sent["message_id"]}
    await api("pinChatMessage", **at)
    assert (await api("getChat", chat_id=ann.id))["pinned_message"]["text"] == "plan"
    await api("unpinChatMessage", chat_id=ann.id)
    assert "pinned_message" not in await api("getChat", chat_id=ann.id)
    assert await api("setMessageReaction", **at, reaction=[{"type": "emoji", "emoji": "👍"}])
    said = await api.refusal("setMessageReaction", **at, reaction=[{"type": "emoji", "emoji": "x"}])
    assert said == "Bad Request: REACTION_INVALID"
    assert await api("sendChatAction", chat_id=ann.id, action="typing")
    said = await api.refusal("sendChatAction", chat_id=ann.id, action="dancing")
    assert said == "Bad Request: wrong parameter action in request"
