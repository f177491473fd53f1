"""The monthly poll of a group: its switch, and the totals that Telegram tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_trend
from handlers.groups import coaching
from usecases import contributions, series, trend

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


async def link(ctx: Ctx) -> Card | str:
    """Answer the deep link under the month's words; without a yes no trace of the group is kept."""
    code = ctx.text
    found = await contributions.of_code(ctx.work, code)
    if not found.agreed:
        return cards_trend.offer(ctx.t, found.group.title, code)
    return callbacks.pack("trend.share", code)


async def share(ctx: Ctx, code: str) -> Card:
    """Ask a contributor how the month went, once it is over."""
    found = await contributions.of_code(ctx.work, code)
    if not found.agreed:
        return cards_trend.offer(ctx.t, found.group.title, code)
    if found.month is None or found.opens is not None:
        return cards_trend.waits(ctx.t, code, found.month, found.opens)
    return cards_trend.ask(ctx.t, found.month, code, found.said)


async def join(ctx: Ctx, code: str) -> str:
    """Agree to share."""
    await contributions.join(ctx.work, code)
    return callbacks.pack("trend.share", code)


async def leave(ctx: Ctx, code: str) -> Card:
    """Stop sharing."""
    await contributions.leave(ctx.work, code)
    ctx.screen = "home"
    return cards_trend.noted(ctx.t, joined=False)


async def answer(ctx: Ctx, code: str, month: str, kept: str) -> Card | str:
    """Give the month's answer; an old button leads to what is asked now."""
    if not await contributions.give(ctx.work, code, month, kept=kept == "1"):
        return callbacks.pack("trend.share", code)
    ctx.screen = "trend.mine"
    return cards_trend.noted(ctx.t, joined=True)


async def mine(ctx: Ctx) -> Card:
    """Show the groups that the person shares with."""
    return cards_trend.mine(ctx.t, await contributions.mine(ctx.work))


async def voted(uow: UnitOfWork, poll: Poll, _: datetime) -> None:
    """Keep the totals of one of our polls."""
    await trend.voted(uow, poll.id, [option.voter_count for option in poll.options])


SCREENS: dict[str, Handler] = {"trend": home, "trend.share": share, "trend.mine": mine}
ACTIONS: dict[str, Handler] = {
    "trend.switch": switch, "trend.join": join, "trend.leave": leave, "trend.answer": answer,
}  # fmt: skip
LINKS: dict[str, Handler] = {"share": link}
ADMINISTERED = ("trend", "trend.switch")
POLL_WATCHERS: tuple[PollWatcher, ...] = (voted,)
