"""A channel and its discussion group: each post is forwarded there by itself, for comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator import hearing
from simulator.errors import bad
from simulator.people import TELEGRAM_ID

if TYPE_CHECKING:
    from simulator.chats import Chat
    from simulator.messages import Message
    from simulator.state import World


def join(channel: Chat, group: Chat) -> None:
    """Make a supergroup the discussion group of a channel."""
    if channel.type != "channel" or group.type != "supergroup":
        raise bad("only a supergroup can be linked, and only to a channel")
    channel.linked, group.linked = group.id, channel.id


def part(world: World, chat: Chat) -> None:
    """Undo that, from either side."""
    other = world.chats.get(chat.linked or 0)
    chat.linked = None
    if other is not None:
        other.linked = None


def forward(world: World, post: Message) -> Message | None:
    """Bring a channel's new post into its discussion group, pinned there, if it has one."""
    channel = post.chat
    group = world.chats.get(channel.linked or 0)
    if channel.type != "channel" or group is None or post.service:
        return None
    origin = {
        "type": "channel",
        "chat": channel.brief(world),
        "message_id": post.id,
        "date": post.date,
    }
    copy = world.add(
        group,
        TELEGRAM_ID,
        dict(post.body),
        origin=post.origin or origin,
        date=post.date,
        as_chat=channel.id,
        automatic=True,
    )
    if "poll" in copy.body:
        world.polls.setdefault(copy.body["poll"]["id"], []).append(copy)
    group.pinned.append(copy.id)
    if hearing.hears(world, group, copy):
        world.updates.push("message", copy.for_bot(world), key=group.id)
    return copy


def follow(world: World, post: Message) -> None:
    """Bring a change or the end of a post to its copy."""
    group = world.chats.get(post.chat.linked or 0)
    if post.chat.type != "channel" or group is None:
        return
    for copy in group.messages.values():
        origin = copy.origin or {}
        if not copy.automatic or copy.deleted or origin.get("message_id") != post.id:
            continue
        if post.deleted:
            copy.deleted = True
        else:
            copy.body, copy.edit_date = dict(post.body), post.edit_date
        world.touch(copy)
