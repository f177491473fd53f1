"""An offer, checked: typed in one line, answered at once, kept nowhere but in the screen's address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_offers_read, parse
from coach import masking
from coach.interview import Problem
from coach.money import Money
from coach.offers import Offer
from coach.offers_typed import Missing, TypedOffer, joined, offer_from, typed_of
from handlers import offer_verdicts, unexpected
from handlers.offer_addresses import address, read_address
from handlers.offer_grounds import currency_of
from handlers.offer_parts import PART, part_address, read_part
from usecases import debts, forms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.cards import Card
    from bot.ui.questions import Asked
    from coach.debts import Debt
    from handlers.context import Ctx, Handler

_A_MONTH = re.compile(
    r" ?(?:(?:a|per|each|every) (?:month|payment)|monthly|/ ?month)|每一?期|每个?月", re.IGNORECASE
)
"""How often interest comes; it is a month's anyway."""


def _held(ctx: Ctx, *, command: bool = False) -> tuple[TypedOffer, str, int] | None:
    """Return what an earlier line said, while its card is the one they look at.

    A command whose line says something by itself begins anew.
    """
    name, arguments = callbacks.unpack(ctx.work.person.screen)
    if name != PART:
        return None
    alone = command and parse.offer(ctx.text, currency_of(ctx), ctx.t.locale, ctx.work.today)
    return None if isinstance(alone, TypedOffer) else read_part(arguments)


def _read(
    ctx: Ctx, currency: str, held: tuple[TypedOffer, str, int] | None
) -> TypedOffer | parse.Ambiguous[TypedOffer] | Problem:
    """Read the line, together with what the line before it said."""
    said = ctx.text
    typed = parse.offer(said, currency, ctx.t.locale, ctx.work.today)
    if held is None:
        return typed
    if _asks_interest(held[0]) and (held[0].owed or held[2]):
        typed = _interest(ctx, currency) or typed
    if isinstance(typed, Problem) and held[0].owed is None:
        owed = parse.money(said, currency, ctx.t.locale)
        typed = TypedOffer(owed=owed) if isinstance(owed, Money) else typed
    if not isinstance(typed, TypedOffer) or isinstance(offer_from(typed), Offer):
        return typed
    fits = all(each.currency == held[1] for each in typed.sums)
    return joined(held[0], typed) if fits else typed


def _asks_interest(typed: TypedOffer) -> bool:
    open_ = typed.interest is None and typed.interest_rate is None
    return open_ and any(step.each is None for step in typed.steps)


def _interest(ctx: Ctx, currency: str) -> TypedOffer | None:
    """Read what only the interest comes to: a sum each time, or a rate."""
    rate = parse.percent(ctx.text)
    if "%" in ctx.text and isinstance(rate, parse.Rate):
        return TypedOffer(interest_rate=rate.yearly)
    each = parse.money(_A_MONTH.sub("", ctx.text), currency, ctx.t.locale)
    return TypedOffer(interest=each) if isinstance(each, Money) and each.minor > 0 else None


def _foreign(typed: TypedOffer, debt: Debt) -> bool:
    """Tell whether the line speaks in another currency than the debt's."""
    return any(each.currency != debt.currency for each in typed.sums)


def _against(typed: TypedOffer, debt: Debt) -> Offer | tuple[Missing, ...]:
    """Return the offer with the debt's balance for what the line does not say."""
    if _foreign(typed, debt):
        return offer_from(typed)
    return offer_from(typed, debt.balance)


async def _judged(ctx: Ctx, debt_id: int, *, command: bool = False) -> str | None:
    """Return the verdict's address for what was typed; None when something is missing."""
    known = await debts.all_(ctx.work)
    named = next((debt for debt in known if debt.id == debt_id), None)
    only = known[0] if named is None and len(known) == 1 else None
    held = _held(ctx, command=command)
    word = unexpected.word_number(ctx.text)
    if held and held[2] and named is None:
        named = next((debt for debt in known if debt.id == held[2]), None)
    currency = named.currency if named else held[1] if held else currency_of(ctx)
    typed = _read(ctx, currency, held)
    if not isinstance(typed, TypedOffer):
        return None
    offer = _against(typed, named) if named else offer_from(typed)
    if isinstance(offer, Offer):
        about = named.id if named and named.currency == offer.currency else 0
        return address(offer, about, word=word)
    if only is not None and Missing.OWED in offer:
        again = _read(ctx, only.currency, held)
        lent = _against(again, only) if isinstance(again, TypedOffer) else offer
        if isinstance(lent, Offer):
            return address(lent, only.id, lent=True, word=word)
    return None


async def judged(ctx: Ctx) -> str | None:
    """Return the verdict's address when a text is a whole offer; None for anything else."""
    return await _judged(ctx, 0, command=True)


async def offered(ctx: Ctx) -> str | None:
    """Return the verdict's address when a text is an offer and an offer is what they are at."""
    name, _, rest = ctx.text.partition(" ")
    shown = await forms.view(ctx.work)
    if name.lower() == "/check":
        ctx.text = rest
        return await _judged(ctx, 0, command=True)
    if shown is None or shown.form.id != "check":
        return None
    found = await _judged(ctx, shown.open.subject or 0)
    if found is not None:
        await forms.drop(ctx.work, shown.open.id)
    return found


async def read_line(ctx: Ctx, asked: Asked) -> str:
    """Read the typed line into the verdict's address, or lead on to what was not understood."""
    subject = asked.subject or 0
    return await _judged(ctx, subject) or callbacks.pack("check.unread", subject)


async def ask(ctx: Ctx, debt: str = "") -> Card | str:
    """Ask for the offer in one line; `/check owe 9600, 12 x 900` answers at once."""
    found = await debts.one(ctx.work, callbacks.number(debt)) if debt else None
    if ctx.text:
        number = found.id if found else 0
        judged = await _judged(ctx, number, command=True)
        return judged or await unread(ctx, debt, command=True)
    await forms.start(ctx.work, "check", subject=found.id if found else None)
    return "form"


async def unread(ctx: Ctx, debt: str = "", *, command: bool = False) -> Card | str:
    """Say what was read of the line and what was not; the next line may hold the rest alone."""
    number = callbacks.number(debt)
    known = await debts.all_(ctx.work)
    named = next((each for each in known if each.id == number), None)
    held = _held(ctx, command=command)
    await forms.start(ctx.work, "check", subject=named.id if named else None)
    if not ctx.text:
        return "form"
    meant = unexpected.glossary(ctx)
    if meant is not None:
        return meant
    currency = held[1] if held else named.currency if named else currency_of(ctx)
    typed = _read(ctx, currency, held)
    if isinstance(typed, TypedOffer):
        found = part_address(typed, currency, named.id if named else held[2] if held else 0)
        if found is not None:
            return found
    ctx.screen = ctx.work.person.screen if held else "form"
    if isinstance(typed, parse.Ambiguous):
        return cards_offers_read.two_ways(ctx.t, typed.options)
    masked, _ = masking.mask(parse.clean(ctx.text))
    return cards_offers_read.unread(ctx.t, masked, held[0] if held else None)


async def part(ctx: Ctx, *arguments: str) -> Card | str:
    """Show what was read so far and ask for the rest; a known debt's balance may stand in."""
    read = read_part(arguments)
    if read is None:
        return "form"
    typed, currency, debt_id = read
    debt = await debts.one(ctx.work, debt_id) if debt_id else None
    foreign = debt if debt is not None and _foreign(typed, debt) else None
    offer = _against(typed, debt) if debt else offer_from(typed)
    if isinstance(offer, Offer):
        about = debt.id if debt and foreign is None else 0
        return address(offer, about, lent=debt is not None and typed.owed is None) or "form"
    known = () if debt or typed.owed else await debts.all_(ctx.work)
    if known and all(_foreign(typed, each) for each in known):
        foreign = known[0]
    return cards_offers_read.part(
        ctx.t, typed, _ways(typed, currency, known),
        owed_known=bool((debt and foreign is None) or typed.owed),
        currency=foreign.currency if foreign else None,
    )  # fmt: skip


def _ways(typed: TypedOffer, currency: str, known: Sequence[Debt]) -> list[tuple[Debt, str]]:
    """Return the debts that an offer without its debt may be about, each with its address."""
    return [
        (each, way)
        for each in known
        if isinstance(_against(typed, each), Offer)
        and (way := part_address(typed, currency, each.id)) is not None
    ]


async def other_debt(ctx: Ctx, *arguments: str) -> str:
    """Judge the same offer against another debt, or against what is owed as typed."""
    read = read_address(arguments)
    if read is None:
        return "home"
    offer, _ = read
    typed = typed_of(offer)
    await forms.start(ctx.work, "check")
    return part_address(typed, offer.currency) or "form"


async def command(ctx: Ctx) -> Card | str:
    """Answer /check."""
    return await ask(ctx)


SCREENS: dict[str, Handler] = {**offer_verdicts.SCREENS, PART: part}
ACTIONS: dict[str, Handler] = {
    "check": ask,
    "check.unread": unread,
    "check.other": other_debt,
    **offer_verdicts.ACTIONS,
}
COMMANDS: dict[str, Handler] = {"check": command}
