"""The proposal a person chose to ask for, one a debt; and the real sum they could pay at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from coach.money import Money
from storage.tables_case import asks, budgets

if TYPE_CHECKING:
    from datetime import date, datetime

    from storage.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen: its kind, minor units and number of payments.

    `starts` is the first day a payment could be made when it was chosen.
    """

    kind: str
    amount: int | None
    count: int
    starts: date


async def get(uow: UnitOfWork, debt_id: int) -> Chosen | None:
    """Return what was chosen for a debt, or None."""
    row: Any = (await uow.run(select(asks).where(asks.c.debt_id == debt_id))).first()
    return None if row is None else Chosen(row.kind, row.amount, row.count or 1, row.starts)


async def save(uow: UnitOfWork, debt_id: int, chosen: Chosen, now: datetime) -> None:
    """Put a choice in the place of the former one."""
    await uow.run(delete(asks).where(asks.c.debt_id == debt_id))
    values = {
        "kind": chosen.kind,
        "amount": chosen.amount,
        "count": chosen.count,
        "starts": chosen.starts,
    }
    await uow.run(insert(asks).values(debt_id=debt_id, at=now, **values))


async def lump(uow: UnitOfWork, case_id: int) -> Money | None:
    """Return the sum that could be paid at once over all debts, or None."""
    statement = select(budgets.c.lump_sum, budgets.c.currency).where(budgets.c.case_id == case_id)
    row = (await uow.run(statement)).first()
    return None if row is None or not row.lump_sum else Money(row.lump_sum, row.currency)


async def set_lump(uow: UnitOfWork, case_id: int, amount: Money | None) -> None:
    """Note the sum, in the budget's currency; None or nothing takes it back."""
    minor = None if amount is None or amount.minor <= 0 else amount.minor
    statement = update(budgets).where(budgets.c.case_id == case_id).values(lump_sum=minor)
    await uow.run(statement)
