"""What the preview starts from: everything that is due, in its order, and what was said lately."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from storage.due import Due
from storage.tables_case import contacts
from storage.tables_flow import due, forms, ledger

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from storage.uow import UnitOfWork


async def rows(uow: UnitOfWork, person_id: int, kinds: Collection[str]) -> tuple[Due, ...]:
    """Return a person's due rows of these kinds in the order in which they were put."""
    where = (due.c.person_id == person_id, due.c.kind.in_(list(kinds)))
    statement = select(due).where(*where).order_by(due.c.id)
    return tuple(
        Due(row.person_id, row.kind, row.ref, row.occurrence, row.lead, row.run_at, row.note)
        for row in (await uow.run(statement)).all()
    )


async def said_since(
    uow: UnitOfWork, person_id: int, since: datetime, kinds: Collection[str]
) -> tuple[tuple[Due, datetime, int | None], ...]:
    """Return what was sent after an instant: the occurrence, when it went out, in which message."""
    where = (
        ledger.c.lane == person_id,
        ledger.c.outcome == "sent",
        ledger.c.settled_at >= since,
        ledger.c.kind.in_(list(kinds)),
    )
    statement = select(ledger).where(*where).order_by(ledger.c.settled_at, ledger.c.id)
    return tuple(
        (
            Due(person_id, row.kind, row.ref, row.occurrence, row.lead, row.claimed_at),
            row.settled_at,
            row.message_id,
        )
        for row in (await uow.run(statement)).all()
    )


async def form_names(uow: UnitOfWork, person_id: int) -> dict[int, str]:
    """Return the names of the person's open forms by their number."""
    statement = select(forms.c.id, forms.c.name).where(forms.c.person_id == person_id)
    return {row.id: row.name for row in (await uow.run(statement)).all()}


async def live_contacts(uow: UnitOfWork, case_id: int, ids: Collection[int]) -> frozenset[int]:
    """Return which of these contact entries are the case's and not deleted."""
    where = (
        contacts.c.case_id == case_id,
        contacts.c.id.in_(list(ids)),
        contacts.c.deleted_at.is_(None),
    )
    return frozenset((await uow.run(select(contacts.c.id).where(*where))).scalars().all())
