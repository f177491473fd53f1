"""An offer, checked: typed in one line, answered at once, kept nowhere but in the screen's address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_offers, parse
from coach.interview import Problem
from coach.money import NO_CURRENCY, Money
from coach.offers import Missing, Offer, TypedOffer, check, offer_from
from usecases import budget, debts, forms

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from bot.ui.questions import Asked
    from coach.debts import Debt
    from coach.offers import OfferCheck
    from handlers.answers import Unsure
    from handlers.context import Ctx, Handler

PARTS = 10


def address(offer: Offer, debt_id: int = 0) -> str:
    """Return the verdict's address: figures only, so that any restart can show it again."""
    first = offer.payments[0] if offer.payments else Money(0, offer.currency)
    last = offer.payments[-1] if offer.payments else first
    minor = [part.minor if part else 0 for part in (offer.upfront, offer.fee_once, offer.fee_each)]
    return callbacks.pack(
        "offer", offer.currency, offer.owed.minor, first.minor, last.minor, len(offer.payments),
        *minor, offer.first_after + 2 * offer.new_loan, debt_id,
    )  # fmt: skip


def read_address(arguments: tuple[str, ...]) -> tuple[Offer, int] | None:
    """Return the offer and its debt's id from an address; None when it is not one."""
    if len(arguments) != PARTS or not (arguments[0].isalpha() and len(arguments[0]) == 3):
        return None
    currency = arguments[0]
    owed, first, last, count, upfront, once, each, flags, debt_id = map(
        callbacks.number, arguments[1:]
    )
    if owed == 0 or count > MOST:
        return None
    payments = (Money(first, currency),) * max(count - 1, 0)
    if count:
        payments += (Money(last, currency),)

    def some(minor: int) -> Money | None:
        return Money(minor, currency) if minor else None

    offer = Offer(Money(owed, currency), payments, some(upfront), some(once), some(each),
                  flags % 2, flags >= 2)  # fmt: skip
    return offer, debt_id


MOST = 600


def _currency(ctx: Ctx) -> str:
    person = ctx.work.person
    return person.currency or ctx.work.pack(person.region).currency or NO_CURRENCY


async def read_line(ctx: Ctx, asked: Asked) -> str | Problem | Unsure:
    """Read the typed line into the verdict's address; a known debt's sum need not be in it."""
    if asked.subject is not None:
        return read_debt_line(ctx, await debts.one(ctx.work, asked.subject))
    return _read(ctx, _currency(ctx), None)


def read_debt_line(ctx: Ctx, debt: Debt) -> str | Problem | Unsure:
    """Read a line about a known debt: what is owed need not be typed again."""
    return _read(ctx, debt.currency, debt)


def _read(ctx: Ctx, currency: str, debt: Debt | None) -> str | Problem | Unsure:
    typed = parse.offer(ctx.text, currency, ctx.t.locale, ctx.work.today)
    if not isinstance(typed, TypedOffer):
        return Problem("parse.offer.unclear")
    offer = offer_from(typed, debt.balance if debt else None)
    if not isinstance(offer, Offer):
        missing = "offers.problem.owed" if Missing.OWED in offer else "offers.problem.payments"
        return Problem(missing)
    return address(offer, debt.id if debt else 0)


async def ask(ctx: Ctx, debt: str = "") -> Card | str:
    """Ask for the offer in one line; `/check owe 9600, 12 x 900` answers at once."""
    found = await debts.one(ctx.work, callbacks.number(debt)) if debt else None
    if ctx.text:
        read = read_debt_line(ctx, found) if found else _read(ctx, _currency(ctx), None)
        if isinstance(read, str):
            return read
    await forms.start(ctx.work, "check", subject=found.id if found else None)
    return "form"


async def show(ctx: Ctx, *arguments: str) -> Card | str:
    """Show the verdict on an offer."""
    if arguments and arguments[0] == NO_CURRENCY:
        known = await budget.of(ctx.work)
        arguments = (known.budget.currency if known else _currency(ctx), *arguments[1:])
    read = read_address(arguments)
    if read is None:
        return "home"
    offer, debt_id = read
    return cards_offers.verdict(ctx.t, offer, await _check(ctx, offer, debt_id), arguments, debt_id)


async def _check(ctx: Ctx, offer: Offer, debt_id: int) -> OfferCheck:
    known = await budget.of(ctx.work)
    share = None
    if known is not None and known.budget.currency == offer.currency:
        own = known.sharing.of(debt_id) if debt_id else None
        share = own.own if own else known.affordability.pot
    return check(offer, share=share)


async def afford(ctx: Ctx, *arguments: str) -> str:
    """Ask the three numbers, then come back to the verdict."""
    back = callbacks.pack("offer", *arguments)
    if await budget.of(ctx.work) is None:
        await budget.begin(ctx.work, full=False, origin=back)
        return "form"
    return back


async def command(ctx: Ctx) -> Card | str:
    """Answer /check."""
    return await ask(ctx)


SCREENS: dict[str, Handler] = {"offer": show}
ACTIONS: dict[str, Handler] = {"check": ask, "offer.afford": afford}
COMMANDS: dict[str, Handler] = {"check": command}
