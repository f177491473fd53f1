"""What a test arranges behind the bot's back, through the use cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.people import Consent
from storage import forms, people
from usecases import consents, nudges
from usecases.work import Work

if TYPE_CHECKING:
    from datetime import datetime

    from storage.engine import Database
    from storage.uow import UnitOfWork


async def _work(uow: UnitOfWork, telegram_id: int, now: datetime) -> Work:
    found = await people.find(uow, telegram_id)
    assert found is not None
    return Work(uow, found[0], now, now.date(), {})


async def agrees(database: Database, telegram_id: int, now: datetime, *, given: bool = True) -> int:
    """Let a person agree that things are kept, and to be messaged; return their number."""
    async with database.write() as uow:
        work = await _work(uow, telegram_id, now)
        await consents.record(work, Consent.KEEP, given=True)
        await consents.record(work, Consent.MESSAGES, given=given)
        await uow.commit()
    return work.person.id


async def leaves_a_form(database: Database, telegram_id: int, now: datetime, name: str) -> int:
    """Open a form and leave it, so that a nudge is due in two days; return its number."""
    async with database.write() as uow:
        work = await _work(uow, telegram_id, now)
        form_id = await forms.open_(uow, work.person.id, name, now=now)
        await nudges.plan(work, form_id)
        await uow.commit()
    return form_id
