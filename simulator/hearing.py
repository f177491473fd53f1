"""What a bot is told of what people write: group privacy mode."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.chats import Chat
    from simulator.messages import Message
    from simulator.state import World

_COMMAND = re.compile(r"^/[A-Za-z0-9_]{1,64}(?:@([A-Za-z0-9_]+))?(?!\w)")


def hears(world: World, chat: Chat, message: Message) -> bool:
    """Whether the bot gets this; in a group as a mere member: commands, replies to it, service."""
    if chat.type == "private":
        return True
    if not chat.has(world.bot_id):
        return False
    if chat.is_admin(world.bot_id):
        return True
    if chat.type == "channel":
        return False
    if chat.hears_all or message.service:
        return True
    source = chat.messages.get(message.reply_to or 0)
    if source is not None and source.sender == world.bot_id:
        return True
    command = _COMMAND.match(message.body.get("text", ""))
    if command is None:
        return False
    meant_for = command.group(1)
    return meant_for is None or meant_for.lower() == str(world.bot["username"]).lower()


def tell(world: World, message: Message) -> int | None:
    """Give the bot a new message or post, if it hears it; the update's number."""
    chat = message.chat
    if not hears(world, chat, message):
        return None
    kind = "channel_post" if chat.type == "channel" else "message"
    return world.updates.push(kind, message.for_bot(world), key=chat.id)
