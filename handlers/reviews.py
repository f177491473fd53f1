"""The monthly check-in, and looking at the budget again on a chosen day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.ui import cards_reviews
from coach.reviews import Outcome
from coach.spare import WhyNot
from handlers import settings
from usecases import consents, reviews, spare

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler

LOOK_AGAIN_DAYS = (14, 30)
FURTHEST = timedelta(days=366)


async def show(ctx: Ctx) -> Card:
    """Show the newest verdict, or offer to begin."""
    found = await reviews.latest(ctx.work)
    if found is None:
        return cards_reviews.ask(ctx.t)
    calm = found.verdict.outcome is Outcome.ON_TRACK and not ctx.work.informs
    over = calm and not isinstance((await spare.of(ctx.work)).found, WhyNot)
    return cards_reviews.verdict(ctx.t, found.verdict, spare=over)


async def ask(ctx: Ctx) -> str:
    """Open the five questions."""
    await reviews.begin(ctx.work)
    return "form"


async def ask_day(ctx: Ctx) -> Card:
    """Ask on which day to look at the budget again."""
    return cards_reviews.ask_day(
        ctx.t, [ctx.work.today + timedelta(days=days) for days in LOOK_AGAIN_DAYS]
    )


async def other_day(ctx: Ctx) -> str:
    """Let them type the day."""
    await reviews.begin_look_again(ctx.work)
    return "form"


async def look_again(ctx: Ctx, day: str = "") -> Card | str:
    """Put the chosen day; asking for that is the consent to keep it and to one message (care 12)."""
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return "budget.look_again"
    missing = settings.zone_missing(ctx, "budget.look", day)
    if missing:
        return missing
    await consents.keep_and_remind(ctx.work)
    on = min(max(on, ctx.work.today + timedelta(days=1)), ctx.work.today + FURTHEST)
    await reviews.look_again(ctx.work, on)
    return cards_reviews.looking(ctx.t, on)


async def command(_: Ctx) -> str:
    """Answer /checkin."""
    return "checkin"


SCREENS: dict[str, Handler] = {"checkin": show, "budget.look_again": ask_day}
ACTIONS: dict[str, Handler] = {
    "checkin.ask": ask,
    "budget.look": look_again,
    "budget.look_other": other_day,
}
COMMANDS: dict[str, Handler] = {"checkin": command}
