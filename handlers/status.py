"""`/status`: how the bot is doing, for its owners alone; to anybody else there is no such command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_status
from handlers import unexpected
from handlers.unexpected import NotHereError
from usecases import status

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


async def show(ctx: Ctx) -> Card:
    """Show the figures, fresh at each tap."""
    vitals = ctx.services.vitals
    if vitals is None or not await status.is_owner(ctx.work):
        raise NotHereError
    found = await status.of(ctx.work, vitals.real())
    view = cards_status.view_of(
        found, version=vitals.version, database=ctx.work.uow.dialect, since=vitals.since,
        zone=ctx.work.person.zone, webhook=bool(ctx.services.settings.webhook_url),
        here=vitals.polls(),
    )  # fmt: skip
    return cards_status.status(ctx.t, view)


async def command(ctx: Ctx) -> Card | str:
    """Answer /status."""
    if await status.is_owner(ctx.work):
        return "status"
    return await unexpected.show(ctx, "command")


SCREENS: dict[str, Handler] = {"status": show}
ACTIONS: dict[str, Handler] = {}
COMMANDS: dict[str, Handler] = {"status": command}
