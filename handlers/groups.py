"""A group or channel: introduced, set up in private by an administrator, told what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import ChatMemberAdministrator, ChatMemberRestricted

from bot.ui import callbacks, cards_groups, cards_groups_setup
from bot.ui.send_groups import Act
from coach.dates import local_date
from coach.groups import GroupKind, Rights
from coach.series import next_post
from handlers.unexpected import NotHereError
from usecases import channels, groups, guard, series

if TYPE_CHECKING:
    from telegram import ChatMember, ChatMemberUpdated, Message

    from bot.ui.cards import Card
    from coach.groups import Group
    from handlers.context import Ctx, Handler
    from handlers.group_context import GroupCtx, GroupHandler


DRAFTS = ("box.answered", "groups.found", "series.draft")
"""Screens of what a coach typed, before a tap confirms it."""


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
        if ctx.work.group.kind is GroupKind.CHANNEL:
            # Readers need no introduction: who added the bot is told in private.
            await channels.added(ctx.work, change.from_user.id)
        else:
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


async def diagnose_command(ctx: GroupCtx) -> None:
    """Lead an administrator to what the bot may do here and what it lacks."""
    ctx.say(Act(cards_groups.set_up_in_private(ctx.t, ctx.work.link("set") + "_may")))


async def here_command(ctx: GroupCtx) -> None:
    """Offer this forum topic for posts; the administrator confirms it in private."""
    thread = ctx.message.message_thread_id if ctx.message and ctx.work.group.is_forum else None
    ctx.say(Act(cards_groups.set_up_in_private(ctx.t, f"{ctx.work.link('set')}_{thread or 0}"),
                thread=thread))  # fmt: skip


async def coaching(ctx: Ctx, number: str, *, changes: bool = True) -> Group:
    """Return a group that the person may set up; raises NotYoursError when they may not.

    A change needs Telegram's word for this very tap; looking, one of the last quarter of an hour.
    """
    return await groups.coaching(
        ctx.work, callbacks.number(number), admin_of=ctx.admin_of, changes=changes
    )


async def set_up(ctx: Ctx) -> Card | str:
    """Answer the deep links of /setup, /diagnose and /here, for the group's administrators."""
    code, _, what = ctx.text.partition("_")
    found = await groups.of_code(ctx.work, code)
    if found is None or found.id not in ctx.admin_of:
        return cards_groups.not_admin(ctx.t)
    if what == "may":
        return callbacks.pack("groups.may", found.id)
    if what.isdecimal() and found.is_forum:
        return callbacks.pack("groups.topic", found.id, what)
    begun = await series.setup_of(ctx.work.uow, found) is not None
    return callbacks.pack("groups.one" if begun else "first", found.id)


async def list_(ctx: Ctx) -> Card:
    """Show the groups that the person set up, and the channels that wait for it."""
    await channels.claim(ctx.work, ctx.admin_of)
    return cards_groups.list_(ctx.t, await groups.mine(ctx.work))


async def one(ctx: Ctx, number: str) -> Card:
    """Show how one group is set up."""
    group = await coaching(ctx, number, changes=False)
    return cards_groups.one(ctx.t, group)


async def topic(ctx: Ctx, number: str, thread: str) -> Card:
    """Ask whether posts go to the topic in which /here was written."""
    group = await coaching(ctx, number, changes=False)
    return cards_groups_setup.topic(ctx.t, group, callbacks.number(thread))


async def post_here(ctx: Ctx, number: str, thread: str) -> str:
    """Post to that topic from now on, and go on with what waited for one."""
    group = await coaching(ctx, number)
    if not group.is_forum:
        raise NotHereError
    await groups.set_up(ctx.work, group, topic=callbacks.number(thread) or None)
    await groups.topic_found(ctx.work, group)
    return callbacks.pack("groups.set", group.id)


async def may(ctx: Ctx, number: str) -> Card:
    """Show what the bot may do in the group, where what it lacks is given, and what comes next."""
    group = await coaching(ctx, number, changes=False)
    setup = await series.setup_of(ctx.work.uow, group)
    post = next_post(setup, ctx.work.now) if setup is not None else None
    following = None
    if post is not None:
        day = ctx.t.weekday(local_date(post.run_at, group.zone))
        following = (day, ctx.t.hour(post.run_at, group.zone))
    talk = await channels.talk_of(ctx.work, group)
    return cards_groups_setup.may(ctx.t, group, following, talk)


async def again(ctx: Ctx, name: str, *arguments: str) -> Card:
    """Lead to a typed draft by a tap, for which Telegram is asked anew."""
    if name not in DRAFTS:
        raise NotHereError
    return cards_groups.again(ctx.t, callbacks.pack(name, *arguments))


async def command(_: Ctx) -> str:
    """Answer /groups."""
    return "groups"


SCREENS: dict[str, Handler] = {
    "groups": list_,
    "groups.one": one,
    "groups.topic": topic,
    "groups.may": may,
    "groups.again": again,
}
ACTIONS: dict[str, Handler] = {"groups.here": post_here}
COMMANDS: dict[str, Handler] = {"groups": command}
LINKS: dict[str, Handler] = {"set": set_up}
"""What a deep link's first word leads to; the rest, a group's code, is `ctx.text`."""
GROUP_COMMANDS: dict[str, GroupHandler] = {
    "setup": set_up_command,
    "coach": set_up_command,
    "diagnose": diagnose_command,
    "here": here_command,
}
ADMINISTERED = ("groups.one", "groups.topic", "groups.may", "groups.here")
"""Buttons whose first argument is a group's number, for which Telegram is asked first."""
