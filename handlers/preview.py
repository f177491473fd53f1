"""What will be written to the person in the next 60 days, and the ways to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_preview
from usecases import plans, preview

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from bot.ui.texts import Texts
    from handlers.context import Ctx, Handler
    from usecases.preview import Names


def called(t: Texts, names: Names) -> cards_preview.Called:
    """Return what the things are called in a language."""
    return cards_preview.Called(
        t,
        plans=names.plans,
        deadlines={number: (kept.kind, kept.what) for number, kept in names.deadlines.items()},
        contacts=names.contacts,
        forms=names.forms,
        papers=names.papers,
    )


async def show(ctx: Ctx, answered: str = "1", page: str = "0") -> Card:
    """Show a page of what comes: with every payment marked on its day, or with none."""
    marked = answered != "0"
    seen = await preview.show(ctx.work, answered=marked)
    if not seen.on:
        return cards_preview.silent(ctx.t)
    paragraphs = cards_preview.lines(ctx.t, seen.messages, called(ctx.t, seen.names), seen.zone)
    every = await plans.all_(ctx.work)
    only = every[0].plan.id if len(every) == 1 else None
    return cards_preview.preview(
        ctx.t, paragraphs, answered=marked, page=callbacks.number(page), plan=only
    )


async def command(_: Ctx) -> str:
    """Answer /preview."""
    return "preview"


SCREENS: dict[str, Handler] = {"preview": show}
ACTIONS: dict[str, Handler] = {}
COMMANDS: dict[str, Handler] = {"preview": command}
