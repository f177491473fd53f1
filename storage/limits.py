"""The record of contacts that went too far: what is added to an entry of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, select, update

from coach.chain import Kind
from coach.contacts import Channel
from coach.limits import Reached, Recorded
from storage import chain
from storage.tables_case import contacts

if TYPE_CHECKING:
    from datetime import date, datetime

    from storage.uow import UnitOfWork


async def record(
    uow: UnitOfWork,
    case_id: int,
    contact_id: int,
    now: datetime,
    *,
    on: date,
    clock: str | None,
    number: str | None,
    reached: Reached,
    note: str | None,
) -> None:
    """Add to an entry when it was, from which number, whom it reached; the chain is told after."""
    said = {"on": on, "clock": clock, "reached": reached.value, "note": note}
    values = {**said, "number": number}
    await uow.run(update(contacts).where(contacts.c.id == contact_id).values(**values))
    of = await chain.number_of(uow, contact_id)
    content = {"of": of, **said, "telephone": number}
    await chain.append(uow, case_id, Kind.CORRECTION, contact_id, now, content)


async def of_debt(uow: UnitOfWork, case_id: int, debt_id: int | None) -> tuple[Recorded, ...]:
    """Return a debt's record, or with None that of callers no debt was named for; newest first."""
    same = contacts.c.debt_id.is_(None) if debt_id is None else contacts.c.debt_id == debt_id
    there = (contacts.c.deleted_at.is_(None), contacts.c.reached.is_not(None))
    where = and_(contacts.c.case_id == case_id, same, *there)
    order = (contacts.c.on.desc(), contacts.c.clock.desc(), contacts.c.id.desc())
    rows = await uow.run(select(contacts).where(where).order_by(*order))
    return tuple(_recorded(row) for row in rows.all())


def _recorded(row: Any) -> Recorded:
    return Recorded(
        contact_id=row.id,
        debt_id=row.debt_id,
        channel=Channel(row.channel),
        on=row.on,
        clock=row.clock,
        number=row.number,
        reached=Reached(row.reached),
        words=row.note,
    )
