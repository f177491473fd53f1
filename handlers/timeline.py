"""The timeline: what happened in the case, newest first, with the number to refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_timeline
from coach.timeline import Place
from usecases import timeline

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


async def show(ctx: Ctx, number: str = "", asked: str = "", dates: str = "") -> Card:
    """Show a page of it, from the newest or from a place on."""
    place = Place(
        callbacks.number(number) or None, callbacks.number(asked), callbacks.number(dates)
    )
    found = await timeline.page(ctx.work, place, cards_timeline.PAGE)
    if found is not None and not found.items and place != Place():
        found = await timeline.page(ctx.work, Place(), cards_timeline.PAGE)
    zone = ctx.work.person.zone or "UTC"
    if found is None:
        return cards_timeline.page(ctx.t, "", (), None, None, zone)
    return cards_timeline.page(ctx.t, found.case, found.items, found.earlier, found.later, zone)


async def correct(ctx: Ctx, contact: str = "") -> str:
    """Ask what is not right in a note."""
    await timeline.begin_correction(ctx.work, callbacks.number(contact))
    return "form"


async def command(_: Ctx) -> str:
    """Answer /timeline."""
    return "timeline"


SCREENS: dict[str, Handler] = {"timeline": show}
ACTIONS: dict[str, Handler] = {"timeline.correct": correct}
COMMANDS: dict[str, Handler] = {"timeline": command}
