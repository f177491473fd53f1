"""A debt that was passed on: the new name, the questions to ask, and whether it was proved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_owners
from usecases import owners

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


async def show(ctx: Ctx, debt: str = "") -> Card:
    """Show whose the debt was and what is to be asked, or offer to note that it was passed on."""
    found = await owners.of_debt(ctx.work, callbacks.number(debt))
    zone = ctx.work.person.zone or "UTC"
    return cards_owners.one(ctx.t, found.debt, found.before, zone)


async def new(ctx: Ctx, debt: str = "") -> str:
    """Ask for the new name."""
    await owners.begin(ctx.work, callbacks.number(debt))
    return "form"


async def proved(ctx: Ctx, debt: str = "") -> str:
    """Note that it was proved; the plan goes on."""
    await owners.proved(ctx.work, callbacks.number(debt))
    return callbacks.pack("owners", callbacks.number(debt))


async def undo(ctx: Ctx, debt: str = "") -> str:
    """Take it back."""
    await owners.undo(ctx.work, callbacks.number(debt))
    return callbacks.pack("owners", callbacks.number(debt))


SCREENS: dict[str, Handler] = {"owners": show}
ACTIONS: dict[str, Handler] = {"owners.new": new, "owners.proved": proved, "owners.undo": undo}
