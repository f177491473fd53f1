"""People: met, seen, reachable or not; and the transaction every update runs in."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from coach.occurrences import once
from coach.people import Role, Status
from storage import due, people
from storage import sent as storage_sent
from storage.due import Due
from storage.failures import PASSING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection
    from datetime import datetime

    from coach.people import Person
    from storage.engine import Database
    from storage.uow import UnitOfWork
    from usecases.work import Work

    Sent = tuple[int, int, datetime]
    """A message: to which person, its number, and when."""


DRAFT_ERASED = "home.erased"
"""The screen of somebody whose draft was erased since: home, which says so once."""


class PassingError(RuntimeError):
    """The database could not be reached just now; the update must come again."""


@asynccontextmanager
async def transaction(database: Database, *, read: bool = False) -> AsyncIterator[UnitOfWork]:
    """Open the update's transaction; a passing database failure becomes PassingError."""
    try:
        async with database.read() if read else database.write() as uow:
            yield uow
    except PASSING as error:
        raise PassingError(str(type(error).__name__)) from error


async def first_time(uow: UnitOfWork, bot_id: int, update_id: int, now: datetime) -> bool:
    """Mark the update as handled; False when it was handled before."""
    return await people.first_time(uow, bot_id, update_id, now)


async def meet(
    uow: UnitOfWork,
    telegram_id: int,
    locale: str,
    now: datetime,
    owners: Collection[int] = (),
) -> tuple[Person, int | None]:
    """Return the person (a new one is remembered) and the message id of their live card.

    Who is among `owners` (Telegram numbers) has that role from then on.
    """
    found = await people.find(uow, telegram_id)
    if found is None:
        person, card = await people.add(uow, telegram_id, locale, now), None
        await _look_after(uow, person.id, now)
    else:
        person, card = found
    if telegram_id in owners and person.role is not Role.OWNER:
        await people.change(uow, person.id, role=Role.OWNER.value)
        person = replace(person, role=Role.OWNER)
    return person, card


async def known(uow: UnitOfWork, telegram_id: int) -> Person | None:
    """Return somebody who has been here, without remembering anybody new."""
    found = await people.find(uow, telegram_id)
    return found[0] if found else None


INACTIVE = "inactive"
"""The due kind of a person's time here (usecases.retention); lead 0 asks, lead 1 erases."""
FIRST_LOOK = timedelta(days=30)
"""After somebody came, until it is looked whether they are still here."""


async def _look_after(uow: UnitOfWork, person_id: int, now: datetime) -> None:
    at = now + FIRST_LOOK
    await due.put(uow, Due(person_id, INACTIVE, 0, once(INACTIVE, 0, at.date()), 0, at))


MOMENT = timedelta(minutes=1)
"""Taps that follow each other as closely count as one visit."""


async def saw(
    work: Work,
    address: str,
    card_id: int | None,
    *,
    known_card: int | None = None,
) -> None:
    """Remember which screen the person looks at now."""
    person = work.person
    status = Status.ACTIVE if person.status is Status.DORMANT else person.status
    same = (address, card_id, status) == (person.screen, known_card, person.status)
    if same and work.now - person.last_seen < MOMENT:
        return
    await people.seen(work.uow, work.person.id, address, card_id, work.now, status)


async def sent(uow: UnitOfWork, messages: Collection[Sent]) -> None:
    """Note messages for `/hide`."""
    await storage_sent.note_all(uow, messages)


async def reachable(work: Work, *, member: bool) -> None:
    """Note that the person blocked the bot, or came back."""
    status = work.person.status
    if status is Status.FORGETTING:
        return
    now = Status.ACTIVE if member else Status.DORMANT
    await people.change(work.uow, work.person.id, status=now.value)


async def show_later(uow: UnitOfWork, person_id: int, now: datetime, seconds: float) -> None:
    """Leave the current screen to the sender, because the reply could not be delivered."""
    at = now + timedelta(seconds=seconds)
    occurrence = f"screen:{int(now.timestamp() * 1000)}"
    await due.put(uow, Due(person_id, "screen", 0, occurrence, 0, at, urgent=True))
