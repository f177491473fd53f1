"""What a case's timeline holds beside its chain: changes asked for, and dates that others set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from coach.timeline import Item, What
from storage.tables_case import deadlines, debts
from storage.tables_plans import change_requests, plans

if TYPE_CHECKING:
    from storage.uow import UnitOfWork

_ASKED = {
    "asked": What.CHANGE_ASKED,
    "agreed": What.CHANGE_AGREED,
    "refused": What.CHANGE_REFUSED,
}
_THERE = or_(debts.c.id.is_(None), debts.c.status != "deleted")


async def requests(uow: UnitOfWork, case_id: int, skip: int, most: int) -> tuple[Item, ...]:
    """Return changes that were asked for, by what stands of each now, newest first."""
    asked = (
        select(change_requests.c.at, change_requests.c.status, plans.c.label, debts.c.creditor)
        .join(plans, plans.c.id == change_requests.c.plan_id)
        .outerjoin(debts, debts.c.id == plans.c.debt_id)
        .where(plans.c.case_id == case_id, _THERE)
        .order_by(change_requests.c.at.desc(), change_requests.c.id.desc())
        .offset(skip)
        .limit(most)
    )
    rows = (await uow.run(asked)).all()
    return tuple(Item(row.at, _ASKED[row.status], row.label or row.creditor) for row in rows)


async def dates(uow: UnitOfWork, case_id: int, skip: int, most: int) -> tuple[Item, ...]:
    """Return deadlines, done or not, by when they were noted, newest first."""
    asked = (
        select(deadlines, debts.c.creditor)
        .outerjoin(debts, debts.c.id == deadlines.c.debt_id)
        .where(deadlines.c.case_id == case_id, _THERE)
        .order_by(deadlines.c.at.desc(), deadlines.c.id.desc())
        .offset(skip)
        .limit(most)
    )
    rows = (await uow.run(asked)).all()
    return tuple(
        Item(
            row.at,
            What.DEADLINE if row.status == "open" else What.DEADLINE_DONE,
            row.creditor,
            kind=row.kind,
            words=row.what,
            on=row.on,
        )
        for row in rows
    )
