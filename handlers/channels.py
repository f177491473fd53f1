"""What Telegram itself knows of a group or channel: the bot's rights there, and who is tied to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import ChatMemberMember
from telegram.error import TelegramError

from coach.groups import GroupKind, Rights
from handlers.groups import rights
from usecases import channels, groups
from usecases.people import transaction

if TYPE_CHECKING:
    from datetime import datetime

    from telegram import Bot, ChatFullInfo, ChatMember, Message

    from coach.groups import Group
    from handlers.group_context import GroupCtx
    from storage.engine import Database


async def look(database: Database, bot: Bot, group: Group, chat_id: int, now: datetime) -> None:
    """Ask Telegram anew what the bot may do there and what is tied to it; no answer is no matter.

    What all members may, and a discussion group, are changed without a word to the bot.
    """
    try:
        chat, me = await bot.get_chat(chat_id), await bot.get_chat_member(chat_id, bot.id)
    except TelegramError:
        return
    async with transaction(database) as uow:
        await groups.seen(uow, group, _now(group.kind, chat, me), now)
        await channels.link(uow, group, chat.linked_chat_id)
        await uow.commit()


def _now(kind: GroupKind, chat: ChatFullInfo, me: ChatMember) -> Rights:
    found, usual = rights(kind, me), chat.permissions
    if not isinstance(me, ChatMemberMember) or usual is None:
        return found
    return Rights(post=usual.can_send_messages is not False, pin=usual.can_pin_messages is True)


async def forwarded(ctx: GroupCtx, message: Message) -> bool:
    """Learn from a channel's post in its discussion group that they are tied; False for others."""
    if not message.is_automatic_forward:
        return False
    if message.sender_chat is not None:
        await channels.link(ctx.work.uow, ctx.work.group, message.sender_chat.id)
    return True
