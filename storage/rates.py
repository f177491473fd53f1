"""Exchange rates that a person typed: one a pair of currencies, in whichever direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, insert, or_, select

from coach.exchange import TypedRate
from storage.tables_case import typed_rates

if TYPE_CHECKING:
    from storage.uow import UnitOfWork


async def of_case(uow: UnitOfWork, case_id: int) -> tuple[TypedRate, ...]:
    """Return every rate of a case."""
    own = select(typed_rates).where(typed_rates.c.case_id == case_id).order_by(typed_rates.c.id)
    rows = (await uow.run(own)).all()
    return tuple(TypedRate(row.base, row.quote, row.rate, row.on) for row in rows)


async def save(uow: UnitOfWork, case_id: int, rate: TypedRate) -> None:
    """Keep a rate in the place of the former one of its pair."""
    await drop(uow, case_id, rate.base, rate.quote)
    values = {"base": rate.base, "quote": rate.quote, "rate": rate.rate, "on": rate.on}
    await uow.run(insert(typed_rates).values(case_id=case_id, **values))


async def drop(uow: UnitOfWork, case_id: int, one: str, other: str) -> None:
    """Forget the rate between two currencies."""
    base, quote = typed_rates.c.base, typed_rates.c.quote
    pair = or_(
        and_(base == one, quote == other),
        and_(base == other, quote == one),
    )
    await uow.run(delete(typed_rates).where(typed_rates.c.case_id == case_id, pair))
