"""Pay days and big spends; which plans were there when the budget was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select

from coach.dates import Every
from coach.money import Money
from coach.week import Payday
from storage.tables_case import budgets
from storage.tables_plans import plan_versions, plans
from storage.tables_week import paydays, spends

if TYPE_CHECKING:
    from datetime import date, datetime

    from storage.uow import UnitOfWork


async def payday(uow: UnitOfWork, case_id: int) -> Payday | None:
    """Return when pay comes, or None before it was told."""
    row = (await uow.run(select(paydays).where(paydays.c.case_id == case_id))).first()
    if row is None:
        return None
    bills = None if row.bills is None else Money(row.bills, row.currency)
    return Payday(Every(row.every), row.first, row.anchor, row.fixed, bills)


async def save_payday(
    uow: UnitOfWork, case_id: int, payday: Payday, currency: str, now: datetime
) -> None:
    """Put when pay comes in the place of what was told before."""
    await uow.run(delete(paydays).where(paydays.c.case_id == case_id))
    await uow.run(
        insert(paydays).values(
            case_id=case_id,
            every=payday.every.value,
            first=payday.first,
            anchor=payday.anchor,
            fixed=payday.fixed,
            currency=currency,
            bills=None if payday.bills is None else payday.bills.minor,
            at=now,
        )
    )


async def spent(uow: UnitOfWork, case_id: int, since: date) -> dict[int, Money]:
    """Return what was spent on something big on or after a day, by its number, oldest first."""
    where = (spends.c.case_id == case_id, spends.c.day >= since)
    rows = (await uow.run(select(spends).where(*where).order_by(spends.c.id))).all()
    return {row.id: Money(int(row.amount), row.currency) for row in rows}


async def spend(
    uow: UnitOfWork, case_id: int, amount: Money, day: date, until: date, now: datetime
) -> int:
    """Note a big spend until the next pay day; return its number."""
    row = insert(spends).values(
        case_id=case_id,
        day=day,
        until=until,
        currency=amount.currency,
        amount=str(amount.minor),
        at=now,
    )
    number: int = (await uow.run(row.returning(spends.c.id))).scalar_one()
    return number


async def unspend(uow: UnitOfWork, case_id: int, number: int) -> None:
    """Take a big spend back; anybody else's stays."""
    await uow.run(delete(spends).where(spends.c.case_id == case_id, spends.c.id == number))


async def newer_plans(uow: UnitOfWork, case_id: int) -> frozenset[int]:
    """Return the plans that were agreed after the budget was made, which thus does not hold them.

    A plan that was changed since counts from its first version.
    """
    first = func.min(plan_versions.c.at)
    statement = (
        select(
            plans.c.id, func.coalesce(first, plans.c.at).label("begun"), budgets.c.at.label("made")
        )
        .join(budgets, budgets.c.case_id == plans.c.case_id)
        .outerjoin(plan_versions, plan_versions.c.plan_id == plans.c.id)
        .where(plans.c.case_id == case_id)
        .group_by(plans.c.id, plans.c.at, budgets.c.at)
        .order_by(plans.c.id)
    )
    rows = (await uow.run(statement)).all()
    return frozenset(row.id for row in rows if row.begun > row.made)
