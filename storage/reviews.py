"""Monthly check-ins: rows to `coach.reviews.CheckIn` and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from coach.reviews import Change, CheckIn, NextMonth, Outcome, Paid
from storage.tables_plans import reviews

if TYPE_CHECKING:
    from datetime import date, datetime

    from storage.uow import UnitOfWork


def _check_in(row: Any) -> CheckIn:
    return CheckIn(
        paid=Paid(row.paid),
        income=Change(row.income),
        spending=Change(row.spending),
        new_debt=row.new_debt == "yes",
        next_month=NextMonth(row.next_month),
    )


async def before(uow: UnitOfWork, case_id: int, month: date) -> tuple[CheckIn, ...]:
    """Return the check-ins of earlier months, oldest first."""
    where = (reviews.c.case_id == case_id, reviews.c.month < month)
    statement = select(reviews).where(*where).order_by(reviews.c.month)
    return tuple(_check_in(row) for row in (await uow.run(statement)).all())


async def latest(uow: UnitOfWork, case_id: int) -> tuple[date, CheckIn] | None:
    """Return the newest check-in with its month, or None."""
    statement = select(reviews).where(reviews.c.case_id == case_id)
    row = (await uow.run(statement.order_by(reviews.c.month.desc()).limit(1))).first()
    return (row.month, _check_in(row)) if row else None


async def save(
    uow: UnitOfWork, case_id: int, month: date, said: CheckIn, verdict: Outcome, now: datetime
) -> None:
    """Store a month's check-in in the place of an earlier answer for the same month."""
    where = (reviews.c.case_id == case_id, reviews.c.month == month)
    await uow.run(delete(reviews).where(*where))
    await uow.run(
        insert(reviews).values(
            case_id=case_id,
            month=month,
            paid=said.paid.value,
            income=said.income.value,
            spending=said.spending.value,
            new_debt="yes" if said.new_debt else "no",
            next_month=said.next_month.value,
            verdict=verdict.value,
            at=now,
        )
    )
