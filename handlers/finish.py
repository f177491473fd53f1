"""After the last payment: the closing letter, what to keep, the credit record later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_finish
from coach.people import Consent
from coach.plans import plan_total
from handlers import settings
from usecases import access, consents, debts, finish, plans

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


async def show(ctx: Ctx, plan: str = "") -> Card:
    """Show what is left to do."""
    number = callbacks.number(plan)
    agreed = await consents.allows(ctx.work, Consent.MESSAGES)
    planned = await finish.planned(ctx.work, number)
    return cards_finish.finish(ctx.t, number, planned, agreed=agreed, part=await _part(ctx, number))


async def _part(ctx: Ctx, plan_id: int) -> cards_finish.Part | None:
    """Return what a plan comes to of its debt, where that is less than all of it."""
    plan = (await plans.one(ctx.work, plan_id)).plan
    paid = plan_total(plan)
    try:
        debt = await debts.one(ctx.work, plan.debt_id or 0)
    except access.NotYoursError:
        return None  # it belongs to no debt, or that was deleted
    if paid is None or paid.currency != debt.currency or not paid < debt.balance:
        return None
    return cards_finish.Part(debt.id, paid, debt.balance)


async def remind(ctx: Ctx, plan: str = "") -> str:
    """Remind of the credit record; asking for that is the consent to both (care 2)."""
    number = callbacks.number(plan)
    await finish.planned(ctx.work, number)
    missing = settings.zone_missing(ctx, "finish.remind", plan)
    if missing:
        return missing
    await consents.keep_and_remind(ctx.work)
    await finish.remind(ctx.work, number)
    return callbacks.pack("finish", number)


async def forget(ctx: Ctx, plan: str = "") -> str:
    """Send no such message after all."""
    await finish.forget(ctx.work, callbacks.number(plan))
    return callbacks.pack("finish", callbacks.number(plan))


SCREENS: dict[str, Handler] = {"finish": show}
ACTIONS: dict[str, Handler] = {"finish.remind": remind, "finish.forget": forget}


async def command(ctx: Ctx) -> str:
    """Answer /finish: the only plan's end, else the plans to choose from."""
    kept = await plans.all_(ctx.work)
    return callbacks.pack("finish", kept[0].plan.id) if len(kept) == 1 else "plans"


COMMANDS: dict[str, Handler] = {"finish": command}
