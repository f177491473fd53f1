"""What each person agreed to: every answer is kept, the newest of a kind stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select

from coach.people import CONSENT_VERSION, Consent
from storage.tables_case import hardships
from storage.tables_people import consents

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from storage.uow import UnitOfWork


async def latest(uow: UnitOfWork, person_id: int) -> dict[Consent, bool]:
    """Return the newest answer of each kind that was ever answered."""
    newest = (
        select(func.max(consents.c.id))
        .where(consents.c.person_id == person_id)
        .group_by(consents.c.kind)
    )
    statement = select(consents.c.kind, consents.c.given).where(consents.c.id.in_(newest))
    return {Consent(row.kind): row.given for row in (await uow.run(statement)).all()}


async def standing(uow: UnitOfWork, person_id: int) -> frozenset[Consent]:
    """Return what the person agrees to now."""
    answers = await latest(uow, person_id)
    return frozenset(kind for kind, given in answers.items() if given)


async def agreeing(
    uow: UnitOfWork, ids: Collection[int], wanted: Collection[Consent]
) -> frozenset[int]:
    """Return those of the people who agree to all of `wanted` now."""
    newest = (
        select(func.max(consents.c.id))
        .where(consents.c.person_id.in_(ids), consents.c.kind.in_([kind.value for kind in wanted]))
        .group_by(consents.c.person_id, consents.c.kind)
    )
    statement = (
        select(consents.c.person_id)
        .where(consents.c.id.in_(newest), consents.c.given)
        .group_by(consents.c.person_id)
        .having(func.count() == len(wanted))
    )
    return frozenset((await uow.run(statement)).scalars())


async def record(
    uow: UnitOfWork, person_id: int, kind: Consent, *, given: bool, locale: str, now: datetime
) -> None:
    """Add an answer with the version of the words, their language and the time."""
    await uow.run(
        insert(consents).values(
            person_id=person_id,
            kind=kind.value,
            given=given,
            version=CONSENT_VERSION,
            locale=locale,
            at=now,
        )
    )


async def drop_hardship(uow: UnitOfWork, case_id: int, reasons: Collection[str]) -> None:
    """Erase a hardship whose reason may no longer be kept."""
    where = (hardships.c.case_id == case_id, hardships.c.reason.in_(reasons))
    await uow.run(delete(hardships).where(*where))


async def has_hardship(uow: UnitOfWork, case_id: int, reasons: Collection[str]) -> bool:
    """Tell whether a hardship with one of these reasons is kept."""
    where = (hardships.c.case_id == case_id, hardships.c.reason.in_(reasons))
    return (await uow.run(select(hardships.c.id).where(*where))).first() is not None
