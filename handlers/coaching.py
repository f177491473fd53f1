"""Who may set a group up: Telegram is asked for each tap, before the transaction is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import ChatMemberAdministrator, ChatMemberOwner
from telegram.error import TelegramError

from bot.ui import callbacks
from handlers import ADMINISTERED, channels
from usecases import channels as channel_cases
from usecases import groups
from usecases.people import transaction

if TYPE_CHECKING:
    from datetime import datetime

    from telegram import Bot, Update

    from storage.engine import Database

SET_UP = "/start set_"
LOOKED_AT = frozenset(("groups.may", "first"))
"""Screens for which Telegram is also asked what the bot may do there and what is tied to it."""


async def asked(database: Database, bot: Bot, update: Update, now: datetime) -> frozenset[int]:
    """Return our number of the group that this update is about, if its author administers it.

    Empty for every update that is about no group, without asking anything. Raises PassingError.
    """
    user, query, message = update.effective_user, update.callback_query, update.message
    name, arguments = callbacks.unpack((query.data or "") if query else "")
    code = ""
    if message is not None and (message.text or "").startswith(SET_UP):
        code = (message.text or "")[len(SET_UP) :].strip().partition("_")[0]
    if user is not None and (name == "groups" or (message and message.text == "/groups")):
        return await _unclaimed(database, bot, user.id)
    if user is None or not (code or (name in ADMINISTERED and arguments)):
        return frozenset()
    number = callbacks.number(arguments[0]) if arguments else 0
    async with transaction(database, read=True) as uow:
        found = await groups.named(uow, number=number, code=code)
    if found is None:
        return frozenset()
    group, chat_id = found
    runs = await is_admin(bot, chat_id, user.id)
    if runs is False:
        async with transaction(database) as uow:
            await groups.dismissed(uow, group.id, user.id)
            await uow.commit()
    if not runs:
        return frozenset()
    if code or name in LOOKED_AT:
        await channels.look(database, bot, group, chat_id, now)
    return frozenset({group.id})


async def _unclaimed(database: Database, bot: Bot, user_id: int) -> frozenset[int]:
    """Return the channels without a coach that the person administers; readers saw no *Set up*."""
    async with transaction(database, read=True) as uow:
        waiting = await channel_cases.unclaimed(uow)
    return frozenset(
        [group.id for group, chat_id in waiting if await is_admin(bot, chat_id, user_id)]
    )


async def is_admin(bot: Bot, chat_id: int, user_id: int) -> bool | None:
    """Ask Telegram; None, which counts as no, when it gives no answer."""
    try:
        member = await bot.get_chat_member(chat_id, user_id)
    except TelegramError:
        return None
    return isinstance(member, ChatMemberAdministrator | ChatMemberOwner)
