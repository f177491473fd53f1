"""Who speaks in a group: as themselves, as the group, as a channel; and what a bot hears of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from telegram import Bot

    from tests.fakes.client import Person, Simulation
    from tests.simulator.conftest import Ears, Seven


async def _made_anonymous(seven: Seven) -> Person:
    second = seven.people[1]
    await seven.sim.post(
        "members", chat=seven.id, person=second.id, status="administrator",
        by=seven.people[0].id, rights={"is_anonymous": True},
    )  # fmt: skip
    return second


async def test_an_anonymous_administrator_speaks_as_the_group(
    bot: Bot, hears: Ears, seven: Seven
) -> None:
    """A command by nobody in particular: set-up must ask for the person in private."""
    second = await _made_anonymous(seven)
    await hears()
    await second.says("/coach@duewell_local_bot")
    (update,) = await hears()
    message = update.message
    assert message is not None
    assert message.from_user is not None
    assert message.sender_chat is not None
    assert (message.from_user.id, message.from_user.username) == (1087968824, "GroupAnonymousBot")
    assert message.sender_chat.id == seven.id
    member = await bot.get_chat_member(seven.id, second.id)
    assert getattr(member, "is_anonymous", None) is True


async def test_a_tap_of_an_anonymous_administrator_names_the_person(
    bot: Bot, hears: Ears, seven: Seven
) -> None:
    """Buttons tell who pressed them, as at Telegram."""
    second = await _made_anonymous(seven)
    sent = await bot.send_message(
        seven.id, "?", reply_markup={"inline_keyboard": [[{"text": "a", "callback_data": "v1:a"}]]}
    )  # fmt: skip
    await hears()
    await second.taps("v1:a", message_id=sent.message_id)
    (update,) = await hears()
    assert update.callback_query is not None
    assert update.callback_query.from_user.id == second.id


async def test_nobody_learns_which_anonymous_administrator_added_the_bot(
    bot: Bot, hears: Ears, seven: Seven
) -> None:
    """The first updates of a group may name no person whom one could write to."""
    second = await _made_anonymous(seven)
    named = {admin.user.id for admin in await bot.get_chat_administrators(seven.id)}
    assert named == {seven.people[0].id}
    for status in ("left", "administrator"):
        await hears()
        await seven.sim.post("members", chat=seven.id, person="bot", status=status, by=second.id)
    told, joined = await hears()
    assert told.my_chat_member is not None
    assert told.my_chat_member.from_user.id == 1087968824
    assert joined.message is not None
    assert joined.message.sender_chat is not None
    assert (joined.message.sender_chat.id, joined.message.new_chat_members[0].id) == (
        seven.id, bot.id,
    )  # fmt: skip
    named = {admin.user.id for admin in await bot.get_chat_administrators(seven.id)}
    assert named == {seven.people[0].id, second.id}


async def test_the_owner_of_a_channel_writes_in_its_name(
    bot: Bot, hears: Ears, seven: Seven, sim: Simulation
) -> None:
    """Such a message has no person behind it either."""
    owner, other = seven.people[0], seven.people[2]
    channel = (await sim.post("groups", title="Notes", type="channel", members=[owner.id]))["id"]
    await hears()
    said = {"chat": seven.id, "text": "/help", "as": channel}
    await sim.post("say", person=owner.id, **said)
    (update,) = await hears()
    assert update.message is not None
    assert update.message.from_user is not None
    assert update.message.sender_chat is not None
    assert update.message.from_user.id == 136817688
    assert (update.message.sender_chat.id, update.message.sender_chat.type) == (channel, "channel")
    with pytest.raises(AssertionError, match="owner writes in its name"):
        await sim.post("say", person=other.id, **said)


async def test_privacy_mode_counts_as_it_was_when_the_bot_came(
    bot: Bot, hears: Ears, seven: Seven, sim: Simulation
) -> None:
    """After a change the bot must be added anew, which /diagnose has to explain."""
    assert (await bot.get_me()).can_read_all_group_messages is False
    await sim.post("control", privacy=False)
    assert (await bot.get_me()).can_read_all_group_messages is True
    cy = seven.people[2]
    assert (await cy.says("just talk"))["update_id"] is None
    for status in ("left", "member"):
        await sim.post("members", chat=seven.id, person="bot", status=status)
    assert (await cy.says("just talk"))["update_id"] is not None


async def test_deep_links_start_in_private_and_add_to_a_group(
    bot: Bot, hears: Ears, seven: Seven, sim: Simulation
) -> None:
    """The bridge into private, and the button that brings the bot into a group."""
    owner, cy = seven.people[0], seven.people[2]
    await sim.post("members", chat=seven.id, person="bot", status="left")
    await hears()
    await sim.post("start", person=cy.id, payload="grp-abc")
    (update,) = await hears()
    assert update.message is not None
    assert (update.message.text, update.message.chat.id) == ("/start grp-abc", cy.id)
    await sim.post(
        "startgroup", person=owner.id, chat=seven.id, payload="setup", rights=["can_pin_messages"]
    )
    updates = await hears()
    assert [u.message.text for u in updates if u.message and u.message.text] == [
        "/start@duewell_local_bot setup"
    ]
    assert [u.my_chat_member.from_user.id for u in updates if u.my_chat_member] == [owner.id]
