"""What a private chat sees once its update is committed: the toast, the old card, the new one."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.ui import send
from handlers import incoming, unexpected
from usecases import people as people_cases

if TYPE_CHECKING:
    from collections import OrderedDict
    from collections.abc import Callable
    from datetime import datetime

    from telegram import Bot

    from handlers.incoming import Reply
    from handlers.noting import Noter
    from storage.engine import Database

log = logging.getLogger(__name__)


class Answerer:
    """Sends replies and notes what was sent."""

    def __init__(
        self,
        database: Database,
        bot: Bot,
        noter: Noter,
        cards: OrderedDict[int, int],
        now: Callable[[], datetime],
    ) -> None:
        """`cards` holds the live card of each chat, shared with the router."""
        self._database = database
        self._bot = bot
        self._noter = noter
        self._cards = cards
        self._now = now

    async def answer(self, reply: Reply, reference: str) -> None:
        """Show the card of a reply; what cannot be shown now comes later, as a due row."""
        chat = reply.chat_id
        if reply.query_id is not None:
            await send.toast(self._bot, reply.query_id, reply.card.toast)
        await send.delete(self._bot, chat, reply.deletes)
        if reply.old_card is not None:
            await send.answered(self._bot, chat, reply.old_card, reply.answered)
        edit = None if reply.edit in reply.deletes else reply.edit
        sent = await send.reply(self._bot, chat, reply.card, edit=edit, quote=reply.quote)
        if sent.outcome in (send.Outcome.UNSURE, send.Outcome.WAIT):
            await self._later(reply, sent.retry_after)
        elif sent.outcome is send.Outcome.REFUSED:
            log.error(
                "telegram refused a screen", extra={"error": sent.error, "reference": reference}
            )
            sorry = unexpected.sorry(reply.texts, reference)
            said = await send.reply(self._bot, chat, sorry, edit=None)
            sent = replace(said, message_ids=(*sent.message_ids, *said.message_ids))
        if reply.person_id is None:
            self._cards.pop(chat, None)
        elif sent.message_ids:
            incoming.keep(self._cards, chat, sent.message_ids[-1])
        new = {*sent.message_ids, reply.typed} - {edit, None}
        await self._noter.note(reply.person_id, sorted(filter(None, new)))

    async def _later(self, reply: Reply, seconds: float) -> None:
        if reply.person_id is None:
            return
        async with people_cases.transaction(self._database) as uow:
            await people_cases.show_later(uow, reply.person_id, self._now(), seconds)
            await uow.commit()
