"""The first screen: who this is, five doors, the danger door, the other language, who can see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_start
from usecases import forms

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


async def home(ctx: Ctx) -> Card:
    """Show the doors, and what was set aside."""
    parked = await forms.parked(ctx.work)
    shown = await forms.view(ctx.work)
    return cards_start.home(ctx.t, ctx.services.settings.host_name, shown, parked)


async def start(_: Ctx) -> str:
    """Answer /start."""
    return "home"


SCREENS: dict[str, Handler] = {"home": home}
ACTIONS: dict[str, Handler] = {}
COMMANDS: dict[str, Handler] = {"start": start, "home": start}
