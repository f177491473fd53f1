"""The rate at which a debt in another currency is counted: typed by the person, changed, dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.exchange import between, quoted
from storage import rates as storage
from usecases import access, budget, debts, forms

if TYPE_CHECKING:
    from decimal import Decimal

    from coach.debts import Debt
    from coach.exchange import TypedRate
    from usecases.work import Work

FORM = "rate"


@dataclass(frozen=True, slots=True)
class Pair:
    """A debt in another currency than the budget's `home`, and the rate between them, if typed."""

    debt: Debt
    home: str
    rate: TypedRate | None


async def of(work: Work, debt_id: int) -> Pair:
    """Return what a debt is counted by.

    Raises NotYoursError, also where debt and budget are in one currency or there is no budget.
    """
    debt = await debts.one(work, debt_id)
    known = await budget.of(work)
    if known is None or known.budget.currency == debt.currency:
        raise access.NotYoursError
    home = known.budget.currency
    return Pair(debt, home, between(known.rates, debt.currency, home))


async def begin(work: Work, debt_id: int) -> None:
    """Ask for the rate of a debt's currency; raises NotYoursError as `of` does."""
    pair = await of(work, debt_id)
    seed = {"base": pair.debt.currency, "quote": pair.home}
    await forms.start(work, FORM, subject=pair.debt.id, seed=seed)


async def keep(work: Work, debt_id: int, base: str, rate: Decimal) -> bool:
    """Keep what one `base` is in the other currency, from today; False for no such rate."""
    pair = await of(work, debt_id)
    others = {pair.debt.currency, pair.home} - {base}
    typed = quoted(base, others.pop(), rate, work.today) if len(others) == 1 else None
    if typed is None:
        return False
    await storage.save(work.uow, await access.existing_case(work), typed)
    return True


async def drop(work: Work, debt_id: int) -> None:
    """Forget the rate of a debt's currency: such debts are not counted any more."""
    pair = await of(work, debt_id)
    case_id = await access.existing_case(work)
    await storage.drop(work.uow, case_id, pair.debt.currency, pair.home)
