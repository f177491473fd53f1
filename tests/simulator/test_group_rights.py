"""Rights of the bot and of people in a group, through python-telegram-bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeChatAdministrators,
    BotCommandScopeChatMember,
    ChatMemberAdministrator,
    ChatMemberMember,
    ChatMemberOwner,
)
from telegram.error import BadRequest, Forbidden

if TYPE_CHECKING:
    from telegram import Bot

    from tests.fakes.client import Simulation
    from tests.simulator.conftest import Ears, Seven


async def test_single_rights_are_granted_and_taken_and_told(
    bot: Bot, hears: Ears, seven: Seven
) -> None:
    """A series must learn at once that it may pin, or may no longer."""
    await hears()
    await seven.bot_may("can_pin_messages")
    (update,) = await hears()
    assert update.my_chat_member is not None
    assert isinstance(update.my_chat_member.old_chat_member, ChatMemberMember)
    new = update.my_chat_member.new_chat_member
    assert isinstance(new, ChatMemberAdministrator)
    assert (new.can_pin_messages, new.can_delete_messages) == (True, False)
    await seven.sim.post(
        "members", chat=seven.id, person="bot", status="administrator",
        rights={"can_pin_messages": False, "can_delete_messages": True},
    )  # fmt: skip
    (update,) = await hears()
    assert update.my_chat_member is not None
    new = update.my_chat_member.new_chat_member
    assert isinstance(new, ChatMemberAdministrator)
    assert (new.can_pin_messages, new.can_delete_messages) == (False, True)


async def test_a_member_made_administrator_is_told_to_an_administrator_bot_alone(
    bot: Bot, hears: Ears, seven: Seven
) -> None:
    """`chat_member` reaches only a bot that runs the group with others."""
    owner, _, cy, *_ = seven.people
    await hears()
    promoted = {"chat": seven.id, "person": cy.id, "status": "administrator", "by": owner.id}
    await seven.sim.post("members", **promoted, rights=["can_pin_messages"])
    assert await hears() == ()
    await seven.bot_may("can_manage_chat")
    await hears()
    await seven.sim.post("members", **promoted, rights={"can_promote_members": True})
    (update,) = await hears()
    assert update.chat_member is not None
    assert (update.chat_member.from_user.id, update.chat_member.new_chat_member.user.id) == (
        owner.id, cy.id,
    )  # fmt: skip
    assert len(await bot.get_chat_administrators(seven.id)) == 3


async def test_who_runs_the_group_is_described_member_by_member(bot: Bot, seven: Seven) -> None:
    """The right is asked for again at each change of the set-up."""
    owner, second, cy, *_ = seven.people
    assert isinstance(await bot.get_chat_member(seven.id, owner.id), ChatMemberOwner)
    assert isinstance(await bot.get_chat_member(seven.id, second.id), ChatMemberAdministrator)
    assert isinstance(await bot.get_chat_member(seven.id, cy.id), ChatMemberMember)
    assert await bot.get_chat_member_count(seven.id) == 8
    await seven.sim.post("chat", chat=seven.id, hidden_members=True, description="calm talk")
    full = await bot.get_chat(seven.id)
    assert (full.has_hidden_members, full.description, full.is_forum) == (True, "calm talk", None)
    with pytest.raises(BadRequest, match="Chat_admin_required"):
        await bot.get_chat_member(seven.id, cy.id)
    await seven.bot_may("can_manage_chat")
    assert await bot.get_chat_member(seven.id, cy.id)


async def test_a_person_without_the_right_adds_promotes_and_removes_nobody(seven: Seven) -> None:
    """The page offers what a client offers."""
    cy = seven.people[2]
    for status in ("kicked", "administrator"):
        with pytest.raises(AssertionError, match="not enough rights"):
            await seven.sim.post("members", chat=seven.id, person="bot", status=status, by=cy.id)


async def test_pinning_needs_its_right_and_shows_on_top(
    bot: Bot, hears: Ears, seven: Seven
) -> None:
    """The plan of the month is pinned, edited and replaced."""
    sent = await bot.send_message(seven.id, "Plan of the month")
    lacking = "Not enough rights to manage pinned messages in the chat"
    with pytest.raises(BadRequest, match=lacking):
        await bot.pin_chat_message(seven.id, sent.message_id)
    await seven.bot_may("can_pin_messages")
    await hears()
    assert await bot.pin_chat_message(seven.id, sent.message_id, disable_notification=True)
    (update,) = await hears()
    assert update.message is not None
    assert update.message.pinned_message is not None
    assert update.message.pinned_message.message_id == sent.message_id
    pinned = (await bot.get_chat(seven.id)).pinned_message
    assert pinned is not None
    assert pinned.text == "Plan of the month"
    assert await bot.unpin_chat_message(seven.id, sent.message_id)
    assert (await bot.get_chat(seven.id)).pinned_message is None


async def test_deleting_others_words_needs_its_right_and_own_words_two_days(
    bot: Bot, seven: Seven
) -> None:
    """Guard removes a phone number; clutter of the bot itself goes within 48 hours."""
    theirs = (await seven.people[2].says("call 020 7946 0000"))["message_id"]
    await seven.bot_may("can_pin_messages")
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(seven.id, theirs)
    own = await bot.send_message(seven.id, "x")
    assert await bot.delete_message(seven.id, own.message_id)
    await seven.bot_may("can_delete_messages")
    assert await bot.delete_message(seven.id, theirs)


async def test_a_muted_group_refuses_by_kind_of_message(bot: Bot, seven: Seven) -> None:
    """Rights are lost in mid-series and come back."""
    await seven.sim.post("chat", chat=seven.id, permissions={"can_send_polls": False})
    with pytest.raises(BadRequest, match="Not enough rights to send polls to the chat"):
        await bot.send_poll(seven.id, "?", ["a", "b"])
    assert await bot.send_message(seven.id, "still speaks")
    await seven.sim.post(
        "members", chat=seven.id, person="bot", status="restricted",
        permissions={"can_send_messages": False},
    )  # fmt: skip
    with pytest.raises(BadRequest, match="Not enough rights to send text messages to the chat"):
        await bot.send_message(seven.id, "x")
    await seven.sim.post("members", chat=seven.id, person="bot", status="member")
    assert await bot.send_message(seven.id, "again")
    await seven.sim.post("members", chat=seven.id, person="bot", status="kicked")
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(seven.id, "x")


async def test_commands_are_offered_by_the_narrowest_scope_in_the_readers_language(
    bot: Bot, seven: Seven, sim: Simulation
) -> None:
    """Members see three commands, administrators one more, and each their own language."""
    owner, _, cy, di, *_ = seven.people
    scopes = (
        ("group", BotCommandScopeAllGroupChats(), None),
        ("gruppe", BotCommandScopeAllGroupChats(), "de"),
        ("admins", BotCommandScopeAllChatAdministrators(), None),
        ("here", BotCommandScopeChat(seven.id), None),
        ("run", BotCommandScopeChatAdministrators(seven.id), None),
        ("mine", BotCommandScopeChatMember(seven.id, di.id), None),
    )
    for command, scope, language in scopes:
        await bot.set_my_commands([BotCommand(command, "x")], scope, language)
        (found,) = await bot.get_my_commands(scope, language)
        assert found.command == command

    async def menu(person: int) -> list[str]:
        state = await sim.get("state", person=person, chat=seven.id)
        return [entry["command"] for entry in state["commands"]]

    assert [await menu(each.id) for each in (owner, cy, di)] == [["run"], ["here"], ["mine"]]
    for scope in (scopes[3][1], scopes[4][1]):
        await bot.delete_my_commands(scope)
    assert [await menu(each.id) for each in (owner, cy)] == [["admins"], ["group"]]
    german = await sim.person("Gerd", "de")
    await sim.post("members", chat=seven.id, person=german.id, status="member")
    assert await menu(german.id) == ["gruppe"]
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.set_my_commands([BotCommand("x", "x")], BotCommandScopeChat(-1))


async def test_a_group_that_grows_keeps_its_administrators_rights(
    bot: Bot, sim: Simulation
) -> None:
    """A migration in mid-series changes the number and nothing else."""
    ann, bob = await sim.person("Ann"), await sim.person("Bob")
    old = (await sim.post("groups", title="Small", type="group", members=[ann.id, bob.id]))["id"]
    await sim.post(
        "members", chat=old, person="bot", status="administrator", rights=["can_pin_messages"]
    )
    new = (await sim.post("migrate", chat=old))["id"]
    me = await bot.get_chat_member(new, bot.id)
    assert isinstance(me, ChatMemberAdministrator)
    assert (me.can_pin_messages, me.can_delete_messages) == (True, False)
