"""Messages of the clock: show, fold back, fewer, pause, stop; each can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_notes
from coach.people import Messages
from usecases import notes

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


async def show(ctx: Ctx) -> Card:
    """Open the message that was tapped, for ten minutes."""
    draw = ctx.services.open_note
    if ctx.message_id is None or draw is None:
        return cards_notes.opened(ctx.t, ())
    await notes.opened(ctx.work, ctx.message_id)
    return await draw(ctx.work, ctx.t, ctx.message_id)


async def fold(ctx: Ctx) -> Card:
    """Fold it back."""
    if ctx.message_id is not None:
        await notes.folded(ctx.work, ctx.message_id)
    return cards_notes.hidden(ctx.t)


async def fewer(ctx: Ctx) -> Card:
    """Leave out one message of each series."""
    await notes.set_messages(ctx.work, Messages.FEWER)
    return cards_notes.changed(ctx.t, ctx.t.t("notes.now_fewer"))


async def pause(ctx: Ctx) -> Card:
    """Send nothing until they say so."""
    await notes.set_messages(ctx.work, Messages.PAUSED)
    return cards_notes.changed(ctx.t, ctx.t.t("notes.now_paused"))


async def stop(ctx: Ctx) -> Card:
    """Send nothing any more."""
    await notes.stop(ctx.work)
    return cards_notes.changed(ctx.t, ctx.t.t("notes.now_stopped"))


async def go_on(ctx: Ctx) -> Card:
    """Send again as before."""
    await notes.go_on(ctx.work)
    return cards_notes.going_on(ctx.t)


SCREENS: dict[str, Handler] = {}
ACTIONS: dict[str, Handler] = {
    "note.show": show,
    "note.fold": fold,
    "note.fewer": fewer,
    "note.pause": pause,
    "note.stop": stop,
    "note.normal": go_on,
}
