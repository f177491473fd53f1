"""The contact log: noted in seconds, always with a next step, followed up on its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coach import occurrences
from coach.contacts import Channel, Contact, Next, Outcome, following
from coach.interview import Value
from storage import contacts as storage
from storage import due
from storage.due import Due
from usecases import access, debts, forms, prefs, room

if TYPE_CHECKING:
    from collections.abc import Mapping

    from usecases.work import Work

KIND = "followup"


@dataclass(frozen=True, slots=True)
class Logged:
    """An entry with its next step."""

    contact: Contact
    next: Next
    deleted: bool = False


async def begin(work: Work, debt_id: int | None, outcome: str | None = None) -> None:
    """Open the log; an outcome already tapped is not asked again."""
    seed: dict[str, Value] = {"outcome": outcome} if outcome else {}
    await forms.start(work, "contact", subject=debt_id, seed=seed)


async def finish(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Store the entry with the date of its next step."""

    def words(name: str) -> str | None:
        value = answers.get(name)
        return value if isinstance(value, str) else None

    case_id = await access.case_of(work)
    outcome = Outcome(str(answers["outcome"]))
    before = await storage.refusals(work.uow, case_id, subject)
    step = following(outcome, before + (outcome is Outcome.REFUSED))
    by = answers.get("by")
    looks = max(by, work.today) if isinstance(by, date) else work.today + timedelta(days=step.days)
    await room.for_another(work, "contacts", case_id)
    contact_id = await storage.add(
        work.uow,
        case_id,
        work.now,
        debt_id=subject,
        channel=Channel(str(answers["channel"])),
        outcome=outcome,
        reference=words("reference"),
        promise=words("promise"),
        note=words("words"),
        next_on=looks,
    )
    return f"contact:{contact_id}"


async def one(work: Work, contact_id: int) -> Logged:
    """Return one entry with its next step; raises NotYoursError."""
    case_id = await access.existing_case(work)
    found = await storage.get(work.uow, case_id, contact_id)
    if found is None:
        raise access.NotYoursError
    refused = await storage.refusals(work.uow, case_id, found.debt_id)
    gone = await storage.is_deleted(work.uow, contact_id)
    return Logged(found, following(found.outcome, refused), gone)


async def name(work: Work, contact: Contact) -> str | None:
    """Return whom the contact was with, or None when no debt was named."""
    if contact.debt_id is None:
        return None
    try:
        return (await debts.one(work, contact.debt_id)).creditor
    except access.NotYoursError:
        return None


async def is_followed(work: Work, contact_id: int) -> bool:
    """Tell whether a follow-up is planned."""
    planned = await due.of_person(work.uow, work.person.id)
    return any(row.kind == KIND and row.ref == contact_id for row in planned)


async def begin_other_day(work: Work, contact_id: int) -> None:
    """Ask on which day to follow up."""
    await one(work, contact_id)
    await forms.start(work, "followup", subject=contact_id)


async def finish_other_day(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Note the chosen day; the reminder still has to be agreed to."""
    on = answers["on"]
    kept = await one(work, subject or 0)
    if isinstance(on, date):
        await storage.change(work.uow, kept.contact.id, next_on=max(on, work.today))
    return f"contact.remind:{kept.contact.id}"


async def delete(work: Work, contact_id: int) -> Contact:
    """Delete an entry; for 24 hours it can be brought back, and its follow-up says nothing."""
    kept = await one(work, contact_id)
    await storage.change(work.uow, contact_id, deleted_at=work.now)
    return kept.contact


async def undelete(work: Work, contact_id: int) -> None:
    """Bring a deleted entry back."""
    await one(work, contact_id)
    await storage.change(work.uow, contact_id, deleted_at=None)


async def all_(work: Work) -> tuple[Contact, ...]:
    """Return the newest entries."""
    if work.person.case_id is None:
        return ()
    return await storage.of_case(work.uow, work.person.case_id)


async def remind(work: Work, contact_id: int, on: date) -> None:
    """Follow an entry up on a day; where its hour is past, on the next one that is not."""
    await one(work, contact_id)
    wanted = prefs.once(work, on)
    await storage.change(work.uow, contact_id, next_on=wanted.local_date)
    occurrence = occurrences.once(KIND, contact_id, wanted.local_date)
    row = Due(work.person.id, KIND, contact_id, occurrence, 0, wanted.run_at)
    await due.put(work.uow, row)


async def forget(work: Work, contact_id: int) -> None:
    """Follow an entry up no more."""
    await one(work, contact_id)
    await due.drop(work.uow, work.person.id, KIND, contact_id)
