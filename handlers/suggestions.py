"""Another payment for a plan, as a counsellor suggests it: made, taken up, or left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_suggestions
from usecases import plans, suggestions

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


async def which(ctx: Ctx, client: str) -> Card:
    """Ask a counsellor which plan it is about."""
    number = callbacks.number(client)
    found = await suggestions.of_client(ctx.work, number)
    return cards_suggestions.which(ctx.t, number, [kept.plan for kept in found])


async def new(ctx: Ctx, client: str, plan: str) -> str:
    """Ask a counsellor what they suggest."""
    await suggestions.begin(ctx.work, callbacks.number(client), callbacks.number(plan))
    return "form"


async def one(ctx: Ctx, number: str) -> Card:
    """Show a client what is suggested, beside what stands."""
    found, kept, counsellor = await suggestions.one(ctx.work, callbacks.number(number))
    shown = await plans.show(ctx.work, kept.plan.id)
    return cards_suggestions.one(ctx.t, found, kept.plan, shown.label, counsellor.name)


async def accept(ctx: Ctx, number: str) -> str:
    """Take it up: the words that ask the lender come next."""
    plan = await suggestions.accept(ctx.work, callbacks.number(number))
    return callbacks.pack("plan.change", plan)


async def decline(ctx: Ctx, number: str) -> Card:
    """Leave everything as it is."""
    await suggestions.decline(ctx.work, callbacks.number(number))
    ctx.screen = "tasks"
    return cards_suggestions.declined(ctx.t)


SCREENS: dict[str, Handler] = {"suggestion": one, "suggestion.which": which}
ACTIONS: dict[str, Handler] = {
    "suggestion.new": new, "suggestion.accept": accept, "suggestion.decline": decline,
}  # fmt: skip
