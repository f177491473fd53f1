"""The monthly check-in, and looking at the budget again on a chosen day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.ui import cards_reviews
from coach.people import Consent
from usecases import consents, reviews

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler

LOOK_AGAIN_DAYS = 30


async def show(ctx: Ctx) -> Card:
    """Show the newest verdict, or offer to begin."""
    found = await reviews.latest(ctx.work)
    return (
        cards_reviews.ask(ctx.t) if found is None else cards_reviews.verdict(ctx.t, found.verdict)
    )


async def ask(ctx: Ctx) -> str:
    """Open the five questions."""
    await reviews.begin(ctx.work)
    return "form"


async def look_again(ctx: Ctx) -> Card | str:
    """Put a day to look at the budget again; ask for consent where it is missing."""
    if not await consents.allows(ctx.work, Consent.MESSAGES):
        return "consents"
    on = ctx.work.today + timedelta(days=LOOK_AGAIN_DAYS)
    await reviews.look_again(ctx.work, on)
    return cards_reviews.looking(ctx.t, on)


async def command(_: Ctx) -> str:
    """Answer /checkin."""
    return "checkin"


SCREENS: dict[str, Handler] = {"checkin": show}
ACTIONS: dict[str, Handler] = {"checkin.ask": ask, "budget.look_again": look_again}
COMMANDS: dict[str, Handler] = {"checkin": command}
