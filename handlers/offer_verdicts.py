"""The verdict on an offer, what it leaves unsaid, what not to agree to, and noting it in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_offers, cards_offers_kept, cards_offers_read
from bot.ui.cards_debts import REASONS
from bot.ui.cards_offers_told import ASKS, Told
from bot.ui.cards_rates import NO_FOREIGN
from bot.ui.cards_stress_fits import Hard
from coach import packs
from coach.contacts import Channel, Outcome
from coach.gate import Passage, Reason
from coach.money import NO_CURRENCY
from coach.offers_advice import Say, beyond, is_odd, nevers, say, unsaid
from handlers import rates, unexpected
from handlers.offer_addresses import lent_and_word, read_address
from usecases import access, budget, contacts, deadlines, debts, offers

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from coach.debts import Debt
    from coach.gate import Allowed
    from coach.offers import Offer
    from handlers.context import Ctx, Handler
    from usecases.offers import Judged

NO_OFFER = frozenset({Reason.FRAUD, Reason.DECEASED, Reason.PARTNERS})
"""Nothing is to be agreed to at all; the gate says what to do instead (care 3)."""

AGE = frozenset({Reason.TOO_OLD, Reason.AGE_NOT_SURE, Reason.LIMITATION_UNKNOWN})
"""The debt may be too old for a payment or a promise to be harmless."""

NEAR = 5
"""A sum within one part in so many of a balance may be that debt's."""


def currency_of(ctx: Ctx) -> str:
    """Return the person's currency, or the sign for none."""
    person = ctx.work.person
    return person.currency or ctx.work.pack(person.region).currency or NO_CURRENCY


async def _told(ctx: Ctx, arguments: tuple[str, ...]) -> tuple[Offer, Judged, Told] | str:
    """Return the offer, its verdict and what that rests on, or the screen to show instead."""
    if arguments and arguments[0] == NO_CURRENCY:
        known = await budget.of(ctx.work)
        arguments = (known.budget.currency if known else currency_of(ctx), *arguments[1:])
    read = read_address(arguments)
    if read is None:
        return "home"
    offer, debt_id = read
    lent, word = lent_and_word(arguments)
    debt = await _debt(ctx, debt_id)
    others = () if debt or not offer.payments else await debts.all_(ctx.work)
    alike = tuple(each for each in others if each.balance == offer.owed)
    gated, passage = debt, debts.passage(ctx.work, debt) if debt else None
    for each in others:
        # What is typed as owed may be just this debt: its gate is not gone around by not naming it.
        if passage is None and (closed_gate := _closed(ctx, each, offer)) is not None:
            gated, passage, alike = each, closed_gate, ()
    if gated is not None and passage is not None:
        closed = passage.passage in {Passage.ONLY_SAFETY, Passage.ONLY_ADMINISTRATOR}
        if closed or not NO_OFFER.isdisjoint(passage.reasons):
            return callbacks.pack("gate", gated.id)
    admits = passage is None or passage.admits
    age = next((each for each in passage.reasons if each in AGE), None) if passage else None
    judged = await offers.judged(ctx.work, offer, debt.id if debt else 0)
    found = judged.check
    pack = ctx.work.pack(debt.region) if debt else None
    ceilings = beyond(pack, debt, found.rate, ctx.work.today) if pack and debt else ()
    titles = pack.words(ctx.t.locale).rules if pack else {}
    told = Told(
        arguments,
        say(found, ceilings, admits=admits),
        nevers(offer, found, ceilings),
        unsaid(offer, found),
        debt,
        lent=lent,
        word=unexpected.word_of(word),
        alike=alike,
        admits=admits,
        age=None if age is None or admits else REASONS[age],
        gated=gated,
        asks_cash=judged.asks_cash,
        asks_budget=judged.asks_budget,
        foreign=rates.foreign(judged.beside) if found.share else NO_FOREIGN,
        court_on=await deadlines.court(ctx.work, debt.id) if debt else None,
        hard=None if judged.hard is None else Hard(judged.hard.found, judged.hard.better),
        ceilings=tuple((each, titles[each.rule.id].title) for each in ceilings),
    )
    return offer, judged, told


def _closed(ctx: Ctx, debt: Debt, offer: Offer) -> Allowed | None:
    """Return what may be drafted for a debt that the offer is likely about, if not everything.

    A debt that may be too old is taken for it with interest grown, or a part paid off, as well.
    """
    if debt.currency != offer.currency or (passage := debts.passage(ctx.work, debt)).admits:
        return None
    gap = abs(debt.balance.minor - offer.owed.minor)
    near = NEAR * gap <= debt.balance.minor and not AGE.isdisjoint(passage.reasons)
    return passage if near or gap == 0 else None


async def _debt(ctx: Ctx, debt_id: int) -> Debt | None:
    try:
        return await debts.one(ctx.work, debt_id) if debt_id else None
    except access.NotYoursError:
        return None  # deleted since: the verdict holds all the same


async def show(ctx: Ctx, *arguments: str) -> Card | str:
    """Show the verdict on an offer."""
    found = await _told(ctx, arguments)
    if isinstance(found, str):
        return found
    offer, judged, told = found
    if is_odd(judged.check):
        return cards_offers_read.odd(ctx.t, offer, told.arguments)
    return cards_offers.verdict(ctx.t, offer, judged.check, told)


async def asks(ctx: Ctx, page: str = "0", *arguments: str) -> Card | str:
    """Show what the offer leaves unsaid, with a question for each."""
    found = await _told(ctx, arguments)
    if isinstance(found, str):
        return found
    offer, _, told = found
    return cards_offers_kept.asks(
        ctx.t, told, _special(ctx, offer, told.debt), callbacks.number(page)
    )


def _special(ctx: Ctx, offer: Offer, debt: Debt | None) -> tuple[str, ...]:
    """Return the terms that the debt's region names for just this kind of debt and lender."""
    if debt is None:
        return ()
    pack = ctx.work.pack(debt.region)
    form = "instalments" if offer.first_after else "lump_sum"
    named = packs.terms_for(pack, debt.kind.value, debt.lender.value, form)
    words = pack.words(ctx.t.locale).terms
    known = {term.value for term in ASKS}
    return tuple(words[term.id] for term in named if term.id not in known)


async def agreed(ctx: Ctx, *arguments: str) -> Card | str:
    """Show what is not known yet before an agreement is saved."""
    found = await _told(ctx, arguments)
    if isinstance(found, str):
        return found
    offer, judged, told = found
    closed = not told.admits or told.say is Say.NOTHING_LEFT
    if told.debt is None or not offer.payments or closed:
        return callbacks.pack("offer", *arguments)
    beside = judged.beside
    most = len(offer.payments) > 1 and beside.takes_most(judged.check.largest)
    return cards_offers_kept.before_saving(
        ctx.t, offer, told, _special(ctx, offer, told.debt),
        most_of=beside.pot if most else None, others=beside.sharing,
    )  # fmt: skip


async def nots(ctx: Ctx, *arguments: str) -> Card | str:
    """Show what not to agree to."""
    found = await _told(ctx, arguments)
    return found if isinstance(found, str) else cards_offers_kept.nots(ctx.t, found[2])


async def log(ctx: Ctx, *arguments: str) -> str:
    """Note the offer in the log of its debt, as it was said, with what it comes to."""
    found = await _told(ctx, arguments)
    if isinstance(found, str):
        return found
    offer, judged, told = found
    said = {
        "outcome": Outcome.OFFERED.value,
        "channel": Channel.PHONE.value,
        "promise": cards_offers_kept.logged_as(ctx.t, offer, judged.check),
    }
    address = await contacts.finish(ctx.work, told.debt.id if told.debt else None, said)
    return callbacks.pack("offer.kept", callbacks.unpack(address)[1][0])


async def kept(ctx: Ctx, contact: str = "") -> Card:
    """Say that the offer stands in the log."""
    found = (await contacts.one(ctx.work, callbacks.number(contact))).contact
    return cards_offers_kept.kept(
        ctx.t,
        found.id,
        found.promise or "",
        await contacts.name(ctx.work, found),
        trial=ctx.work.person.trial,
    )


async def afford(ctx: Ctx, *arguments: str) -> str:
    """Ask the three numbers, then come back to the verdict."""
    back = callbacks.pack("offer", *arguments)
    if await budget.of(ctx.work) is None:
        await budget.begin(ctx.work, full=False, origin=back)
        return "form"
    return back


async def cash(ctx: Ctx, *arguments: str) -> str:
    """Ask for the sum at hand, then come back to the verdict."""
    read = read_address(arguments)
    if read is None:
        return "home"
    await offers.begin_cash(ctx.work, read[1], callbacks.pack("offer", *arguments))
    return "form"


SCREENS: dict[str, Handler] = {
    "offer": show,
    "offer.ask": asks,
    "offer.not": nots,
    "offer.agreed": agreed,
    "offer.kept": kept,
}
ACTIONS: dict[str, Handler] = {"offer.log": log, "offer.afford": afford, "offer.cash": cash}
