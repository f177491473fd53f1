"""The console's door in the bot: a code that a browser shows is confirmed here, never by a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_console
from handlers import unexpected
from usecases import console
from usecases.console import TooOftenError

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


def _real(ctx: Ctx) -> datetime:
    vitals = ctx.services.vitals
    return ctx.work.now if vitals is None else vitals.real()


async def home(ctx: Ctx) -> Card | str:
    """Show where the console is."""
    if not await console.may_sign_in(ctx.work):
        return "home"
    address = ctx.services.settings.console_address
    if not address:
        return cards_console.off(ctx.t)
    if not await console.is_named(ctx.work):
        return cards_console.unnamed(ctx.t)
    return cards_console.home(ctx.t, address)


async def code(ctx: Ctx) -> str:
    """Ask for the code."""
    await console.ask_code(ctx.work)
    return "form"


async def check(ctx: Ctx, typed: str) -> Card | str:
    """Show which browser shows that code, and ask."""
    # A code is a secret for as long as it is worth something: the screen is not kept with it.
    ctx.screen = "console"
    if not await console.is_named(ctx.work):
        return "console"
    try:
        found = await console.asking(ctx.work, typed, _real(ctx))
    except TooOftenError:
        return _too_often(ctx)
    if found is None:
        return cards_console.wrong(ctx.t)
    return cards_console.asks(ctx.t, found, console.tidy(typed), ctx.work.person.zone)


async def yes(ctx: Ctx, typed: str) -> Card | str:
    """Sign that browser in."""
    ctx.screen = "console"
    if not await console.is_named(ctx.work):
        return "console"
    try:
        done = await console.confirm(ctx.work, typed, _real(ctx))
    except TooOftenError:
        return _too_often(ctx)
    return cards_console.signed_in(ctx.t) if done else cards_console.wrong(ctx.t)


async def no(ctx: Ctx, typed: str) -> Card:
    """Let that code lead nowhere."""
    ctx.screen = "console"
    await console.refuse(ctx.work, typed, _real(ctx))
    return cards_console.refused(ctx.t)


def _too_often(ctx: Ctx) -> Card:
    return cards_console.too_often(ctx.t, int(console.WINDOW.total_seconds() // 60))


async def opened(ctx: Ctx) -> Card | str:
    """Answer the deep link that the page shows: it brings the code and asks, no more."""
    if not await console.may_sign_in(ctx.work):
        return "home"
    return await check(ctx, ctx.text)


async def command(ctx: Ctx) -> Card | str:
    """Answer /console, with or without a code."""
    if not await console.may_sign_in(ctx.work):
        return await unexpected.show(ctx, "command")
    return await check(ctx, ctx.text) if ctx.text else "console"


SCREENS: dict[str, Handler] = {"console": home}
ACTIONS: dict[str, Handler] = {
    "console.code": code, "console.check": check, "console.yes": yes, "console.no": no,
}  # fmt: skip
COMMANDS: dict[str, Handler] = {"console": command}
LINKS: dict[str, Handler] = {"con": opened}
