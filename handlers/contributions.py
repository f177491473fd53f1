"""What a person gives to groups: counted in with a yes, answered, seen and stopped in private."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_trend
from usecases import contributions, own_month

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


async def link(ctx: Ctx) -> Card | str:
    """Answer the deep link under the month's words; without a yes no trace of the group is kept."""
    code = ctx.text
    found = await contributions.of_code(ctx.work, code)
    if not found.agreed:
        return cards_trend.offer(ctx.t, found.group.title, code)
    await own_month.follow(ctx.work)
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
    await own_month.follow(ctx.work)
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


SCREENS: dict[str, Handler] = {"trend.share": share, "trend.mine": mine}
ACTIONS: dict[str, Handler] = {
    "trend.join": join, "trend.leave": leave, "trend.answer": answer,
}  # fmt: skip
LINKS: dict[str, Handler] = {"share": link}
