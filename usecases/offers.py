"""What an offer is measured against: the debt's share of a month's pot, and the sum at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.offers import Fit, OfferCheck, a_month, check
from storage import asks
from usecases import budget, debts, forms, proposals, stress

if TYPE_CHECKING:
    from coach.money import Money
    from coach.offers import Offer
    from usecases.stress import Tried
    from usecases.work import Work


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict; `asks_cash`: only the sum at hand is missing to say whether it fits.

    `asks_budget`: there is no budget yet to measure it against. `hard`: the same payments through
    hard months, where they were measured against what can go each month.
    """

    check: OfferCheck
    asks_budget: bool = False
    asks_cash: bool = False
    hard: Tried | None = None


async def judged(work: Work, offer: Offer, debt_id: int) -> Judged:
    """Return the verdict; `debt_id` 0 measures against the whole pot and the whole sum at hand.

    A debt is measured against its own share only, and not at all where the budget names none.
    """
    known = await budget.of(work)
    if known is None or known.budget.currency != offer.currency:
        return Judged(check(offer), asks_budget=known is None)
    share: Money | None = known.affordability.pot
    lump = await asks.lump(work.uow, work.person.case_id) if work.person.case_id else None
    cash = lump if lump and lump.currency == offer.currency else None
    missing = cash is None and bool(debt_id)
    if debt_id:
        debt = await debts.one(work, debt_id)
        share = await proposals.share_of(work, debt, known)
        cash = proposals.part_of(cash, debt, known)
    at_once = len(offer.payments) <= 1 or offer.paid_today.minor > 0
    found = check(offer, share=share, cash=cash if at_once else None)
    return Judged(
        found, asks_cash=at_once and missing, hard=await _hard(work, offer, found, debt_id)
    )


async def _hard(work: Work, offer: Offer, found: OfferCheck, debt_id: int) -> Tried | None:
    """Replay what leaves the pocket a month; None where no month's share is known, or is none."""
    known = found.share is not None and found.share.minor > 0 and found.fit is not Fit.NOT_KNOWN
    if not known or len(offer.payments) < 2:
        return None
    each = a_month(offer.outgoings()[1], offer.every)
    return await stress.of(work, debt_id, each.minor, 0)


async def begin_cash(work: Work, debt_id: int, back: str) -> None:
    """Ask for the sum that could be paid at once, then come back to the verdict."""
    debt = await debts.one(work, debt_id)
    await forms.start(work, "lump", subject=debt.id, seed={"currency": debt.currency}, origin=back)
