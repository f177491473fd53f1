"""The timeline: what happened in the case, newest first, with the number to refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_timeline
from usecases import timeline

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


async def show(ctx: Ctx, page: str = "0") -> Card:
    """Show a page of it."""
    found = await timeline.of_person(ctx.work)
    case, items = (found.case, found.items) if found else ("", ())
    zone = ctx.work.person.zone or "UTC"
    return cards_timeline.page(ctx.t, case, items, callbacks.number(page), zone)


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
