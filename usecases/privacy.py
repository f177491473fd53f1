"""What a person can do about what is kept: see it, take it along, hide it, erase it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from coach.numbers import Figure
from coach.people import Consent, Messages, Role, Status
from storage import due, erasure, erasures, people, sent
from storage.due import Due
from usecases import box, chain, consents, forms, numbers, staff
from usecases.people import DRAFT_ERASED

if TYPE_CHECKING:
    from coach.people import Person
    from storage.uow import UnitOfWork
    from usecases.work import Work

ERASE = "erase"
UNDO = timedelta(hours=24)
"""How long an erasure can be undone."""
HIDEABLE = timedelta(hours=48)
"""Telegram lets a bot delete messages that are at most this old."""


async def export(work: Work) -> chain.Exported | None:
    """Return everything kept about the person, signed; None while nothing is kept for long."""
    trial = not await consents.allows(work, Consent.KEEP)
    found = await chain.exported(work.uow, work.person, work.now, trial=trial)
    return found if found.rows else None


async def hide(work: Work) -> tuple[int, ...]:
    """Return the messages of the last 48 hours, to delete.

    They stay noted: what Telegram did not delete this time is tried again by the next *Hide*.
    """
    return await sent.since(work.uow, work.person.id, work.now - HIDEABLE)


async def forget(work: Work) -> tuple[int, ...]:
    """Begin to erase the person: nothing is sent from now on; a day later nothing is left.

    Returns the messages to delete from the chat.
    """
    at = work.now + UNDO
    occurrence = f"{ERASE}:{int(work.now.timestamp())}"
    await due.put(work.uow, Due(work.person.id, ERASE, 0, occurrence, 0, at))
    await _status(work, Status.FORGETTING)
    return await hide(work)


async def erased_at(work: Work) -> datetime | None:
    """Return when the person is erased, or None when they did not ask for it."""
    rows = await due.of_person(work.uow, work.person.id)
    return next((row.run_at for row in rows if row.kind == ERASE), None)


async def undo(work: Work) -> None:
    """Keep everything after all."""
    await due.drop(work.uow, work.person.id, ERASE)
    await _status(work, Status.ACTIVE)


async def _status(work: Work, status: Status) -> None:
    await people.change(work.uow, work.person.id, status=status.value)
    work.person = replace(work.person, status=status)


async def erase_now(work: Work) -> None:
    """Erase the person; no row of theirs remains, ledger included.

    It is noted first, so that no backup brings them back: raises OSError where that fails.
    """
    await numbers.count(work, Figure.DELETED)
    await erase_person(work.uow, work.person, work.now)


async def erase_person(uow: UnitOfWork, person: Person, now: datetime) -> None:
    """Note an erasure, then carry it out; raises OSError where it can't be noted."""
    erasures.note(await people.telegram_id(uow, person.id), now)
    await erase_again(uow, person, now)


async def erase_again(uow: UnitOfWork, person: Person, now: datetime) -> None:
    """Erase somebody whose erasure is noted already."""
    await box.forget(uow, person.id)
    if person.role is not Role.CLIENT:
        await staff.forget(uow, person.id, now)
    await erasure.erase(uow, person.id)


async def end_trial(work: Work) -> None:
    """Erase a trial: answers, forms, the place, and what was due. Language and hour stay."""
    if not work.person.trial:
        return
    said = work.person.case_id is not None or await forms.anything_said(work)
    await erasure.erase_case(work.uow, work.person.id, work.person.case_id)
    # Only that it was erased is remembered, until the person comes again.
    values = {
        "screen": DRAFT_ERASED if said else "home",
        "region": None,
        "zone": None,
        "currency": None,
    }
    await people.change(work.uow, work.person.id, **values)


async def share_phone(work: Work, *, shared: bool, silent: bool = False) -> None:
    """Note that someone else uses the phone: hide more, or send nothing at all."""
    values: dict[str, Any] = {"shared_phone": shared}
    if shared:
        values["discreet"] = True
    if silent:
        values["messages"] = Messages.PAUSED.value
    await people.change(work.uow, work.person.id, **values)
    work.person = replace(
        work.person,
        shared_phone=shared,
        discreet=shared or work.person.discreet,
        messages=Messages.PAUSED if silent else work.person.messages,
    )
