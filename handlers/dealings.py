"""What passes between the person and one creditor, and whether their promises came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_dealings
from usecases import contacts, dealings

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


async def show(ctx: Ctx, debt: str = "") -> Card:
    """Show promises, the record and whose the debt was."""
    found = await dealings.of_debt(ctx.work, callbacks.number(debt))
    zone = ctx.work.person.zone or "UTC"
    return cards_dealings.one(
        ctx.t, found.passed.debt, found.passed.before, found.promised, found.recorded, zone
    )


async def kept(ctx: Ctx, contact: str = "") -> str:
    """Note that it came."""
    await dealings.keep(ctx.work, callbacks.number(contact), kept=True)
    return callbacks.pack("contact.more", callbacks.number(contact))


async def broken(ctx: Ctx, contact: str = "") -> str:
    """Note that it did not come, and show what can be done."""
    await dealings.keep(ctx.work, callbacks.number(contact), kept=False)
    return callbacks.pack("dealings.next", callbacks.number(contact))


async def next_(ctx: Ctx, contact: str = "") -> Card:
    """Show what helps when a promise did not come."""
    found = (await contacts.one(ctx.work, callbacks.number(contact))).contact
    return cards_dealings.next_(ctx.t, found)


SCREENS: dict[str, Handler] = {"dealings": show, "dealings.next": next_}
ACTIONS: dict[str, Handler] = {"dealings.kept": kept, "dealings.broken": broken}
