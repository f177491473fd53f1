"""Notes about a client: a counsellor's own or shared, and what the client reads of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_casenotes, cards_relay
from usecases import casenotes
from usecases.relay import TooManyError

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


async def list_(ctx: Ctx, client: str, page: str = "0") -> Card:
    """Show a counsellor the notes about a client."""
    number, at = callbacks.number(client), callbacks.number(page)
    found, more = await casenotes.of_client(ctx.work, number, at)
    zone = ctx.work.person.zone
    return cards_casenotes.list_(ctx.t, number, found, zone, page=at, more=more)


async def one(ctx: Ctx, number: str) -> Card:
    """Show one note; a deleted one can be brought back."""
    note, deleted = await casenotes.one(ctx.work, callbacks.number(number))
    if deleted:
        return cards_casenotes.deleted(ctx.t, note)
    own = note.author == ctx.work.person.id
    return cards_casenotes.one(ctx.t, note, ctx.work.person.zone, own=own)


async def new(ctx: Ctx, client: str, shared: str) -> Card | str:
    """Ask for a note."""
    number = callbacks.number(client)
    try:
        await casenotes.begin(ctx.work, number, shared=shared == "1")
    except TooManyError:
        return cards_relay.enough(ctx.t, ("casenotes", str(number)))
    return "form"


async def edit(ctx: Ctx, number: str) -> str:
    """Ask for other words."""
    await casenotes.begin_edit(ctx.work, callbacks.number(number))
    return "form"


async def delete(ctx: Ctx, number: str) -> str:
    """Delete a note, with a day to undo."""
    await casenotes.delete(ctx.work, callbacks.number(number))
    return callbacks.pack("casenote", callbacks.number(number))


async def undo(ctx: Ctx, number: str) -> str:
    """Bring a note back."""
    await casenotes.undelete(ctx.work, callbacks.number(number))
    return callbacks.pack("casenote", callbacks.number(number))


async def mine(ctx: Ctx, page: str = "0") -> Card:
    """Show a client what was noted for them to read."""
    at = callbacks.number(page)
    found, more = await casenotes.mine(ctx.work, at)
    return cards_casenotes.mine(ctx.t, found, ctx.work.person.zone, page=at, more=more)


SCREENS: dict[str, Handler] = {"casenotes": list_, "casenote": one, "casenotes.mine": mine}
ACTIONS: dict[str, Handler] = {
    "casenote.new": new, "casenote.edit": edit, "casenote.delete": delete, "casenote.undo": undo,
}  # fmt: skip
