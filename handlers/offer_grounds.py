"""What a verdict on an offer rests on: the debt and its gate, the budget, the region's own terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ui import callbacks
from bot.ui.cards_debts import REASONS
from bot.ui.cards_offers_told import ASKS, Told
from bot.ui.cards_rates import NO_FOREIGN
from bot.ui.cards_stress_fits import Hard
from coach import packs
from coach.gate import Passage, Reason
from coach.money import NO_CURRENCY
from coach.offers_advice import beyond, nevers, say, unsaid
from handlers import rates, unexpected
from handlers.offer_addresses import lent_and_word, read_address
from usecases import access, budget, deadlines, debts, offers

if TYPE_CHECKING:
    from coach.debts import Debt
    from coach.gate import Allowed
    from coach.offers import Offer, OfferCheck
    from coach.offers_advice import Ceiling
    from handlers.context import Ctx
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


@dataclass(frozen=True, slots=True)
class _About:
    """Which debt an offer is about; see `Told`. `passage` is what the gate of `gated` lets through."""

    debt: Debt | None
    gated: Debt | None
    passage: Allowed | None
    alike: tuple[Debt, ...]

    @property
    def shut(self) -> bool:
        """Whether nothing is to be agreed to at all."""
        if self.passage is None:
            return False
        closed = self.passage.passage in {Passage.ONLY_SAFETY, Passage.ONLY_ADMINISTRATOR}
        return closed or not NO_OFFER.isdisjoint(self.passage.reasons)

    @property
    def admits(self) -> bool:
        """Whether the debt has passed the three questions, or none is named."""
        return self.passage is None or self.passage.admits

    @property
    def age(self) -> str | None:
        """The message on a debt that may be too old."""
        if self.passage is None or self.admits:
            return None
        return next((REASONS[each] for each in self.passage.reasons if each in AGE), None)


async def told_of(ctx: Ctx, arguments: tuple[str, ...]) -> tuple[Offer, Judged, Told] | str:
    """Return the offer, its verdict and what that rests on, or the screen to show instead."""
    arguments = await _in_a_currency(ctx, arguments)
    read = read_address(arguments)
    if read is None:
        return "home"
    offer, debt_id = read
    about = await _about(ctx, offer, debt_id)
    if about.gated is not None and about.shut:
        return callbacks.pack("gate", about.gated.id)
    judged = await offers.judged(ctx.work, offer, about.debt.id if about.debt else 0)
    return offer, judged, await _told(ctx, arguments, offer, about, judged)


async def _in_a_currency(ctx: Ctx, arguments: tuple[str, ...]) -> tuple[str, ...]:
    """Return the address in the budget's currency where none was known when it was made."""
    if not arguments or arguments[0] != NO_CURRENCY:
        return arguments
    known = await budget.of(ctx.work)
    return (known.budget.currency if known else currency_of(ctx), *arguments[1:])


async def _about(ctx: Ctx, offer: Offer, debt_id: int) -> _About:
    debt = await _debt(ctx, debt_id)
    others = () if debt or not offer.payments else await debts.all_(ctx.work)
    for each in others:
        # What is typed as owed may be just this debt: its gate is not gone around by not naming it.
        if (passage := _closed(ctx, each, offer)) is not None:
            return _About(debt, each, passage, ())
    alike = tuple(each for each in others if each.balance == offer.owed)
    return _About(debt, debt, debts.passage(ctx.work, debt) if debt else None, alike)


async def _told(
    ctx: Ctx, arguments: tuple[str, ...], offer: Offer, about: _About, judged: Judged
) -> Told:
    lent, word = lent_and_word(arguments)
    debt, found = about.debt, judged.check
    ceilings = _ceilings(ctx, debt, found)
    bare = tuple(each for each, _ in ceilings)
    return Told(
        arguments,
        say(found, bare, admits=about.admits),
        nevers(offer, found, bare),
        unsaid(offer, found),
        debt,
        special=_special(ctx, offer, debt),
        lent=lent,
        word=unexpected.word_of(word),
        alike=about.alike,
        admits=about.admits,
        age=about.age,
        gated=about.gated,
        asks_cash=judged.asks_cash,
        asks_budget=judged.asks_budget,
        foreign=rates.foreign(judged.beside) if found.share else NO_FOREIGN,
        court_on=await deadlines.court(ctx.work, debt.id) if debt else None,
        hard=None if judged.hard is None else Hard(judged.hard.found, judged.hard.better),
        ceilings=ceilings,
    )


def _ceilings(ctx: Ctx, debt: Debt | None, found: OfferCheck) -> tuple[tuple[Ceiling, str], ...]:
    """Return the ceilings that bind the debt and are passed, with the pack's title."""
    if debt is None:
        return ()
    pack = ctx.work.pack(debt.region)
    titles = pack.words(ctx.t.locale).rules
    passed = beyond(pack, debt, found.rate, ctx.work.today)
    return tuple((each, titles[each.rule.id].title) for each in passed)


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
