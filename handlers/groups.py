"""Groups and channels: nobody's money on show; every personal command leads into private."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import send
from bot.ui.cards import Button, Card

if TYPE_CHECKING:
    from datetime import datetime

    from telegram import Bot, Update

    from handlers.context import Services
    from storage.engine import Database


async def handle(
    database: Database, bot: Bot, services: Services, update: Update, now: datetime
) -> None:
    """Answer a command in a group with a button into the private chat; say nothing else.

    Nothing is stored, so a redelivered command is at worst answered twice.
    """
    message = update.message
    if message is None or not (message.text or "").startswith("/"):
        return
    addressed = (message.text or "").split()[0].partition("@")[2]
    if addressed and addressed.lower() != services.bot_username.lower():
        return
    user = message.from_user
    code = user.language_code if user else None
    locale = services.catalogs.negotiate(code, services.settings.default_locale)
    t = services.catalogs.texts(locale)
    link = f"https://t.me/{services.bot_username}?start=private"
    card = Card(t.t("groups.private"), ((Button(t.plain("groups.open"), url=link),),))
    await send.reply(bot, message.chat_id, card, edit=None)
