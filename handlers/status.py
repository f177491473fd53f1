"""`/status`: how the bot is doing, for its owners alone; to anybody else there is no such command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_status
from handlers import unexpected
from handlers.unexpected import NotHereError
from usecases import status

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler, Vitals
    from usecases.status import Status


async def show(ctx: Ctx) -> Card:
    """Show the figures, fresh at each tap."""
    vitals = ctx.services.vitals
    if vitals is None or not await status.is_owner(ctx.work):
        raise NotHereError
    found = await status.of(ctx.work, vitals.real())
    return cards_status.status(ctx.t, _view(ctx, vitals, found))


def _view(ctx: Ctx, vitals: Vitals, found: Status) -> cards_status.View:
    today = found.today
    return cards_status.View(
        version=vitals.version,
        database=ctx.work.uow.dialect,
        since=vitals.since,
        zone=ctx.work.person.zone,
        poller=_poller(ctx, vitals, found),
        due=found.load.due,
        lag=found.load.lag,
        sent=today.sent,
        late=today.late,
        retried=today.retried,
        failed=today.failed,
        beats=tuple(each.seconds for each in found.alive),
        late_since=found.open_since.get("lag"),
        failing_since=found.open_since.get("failures"),
    )


def _poller(ctx: Ctx, vitals: Vitals, found: Status) -> str:
    if ctx.services.settings.webhook_url:
        return "webhook"
    if vitals.polls():
        return "here"
    return "other" if any(each.polls for each in found.alive) else "nobody"


async def command(ctx: Ctx) -> Card | str:
    """Answer /status."""
    if await status.is_owner(ctx.work):
        return "status"
    return await unexpected.show(ctx, "command")


SCREENS: dict[str, Handler] = {"status": show}
ACTIONS: dict[str, Handler] = {}
COMMANDS: dict[str, Handler] = {"status": command}
