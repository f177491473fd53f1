"""Cases: one file a person; a trial until they agree that it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from storage.tables_case import cases

if TYPE_CHECKING:
    from datetime import datetime

    from storage.uow import UnitOfWork


async def open_trial(uow: UnitOfWork, person_id: int, now: datetime) -> int:
    """Open a trial case and return its number."""
    newest = select(func.coalesce(func.max(cases.c.id), 0))
    number = f"{(await uow.run(newest)).scalar_one() + 1:04d}"
    statement = (
        insert(cases)
        .values(person_id=person_id, number=number, trial=True, helping=False, created_at=now)
        .returning(cases.c.id)
    )
    case_id: int = (await uow.run(statement)).scalar_one()
    return case_id


async def number_of(uow: UnitOfWork, case_id: int) -> str:
    """Return the short number that a case is referred to by."""
    number: str = (await uow.run(select(cases.c.number).where(cases.c.id == case_id))).scalar_one()
    return number


async def change(uow: UnitOfWork, case_id: int, **values: object) -> None:
    """Set columns of one case (`trial`, `helping`)."""
    await uow.run(update(cases).where(cases.c.id == case_id).values(**values))
