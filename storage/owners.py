"""Whose a debt was before it was passed on, and whether the new owner has proved it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from storage import chain
from storage.tables_case import owners

if TYPE_CHECKING:
    from datetime import datetime

    from coach.chain import Kind
    from storage.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class Before:
    """The creditor before; `plan` is the one that rests until it is proved, or None."""

    id: int
    creditor: str
    lender: str
    stage: str
    plan: int | None
    at: datetime
    proven_at: datetime | None


def _before(row: Any) -> Before:
    return Before(row.id, row.creditor, row.lender, row.stage, row.plan, row.at, row.proven_at)


async def add(uow: UnitOfWork, debt_id: int, now: datetime, **values: Any) -> None:
    """Keep whose the debt was (columns of `owners`)."""
    await uow.run(insert(owners).values(debt_id=debt_id, at=now, **values))


async def all_(uow: UnitOfWork, debt_id: int) -> tuple[Before, ...]:
    """Return everybody whose the debt was, the first one first."""
    asked = select(owners).where(owners.c.debt_id == debt_id).order_by(owners.c.id)
    return tuple(_before(row) for row in (await uow.run(asked)).all())


async def newest(uow: UnitOfWork, debt_id: int) -> Before | None:
    """Return whose the debt was last, or None where it was never passed on."""
    asked = select(owners).where(owners.c.debt_id == debt_id).order_by(owners.c.id.desc())
    row = (await uow.run(asked.limit(1))).first()
    return None if row is None else _before(row)


async def prove(uow: UnitOfWork, before: Before, now: datetime) -> None:
    """Note that the new owner has proved it; nothing rests for it any more."""
    values = {"proven_at": now, "plan": None}
    await uow.run(update(owners).where(owners.c.id == before.id).values(**values))


async def drop(uow: UnitOfWork, before: Before) -> None:
    """Forget that the debt was passed on."""
    await uow.run(delete(owners).where(owners.c.id == before.id))


async def note(
    uow: UnitOfWork, case_id: int, debt_id: int, kind: Kind, now: datetime, before: str
) -> None:
    """Tell the chain, with the name that the debt has now and the one before."""
    named = await chain.whose(uow, debt_id)
    await chain.append(uow, case_id, kind, debt_id, now, {**named, "before": before})
