"""What each person agreed to: every answer is kept, the newest of a kind stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from coach.people import CONSENT_VERSION, Consent
from storage.tables_people import consents

if TYPE_CHECKING:
    from datetime import datetime

    from storage.uow import UnitOfWork


async def standing(uow: UnitOfWork, person_id: int) -> frozenset[Consent]:
    """Return what the person agrees to now."""
    newest = (
        select(func.max(consents.c.id))
        .where(consents.c.person_id == person_id)
        .group_by(consents.c.kind)
    )
    statement = select(consents.c.kind).where(consents.c.id.in_(newest), consents.c.given)
    return frozenset(Consent(kind) for kind in (await uow.run(statement)).scalars())


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
