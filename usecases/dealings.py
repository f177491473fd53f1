"""What passes between the person and one creditor: promises, the record, whose the debt was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage import contacts as storage
from usecases import access, contacts, limits, owners

if TYPE_CHECKING:
    from coach.contacts import Contact
    from usecases.owners import Passed
    from usecases.work import Work


@dataclass(frozen=True, slots=True)
class Dealings:
    """One debt's dealings: open promises, newest first, and how many contacts are in its record."""

    passed: Passed
    promised: tuple[Contact, ...]
    recorded: int


async def of_debt(work: Work, debt_id: int) -> Dealings:
    """Return a debt's dealings; raises NotYoursError."""
    passed = await owners.of_debt(work, debt_id)
    case_id = await access.existing_case(work)
    promised = await storage.promised(work.uow, case_id, passed.debt.id)
    record = await limits.of_debt(work, passed.debt.id)
    return Dealings(passed, promised, record.tally.total)


async def keep(work: Work, contact_id: int, *, kept: bool) -> None:
    """Note whether what was promised came; said once, it is not followed up any more."""
    found = await contacts.one(work, contact_id)
    if found.contact.promise is None or found.contact.kept is not None:
        return
    case_id = await access.existing_case(work)
    await storage.keep_promise(work.uow, case_id, contact_id, work.now, kept=kept)
    if kept:
        await contacts.forget(work, contact_id)
