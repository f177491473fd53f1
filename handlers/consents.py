"""Consents: asked one by one on the way to a screen, changed in one tap on their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_consents
from coach.people import Consent
from handlers import settings
from handlers.unexpected import NotHereError
from usecases import consents

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


def _kind(name: str) -> Consent:
    if name not in {kind.value for kind in Consent}:
        raise NotHereError
    return Consent(name)


async def ask(ctx: Ctx, *then: str) -> Card | str:
    """Ask for the next consent that is worth asking for; then go on."""
    kind = await consents.to_ask(ctx.work)
    if kind is None:
        return callbacks.pack(*(then or ("home",)))
    return cards_consents.ask(ctx.t, kind, then or ("home",))


async def yes(ctx: Ctx, kind: str = "", *then: str) -> str:
    """Record a yes; before the first message the place is asked, for the right time of day."""
    named = _kind(kind)
    await consents.record(ctx.work, named, given=True)
    if named is Consent.MESSAGES:
        missing = settings.zone_missing(ctx, *(then or ("home",)))
        if missing:
            return missing
    return callbacks.pack("consents.ask", *(then or ("home",)))


async def no(ctx: Ctx, kind: str = "", *then: str) -> str:
    """Record a no and go on without it."""
    named = _kind(kind)
    await consents.record(ctx.work, named, given=False)
    go_on = then or ("home",)
    return (
        callbacks.pack(*go_on) if named is Consent.KEEP else callbacks.pack("consents.ask", *go_on)
    )


async def what(ctx: Ctx, *question: str) -> Card:
    """Answer "what is kept?" in short, with the way back to the question."""
    return cards_consents.what(ctx.t, question or ("home",))


async def show(ctx: Ctx) -> Card:
    """Show every consent."""
    return cards_consents.all_(ctx.t, await consents.answers(ctx.work), trial=ctx.work.person.trial)


async def change(ctx: Ctx, kind: str = "", given: str = "0") -> str:
    """Give or withdraw one."""
    await consents.record(ctx.work, _kind(kind), given=given == "1")
    return "consents"


SCREENS: dict[str, Handler] = {"consents": show, "consents.ask": ask, "consents.what": what}
ACTIONS: dict[str, Handler] = {
    "consents.yes": yes,
    "consents.no": no,
    "consents.set": change,
}
