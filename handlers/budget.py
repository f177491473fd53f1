"""The budget, its buffer and the humane way on; the hardship behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_budget, parse
from coach import scripts_hardship
from coach.budget import Period, encode_line
from coach.interview import Problem
from coach.money import Money
from handlers import answers, rates
from handlers.answers import Unsure
from usecases import budget, offers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.ui.cards import Card
    from bot.ui.questions import Asked
    from coach.interview import Value
    from handlers.context import Ctx, Handler

_PERIODS = (
    (Period.WEEKLY, re.compile(r"\bweek(ly)?\b|每周|一周|/周|星期", re.IGNORECASE)),
    (Period.FORTNIGHTLY, re.compile(r"fortnight|two weeks|两周|半月", re.IGNORECASE)),
    (Period.QUARTERLY, re.compile(r"quarter|每季|季度", re.IGNORECASE)),
    (Period.YEARLY, re.compile(r"\byear(ly)?\b|a year|每年|一年|/年", re.IGNORECASE)),
)


def read_line(ctx: Ctx, asked: Asked) -> Mapping[str, Value] | Problem | Unsure:
    """Read a category's amount with how often it comes; a month when nothing is said."""
    text = ctx.text
    period = Period.MONTHLY
    for found, pattern in reversed(_PERIODS):
        if pattern.search(text):
            period, text = found, pattern.sub(" ", text)
    amount = parse.money(text, answers.currency(ctx, asked.answers), ctx.t.locale)
    if isinstance(amount, Money):
        if amount.currency != asked.answers.get("currency", amount.currency):
            return Problem("form.problem.currency")
        return {asked.question.id: encode_line(amount, period)}
    return Problem("budget.problem.line")


async def show(ctx: Ctx) -> Card:
    """Show the budget's working, or how to begin."""
    known = await budget.of(ctx.work)
    if known is None:
        return cards_budget.empty(ctx.t)
    beside = await offers.beside(ctx.work, known, 0)
    return cards_budget.budget(ctx.t, known.affordability, rates.foreign(beside))


async def quick(ctx: Ctx) -> str:
    """Ask the three numbers."""
    await budget.begin(ctx.work, full=False)
    return "form"


async def full(ctx: Ctx) -> str:
    """Ask category by category."""
    await budget.begin(ctx.work, full=True)
    return "form"


async def show_buffer(ctx: Ctx) -> Card | str:
    """Explain the buffer and offer other sizes."""
    known = await budget.of(ctx.work)
    return "budget" if known is None else cards_budget.buffer(ctx.t, known.budget)


async def set_buffer(ctx: Ctx, percent: str = "10") -> str:
    """Change the buffer."""
    await budget.set_buffer(ctx.work, callbacks.number(percent))
    return "budget"


async def humane(ctx: Ctx) -> Card:
    """Show the way on when nothing is left."""
    return cards_budget.humane(ctx.t)


async def show_hardship(ctx: Ctx, debt: str = "") -> Card:
    """Show the honest sentences; for a debt's script, with the way back to it."""
    debt_id = callbacks.number(debt) if debt else None
    known, offerable = await budget.hardship(ctx.work), await budget.of(ctx.work)
    income = offerable.affordability.take_home if offerable else None
    helping = ctx.work.person.helping
    # Where nothing is left, the words to a lender name no sum; what is shown here is what they say.
    sums = offerable is None or offerable.affordability.pot.minor > 0
    told = scripts_hardship.told(known, income, helping=helping, sums=sums) if known else ()
    return cards_budget.hardship(ctx.t, known, tuple(told), debt_id)


async def ask_hardship(ctx: Ctx) -> str:
    """Ask why paying became hard."""
    await budget.begin_hardship(ctx.work)
    return "form"


async def command(_: Ctx) -> str:
    """Answer /budget."""
    return "budget"


SCREENS: dict[str, Handler] = {
    "budget": show,
    "budget.buffer": show_buffer,
    "budget.humane": humane,
    "hardship": show_hardship,
}
ACTIONS: dict[str, Handler] = {
    "budget.quick": quick,
    "budget.full": full,
    "budget.buffer2": set_buffer,
    "hardship.ask": ask_hardship,
}
COMMANDS: dict[str, Handler] = {"budget": command}
