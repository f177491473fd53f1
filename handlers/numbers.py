"""The funder report, for owners: a quarter on one screen, as a table to take along, as a picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.ui import cards_numbers
from coach import regions
from coach.numbers import Quarter
from handlers.unexpected import NotHereError
from usecases import numbers

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


def _quarter(ctx: Ctx, name: str) -> Quarter:
    now = Quarter.of(ctx.work.now.date())
    found = Quarter.read(name) if name else now
    if found is None or found > now:
        raise NotHereError
    return found


def _names(ctx: Ctx) -> dict[str, str]:
    return {each.id: each.name for each in regions.choices(ctx.work.packs, ctx.t.locale, None)}


async def show(ctx: Ctx, quarter: str = "") -> Card:
    """Show a quarter; without one, the one that runs."""
    wanted = _quarter(ctx, quarter)
    found = await numbers.of(ctx.work, wanted)
    following = wanted.following if wanted < Quarter.of(ctx.work.now.date()) else None
    return cards_numbers.show(ctx.t, found, following)


async def table(ctx: Ctx, quarter: str) -> Card:
    """Hand over the table."""
    found = await numbers.of(ctx.work, _quarter(ctx, quarter))
    paper = cards_numbers.table(ctx.t, found, _names(ctx))
    return replace(await show(ctx, quarter), papers=(paper,))


async def picture(ctx: Ctx, quarter: str) -> Card:
    """Hand over the picture."""
    found = await numbers.of(ctx.work, _quarter(ctx, quarter))
    return replace(await show(ctx, quarter), papers=(cards_numbers.picture(ctx.t, found),))


SCREENS: dict[str, Handler] = {"numbers": show}
ACTIONS: dict[str, Handler] = {"numbers.table": table, "numbers.picture": picture}
