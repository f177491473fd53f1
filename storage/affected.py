"""Who was there in a time: for a breach that must be told, and for the day on which a host closes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from storage.tables_case import cases
from storage.tables_grants import looks
from storage.tables_people import persons

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from storage.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class Affected:
    """One person: our number, Telegram's, whether they were here then, whether a case is kept."""

    id: int
    telegram_id: int
    here: bool
    kept: bool


async def between(uow: UnitOfWork, since: datetime, until: datetime) -> tuple[Affected, ...]:
    """Return everybody of whom rows existed in that time and exist still.

    Whoever asked to be erased and is not yet is among them. `here`: their last sign of life is not
    before `since`, so that they wrote then or later.
    """
    statement = (
        select(persons.c.id, persons.c.telegram_id, persons.c.last_seen, cases.c.trial)
        .outerjoin(cases, cases.c.person_id == persons.c.id)
        .where(persons.c.created_at <= until)
        .order_by(persons.c.id)
    )
    rows = (await uow.run(statement)).all()
    return tuple(
        Affected(row.id, int(row.telegram_id), row.last_seen >= since, row.trial is False)
        for row in rows
    )


async def looked_at_by(
    uow: UnitOfWork, names: Collection[str], since: datetime, until: datetime
) -> frozenset[int]:
    """Return whose matters somebody of such a name looked at in that time."""
    statement = select(looks.c.person_id, looks.c.name).where(
        looks.c.at >= since, looks.c.at <= until
    )
    wanted = {name.casefold() for name in names}
    rows = (await uow.run(statement)).all()
    return frozenset(row.person_id for row in rows if row.name.casefold() in wanted)


async def everybody(uow: UnitOfWork, after: int, many: int) -> tuple[int, ...]:
    """Return our numbers of people, so many beyond one of them, in order."""
    statement = select(persons.c.id).where(persons.c.id > after).order_by(persons.c.id).limit(many)
    return tuple((await uow.run(statement)).scalars())
