"""What a person said of each paper; where it lies is sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, or_, select

from coach.evidence import Item, Status, Ticked
from storage.tables_case import evidence

if TYPE_CHECKING:
    from datetime import datetime

    from storage.uow import UnitOfWork

FOR_ALL = 0
"""Stands for a debt's id where the paper serves for all debts."""


async def of_debt(uow: UnitOfWork, case_id: int, debt_id: int) -> dict[Item, Ticked]:
    """Return what was said of the papers for all debts and of those for this one."""
    whose = or_(evidence.c.debt_id == FOR_ALL, evidence.c.debt_id == debt_id)
    statement = select(evidence).where(evidence.c.case_id == case_id, whose)
    known = {item.value for item in Item}
    return {
        Item(row.item): Ticked(Item(row.item), Status(row.status), row.place)
        for row in (await uow.run(statement)).all()
        if row.item in known
    }


async def save(uow: UnitOfWork, case_id: int, debt_id: int, ticked: Ticked, now: datetime) -> None:
    """Put the person's last word on a paper in the place of the former one."""
    where = (
        evidence.c.case_id == case_id,
        evidence.c.debt_id == debt_id,
        evidence.c.item == ticked.item.value,
    )
    await uow.run(delete(evidence).where(*where))
    await uow.run(
        insert(evidence).values(
            case_id=case_id,
            debt_id=debt_id,
            item=ticked.item.value,
            status=ticked.status.value,
            place=ticked.place,
            at=now,
        )
    )
