"""Spare money over several debts, two ways side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_spare
from coach.spare import WhyNot
from usecases import spare

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


async def show(ctx: Ctx) -> Card:
    """Show both ways, or what comes first."""
    known = await spare.of(ctx.work)
    if isinstance(known.found, WhyNot):
        return cards_spare.not_yet(ctx.t, known.found)
    return cards_spare.both(ctx.t, known.found, known.names)


SCREENS: dict[str, Handler] = {"spare": show}
ACTIONS: dict[str, Handler] = {}
