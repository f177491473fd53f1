"""The yardstick: a plain python-telegram-bot handler with one small transaction an update.

It reads one row, inserts one, updates one, and then shows the card whose turn it is. Transport,
engine settings, connections and the polling loop are the bot's own.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
    insert,
    select,
    update,
)
from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters

from bot.polling import Poller
from bot.transport import AiohttpRequest
from storage.engine import connect

if TYPE_CHECKING:
    from storage.engine import Database

META = MetaData()
PEOPLE = Table(
    "bare_people", META, Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("step", Integer, nullable=False),
)  # fmt: skip
ANSWERS = Table(
    "bare_answers", META, Column("id", Integer, primary_key=True),
    Column("chat", BigInteger, nullable=False), Column("said", Text, nullable=False),
)  # fmt: skip
READ = select(PEOPLE.c.step).where(PEOPLE.c.chat == bindparam("who"))
ADD = insert(ANSWERS)
NEW = insert(PEOPLE)
STEP = update(PEOPLE).where(PEOPLE.c.chat == bindparam("who"))
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Bare:
    """Shows one card after the other, whatever is said."""

    def __init__(self, database: Database, cards: list[list[str]]) -> None:
        self._database = database
        self._cards = cards

    async def _next(self, chat: int, said: str) -> list[str]:
        async with self._database.write() as uow:
            step = (await uow.run(READ, {"who": chat})).scalar()
            await uow.run(ADD, {"chat": chat, "said": said})
            if step is None:
                await uow.run(NEW, {"chat": chat, "step": 1})
            else:
                await uow.run(STEP, {"who": chat, "step": step + 1})
            await uow.commit()
        return self._cards[(step or 0) % len(self._cards)]

    async def typed(self, update: Update, _: Any) -> None:
        """Answer a text with the next card."""
        assert update.effective_chat is not None
        assert update.message is not None
        text, markup = await self._next(update.effective_chat.id, update.message.text or "")
        await update.message.reply_text(
            text, parse_mode="HTML", reply_markup=_keyboard(markup), link_preview_options=NO_PREVIEW
        )

    async def tapped(self, update: Update, _: Any) -> None:
        """Answer a tap by editing its card into the next."""
        query = update.callback_query
        assert query is not None
        assert query.message is not None
        text, markup = await self._next(query.message.chat.id, query.data or "")
        await query.answer()
        await query.edit_message_text(
            text, parse_mode="HTML", reply_markup=_keyboard(markup), link_preview_options=NO_PREVIEW
        )


def _keyboard(markup: str) -> InlineKeyboardMarkup | None:
    return InlineKeyboardMarkup.de_json(json.loads(markup), None)


async def run(api: str, token: str, database_url: str, cards: list[list[str]]) -> None:
    """Poll until told to stop."""
    database = connect(database_url)
    async with database.writer.begin() as connection:
        await connection.run_sync(META.create_all)
    bot = Bot(
        token, base_url=f"{api}/bot", request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(size=2),
    )  # fmt: skip
    application = Application.builder().bot(bot).updater(None).build()
    bare = Bare(database, cards)
    application.add_handler(CallbackQueryHandler(bare.tapped))
    application.add_handler(MessageHandler(filters.TEXT, bare.typed))
    async with application:
        poller = Poller(bot, lambda update, _: application.process_update(update))
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, poller.stop)
        await poller.run()
    await database.close()


if __name__ == "__main__":
    given = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    env = os.environ
    asyncio.run(run(env["BOT_API_URL"], env["BOT_TOKEN"], env["DATABASE_URL"], given))
