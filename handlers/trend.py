"""The monthly poll of a group: its switch, and the totals that Telegram tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_trend
from handlers.groups import coaching
from usecases import series, trend

if TYPE_CHECKING:
    from datetime import datetime

    from telegram import Poll

    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler
    from handlers.group_context import PollWatcher
    from storage.uow import UnitOfWork


async def home(ctx: Ctx, number: str) -> Card:
    """Show whether the group is asked each month."""
    group = await coaching(ctx, number, changes=False)
    on = await trend.is_on(ctx.work.uow, group)
    return cards_trend.home(ctx.t, group, await trend.next_at(ctx.work.uow, group), on=on)


async def switch(ctx: Ctx, number: str, on: str) -> str:
    """Switch the poll on or off."""
    group = await coaching(ctx, number)
    await trend.switch(ctx.work.uow, group, ctx.work.now, on=on == "1")
    await series.plan_follows(ctx.work.uow, group, ctx.work.now)
    return callbacks.pack("trend", group.id)


async def voted(uow: UnitOfWork, poll: Poll, _: datetime) -> None:
    """Keep the totals of one of our polls."""
    await trend.voted(uow, poll.id, [option.voter_count for option in poll.options])


SCREENS: dict[str, Handler] = {"trend": home}
ACTIONS: dict[str, Handler] = {"trend.switch": switch}
ADMINISTERED = ("trend", "trend.switch")
POLL_WATCHERS: tuple[PollWatcher, ...] = (voted,)
