"""A word from the host to its people, for owners: drafted, tried, sent, paused, cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_broadcasts
from coach import regions
from coach.broadcasts import Stage, Status
from handlers.unexpected import NotHereError
from usecases import broadcasts

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from coach.broadcasts import Broadcast
    from handlers.context import Ctx, Handler


async def show_all(ctx: Ctx) -> Card:
    """Show the newest."""
    return cards_broadcasts.all_(ctx.t, await broadcasts.all_(ctx.work))


async def new(ctx: Ctx) -> str:
    """Ask for the words."""
    await broadcasts.begin(ctx.work)
    return "form"


async def show(ctx: Ctx, number: str) -> Card:
    """Show one: a draft with whom it goes to, or how far it has come."""
    found = await broadcasts.one(ctx.work, callbacks.number(number))
    if found.status is Status.DRAFT:
        many = await broadcasts.audience(ctx.work, found)
        return cards_broadcasts.draft(ctx.t, found, _place(ctx, found), many)
    seen = await broadcasts.see(ctx.work, found.id)
    return cards_broadcasts.progress(ctx.t, found, seen.progress)


def _place(ctx: Ctx, found: Broadcast) -> str | None:
    return regions.names(ctx.work.packs, ctx.t.locale).get(found.region or "")


async def language(ctx: Ctx, number: str) -> str:
    """Choose the next language."""
    found = await broadcasts.one(ctx.work, callbacks.number(number))
    locales = list(ctx.services.catalogs.locales)
    at = locales.index(found.locale) if found.locale in locales else -1
    await broadcasts.aim(
        ctx.work, found.id, locale=locales[(at + 1) % len(locales)], region=found.region,
        stage=found.stage,
    )  # fmt: skip
    return callbacks.pack("broadcast", found.id)


async def where(ctx: Ctx, number: str) -> Card:
    """Ask for the region."""
    found = await broadcasts.one(ctx.work, callbacks.number(number))
    return cards_broadcasts.where(ctx.t, found, regions.names(ctx.work.packs, ctx.t.locale))


async def region(ctx: Ctx, number: str, wanted: str = "") -> str:
    """Choose the region."""
    found = await broadcasts.one(ctx.work, callbacks.number(number))
    if wanted and wanted not in ctx.work.packs:
        raise NotHereError
    await broadcasts.aim(
        ctx.work, found.id, locale=found.locale, region=wanted or None, stage=found.stage
    )
    return callbacks.pack("broadcast", found.id)


async def stage(ctx: Ctx, number: str) -> str:
    """Choose the next stage."""
    found = await broadcasts.one(ctx.work, callbacks.number(number))
    stages = list(Stage)
    wanted = stages[(stages.index(found.stage) + 1) % len(stages)]
    await broadcasts.aim(ctx.work, found.id, locale=found.locale, region=found.region, stage=wanted)
    return callbacks.pack("broadcast", found.id)


async def test(ctx: Ctx, number: str) -> Card:
    """Show an owner what people will get, hidden or not, and then the draft again."""
    found = await broadcasts.one(ctx.work, callbacks.number(number))
    return cards_broadcasts.tried(ctx.t, found)


async def send(ctx: Ctx, number: str) -> str:
    """Send, or go on."""
    await broadcasts.send(ctx.work, callbacks.number(number))
    return callbacks.pack("broadcast", callbacks.number(number))


async def pause(ctx: Ctx, number: str) -> str:
    """Stop for now."""
    await broadcasts.pause(ctx.work, callbacks.number(number))
    return callbacks.pack("broadcast", callbacks.number(number))


async def asks_cancel(ctx: Ctx, number: str) -> Card:
    """Ask once."""
    found = await broadcasts.one(ctx.work, callbacks.number(number))
    return cards_broadcasts.asks_cancel(ctx.t, found)


async def cancel(ctx: Ctx, number: str) -> str:
    """Stop for good."""
    await broadcasts.cancel(ctx.work, callbacks.number(number))
    return callbacks.pack("broadcast", callbacks.number(number))


async def drop(ctx: Ctx, number: str) -> str:
    """Throw a draft away."""
    await broadcasts.drop(ctx.work, callbacks.number(number))
    return "broadcasts"


SCREENS: dict[str, Handler] = {
    "broadcasts": show_all, "broadcast": show, "broadcast.where": where,
    "broadcast.asks_cancel": asks_cancel, "broadcast.test": test,
}  # fmt: skip
ACTIONS: dict[str, Handler] = {
    "broadcast.new": new, "broadcast.language": language, "broadcast.region": region,
    "broadcast.stage": stage, "broadcast.send": send, "broadcast.pause": pause,
    "broadcast.cancel": cancel, "broadcast.drop": drop,
}  # fmt: skip
