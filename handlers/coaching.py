"""Who may set a group up: Telegram is asked for each tap, before the transaction is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import ChatMemberAdministrator, ChatMemberOwner
from telegram.error import TelegramError

from bot.ui import callbacks
from handlers import ADMINISTERED
from usecases import groups
from usecases.people import transaction

if TYPE_CHECKING:
    from telegram import Bot, Update

    from storage.engine import Database

SET_UP = "/start set_"


async def asked(database: Database, bot: Bot, update: Update) -> frozenset[int]:
    """Return our number of the group that this update is about, if its author administers it.

    Empty for every update that is about no group, without asking anything. Raises PassingError.
    """
    user, query, message = update.effective_user, update.callback_query, update.message
    name, arguments = callbacks.unpack((query.data or "") if query else "")
    code = ""
    if message is not None and (message.text or "").startswith(SET_UP):
        code = (message.text or "")[len(SET_UP) :].strip().partition("_")[0]
    if user is None or not (code or (name in ADMINISTERED and arguments)):
        return frozenset()
    number = callbacks.number(arguments[0]) if arguments else 0
    async with transaction(database, read=True) as uow:
        found = await groups.named(uow, number=number, code=code)
    if found is None:
        return frozenset()
    group, chat_id = found
    return frozenset({group.id}) if await is_admin(bot, chat_id, user.id) else frozenset()


async def is_admin(bot: Bot, chat_id: int, user_id: int) -> bool:
    """Ask Telegram; no answer counts as no."""
    try:
        member = await bot.get_chat_member(chat_id, user_id)
    except TelegramError:
        return False
    return isinstance(member, ChatMemberAdministrator | ChatMemberOwner)
