"""The record of contacts that went too far: noted in a minute, listed by debt, taken along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_limits
from bot.ui.cards_contacted import CALLERS
from coach import limits as rules
from coach.debts import relative_is_liable
from handlers.unexpected import NotHereError
from usecases import debts, limits, scripts

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from coach.packs import Source, Words
    from handlers.context import Ctx, Handler
    from usecases.limits import Record


async def show(ctx: Ctx, debt: str = "", page: str = "0") -> Card:
    """Show a debt's record with what its region says; 0 is that of callers not tied to a debt."""
    found = await limits.of_debt(ctx.work, callbacks.number(debt))
    return cards_limits.record(
        ctx.t, found.debt, found.items, found.tally, callbacks.number(page), found.before
    )


async def said(ctx: Ctx, debt: str = "") -> Card:
    """Show the rules about contact that bind this debt, and nothing of those that do not."""
    found = await limits.of_debt(ctx.work, callbacks.number(debt))
    if found.debt is None:
        raise NotHereError
    relative = relative_is_liable(found.debt)
    return cards_limits.rules(ctx.t, found.debt, _rules(ctx, found), relative=relative)


def _rules(ctx: Ctx, found: Record) -> list[tuple[Words, Source]]:
    if found.debt is None:
        return []
    holding = rules.about(scripts.binding(ctx.work, found.debt))
    words = scripts.in_words(ctx.work, found.debt, holding, ctx.t.locale)
    return [(each, rule.source) for each, rule in zip(words, holding, strict=True)]


async def family(ctx: Ctx, debt: str = "") -> Card:
    """Show words for one's family; none where a relative may owe the debt too."""
    found = await debts.one(ctx.work, callbacks.number(debt))
    if relative_is_liable(found):
        raise NotHereError
    return cards_limits.family(ctx.t, found, helping=ctx.work.person.helping)


async def note(ctx: Ctx, contact: str = "") -> str:
    """Ask what is missing about an entry of the log."""
    await limits.begin_for(ctx.work, callbacks.number(contact))
    return "form"


async def new(ctx: Ctx, debt: str = "") -> str:
    """Ask about a contact that is not in the log."""
    await limits.begin(ctx.work, callbacks.number(debt))
    return "form"


async def call(ctx: Ctx, caller: str = "") -> str:
    """Ask about a call that the first door heard of."""
    if caller not in CALLERS:
        raise NotHereError
    await limits.begin_call(ctx.work, caller)
    return "form"


async def as_file(ctx: Ctx, debt: str = "") -> Card:
    """Send the record as a text file, oldest first."""
    found = await limits.of_debt(ctx.work, callbacks.number(debt))
    return cards_limits.as_file(ctx.t, found.debt, found.items, found.before)


SCREENS: dict[str, Handler] = {"limits": show, "limits.rules": said, "limits.family": family}
ACTIONS: dict[str, Handler] = {
    "limits.note": note,
    "limits.new": new,
    "limits.call": call,
    "limits.file": as_file,
}
