"""Groups and channels: what a bot hears there, and how it comes and goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.fakes.client import Person, Simulation
    from tests.simulator.conftest import Api


async def _fresh(api: Api, seen: list[int]) -> list[dict[str, Any]]:
    updates = await api("getUpdates", offset=seen[-1] + 1 if seen else 0)
    seen.extend(update["update_id"] for update in updates)
    return list(updates)


@pytest.fixture
async def group(sim: Simulation, ann: Person) -> int:
    made = await sim.post("groups", title="Circle", type="supergroup", members=[ann.id])
    return int(made["id"])


async def test_privacy_mode_lets_through_commands_and_replies_only(
    api: Api, ann: Person, sim: Simulation, group: int
) -> None:
    """The bot must work without hearing what people say to each other."""
    seen: list[int] = []
    await _fresh(api, seen)
    here = ann.at(group)
    for text in ("my debts are 5000", "@duewell_local_bot hello", "/help@other_bot"):
        assert (await here.says(text))["update_id"] is None
    sent = await api("sendMessage", chat_id=group, text="ask me")
    await here.says("/help")
    await here.says("/help@duewell_local_bot")
    await here.says("yes", reply_to=sent["message_id"])
    heard = [u["message"]["text"] for u in await _fresh(api, seen)]
    assert heard == ["/help", "/help@duewell_local_bot", "yes"]
    await sim.post("members", chat=group, person="bot", status="administrator")
    await here.says("now it hears")
    assert (await _fresh(api, seen))[-1]["message"]["text"] == "now it hears"


async def test_being_thrown_out_is_told_and_then_refused(
    api: Api, ann: Person, sim: Simulation, group: int
) -> None:
    """A series to a group ends here."""
    await sim.post("members", chat=group, person="bot", status="kicked")
    last = (await api("getUpdates"))[-1]["my_chat_member"]
    assert (last["new_chat_member"]["status"], last["chat"]["id"]) == ("kicked", group)
    said = await api.refusal("sendMessage", chat_id=group, text="x")
    assert said == "Forbidden: bot was kicked from the supergroup chat"
    await sim.post("members", chat=group, person="bot", status="member")
    await api("leaveChat", chat_id=group)
    said = await api.refusal("sendMessage", chat_id=group, text="x")
    assert said == "Forbidden: bot is not a member of the supergroup chat"


async def test_a_group_that_grew_answers_with_its_new_id(
    api: Api, ann: Person, sim: Simulation
) -> None:
    """Both ways of learning it: the service message and the refusal."""
    old = (await sim.post("groups", title="Small", type="group", members=[ann.id]))["id"]
    assert (await api.raw("sendMessage", chat_id=old, text="x"))["ok"]
    new = (await sim.post("migrate", chat=old))["id"]
    body = await api.raw("sendMessage", chat_id=old, text="x")
    assert body == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": new},
    }
    notices = [u["message"] for u in await api("getUpdates") if "message" in u]
    assert [n["migrate_to_chat_id"] for n in notices if "migrate_to_chat_id" in n] == [new]
    assert [n["migrate_from_chat_id"] for n in notices if "migrate_from_chat_id" in n] == [old]
    assert await api("sendMessage", chat_id=new, text="x")


async def test_members_and_administrators_are_described(
    api: Api, ann: Person, sim: Simulation, group: int
) -> None:
    """Who may set up a group depends on this."""
    bob = await sim.person("Bob")
    assert (await api("getChatMember", chat_id=group, user_id=ann.id))["status"] == "creator"
    assert (await api("getChatMember", chat_id=group, user_id=bob.id))["status"] == "left"
    said = await api.refusal("getChatMember", chat_id=group, user_id=77)
    assert said == "Bad Request: user not found"
    (owner,) = await api("getChatAdministrators", chat_id=group)
    assert owner["user"]["id"] == ann.id
    said = await api.refusal("getChatAdministrators", chat_id=ann.id)
    assert said == "Bad Request: there are no administrators in the private chat"


async def test_the_bot_deletes_others_words_only_as_administrator(
    api: Api, ann: Person, sim: Simulation, group: int
) -> None:
    """In a group it is a guest."""
    theirs = await ann.at(group).says("x")
    at = {"chat_id": group, "message_id": theirs["message_id"]}
    assert await api.refusal("deleteMessage", **at) == "Bad Request: message can't be deleted"
    await sim.post("members", chat=group, person="bot", status="administrator")
    assert await api("deleteMessage", **at)


async def test_a_channel_is_written_to_and_heard_by_its_administrators(
    api: Api, ann: Person, sim: Simulation
) -> None:
    """Posts come as channel_post, without a sender."""
    made = await sim.post(
        "groups", title="Notes", type="channel", members=[ann.id], username="debt_notes"
    )
    post = await api("sendMessage", chat_id="@debt_notes", text="x")
    assert (post["chat"]["id"], "from" in post) == (made["id"], False)
    await ann.at(made["id"]).says("a note")
    assert (await api("getUpdates"))[-1]["channel_post"]["text"] == "a note"
    await sim.post("members", chat=made["id"], person="bot", status="member")
    said = await api.refusal("sendMessage", chat_id=made["id"], text="x")
    assert said == "Bad Request: need administrator rights in the channel chat"


async def test_a_poll_counts_votes_and_closes(
    api: Api, ann: Person, sim: Simulation, group: int
) -> None:
    """A weekly mood poll, from asking to its end."""
    said = await api.refusal("sendPoll", chat_id=group, question="?", options=["one"])
    assert said == "Bad Request: poll must have at least 2 option"
    sent = await api(
        "sendPoll", chat_id=group, question="How was it?", options=["fine", "tight"],
        is_anonymous=False,
    )  # fmt: skip
    at = {"chat": group, "message_id": sent["message_id"]}
    await sim.post("vote", person=ann.id, **at, option_ids=[1])
    kinds = [key for u in await api("getUpdates") for key in u if key.startswith("poll")]
    assert kinds == ["poll_answer", "poll"]
    closed = await api("stopPoll", chat_id=group, message_id=sent["message_id"])
    assert (closed["is_closed"], closed["options"][1]["voter_count"]) == (True, 1)
    said = await api.refusal("stopPoll", chat_id=group, message_id=sent["message_id"])
    assert said == "Bad Request: poll has already been closed"
