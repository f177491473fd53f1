"""Everything that happened in a case, in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.timeline import correction, newest_first, of_chain
from storage import cases, chain
from storage import contacts as contact_rows
from storage import timeline as storage
from usecases import access, contacts, forms

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from coach.interview import Value
    from coach.timeline import Item
    from usecases.work import Work


@dataclass(frozen=True, slots=True)
class Timeline:
    """A case's short number, and what happened, newest first."""

    case: str
    items: tuple[Item, ...]


async def of_person(work: Work) -> Timeline | None:
    """Return the person's timeline; None before their first kept answer."""
    case_id = work.person.case_id
    if case_id is None:
        return None
    noted = of_chain(await chain.of_case(work.uow, case_id))
    asked = await storage.requests(work.uow, case_id)
    dates = await storage.dates(work.uow, case_id)
    number = await cases.number_of(work.uow, case_id)
    return Timeline(number, newest_first((*noted, *asked, *dates)))


async def begin_correction(work: Work, contact_id: int) -> None:
    """Ask what is not right in a note."""
    await contacts.one(work, contact_id)
    await forms.start(work, "correction", subject=contact_id)


async def finish_correction(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Keep what puts the note right, as an entry that follows."""
    kept = await contacts.one(work, subject or 0)
    case_id = await access.existing_case(work)
    await contact_rows.correct(work.uow, case_id, kept.contact.id, str(answers["words"]), work.now)
    return f"contact.more:{kept.contact.id}"


async def corrections(work: Work, contact_id: int) -> tuple[tuple[datetime, str], ...]:
    """Return what was put right in a note, with when."""
    await contacts.one(work, contact_id)
    found = map(correction, await chain.corrections(work.uow, contact_id))
    return tuple(each for each in found if each is not None)
