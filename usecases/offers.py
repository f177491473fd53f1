"""What an offer is measured against: the debt's share of a month's pot, and the sum at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.exchange import between
from coach.money import Money
from coach.offers import Fit, OfferCheck, a_month, check
from coach.sharing import LeftOut
from storage import asks
from usecases import budget, debts, forms, proposals, stress

if TYPE_CHECKING:
    from coach.debts import Debt
    from coach.exchange import TypedRate
    from coach.offers import Offer
    from usecases.budget import Offerable
    from usecases.stress import Tried
    from usecases.work import Work


@dataclass(frozen=True, slots=True)
class Beside:
    """What the same budget has to serve beside one debt.

    `pot` is what can go to all debts a month, None before there is a budget; `sharing` the others
    that get a part of it, `uncounted` those in another currency, which nothing here counts;
    `counted` are debts that the typed `rates` let in, the one asked about among them.
    """

    pot: Money | None = None
    sharing: tuple[Debt, ...] = ()
    uncounted: tuple[Debt, ...] = ()
    counted: tuple[Debt, ...] = ()
    rates: tuple[TypedRate, ...] = ()

    def takes_most(self, amount: Money) -> bool:
        """Tell whether a sum a month takes two thirds or more of what there is for all debts."""
        pot = self.pot
        return pot is not None and pot.minor > 0 and 3 * amount.minor >= 2 * pot.minor


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict; `asks_cash`: only the sum at hand is missing to say whether it fits.

    `asks_budget`: there is no budget yet to measure it against. `hard`: the same payments through
    hard months, where they were measured against what can go each month. `beside`: the other debts.
    """

    check: OfferCheck
    beside: Beside
    asks_budget: bool = False
    asks_cash: bool = False
    hard: Tried | None = None


async def judged(work: Work, offer: Offer, debt_id: int) -> Judged:
    """Return the verdict; `debt_id` 0 measures against the whole pot and the whole sum at hand.

    A debt is measured against its own share only, and not at all where the budget names none.
    """
    known = await budget.of(work)
    others = await beside(work, known, debt_id)
    debt = await debts.one(work, debt_id) if debt_id else None
    if known is None or not _measured(known, offer, debt):
        return Judged(check(offer), others, asks_budget=known is None)
    share: Money | None = known.affordability.pot
    lump = await asks.lump(work.uow, work.person.case_id) if work.person.case_id else None
    cash = lump
    missing = cash is None and debt is not None
    if debt is not None:
        share = await proposals.share_of(work, debt, known)
        cash = proposals.part_of(lump, debt, known)
    at_once = len(offer.payments) <= 1 or offer.paid_today.minor > 0
    found = check(offer, share=share, cash=cash if at_once else None)
    hard = await _hard(work, offer, found, debt_id)
    return Judged(found, others, asks_cash=at_once and missing, hard=hard)


def _measured(known: Offerable, offer: Offer, debt: Debt | None) -> bool:
    """Tell whether the budget can measure the offer: in its own currency, or by a typed rate."""
    home = known.budget.currency
    if debt is None:
        return offer.currency == home
    if debt.currency != offer.currency:
        return False
    return debt.currency == home or between(known.rates, debt.currency, home) is not None


async def beside(work: Work, known: Offerable | None, debt_id: int) -> Beside:
    """Return what the budget has to serve beside a debt, or beside none (0)."""
    if known is None:
        return Beside()
    shared = {each.debt_id for each in known.sharing.shares}
    by_rate = {each.debt_id for each in known.sharing.shares if each.rate is not None}
    foreign = {number for number, why in known.sharing.left_out if why is LeftOut.CURRENCY}
    every = await debts.all_(work)
    others = [each for each in every if each.id != debt_id]
    return Beside(
        known.affordability.pot,
        tuple(each for each in others if each.id in shared),
        tuple(each for each in others if each.id in foreign),
        tuple(each for each in every if each.id in by_rate),
        known.sharing.rates,
    )


async def _hard(work: Work, offer: Offer, found: OfferCheck, debt_id: int) -> Tried | None:
    """Replay what leaves the pocket a month; None where no month's share is known, or is none."""
    known = found.share is not None and found.share.minor > 0 and found.fit is not Fit.NOT_KNOWN
    if not known or len(offer.payments) < 2:
        return None
    each = a_month(offer.regular, offer.every)
    return await stress.of(work, debt_id, each.minor, 0)


async def begin_cash(work: Work, debt_id: int, back: str) -> None:
    """Ask for the sum that could be paid at once, then come back to the verdict."""
    debt, known = await debts.one(work, debt_id), await budget.of(work)
    # The sum is kept with the budget, in its currency.
    currency = debt.currency if known is None else known.budget.currency
    await forms.start(work, "lump", subject=debt.id, seed={"currency": currency}, origin=back)
