"""Whether a monthly payment would hold, from the person's own budget; one tap to take another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.budget import Verdict
from coach.dates import MONTHS_IN_A_YEAR
from coach.exchange import between
from coach.money import LIMIT, Money, exponent, zero
from coach.proposals import MOST_MONTHS
from coach.stress import stress
from usecases import budget, proposals

if TYPE_CHECKING:
    from datetime import date

    from coach.debts import Debt
    from coach.exchange import TypedRate
    from coach.stress import Stress
    from usecases.budget import Offerable
    from usecases.proposals import Case
    from usecases.work import Work


@dataclass(frozen=True, slots=True)
class Tried:
    """One payment replayed.

    `share` is what the budget has for it a month. `better` is a lower amount that survives, in
    whole units where one is large enough; `usable` tells that a plan to the end can be made of it.
    """

    debt: Debt | None
    starts: date
    share: Money
    found: Stress
    better: Money | None
    usable: bool
    rate: TypedRate | None = None


async def nothing_left(work: Work) -> bool:
    """Tell whether there is a budget and nothing in it to offer: then nothing is scored (care 5)."""
    known = await budget.of(work)
    return known is not None and known.affordability.verdict is not Verdict.POSITIVE


async def of(work: Work, debt_id: int, minor: int, due_in: int) -> Tried | None:
    """Replay `minor` units a month for a debt, or for none (0) against the whole pot.

    `due_in` is the month (1-12) that the person named for costs that do not come every month, 0
    for none. None where nothing can be offered for that debt, or before there is a budget; raises
    NotYoursError.
    """
    if not 0 < minor <= LIMIT:
        return None
    if not debt_id:
        known = await budget.of(work)
        return None if known is None else _on_the_pot(known, minor, work.today, _month(due_in))
    return of_case(await proposals.of(work, debt_id), minor, due_in)


def _month(due_in: int) -> int | None:
    return due_in if 1 <= due_in <= MONTHS_IN_A_YEAR else None


def of_case(case: Case, minor: int, due_in: int) -> Tried | None:
    """Replay `minor` units a month for a debt whose case is known, as `of` does."""
    if not 0 < minor <= LIMIT:
        return None
    if case.slate is None or case.known is None or case.share is None or case.share.minor <= 0:
        return None
    payment = Money(minor, case.debt.currency)
    home = case.known.budget.currency
    rate = between(case.known.rates, payment.currency, home)
    share = case.share if rate is None else rate.at_least(case.share, home)
    found = stress(
        case.known.budget,
        payment if rate is None else rate.at_least(payment, home),
        case.starts,
        others=_others(case.known, case.debt, share),
        most=share,
        due_in=_month(due_in),
    )
    if rate is not None:
        found = _in_own(found, payment, rate)
    least = -(-case.debt.balance.minor // (case.longest or MOST_MONTHS))
    better = _better(found, least)
    usable = better is not None and better.minor >= least
    return Tried(case.debt, case.starts, case.share, found, better, usable, rate)


def _in_own(found: Stress, payment: Money, rate: TypedRate) -> Stress:
    """Return the result with what is paid in the debt's currency; the budget's sums stay its own."""
    survives = found.survives
    if survives is not None:
        survives = min(rate.at_most(survives, payment.currency), payment)
    return replace(
        found, payment=payment, survives=survives if survives and survives.minor else None
    )


def _on_the_pot(known: Offerable, minor: int, today: date, due_in: int | None) -> Tried:
    pot = known.affordability.pot
    found = stress(known.budget, Money(minor, pot.currency), today, most=pot, due_in=due_in)
    return Tried(None, today, pot, found, _better(found, 0), usable=False)


def _others(known: Offerable, debt: Debt, share: Money) -> Money:
    """Return what the others get; below zero what the budget sets aside for this debt already."""
    if known.sharing.of(debt.id) is None:
        return zero(share.currency) - share + _sum(known, debt)
    return _sum(known, debt)


def _sum(known: Offerable, debt: Debt) -> Money:
    result = zero(known.budget.currency)
    for each in known.sharing.shares:
        if each.debt_id != debt.id:
            result = result + each.amount
    return result


def _better(found: Stress, least: int) -> Money | None:
    """Return the lower amount that survives, rounded down to what people say where that serves."""
    survives = found.survives
    if survives is None or survives.minor >= found.payment.minor:
        return None
    unit: int = 10 ** exponent(survives.currency)
    whole = survives.minor - survives.minor % unit
    return Money(whole, survives.currency) if whole >= max(least, 1) else survives


async def use(work: Work, debt_id: int, minor: int) -> None:
    """Take an amount a month as the person's own proposal; raises NotYoursError."""
    case = await proposals.of(work, debt_id)
    if _may_be_used(case) and 0 < minor <= LIMIT:
        await proposals.take_own(work, case.debt.id, Money(minor, case.debt.currency))


def _may_be_used(case: Case) -> bool:
    return case.slate is not None and case.share is not None and case.share.minor > 0
