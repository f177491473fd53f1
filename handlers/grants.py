"""What a client lets a counsellor see: chosen, withdrawn in one tap, and who has looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_grants
from coach.people import Consent
from coach.permits import Level
from handlers.unexpected import NotHereError
from usecases import consents, grants

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


def _level(name: str) -> Level:
    if name not in {each.value for each in Level}:
        raise NotHereError
    return Level(name)


async def show(ctx: Ctx) -> Card:
    """Show the person's counsellors and what each sees."""
    return cards_grants.all_(ctx.t, await grants.mine(ctx.work), ctx.work.person.zone)


async def one(ctx: Ctx, counsellor: str) -> Card:
    """Show one counsellor, and offer to change what they see."""
    grant, name = await grants.one(ctx.work, callbacks.number(counsellor))
    return cards_grants.one(ctx.t, grant, name, ctx.work.person.zone)


async def term(ctx: Ctx, counsellor: str, level: str) -> Card | str:
    """Ask for how long; what is not kept at all cannot be shared."""
    grant, name = await grants.one(ctx.work, callbacks.number(counsellor))
    if not await consents.allows(ctx.work, Consent.KEEP):
        return callbacks.pack("consents.ask", "grants.one", grant.counsellor)
    return cards_grants.term(ctx.t, grant, name, _level(level))


async def share(ctx: Ctx, counsellor: str, level: str, days: str) -> str:
    """Share from now on."""
    number = callbacks.number(counsellor)
    # What is no number reads as 0, which would mean without an end.
    if days not in map(str, grants.TERMS) or not await consents.allows(ctx.work, Consent.KEEP):
        raise NotHereError
    await grants.share(ctx.work, number, _level(level), callbacks.number(days))
    return callbacks.pack("grants.one", number)


async def close(ctx: Ctx, counsellor: str) -> str:
    """Share nothing with one counsellor any more."""
    number = callbacks.number(counsellor)
    await grants.share(ctx.work, number, Level.NOTHING, 0)
    return callbacks.pack("grants.one", number)


async def withdraw(ctx: Ctx) -> str:
    """Share nothing with anybody any more."""
    await grants.withdraw(ctx.work)
    return "grants"


async def asks_leave(ctx: Ctx, counsellor: str) -> Card:
    """Ask once before a counsellor is gone."""
    grant, name = await grants.one(ctx.work, callbacks.number(counsellor))
    return cards_grants.asks_leave(ctx.t, grant, name)


async def leave(ctx: Ctx, counsellor: str) -> str:
    """Have that counsellor no more."""
    await grants.leave(ctx.work, callbacks.number(counsellor))
    return "grants"


async def alias(ctx: Ctx) -> str:
    """Ask how the person wants to be called."""
    await grants.name_yourself(ctx.work)
    return "form"


async def looks(ctx: Ctx, page: str = "0") -> Card:
    """Show who looked at what."""
    at = callbacks.number(page)
    found, more = await grants.looks(ctx.work, at)
    return cards_grants.looks(ctx.t, found, ctx.work.person.zone, page=at, more=more)


SCREENS: dict[str, Handler] = {
    "grants": show, "grants.one": one, "grants.term": term, "grants.looks": looks,
    "grants.asks_leave": asks_leave,
}  # fmt: skip
ACTIONS: dict[str, Handler] = {
    "grants.share": share, "grants.close": close, "grants.withdraw": withdraw,
    "grants.leave": leave, "grants.alias": alias,
}  # fmt: skip
