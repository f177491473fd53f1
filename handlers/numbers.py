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
    from bot.ui.cards import Card, Paper
    from coach.numbers import Report
    from handlers.context import Ctx, Handler


def _quarter(ctx: Ctx, name: str) -> Quarter:
    now = Quarter.of(ctx.work.now.date())
    found = Quarter.read(name) if name else now
    if found is None or found > now:
        raise NotHereError
    return found


async def show(ctx: Ctx, quarter: str = "") -> Card:
    """Show a quarter; without one, the one that runs."""
    return _screen(ctx, await numbers.of(ctx.work, _quarter(ctx, quarter)))


def _screen(ctx: Ctx, found: Report, *papers: Paper) -> Card:
    now = Quarter.of(ctx.work.now.date())
    following = found.quarter.following if found.quarter < now else None
    return replace(cards_numbers.show(ctx.t, found, following), papers=papers)


async def table(ctx: Ctx, quarter: str) -> Card:
    """Hand over the table."""
    found = await numbers.of(ctx.work, _quarter(ctx, quarter))
    paper = cards_numbers.table(ctx.t, found, regions.names(ctx.work.packs, ctx.t.locale))
    return _screen(ctx, found, paper)


async def picture(ctx: Ctx, quarter: str) -> Card:
    """Hand over the picture."""
    found = await numbers.of(ctx.work, _quarter(ctx, quarter))
    return _screen(ctx, found, cards_numbers.picture(ctx.t, found))


SCREENS: dict[str, Handler] = {"numbers": show}
ACTIONS: dict[str, Handler] = {"numbers.table": table, "numbers.picture": picture}
