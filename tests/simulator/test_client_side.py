"""What the page and the end-to-end tests build on: /sim, and the person who drives it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from simulator.app import build
from tests.fakes.client import Person, Simulation
from tests.fakes.server import serve
from tests.simulator.conftest import Api
from tests.simulator.test_updates import Receiver

if TYPE_CHECKING:
    from pathlib import Path

KEYS = {
    "inline_keyboard": [
        [{"text": "Yes, go on", "callback_data": "v1:yes"}],
        [{"text": "Help", "url": "https://www.gov.uk"}],
    ]
}


async def test_a_fresh_simulator_has_its_cast_groups_and_a_channel(sim: Simulation) -> None:
    """The page has someone to be from the first second."""
    state = await sim.get("state", person=100001)
    assert state["me"]["language_code"] == "zh-hans"
    assert [p["role"] for p in state["people"]] == [
        "person", "person", "counsellor", "shared_phone", "coach", "person", "person",
    ]  # fmt: skip
    assert [chat["type"] for chat in state["chats"]] == [
        "private", "supergroup", "channel", "supergroup", "supergroup",
    ]  # fmt: skip
    assert [chat["can_write"] for chat in state["chats"]] == [True, True, False, True, True]
    assert [chat["has_bot"] for chat in state["chats"]] == [True, False, False, False, False]
    assert (state["commands"], state["clock"]) == ([], None)


async def test_unread_counts_fall_when_a_person_looks(api: Api, ann: Person) -> None:
    """As the list of chats shows it."""
    for _ in range(3):
        await api("sendMessage", chat_id=ann.id, text="news")

    async def line() -> tuple[int, str]:
        state = await ann.sim.get("state", person=ann.id)
        return state["chats"][0]["unread"], state["chats"][0]["last_text"]

    assert await line() == (3, "news")
    await ann.refresh()
    assert await line() == (0, "news")


async def test_watching_a_chat_brings_new_changed_and_deleted_messages(
    api: Api, ann: Person
) -> None:
    """One revision orders them all."""
    await ann.refresh()
    watch = asyncio.create_task(ann.refresh(wait=10))
    sent = await api("sendMessage", chat_id=ann.id, text="one", reply_markup=KEYS)
    await watch
    assert ann.last().text == "one"
    at = {"chat_id": ann.id, "message_id": sent["message_id"]}
    await api("editMessageText", **at, text="two")
    await ann.refresh()
    assert (ann.last().text, ann.last().labels) == ("two", ())
    await api("deleteMessage", **at)
    await ann.refresh()
    assert ann.messages() == ()


async def test_a_person_finds_buttons_by_data_label_or_part(api: Api, ann: Person) -> None:
    """And says which there are when there is none."""
    await api("sendMessage", chat_id=ann.id, text="go on?", reply_markup=KEYS)
    for button in ("v1:yes", "Yes, go on", "go on"):
        await ann.taps(button)
    updates = await api("getUpdates")
    assert [u["callback_query"]["data"] for u in updates] == ["v1:yes"] * 3
    assert [button.url for button in ann.buttons()] == [None, "https://www.gov.uk"]
    with pytest.raises(AssertionError, match="no button 'Nope'"):
        await ann.taps("Nope")


async def test_seeing_waits_for_the_last_message_of_an_answer(api: Api, ann: Person) -> None:
    """A bot may answer in two messages; the confirmed offset says when it is through."""
    said = await ann.says("hello")
    seeing = asyncio.create_task(ann.sees())
    for text in ("first", "second"):
        await api("sendMessage", chat_id=ann.id, text=text)
    await api("getUpdates", offset=said["update_id"] + 1)
    assert (await seeing).text == "second"
    with pytest.raises(AssertionError, match="waited 0 s for 'third'"):
        await ann.waits_for("third", timeout=0)


async def test_a_forwarded_message_names_its_origin(api: Api, ann: Person) -> None:
    """Someone passes a lender's words on."""
    sent = await api("sendMessage", chat_id=ann.id, text="mine")
    await ann.sim.post(
        "forward", person=ann.id, from_chat=ann.id, message_id=sent["message_id"], to_chat=ann.id
    )
    (update,) = await api("getUpdates")
    assert update["message"]["forward_origin"]["sender_user"]["is_bot"] is True


async def test_nobody_reads_or_writes_in_a_chat_they_are_not_in(
    sim: Simulation, ann: Person
) -> None:
    """The page cannot show one person another's chat by mistake."""
    bob = await sim.person("Bob")
    for path, query in (("messages", {"person": bob.id, "chat": ann.id}),):
        answer = await sim.http.get(f"/sim/{path}", params=query)
        assert answer.status_code == 400
    said = {"person": bob.id, "chat": ann.id, "text": "x"}
    answer = await sim.http.post("/sim/say", json=said)
    assert (answer.status_code, answer.json()["ok"]) == (400, False)
    answer = await sim.http.post("/sim/say", json={"person": 1})
    assert answer.status_code == 400


async def test_a_hostile_file_is_handed_out_but_never_run(api: Api, ann: Person) -> None:
    """A person may send a page with a script; it must not run beside the chat."""
    await ann.sends("document", b"<script>alert(1)</script>", name="x.html")
    (update,) = await api("getUpdates")
    unique = update["message"]["document"]["file_unique_id"]
    answer = await ann.sim.http.get(f"/sim/file/{unique}")
    assert answer.headers["content-disposition"] == "attachment"
    assert answer.headers["content-security-policy"] == "sandbox"


async def test_a_webhook_is_remembered_over_a_restart(tmp_path: Path) -> None:
    """As Telegram does; the bot sets it once, at its own start."""
    state = tmp_path / "state.json"
    receiver = Receiver()
    async with serve(receiver.app) as hook:
        async with serve(build(state_path=state)) as url, Simulation(url) as sim:
            await Api(sim)("setWebhook", url=f"{hook}/hook", secret_token="s")
        async with serve(build(state_path=state)) as url, Simulation(url) as sim:
            await Person(sim, 100001).says("/start")
            assert await sim.idle()
            assert receiver.texts() == ["/start"]
