"""What an offer is measured against: the debt's share of a month's pot, and the sum at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach import money
from coach.money import Money
from coach.offers import OfferCheck, check
from storage import asks
from usecases import budget, debts, forms

if TYPE_CHECKING:
    from coach.offers import Offer
    from usecases.budget import Offerable
    from usecases.work import Work


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict; `asks_cash`: only the sum at hand is missing to say whether it fits."""

    check: OfferCheck
    asks_cash: bool = False


async def judged(work: Work, offer: Offer, debt_id: int) -> Judged:
    """Return the verdict; `debt_id` 0 measures against the whole pot and the whole sum at hand."""
    known = await budget.of(work)
    if known is None or known.budget.currency != offer.currency:
        return Judged(check(offer))
    own = known.sharing.of(debt_id) if debt_id else None
    share = own.own if own else known.affordability.pot
    at_once = len(offer.payments) <= 1 or offer.paid_today.minor > 0
    cash = await _cash(work, offer, debt_id, known) if at_once else None
    missing = at_once and cash is None and bool(debt_id)
    return Judged(check(offer, share=share, cash=cash), missing)


async def _cash(work: Work, offer: Offer, debt_id: int, known: Offerable) -> Money | None:
    """Return the sum at hand, the debt's part of it in proportion like the pot (knowledge 3)."""
    lump = await asks.lump(work.uow, work.person.case_id) if work.person.case_id else None
    if lump is None or lump.currency != offer.currency:
        return None
    ids = [each.debt_id for each in known.sharing.shares]
    if debt_id not in ids:
        return lump
    parts = money.share(lump.minor, [each.amount.minor for each in known.sharing.shares])
    return Money(parts[ids.index(debt_id)], lump.currency)


async def begin_cash(work: Work, debt_id: int, back: str) -> None:
    """Ask for the sum that could be paid at once, then come back to the verdict."""
    debt = await debts.one(work, debt_id)
    await forms.start(work, "lump", subject=debt.id, seed={"currency": debt.currency}, origin=back)
