"""A channel and its discussion group through python-telegram-bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram.error import BadRequest

if TYPE_CHECKING:
    from telegram import Bot

    from tests.fakes.client import Simulation
    from tests.simulator.conftest import Ears, Seven


@pytest.fixture
async def channel(sim: Simulation, seven: Seven) -> int:
    """A channel whose discussion group is that of the seven, where the bot helps to run both."""
    ids = [each.id for each in seven.people]
    made = await sim.post("groups", title="Notes", type="channel", members=ids, linked=seven.id)
    await seven.bot_may("can_delete_messages")
    return int(made["id"])


async def test_a_post_of_the_bot_comes_into_the_discussion_group_by_itself(
    bot: Bot, hears: Ears, seven: Seven, channel: int
) -> None:
    """Comments are answers to that copy."""
    assert (await bot.get_chat(channel)).linked_chat_id == seven.id
    assert (await bot.get_chat(seven.id)).linked_chat_id == channel
    await hears()
    post = await bot.send_message(channel, "Lesson 1")
    (update,) = await hears()
    copy = update.message
    assert copy is not None
    assert copy.is_automatic_forward is True
    assert copy.from_user is not None
    assert copy.sender_chat is not None
    assert (copy.from_user.id, copy.sender_chat.id) == (777000, channel)
    assert copy.forward_origin is not None
    assert getattr(copy.forward_origin, "message_id", None) == post.message_id
    await seven.people[2].says("what if they say no?", reply_to=copy.message_id)
    (update,) = await hears()
    comment = update.message
    assert comment is not None
    assert comment.reply_to_message is not None
    assert comment.reply_to_message.is_automatic_forward is True
    assert comment.message_thread_id == copy.message_id
    answer = await bot.send_message(seven.id, "Ask why", reply_to_message_id=comment.message_id)
    assert answer.message_thread_id == copy.message_id


async def test_a_changed_post_changes_its_copy(
    bot: Bot, hears: Ears, seven: Seven, channel: int
) -> None:
    """A correction reaches those who read the comments."""
    post = await bot.send_message(channel, "Leson 1")
    await bot.edit_message_text("Lesson 1", channel, post.message_id)
    shown = await seven.sim.get("messages", person=seven.people[3].id, chat=seven.id, after=0)
    assert shown["messages"][-1]["text"] == "Lesson 1"


async def test_posting_and_editing_in_a_channel_need_single_rights(
    bot: Bot, hears: Ears, seven: Seven, channel: int
) -> None:
    """A channel's owner may let the bot post and nothing else."""
    theirs = (await seven.people[0].at(channel).says("a post of the owner"))["message_id"]
    rights = {"chat": channel, "person": "bot", "status": "administrator"}
    await seven.sim.post("members", **rights, rights=["can_post_messages"])
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", channel, theirs)
    sent = await bot.send_message(channel, "may")
    with pytest.raises(BadRequest, match="Not enough rights to manage pinned messages"):
        await bot.pin_chat_message(channel, sent.message_id)
    with pytest.raises(BadRequest, match="Non-anonymous polls can't be sent to channel chats"):
        await bot.send_poll(channel, "?", ["a", "b"], is_anonymous=False)
    await seven.sim.post("members", **rights, rights=["can_edit_messages"])
    with pytest.raises(BadRequest, match="Need administrator rights in the channel chat"):
        await bot.send_message(channel, "x")


async def test_one_poll_is_voted_in_from_channel_and_discussion_alike(
    bot: Bot, hears: Ears, seven: Seven, channel: int
) -> None:
    """The copy is the same poll, not a second one."""
    sent = await bot.send_poll(channel, "Ready?", ["yes", "no"])
    copy = next(u.message for u in await hears() if u.message and u.message.poll)
    await seven.sim.post(
        "vote", person=seven.people[2].id, chat=channel, message_id=sent.message_id, option_ids=[0]
    )
    await seven.sim.post(
        "vote", person=seven.people[3].id, chat=seven.id, message_id=copy.message_id,
        option_ids=[0],
    )  # fmt: skip
    closed = await bot.stop_poll(channel, sent.message_id)
    assert (closed.options[0].voter_count, closed.total_voter_count) == (2, 2)
