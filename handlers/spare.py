"""Spare money over several debts, two ways side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_spare
from coach.spare import WhyNot
from usecases import spare

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


FROM = {"checkin"}
"""Screens beside the week that lead here."""


async def show(ctx: Ctx, came_from: str = "") -> Card:
    """Show both ways, or what comes first, with the way back to where they came from."""
    known = await spare.of(ctx.work)
    back = came_from if came_from in FROM else "week"
    if isinstance(known.found, WhyNot):
        return cards_spare.not_yet(ctx.t, known.found, back)
    return cards_spare.both(ctx.t, known.found, known.names, back)


SCREENS: dict[str, Handler] = {"spare": show}
ACTIONS: dict[str, Handler] = {}
