"""From an update to a screen: one transaction an update, its first statement marks it handled.

Screens are addresses (`debt:3`). The address shown is stored in the same transaction as the
effect, so a redelivered update, a failed reply or a restart shows the same screen again.
"""

from __future__ import annotations

import logging
import secrets
from collections import OrderedDict
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.ui import callbacks, parse, send
from bot.ui.cards import Card
from coach import danger
from coach.numbers import Figure
from handlers import (
    ACTIONS,
    COMMANDS,
    SCREENS,
    caseload,
    choices,
    coaching,
    incoming,
    typed,
    unexpected,
    voices,
)
from handlers import danger as danger_door
from handlers.answering import Answerer
from handlers.context import Ctx, Services
from handlers.group_router import GroupRouter
from handlers.incoming import Reply
from handlers.noting import Noter
from usecases import forms as form_cases
from usecases import numbers
from usecases import people as people_cases
from usecases.access import NotYoursError
from usecases.room import FullError
from usecases.work import Work

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from telegram import Bot, Message, Update, User

    from coach.people import Person
    from storage.engine import Database
    from storage.uow import UnitOfWork

log = logging.getLogger(__name__)
HOPS = 5


class Router:
    """Handles updates of private chats; groups go to `handlers.groups`."""

    def __init__(
        self, database: Database, bot: Bot, services: Services, now: Callable[[], datetime]
    ) -> None:
        """Take what every update needs; nothing that matters is kept here."""
        self._database = database
        self._bot = bot
        self._services = services
        self._now = now
        self._cards: OrderedDict[int, int] = OrderedDict()
        self._noter = Noter(database, now)
        self._answerer = Answerer(database, bot, self._noter, self._cards, now)
        self._groups = GroupRouter(database, bot, services, now)

    async def handle(self, update: Update, committed: Callable[[], None] = lambda: None) -> None:
        """Handle one update to its end: committed (then it says so), and answered.

        Raises only passing failures.
        """
        chat, user = update.effective_chat, update.effective_user
        if chat is None or chat.type != "private":
            await self._groups.handle(update, committed)
            return
        if user is None or user.is_bot:
            return
        reference = secrets.token_hex(3)
        reply = await self._decided(update, user, reference)
        committed()
        if reply is not None:
            await self._answer(reply, reference)

    async def _decided(self, update: Update, user: User, reference: str) -> Reply | None:
        """Commit what the update does; a mistake of ours is noted under the reference."""
        try:
            admin_of = await coaching.asked(self._database, self._bot, update, self._now())
            return await self._decide(update, user, admin_of)
        except people_cases.PassingError:
            raise
        except Exception:
            log.exception("update failed", extra={"reference": reference})
            return await self._sorry(update, user, reference)

    async def _answer(self, reply: Reply, reference: str) -> None:
        """Show what was committed; a paper that can't be set is our mistake and loses nothing."""
        try:
            await self._answerer.answer(reply, reference)
        except people_cases.PassingError:
            raise
        except Exception:
            log.exception("answer failed", extra={"reference": reference})
            sorry = unexpected.sorry(reply.texts, reference)
            sent = await send.reply(self._bot, reply.chat_id, sorry, edit=None)
            await self._noter.note(reply.person_id, sent.message_ids)

    async def screen(self, work: Work) -> Card:
        """Return the screen a person looks at, for the sender; reads only."""
        t = self._services.catalogs.texts(work.person.locale)
        address = caseload.redrawn(work.person.screen)
        card, _ = await self._resolve(Ctx(work, t, self._services), address)
        return card

    async def note(self, person_id: int | None, message_ids: Sequence[int]) -> None:
        """Keep the numbers of messages sent beside the answers, so that `/hide` finds them."""
        await self._noter.note(person_id, message_ids)

    def forget_cards(self) -> None:
        """Forget which cards are live, after everything was erased."""
        self._cards.clear()

    async def _decide(self, update: Update, user: User, admin_of: frozenset[int]) -> Reply | None:
        async with people_cases.transaction(self._database) as uow:
            now = self._now()
            fresh = await people_cases.first_time(uow, self._bot.id, update.update_id, now)
            owners = self._services.settings.owner_ids
            person, card_id = await people_cases.meet(uow, user.id, self._locale(user), now, owners)
            ctx = self._context(uow, person, now)
            ctx.message_id, ctx.admin_of = incoming.message_id(update), admin_of
            if update.my_chat_member is not None:
                await people_cases.reachable(ctx.work, member=incoming.is_member(update))
                await uow.commit()
                return None
            result = await self._route(ctx, update) if fresh else person.screen
            card, address = await self._resolve(ctx, result)
            if fresh and people_cases.DRAFT_ERASED in (person.screen, address):
                card, address = incoming.draft_erased(ctx.t, card, address)
            card = await voices.offered(ctx, card, address)
            if fresh and not ctx.erased:
                card_now = self._cards.get(user.id, card_id)
                await people_cases.saw(ctx.work, address, card_now, known_card=card_id)
            await uow.commit()
        live = self._cards.get(user.id, card_id)
        return incoming.reply(ctx, update, user.id, card, live)

    def _locale(self, user: User) -> str:
        default = self._services.settings.default_locale
        return self._services.catalogs.negotiate(user.language_code, default)

    def _context(self, uow: UnitOfWork, person: Person, now: datetime) -> Ctx:
        zone = ZoneInfo(person.zone or "UTC")
        services = self._services
        work = Work(uow, person, now, now.astimezone(zone).date(), services.packs,
                    services.settings.default_region, services.settings.informs)  # fmt: skip
        return Ctx(work, services.catalogs.texts(person.locale), services)

    async def _route(self, ctx: Ctx, update: Update) -> Card | str:
        if update.callback_query is not None:
            ctx.quoted = incoming.quoted(update)
            return await self._tap(ctx, update.callback_query.data or "")
        message = update.message
        if message is None:
            return await unexpected.show(ctx, "edited" if update.edited_message else "other")
        if message.text is None or message.forward_origin is not None:
            return await incoming.no_text(ctx, message)
        try:
            return await self._typed(ctx, message)
        except NotYoursError:
            return await unexpected.show(ctx, "stale")
        except FullError as full:
            return unexpected.full(ctx, full.what, full.most)

    async def _tap(self, ctx: Ctx, data: str) -> Card | str:
        name, arguments = callbacks.unpack(data)
        held = incoming.held(ctx.work.person, name)
        if held:
            return held
        await numbers.tapped(ctx.work, name)
        if name == danger_door.FALSE_ALARM:
            return await self._false_alarm(ctx)
        return await self._call(ctx, name, arguments)

    async def _false_alarm(self, ctx: Ctx) -> Card | str:
        """Take what looked like danger as the answer that it was, or show where they were."""
        ctx.hear(ctx.quoted)
        await danger_door.false_alarm(ctx)
        if not ctx.text:
            return "danger.again"
        if await danger_door.is_answer(ctx):
            return await self._said(ctx, ctx.text)
        card, ctx.screen = await self._resolve(ctx, ctx.work.person.screen)
        return danger_door.where_they_were(ctx, card)

    async def _call(self, ctx: Ctx, name: str, arguments: tuple[str, ...]) -> Card | str:
        handler = ACTIONS.get(name) or SCREENS.get(name)
        if handler is None or not incoming.takes(handler, len(arguments)):
            return await unexpected.show(ctx, "stale")
        try:
            result = await handler(ctx, *arguments)
        except (unexpected.NotHereError, NotYoursError):
            return await unexpected.show(ctx, "stale")
        except FullError as full:
            return unexpected.full(ctx, full.what, full.most)
        if name not in ACTIONS and isinstance(result, Card):
            ctx.screen = callbacks.pack(name, *arguments)
        return result

    async def _typed(self, ctx: Ctx, message: Message) -> Card | str:
        ctx.hear(message.text or "")
        signs = danger.signs(ctx.text, self._services.lexicon)
        if signs and not ctx.text.startswith("/start"):
            ctx.quote = ctx.message_id
            await numbers.count(ctx.work, Figure.DANGER)
            return await danger_door.noticed(ctx, signs[0])
        return await self._said(ctx, ctx.text)

    async def _said(self, ctx: Ctx, text: str) -> Card | str:
        """Take typed text as a command, as the answer to the open question, or as a button."""
        ctx.text = text
        person = ctx.work.person
        if ctx.text.startswith("/"):
            name, _, rest = ctx.text[1:].partition(" ")
            command = name.split("@")[0].lower()
            held = incoming.held(person, command)
            if held:
                return held
            ctx.text = rest.strip()
            handler = COMMANDS.get(command)
            return await (handler(ctx) if handler else unexpected.show(ctx, "command"))
        held = incoming.held(person, "")
        if held:
            return choices.place_typed(ctx) or await self._typed_button(ctx, held) or held
        if not ctx.text:
            return await unexpected.show(ctx, "empty")
        shown = await form_cases.view(ctx.work)
        elsewhere = shown is None or person.screen not in ("form", "unexpected")
        tapped = await self._typed_button(ctx, person.screen) if elsewhere else None
        if tapped is not None or shown is None:
            return tapped or await typed.nothing_open(ctx) or await unexpected.show(ctx, "text")
        return await typed.on_text(ctx, shown)

    async def _typed_button(self, ctx: Ctx, screen: str) -> Card | str | None:
        """Let a typed number or word stand for a button of the screen they look at."""
        card, _ = await self._resolve(ctx, screen)
        buttons = [button for row in card.rows for button in row if button.data]
        at = parse.choice(ctx.text, [button.label for button in buttons])
        return None if at is None else await self._tap(ctx, buttons[at].data or "")

    async def _resolve(self, ctx: Ctx, result: Card | str) -> tuple[Card, str]:
        """Follow addresses to a card; a screen that is gone leads home."""
        address = ""
        for _ in range(HOPS):
            if isinstance(result, Card):
                return result, address or ctx.screen or ctx.work.person.screen
            name, arguments = callbacks.unpack(result)
            held = incoming.held(ctx.work.person, name)
            if held and held != result:
                result = held
                continue
            if name in ACTIONS and name not in SCREENS:
                # On the way to an action something was asked first; now it goes on.
                result = await self._call(ctx, name, arguments)
                continue
            address = result
            handler = SCREENS.get(name)
            if handler is None or not incoming.takes(handler, len(arguments)):
                result = "home"
                continue
            try:
                result = await handler(ctx, *arguments)
            except (unexpected.NotHereError, NotYoursError):
                result = "home"
        msg = f"screens lead round in circles: {address}"
        raise RuntimeError(msg)

    async def _sorry(self, update: Update, user: User, reference: str) -> Reply | None:
        """Tell the person, with a reference; the update counts as handled so it never loops."""
        async with people_cases.transaction(self._database) as uow:
            now = self._now()
            await people_cases.first_time(uow, self._bot.id, update.update_id, now)
            person, _ = await people_cases.meet(uow, user.id, self._locale(user), now)
            await uow.commit()
        texts = self._services.catalogs.texts(person.locale)
        query = update.callback_query
        return Reply(user.id, unexpected.sorry(texts, reference), texts, None, None, "", (),
                     person.id, query.id if query else None)  # fmt: skip
