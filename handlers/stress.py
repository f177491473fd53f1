"""Would it hold? A monthly payment through two years with setbacks, and the amount that survives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_stress
from handlers.unexpected import NotHereError
from usecases import stress

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler
    from usecases.stress import Tried


async def _try(ctx: Ctx, debt: str, amount: str, month: str) -> Tried | str:
    """Return the result, or where to go where there is none: the kind way, or what is missing."""
    debt_id, minor = callbacks.number(debt), callbacks.number(amount)
    if not minor:
        raise NotHereError
    if await stress.nothing_left(ctx.work):
        return "budget.humane"
    tried = await stress.of(ctx.work, debt_id, minor, callbacks.number(month))
    if tried is None:
        return callbacks.pack("negotiate", debt_id) if debt_id else "budget"
    return tried


async def show(ctx: Ctx, debt: str = "", amount: str = "", month: str = "") -> Card | str:
    """Show in how many months a payment holds, and what would survive."""
    tried = await _try(ctx, debt, amount, month)
    if isinstance(tried, str):
        return tried
    return cards_stress.result(ctx.t, tried.debt, _shown(tried, month))


async def how(ctx: Ctx, debt: str = "", amount: str = "", month: str = "") -> Card | str:
    """Show the working."""
    tried = await _try(ctx, debt, amount, month)
    if isinstance(tried, str):
        return tried
    return cards_stress.working(ctx.t, tried.debt, _shown(tried, month))


async def ask_month(ctx: Ctx, debt: str = "", amount: str = "") -> Card | str:
    """Ask in which month the costs fall that do not come every month."""
    tried = await _try(ctx, debt, amount, "")
    if isinstance(tried, str):
        return tried
    return cards_stress.months(ctx.t, tried.debt, _shown(tried, ""))


def _shown(tried: Tried, month: str) -> cards_stress.Shown:
    return cards_stress.Shown(
        tried.found, tried.share, tried.starts, tried.better, usable=tried.usable,
        month=callbacks.number(month), rate=tried.rate,
    )  # fmt: skip


async def use(ctx: Ctx, debt: str = "", amount: str = "") -> str:
    """Take the amount that survives as an own proposal, and show it."""
    debt_id = callbacks.number(debt)
    await stress.use(ctx.work, debt_id, callbacks.number(amount))
    return callbacks.pack("proposal.own", debt_id)


SCREENS: dict[str, Handler] = {"stress": show, "stress.how": how, "stress.month": ask_month}
ACTIONS: dict[str, Handler] = {"stress.use": use}
