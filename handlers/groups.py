"""A group or channel: introduced, set up in private by an administrator, told what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import ChatMemberAdministrator, ChatMemberRestricted

from bot.ui import callbacks, cards_groups
from bot.ui.send_groups import Act
from coach.groups import GroupKind, Rights
from usecases import groups, guard
from usecases.access import NotYoursError

if TYPE_CHECKING:
    from telegram import ChatMember, ChatMemberUpdated, Message

    from bot.ui.cards import Card
    from coach.groups import Group
    from handlers.context import Ctx, Handler
    from handlers.group_context import GroupCtx, GroupHandler


def rights(kind: GroupKind, member: ChatMember) -> Rights:
    """Return what the bot may do, by its own membership."""
    channel = kind is GroupKind.CHANNEL
    match member:
        case ChatMemberAdministrator():
            post = bool(member.can_post_messages) if channel else True
            pin = bool(member.can_edit_messages) if channel else bool(member.can_pin_messages)
            return Rights(admin=True, post=post, pin=pin, delete=member.can_delete_messages)
        case ChatMemberRestricted():
            return Rights(post=member.can_send_messages)
        case _:
            return Rights(post=not channel)


async def membership(ctx: GroupCtx, change: ChatMemberUpdated) -> None:
    """Note that the bot was added, removed, or given other rights."""
    member = change.new_chat_member
    there = member.status not in ("left", "kicked") and not (
        isinstance(member, ChatMemberRestricted) and not member.is_member
    )
    was_there = change.old_chat_member.status not in ("left", "kicked")
    now = rights(ctx.work.group.kind, member)
    await groups.may(ctx.work, now, there=there)
    if there:
        await guard.rights_changed(ctx.work, ctx.work.group.rights, now)
    if there and not was_there:
        await groups.say_hello(ctx.work)


async def service_message(ctx: GroupCtx, message: Message) -> bool:
    """Follow a move to a supergroup and a topic's closing; False when it is no such message."""
    work = ctx.work
    if message.migrate_to_chat_id is not None:
        await groups.moved(work, message.migrate_to_chat_id)
        return True
    if message.migrate_from_chat_id is not None:
        await groups.moved_from(work, message.migrate_from_chat_id)
        return True
    if message.forum_topic_closed is not None:
        if message.message_thread_id == work.group.topic:
            await groups.trouble(work, "no_topic")
        return True
    if message.forum_topic_reopened is not None:
        await groups.go_on(work)
        return True
    return message.new_chat_title is not None or message.pinned_message is not None


async def set_up_command(ctx: GroupCtx) -> None:
    """Lead an administrator, anonymous or not, into private, where the right is asked anew."""
    ctx.say(Act(cards_groups.set_up_in_private(ctx.t, ctx.work.link("set"))))


async def coaching(ctx: Ctx, number: str, *, changes: bool = True) -> Group:
    """Return a group that the person may set up; raises NotYoursError when they may not.

    A change needs Telegram's word for this very tap; looking, one of the last quarter of an hour.
    """
    return await groups.coaching(
        ctx.work, callbacks.number(number), admin_of=ctx.admin_of, changes=changes
    )


async def set_up(ctx: Ctx) -> Card | str:
    """Answer the deep link of *Set up*: the group's card, for its administrators."""
    found = await groups.of_code(ctx.work, ctx.text)
    if found is None or found.id not in ctx.admin_of:
        return cards_groups.not_admin(ctx.t)
    return callbacks.pack("groups.one", found.id)


async def list_(ctx: Ctx) -> Card:
    """Show the groups that the person set up."""
    return cards_groups.list_(ctx.t, await groups.mine(ctx.work))


async def one(ctx: Ctx, number: str) -> Card:
    """Show how one group is set up."""
    group = await coaching(ctx, number, changes=False)
    return cards_groups.one(ctx.t, group, ctx.services.catalogs.locales)


async def speak(ctx: Ctx, number: str, locale: str) -> str:
    """Set the language that the bot speaks in the group."""
    group = await coaching(ctx, number)
    if locale not in ctx.services.catalogs.locales:
        raise NotYoursError
    await groups.set_up(ctx.work, group, locale=locale)
    return callbacks.pack("groups.one", group.id)


async def command(_: Ctx) -> str:
    """Answer /groups."""
    return "groups"


SCREENS: dict[str, Handler] = {"groups": list_, "groups.one": one}
ACTIONS: dict[str, Handler] = {"groups.speak": speak}
COMMANDS: dict[str, Handler] = {"groups": command}
LINKS: dict[str, Handler] = {"set": set_up}
"""What a deep link's first word leads to; the rest, a group's code, is `ctx.text`."""
GROUP_COMMANDS: dict[str, GroupHandler] = {"setup": set_up_command, "coach": set_up_command}
ADMINISTERED = ("groups.one", "groups.speak")
"""Buttons whose first argument is a group's number, for which Telegram is asked first."""
