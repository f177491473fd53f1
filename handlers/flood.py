"""How much one person may send: counted in memory before anything is opened or stored.

Whoever sends faster than anybody can read is told so once; what they send until the pace is a
person's again is set aside. Signs of danger, hiding and erasing have an allowance of their own, so
that a flood, by whomever it was sent, never shuts out help.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.ui import callbacks, parse, send
from bot.ui.cards import Card, column, go
from coach import danger
from handlers import incoming
from usecases import people as people_cases

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram import Bot, Update, User

    from bot.ui.texts import Texts
    from handlers.context import Services
    from handlers.router import Router
    from storage.engine import Database

log = logging.getLogger(__name__)

AT_ONCE = 25
"""Updates that may come in one go: a hurried walk through a form, an album of photos."""
AGAIN = 8
"""Whoever had too many is read again once there is room for so many."""
URGENT_AT_ONCE = 6
URGENT_EVERY = 10.0
"""Seconds until one more call for help is taken beside the rest."""
TOLD_EVERY = timedelta(minutes=1)
URGENT = frozenset({"danger", "helplines", "hide", "hidden", "forget"})


@dataclass(slots=True)
class Allowance:
    """What one person may still send at once, as of `at` (real time)."""

    at: datetime
    left: float = AT_ONCE
    urgent: float = URGENT_AT_ONCE
    shut: bool = False
    told: datetime | None = None

    def grow(self, now: datetime, a_second: float) -> None:
        """Give back what the time since then allows."""
        seconds = max(0.0, (now - self.at).total_seconds())
        self.at = now
        self.left = min(AT_ONCE, self.left + seconds * a_second)
        self.urgent = min(URGENT_AT_ONCE, self.urgent + seconds / URGENT_EVERY)
        self.shut = self.left < 1 or (self.shut and self.left < AGAIN)

    def take(self) -> bool:
        """Take one ordinary update; False when it is to be set aside."""
        if self.shut:
            return False
        self.left -= 1
        return True

    def take_urgent(self) -> bool:
        """Take one call for help."""
        if self.urgent < 1:
            return False
        self.urgent -= 1
        return True


class Flood:
    """Stands before the router; what it sets aside costs no statement and no row."""

    def __init__(
        self,
        router: Router,
        database: Database,
        bot: Bot,
        services: Services,
        real: Callable[[], datetime],
        count: Callable[[str], None] = lambda _: None,
    ) -> None:
        """`real` is real time: a moved calendar gives nobody more room."""
        self._router = router
        self._database = database
        self._bot = bot
        self._services = services
        self._real = real
        self._count = count
        self._people: OrderedDict[int, Allowance] = OrderedDict()

    async def handle(self, update: Update, committed: Callable[[], None] = lambda: None) -> None:
        """Pass an update on, or set it aside. Raises only passing failures."""
        user, chat = update.effective_user, update.effective_chat
        private = chat is not None and chat.type == "private"
        if user is None or not private or self._may(user.id, update):
            await self._router.handle(update, committed)
            return
        committed()
        self._count("updates_set_aside")
        if self._tells(user.id):
            await self._tell(update, user)

    def _may(self, number: int, update: Update) -> bool:
        a_minute = self._services.settings.updates_a_minute
        if a_minute == 0:
            return True
        now = self._real()
        mine = self._people.get(number) or Allowance(now)
        incoming.keep(self._people, number, mine)
        mine.grow(now, a_minute / 60)
        # Blocked or back again is a fact about the person and asks for no answer.
        if mine.take() or update.my_chat_member is not None:
            return True
        return self._is_urgent(update) and mine.take_urgent()

    def _is_urgent(self, update: Update) -> bool:
        query, message = update.callback_query, update.message
        if query is not None:
            return _topic(callbacks.unpack(query.data or "")[0]) in URGENT
        if message is None or message.forward_origin is not None:
            return False
        text = parse.clean(message.text or message.caption or "")
        command = text[1:].partition(" ")[0].partition("@")[0].lower()
        if text.startswith("/") and command in URGENT:
            return True
        return bool(danger.signs(text, self._services.lexicon))

    def _tells(self, number: int) -> bool:
        mine, now = self._people[number], self._real()
        if mine.told is not None and now - mine.told < TOLD_EVERY:
            return False
        mine.told = now
        return True

    async def _tell(self, update: Update, user: User) -> None:
        """Say it once: what was typed before stands, what came just now was not read."""
        try:
            async with people_cases.transaction(self._database, read=True) as uow:
                known = await people_cases.known(uow, user.id)
        except people_cases.PassingError:
            return
        default = self._services.settings.default_locale
        locale = self._services.catalogs.negotiate(user.language_code, default)
        t = self._services.catalogs.texts(known.locale if known else locale)
        query = update.callback_query
        if query is not None:
            await send.toast(self._bot, query.id, t.plain("flood.tapped"))
            return
        quote = incoming.message_id(update)
        sent = await send.reply(self._bot, user.id, _card(t), edit=None, quote=quote)
        await self._router.note(known.id if known else None, sent.message_ids)


def _topic(name: str) -> str:
    return name.split(".", maxsplit=1)[0]


def _card(t: Texts) -> Card:
    rows = column(go(t.plain("unexpected.urgent"), "danger"), go(t.plain("nav.hide"), "hide"))
    return Card(t.t("flood.typed"), rows)
