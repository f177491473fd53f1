"""Questions answered by one typed line: each form's reader turns the line into answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import borrow, budget, choices, debts, offers, rates, rehearsal, unexpected

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.ui.cards import Card
    from bot.ui.questions import Asked
    from coach.interview import Problem, Value
    from handlers.answers import Unsure
    from handlers.context import Ctx

    Said = Mapping[str, Value] | Problem | Unsure | str
    Reader = Callable[[Ctx, Asked], Said | Awaitable[Said]]
    """Returns answers to store, or the address of a screen when nothing is to be kept."""

READERS: dict[str, Reader] = {
    "debt": debts.read_line,
    "budget_full": budget.read_line,
    "check": offers.read_line,
    "borrow": borrow.read_line,
    "rate": rates.read_line,
}


async def anywhere(ctx: Ctx) -> Card | str | None:
    """Take a whole line typed where nothing was asked: a place, an offer, or surely a debt.

    In a pretend call it is what they say to the agent.
    """
    place = choices.place_typed(ctx)
    if place is not None:
        return place
    if rehearsal.in_call(ctx):
        return await rehearsal.typed(ctx)
    if unexpected.word_number(ctx.text):
        return None
    read = debts.surely(ctx)
    # "3 months overdue, 1,200 a month" has all an offer has; only a debt is overdue.
    if read is None or read.overdue_months is None:
        found = await offers.judged(ctx)
        if found is not None:
            return found
    return None if read is None else await debts.add(ctx)
