"""Forum topics through python-telegram-bot: opened, closed, deleted, and General."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram.error import BadRequest

from simulator.app import build
from tests.fakes.client import Simulation
from tests.fakes.server import serve
from tests.simulator.conftest import Api

if TYPE_CHECKING:
    from pathlib import Path

    from telegram import Bot

    from tests.simulator.conftest import Ears, Seven


@pytest.fixture
async def lessons(seven: Seven) -> int:
    """The topic of a forum in which a series is posted."""
    await seven.sim.post("chat", chat=seven.id, forum=True)
    made = await seven.sim.post(
        "topics", person=seven.people[0].id, chat=seven.id, do="create", name="Lessons"
    )
    return int(made["thread"])


async def test_a_topics_messages_carry_its_number(
    bot: Bot, hears: Ears, seven: Seven, lessons: int
) -> None:
    """/here learns where to post from the message itself."""
    assert (await bot.get_chat(seven.id)).is_forum is True
    await hears()
    said = {"person": seven.people[2].id, "chat": seven.id}
    await seven.sim.post("say", **said, text="/here", thread=lessons)
    await seven.sim.post("say", **said, text="/here")
    in_topic, in_general = (u.message for u in await hears())
    assert in_topic is not None
    assert in_general is not None
    assert (in_topic.message_thread_id, in_topic.is_topic_message) == (lessons, True)
    assert in_topic.reply_to_message is not None
    created = in_topic.reply_to_message.forum_topic_created
    assert created is not None
    assert created.name == "Lessons"
    assert (in_general.message_thread_id, in_general.is_topic_message) == (None, None)
    sent = await bot.send_message(seven.id, "Lesson 1", message_thread_id=lessons)
    assert (sent.message_thread_id, sent.is_topic_message) == (lessons, True)
    reply = await bot.send_message(seven.id, "more", reply_to_message_id=sent.message_id)
    assert reply.message_thread_id == lessons


async def test_closed_and_deleted_topics_refuse_in_telegrams_words(
    bot: Bot, hears: Ears, seven: Seven, lessons: int
) -> None:
    """The series pauses and the administrators are told why."""
    here = {"person": seven.people[0].id, "chat": seven.id, "thread": lessons}
    await hears()
    await seven.sim.post("topics", **here, do="close")
    (update,) = await hears()
    assert update.message is not None
    assert update.message.forum_topic_closed is not None
    with pytest.raises(BadRequest, match="Topic_closed"):
        await bot.send_message(seven.id, "x", message_thread_id=lessons)
    await seven.bot_may("can_manage_topics")
    assert await bot.send_message(seven.id, "may", message_thread_id=lessons)
    await seven.sim.post("members", chat=seven.id, person="bot", status="member")
    await seven.sim.post("topics", **here, do="reopen")
    assert await bot.send_poll(seven.id, "?", ["a", "b"], message_thread_id=lessons)
    await seven.sim.post("topics", **here, do="delete")
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(seven.id, "x", message_thread_id=lessons)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(seven.id, "x", message_thread_id=1)


async def test_general_can_be_closed_on_its_own(bot: Bot, seven: Seven, lessons: int) -> None:
    """Where no topic was chosen the series stands in General."""
    general = {"person": seven.people[0].id, "chat": seven.id, "thread": 1}
    await seven.sim.post("topics", **general, do="close")
    with pytest.raises(BadRequest, match="Topic_closed"):
        await bot.send_message(seven.id, "x")
    assert await bot.send_message(seven.id, "x", message_thread_id=lessons)


async def test_the_bot_runs_topics_only_with_the_right(
    bot: Bot, seven: Seven, lessons: int
) -> None:
    """A topic of its own is opened where it may."""
    with pytest.raises(BadRequest, match="Not enough rights to create a topic"):
        await bot.create_forum_topic(seven.id, "Series")
    await seven.bot_may("can_manage_topics")
    made = await bot.create_forum_topic(seven.id, "Series")
    assert await bot.close_forum_topic(seven.id, made.message_thread_id)
    with pytest.raises(BadRequest, match="Topic_not_modified"):
        await bot.close_forum_topic(seven.id, made.message_thread_id)
    assert await bot.edit_forum_topic(seven.id, made.message_thread_id, name="Weekly")


async def test_an_ordinary_group_has_threads_of_answers_alone(
    bot: Bot, seven: Seven, sim: Simulation
) -> None:
    """A number of a topic that once was is refused after the forum ended."""
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(seven.id, "x", message_thread_id=77)
    with pytest.raises(BadRequest, match="The chat is not a forum"):
        await bot.create_forum_topic(seven.id, "x")


async def test_a_restart_keeps_rights_topics_links_and_open_polls(tmp_path: Path) -> None:
    """The demo goes on tomorrow where it stopped."""
    state = tmp_path / "state.json"
    async with serve(build(state_path=state)) as url, Simulation(url) as sim:
        await sim.post("control", privacy=False)
        ann = await sim.person("Ann")
        forum = await sim.post(
            "groups", title="F", type="supergroup", members=[ann.id], forum=True,
            topics=["Lessons"], bot="administrator", rights=["can_pin_messages"],
        )  # fmt: skip
        channel = await sim.post(
            "groups", title="C", type="channel", members=[ann.id], linked=forum["id"]
        )
        poll = await Api(sim)("sendPoll", chat_id=forum["id"], question="?", options=["a", "b"])
    async with serve(build(state_path=state)) as url, Simulation(url) as sim:
        api = Api(sim)
        thread = forum["topics"]["Lessons"]
        assert await api("sendMessage", chat_id=forum["id"], text="x", message_thread_id=thread)
        assert (await api("getMe"))["can_read_all_group_messages"] is True
        assert (await api("getChat", chat_id=channel["id"]))["linked_chat_id"] == forum["id"]
        me = await api("getChatMember", chat_id=forum["id"], user_id=(await api("getMe"))["id"])
        assert (me["can_pin_messages"], me["can_delete_messages"]) == (True, False)
        at = {"chat": forum["id"], "message_id": poll["message_id"], "person": ann.id}
        assert (await sim.post("vote", **at, option_ids=[0]))["update_id"] is not None
