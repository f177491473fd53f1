"""The rate of a debt in another currency, typed by the person and never guessed."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_rates, parse
from bot.ui.cards_rates import Foreign
from coach.exchange import quoted
from coach.interview import Problem
from handlers.unexpected import NotHereError
from usecases import rates

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from bot.ui.questions import Asked
    from coach.exchange import TypedRate
    from handlers.context import Ctx, Handler
    from usecases.offers import Beside

CODE = 3
"""Letters of a currency's code, in an address before the figure."""


def read_line(ctx: Ctx, asked: Asked) -> Problem | str:
    """Read the rate; where it can be meant in more ways than one, lead to the choice."""
    pair = str(asked.answers["base"]), str(asked.answers["quote"])
    found = parse.exchange(ctx.text, pair, ctx.t.locale, ctx.work.today)
    if isinstance(found, Problem):
        return found
    debt = asked.subject or 0
    if not isinstance(found, parse.Ambiguous):
        return callbacks.pack("rate.set", debt, found.base, _figure(found))
    try:
        return callbacks.pack(
            "rate.which", debt, *(each.base + _figure(each) for each in found.options)
        )
    except ValueError:
        return parse.EXCHANGE_UNCLEAR  # figures too long to stand side by side


def foreign(beside: Beside) -> Foreign:
    """Return the debts in another currency as a card names them."""
    return Foreign(beside.uncounted, beside.counted, beside.rates)


def _figure(rate: TypedRate) -> str:
    return format(rate.rate, "f")


def _decimal(figure: str) -> Decimal:
    try:
        return Decimal(figure) if figure.isascii() else Decimal(0)
    except InvalidOperation:
        return Decimal(0)


async def show(ctx: Ctx, debt: str = "") -> Card:
    """Show the rate of a debt's currency, with its day."""
    pair = await rates.of(ctx.work, callbacks.number(debt))
    return cards_rates.rate(ctx.t, pair.debt, pair.home, pair.rate)


async def ask(ctx: Ctx, debt: str = "") -> str:
    """Ask for the rate."""
    await rates.begin(ctx.work, callbacks.number(debt))
    return "form"


async def which(ctx: Ctx, debt: str = "", *readings: str) -> Card | str:
    """Ask which of the readings was meant."""
    pair = await rates.of(ctx.work, callbacks.number(debt))
    both = {pair.debt.currency, pair.home}
    found = []
    for each in readings:
        base = each[:CODE]
        if base in both:
            (quote,) = both - {base}
            found.append(quoted(base, quote, _decimal(each[CODE:]), ctx.work.today))
    known = [each for each in found if each is not None]
    if not known:
        return callbacks.pack("rate", pair.debt.id)
    return cards_rates.which(ctx.t, pair.debt.id, known)


async def keep(ctx: Ctx, debt: str = "", base: str = "", figure: str = "") -> str:
    """Keep the rate from today."""
    number = callbacks.number(debt)
    if not await rates.keep(ctx.work, number, base, _decimal(figure)):
        raise NotHereError
    return callbacks.pack("rate", number)


async def drop(ctx: Ctx, debt: str = "") -> str:
    """Forget the rate."""
    number = callbacks.number(debt)
    await rates.drop(ctx.work, number)
    return callbacks.pack("rate", number)


SCREENS: dict[str, Handler] = {"rate": show, "rate.which": which}
ACTIONS: dict[str, Handler] = {"rate.ask": ask, "rate.set": keep, "rate.drop": drop}
