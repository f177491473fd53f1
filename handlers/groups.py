"""A group or channel: introduced, set up in private by an administrator, told what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import ChatMemberAdministrator, ChatMemberRestricted

from bot.ui import callbacks, cards_groups, cards_groups_setup
from bot.ui.send_groups import Act
from coach.groups import GroupKind, Rights
from handlers.unexpected import NotHereError
from usecases import groups, guard, series
from usecases.refusal import NotYoursError

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
    return await _change(ctx, group, locale=locale)


async def _change(ctx: Ctx, group: Group, **values: str | int | None) -> str:
    """Keep it; what the series has still to post follows the new language, hour and place."""
    await groups.set_up(ctx.work, group, **values)
    number = callbacks.pack("groups.one", group.id)
    now = await groups.of_code(ctx.work, group.code)
    setup = await series.setup_of(ctx.work.uow, now) if now is not None else None
    if now is not None and setup is not None:
        await series.change(ctx.work.uow, now, ctx.work.now, setup)
    return number


async def regions(ctx: Ctx, number: str, page: str = "0") -> Card:
    """Ask whose rights the group is told."""
    group = await coaching(ctx, number, changes=False)
    own, at = ctx.work.default_region, callbacks.number(page)
    return cards_groups_setup.regions(ctx.t, group, ctx.work.packs, at, own)


async def live_in(ctx: Ctx, number: str, region: str) -> str:
    """Set the region, and its clock if it has only one."""
    group = await coaching(ctx, number)
    pack = ctx.work.packs.get(region)
    if pack is None:
        raise NotHereError
    zone = group.zone if group.zone in pack.zones or not pack.zones else pack.zones[0]
    home = await _change(ctx, group, region=region, zone=zone)
    return home if len(pack.zones) == 1 else callbacks.pack("groups.zones", group.id)


async def zones(ctx: Ctx, number: str, page: str = "0") -> Card:
    """Ask which clock the group lives by."""
    group = await coaching(ctx, number, changes=False)
    pack, own = ctx.work.packs.get(group.region or ""), ctx.work.person.zone
    return cards_groups_setup.zones(ctx.t, group, pack, callbacks.number(page), own)


async def live_by(ctx: Ctx, number: str, at: str) -> str:
    """Set the zone that was tapped: one of the region's, or the person's own."""
    group = await coaching(ctx, number)
    pack = ctx.work.packs.get(group.region or "")
    offered = pack.zones if pack else ()
    zone = ctx.work.person.zone if at == "own" else None
    if zone is None:
        if not at.isdecimal() or int(at) >= len(offered):
            raise NotHereError
        zone = offered[int(at)]
    return await _change(ctx, group, zone=zone)


async def topic(ctx: Ctx, number: str, thread: str) -> Card:
    """Ask whether posts go to the topic in which /here was written."""
    group = await coaching(ctx, number, changes=False)
    return cards_groups_setup.topic(ctx.t, group, callbacks.number(thread))


async def post_here(ctx: Ctx, number: str, thread: str) -> str:
    """Post to that topic from now on, and go on with what waited for one."""
    group = await coaching(ctx, number)
    if not group.is_forum:
        raise NotHereError
    where = callbacks.number(thread) or None
    home = await _change(ctx, group, topic=where)
    await groups.topic_found(ctx.work, group)
    return home


async def may(ctx: Ctx, number: str) -> Card:
    """Show what the bot may do in the group, and where what it lacks is given."""
    return cards_groups_setup.may(ctx.t, await coaching(ctx, number, changes=False))


async def command(_: Ctx) -> str:
    """Answer /groups."""
    return "groups"


SCREENS: dict[str, Handler] = {
    "groups": list_,
    "groups.one": one,
    "groups.regions": regions,
    "groups.zones": zones,
    "groups.topic": topic,
    "groups.may": may,
}
ACTIONS: dict[str, Handler] = {
    "groups.speak": speak,
    "groups.in": live_in,
    "groups.at": live_by,
    "groups.here": post_here,
}
COMMANDS: dict[str, Handler] = {"groups": command}
LINKS: dict[str, Handler] = {"set": set_up}
"""What a deep link's first word leads to; the rest, a group's code, is `ctx.text`."""
GROUP_COMMANDS: dict[str, GroupHandler] = {
    "setup": set_up_command,
    "coach": set_up_command,
    "diagnose": diagnose_command,
    "here": here_command,
}
ADMINISTERED = tuple(name for name in (*SCREENS, *ACTIONS) if name != "groups")
"""Buttons whose first argument is a group's number, for which Telegram is asked first."""
