"""Until payday: the sum that is safe to spend, and a big spend noted by one tap and one number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_week
from coach.spare import Choice
from usecases import spare, week

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


async def show(ctx: Ctx, spend: str = "") -> Card:
    """Show the sum; with a big spend's number, that it was noted and how to take it back."""
    found = await week.of(ctx.work)
    if found is None:
        return cards_week.empty(ctx.t)
    number = callbacks.number(spend)
    amount = await week.amount_of(ctx.work, number)
    calm = found.sign is None and found.safe.sum.minor > 0
    ways = calm and isinstance((await spare.of(ctx.work)).found, Choice)
    noted = None if amount is None else (number, amount)
    return cards_week.week(ctx.t, found.safe, found.sign, found.debt, spare=ways, noted=noted)


async def begin(ctx: Ctx) -> str:
    """Ask what is not known yet, then show the sum."""
    return "form" if await week.begin(ctx.work) else "week"


async def payday(ctx: Ctx) -> str:
    """Ask anew when pay comes."""
    await week.begin_payday(ctx.work)
    return "form"


async def spend(ctx: Ctx) -> str:
    """Ask how much the big spend was; nothing else is asked of it."""
    return "form" if await week.begin_spend(ctx.work) else "week"


async def undo(ctx: Ctx, spend: str = "") -> str:
    """Take a big spend back."""
    await week.undo_spend(ctx.work, callbacks.number(spend))
    return "week"


async def command(_: Ctx) -> str:
    """Answer /week."""
    return "week.begin"


SCREENS: dict[str, Handler] = {"week": show}
ACTIONS: dict[str, Handler] = {
    "week.begin": begin,
    "week.payday": payday,
    "week.spend": spend,
    "week.undo": undo,
}
COMMANDS: dict[str, Handler] = {"week": command}
