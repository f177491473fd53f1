"""From a group's or channel's update to what is said there; nobody's money is reachable from here.

One transaction an update, its first statement marks it handled. Answers are sent after the commit
and lost if the process dies in between: whoever asked sees it and asks again.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.ui import parse, send, send_groups
from coach.dates import local_date
from coach.groups import GroupKind, GroupStatus
from handlers import (
    COMMANDS,
    GROUP_COMMANDS,
    GROUP_WATCHERS,
    POLL_WATCHERS,
    bridge,
    channels,
    coaching,
    groups,
    guard,
)
from handlers.group_context import GroupCtx
from usecases import groups as group_cases
from usecases import people as people_cases
from usecases.work import GroupWork

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from telegram import Bot, Chat, Update

    from handlers.context import Services
    from storage.engine import Database
    from storage.uow import UnitOfWork

log = logging.getLogger(__name__)


class GroupRouter:
    """Handles updates that do not come from a private chat."""

    def __init__(
        self, database: Database, bot: Bot, services: Services, now: Callable[[], datetime]
    ) -> None:
        """Take what every update needs; nothing is kept here."""
        self._database = database
        self._bot = bot
        self._services = services
        self._now = now

    async def handle(self, update: Update, committed: Callable[[], None]) -> None:
        """Handle one update to its end. Raises only passing failures."""
        try:
            ctx = await self._decide(update)
        except people_cases.PassingError:
            raise
        except Exception:
            log.exception("a group's update failed")
            ctx = None
        committed()
        if ctx is not None:
            await self._spare(ctx)
            await self._say(ctx)

    async def _spare(self, ctx: GroupCtx) -> None:
        """Let administrators' own posts stand: they answer for them."""
        if ctx.asks is not None and await coaching.is_admin(self._bot, ctx.chat_id, ctx.asks):
            ctx.says[:] = [said for said in ctx.says if not said.guards]

    async def _decide(self, update: Update) -> GroupCtx | None:
        async with people_cases.transaction(self._database) as uow:
            now = self._now()
            if not await people_cases.first_time(uow, self._bot.id, update.update_id, now):
                return None
            ctx = None
            if update.poll is not None:
                for polled in POLL_WATCHERS:
                    await polled(uow, update.poll, now)
            elif update.effective_chat is not None:
                ctx = await self._context(uow, update, update.effective_chat, now)
                await self._route(ctx, update)
                speaks = any(said.act.speaks for said in ctx.says) and not ctx.urgent
                if speaks and not await group_cases.may_reply(ctx.work):
                    ctx.says[:] = [said for said in ctx.says if not said.act.speaks]
            await uow.commit()
        return ctx

    async def _context(
        self, uow: UnitOfWork, update: Update, chat: Chat, now: datetime
    ) -> GroupCtx:
        services, message = self._services, update.effective_message
        user = update.effective_user
        anonymous = message is not None and message.sender_chat is not None
        settings = services.settings
        code = user.language_code if user is not None and not anonymous else None
        group = await group_cases.meet(
            uow, chat.id, GroupKind(chat.type), chat.title or "",
            locale=services.catalogs.negotiate(code, settings.default_locale),
            region=settings.default_region, packs=services.packs, now=now,
        )  # fmt: skip
        if message is not None and bool(chat.is_forum) != group.is_forum:
            group = await group_cases.became_forum(uow, group, forum=bool(chat.is_forum))
        work = GroupWork(uow, group, now, local_date(now, group.zone), services.packs,
                         services.bot_username)  # fmt: skip
        t = services.catalogs.texts(group.locale)
        return GroupCtx(work, t, services, chat.id, message, user=None if anonymous else user)

    async def _route(self, ctx: GroupCtx, update: Update) -> None:
        message = update.message or update.channel_post or update.edited_message
        if update.my_chat_member is not None:
            await groups.membership(ctx, update.my_chat_member)
        elif (
            message is None
            or await groups.service_message(ctx, message)
            or await channels.forwarded(ctx, message)
            or (message.from_user and message.from_user.is_bot and ctx.user is not None)
        ):
            return
        else:
            ctx.message = message
            ctx.text = parse.clean(message.text or message.caption or "")
            edited = update.edited_message is not None
            # Help comes first, also where the guard takes the message away.
            heavy = not edited and await bridge.is_heavy(ctx)
            if not await guard.removes(ctx, message) and not heavy and not edited:
                await self._said(ctx, ctx.text)

    async def _said(self, ctx: GroupCtx, text: str) -> None:
        if ctx.work.group.status is GroupStatus.LEFT:
            return
        if text.startswith("/"):
            name, _, ctx.text = text[1:].partition(" ")
            command, _, addressed = name.partition("@")
            if addressed and addressed.lower() != self._services.bot_username.lower():
                return
            if ctx.work.group.kind is not GroupKind.CHANNEL:
                await self._command(ctx, command.lower(), bool(addressed))
            return
        for watches in GROUP_WATCHERS:
            await watches(ctx)

    async def _command(self, ctx: GroupCtx, command: str, addressed: bool) -> None:
        known = GROUP_COMMANDS.get(command)
        if command == "start" and ctx.text:
            # Telegram's own words when the bot is added by a link: the hello answers them.
            return
        if known is not None:
            await known(ctx)
        elif addressed or command in COMMANDS:
            await bridge.in_private(ctx, command)

    async def _say(self, ctx: GroupCtx) -> None:
        """Say what was decided, and see to it that the bot's own clutter goes."""
        if not ctx.says:
            return
        tidied: list[tuple[int, int]] = []
        for said in ctx.says:
            sent = await send_groups.do(self._bot, ctx.chat_id, said.act)
            if sent.outcome is not send.Outcome.SENT and said.act.delete is not None:
                # Telegram was busy: the clock goes on trying, so that nothing is left standing.
                tidied.append((said.act.delete, 0))
            elif sent.outcome is send.Outcome.SENT and said.tidy is not None:
                tidied += [(number, said.tidy) for number in sent.message_ids]
        if not tidied:
            return
        async with people_cases.transaction(self._database) as uow:
            ctx.work.uow = uow
            for number, seconds in tidied:
                at = self._now() + timedelta(seconds=seconds)
                await group_cases.tidy_later(ctx.work, number, at)
            await uow.commit()
