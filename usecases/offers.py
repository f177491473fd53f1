"""What an offer is measured against: the debt's share of a month's pot, and the sum at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach import money
from coach.money import Money
from coach.offers import OfferCheck, check
from storage import asks
from usecases import budget

if TYPE_CHECKING:
    from coach.offers import Offer
    from usecases.budget import Offerable
    from usecases.work import Work


async def judged(work: Work, offer: Offer, debt_id: int) -> OfferCheck:
    """Return the verdict; `debt_id` 0 measures against the whole pot and the whole sum at hand."""
    known = await budget.of(work)
    if known is None or known.budget.currency != offer.currency:
        return check(offer)
    own = known.sharing.of(debt_id) if debt_id else None
    share = own.own if own else known.affordability.pot
    return check(offer, share=share, cash=await _cash(work, offer, debt_id, known))


async def _cash(work: Work, offer: Offer, debt_id: int, known: Offerable) -> Money | None:
    """Return the sum at hand, the debt's part of it in proportion like the pot (knowledge 3)."""
    if len(offer.payments) > 1 and offer.paid_today.minor <= 0:
        return None  # nothing is paid at once
    lump = await asks.lump(work.uow, work.person.case_id) if work.person.case_id else None
    if lump is None or lump.currency != offer.currency:
        return None
    ids = [each.debt_id for each in known.sharing.shares]
    if debt_id not in ids:
        return lump
    parts = money.share(lump.minor, [each.amount.minor for each in known.sharing.shares])
    return Money(parts[ids.index(debt_id)], lump.currency)
