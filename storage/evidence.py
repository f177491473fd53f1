"""What a person said of each paper; where it lies is sealed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, or_, select, tuple_, update

from coach.evidence import Item, Status, Ticked
from coach.plans import PlanStatus
from storage.tables_case import debts, evidence
from storage.tables_plans import plans

if TYPE_CHECKING:
    from sqlalchemy import Select

    from storage.uow import UnitOfWork

FOR_ALL = 0
"""Stands for a debt's id where the paper serves for all debts."""
_KNOWN = frozenset(item.value for item in Item)


@dataclass(frozen=True, slots=True)
class Kept:
    """What was said of one paper, and for which debt (`FOR_ALL`: for all of them)."""

    debt_id: int
    ticked: Ticked


def _ticked(row: Any) -> Ticked:
    return Ticked(Item(row.item), Status(row.status), row.place, row.id, row.at)


async def of_debt(uow: UnitOfWork, case_id: int, debt_id: int) -> dict[Item, Ticked]:
    """Return what was said of the papers for all debts and of those for this one."""
    whose = or_(evidence.c.debt_id == FOR_ALL, evidence.c.debt_id == debt_id)
    statement = select(evidence).where(evidence.c.case_id == case_id, whose)
    rows = (await uow.run(statement)).all()
    return {Item(row.item): _ticked(row) for row in rows if row.item in _KNOWN}


async def of_case(uow: UnitOfWork, case_id: int, number: int | None = None) -> tuple[Kept, ...]:
    """Return everything that was said of papers, or only what is kept under one number."""
    statement = select(evidence).where(evidence.c.case_id == case_id).order_by(evidence.c.id)
    if number is not None:
        statement = statement.where(evidence.c.id == number)
    rows = (await uow.run(statement)).all()
    return tuple(Kept(row.debt_id, _ticked(row)) for row in rows if row.item in _KNOWN)


async def save(uow: UnitOfWork, case_id: int, debt_id: int, ticked: Ticked) -> int:
    """Put the person's last word on a paper in the place of the former; return its number."""
    values = {"status": ticked.status.value, "place": ticked.place, "at": ticked.at}
    if ticked.number:
        await uow.run(update(evidence).where(evidence.c.id == ticked.number).values(**values))
        return ticked.number
    row = insert(evidence).values(
        case_id=case_id, debt_id=debt_id, item=ticked.item.value, **values
    )
    number: int = (await uow.run(row.returning(evidence.c.id))).scalar_one()
    return number


async def forget(uow: UnitOfWork, gone: Select[Any]) -> None:
    """Delete what was said of the papers of debts (their ids) that are about to be deleted.

    The table has no key to its debt, because `FOR_ALL` is none: nothing else deletes these rows.
    """
    theirs = select(debts.c.case_id, debts.c.id).where(debts.c.id.in_(gone))
    whose = tuple_(evidence.c.case_id, evidence.c.debt_id)
    await uow.run(delete(evidence).where(whose.in_(theirs)))


async def negotiated(uow: UnitOfWork, case_id: int) -> frozenset[int]:
    """Return the open debts for which no plan is in force."""
    agreed = select(plans.c.debt_id).where(
        plans.c.case_id == case_id,
        plans.c.status == PlanStatus.ACTIVE.value,
        plans.c.debt_id.is_not(None),
    )
    statement = select(debts.c.id).where(
        debts.c.case_id == case_id, debts.c.status == "open", debts.c.id.not_in(agreed)
    )
    return frozenset((await uow.run(statement)).scalars().all())
