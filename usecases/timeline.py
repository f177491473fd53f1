"""Everything that happened in a case, in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.timeline import Around, Place, correction, earlier, later, of_chain, puts_right
from storage import cases, chain
from storage import contacts as contact_rows
from storage import timeline as storage
from usecases import access, contacts, forms

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from datetime import datetime

    from coach.chain import Entry
    from coach.interview import Value
    from coach.timeline import Item
    from storage.uow import UnitOfWork
    from usecases.work import Work

    Read = Callable[[UnitOfWork, int, int, int], Awaitable[tuple[Item, ...]]]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page of what happened in a case, newest first, with its short number.

    `earlier` and `later` are where the pages before and after begin; None where there is none.
    """

    case: str
    items: tuple[Item, ...]
    earlier: Place | None
    later: Place | None


async def page(work: Work, place: Place, most: int) -> Timeline | None:
    """Return at most so many items before a place; None before their first kept answer.

    Only what stands on the page is opened, and what puts it right.
    """
    case_id = work.person.case_id
    if case_id is None:
        return None
    before = await _before(work, case_id, place, most + 1)
    items, end = earlier(place, before, most)
    more = len(before.noted) + len(before.asked) + len(before.dates) > len(items)
    start = later(place, await _after(work, case_id, place, most), most)
    number = await cases.number_of(work.uow, case_id)
    return Timeline(number, items, end if more else None, None if start == place else start)


async def _before(work: Work, case_id: int, place: Place, most: int) -> Around:
    found: dict[int, Item] = {}
    number = place.number
    while len(found) < most:
        entries = await chain.below(work.uow, case_id, number, most)
        found |= await _opened(work, case_id, entries)
        if len(entries) < most:
            break
        number = entries[-1].number
    asked = await storage.requests(work.uow, case_id, place.asked, most)
    dates = await storage.dates(work.uow, case_id, place.dates, most)
    newest = sorted(found.items(), reverse=True)
    return Around(tuple(newest), asked, dates)


async def _after(work: Work, case_id: int, place: Place, most: int) -> Around:
    """Return what is newer than a place, the oldest of it first."""
    found: dict[int, Item] = {}
    number = place.number
    while number is not None and len(found) < most:
        entries = await chain.above(work.uow, case_id, number, most)
        found |= await _opened(work, case_id, entries)
        if len(entries) < most:
            break
        number = entries[-1].number + 1
    asked = await _nearest(storage.requests, work, case_id, place.asked, most)
    dates = await _nearest(storage.dates, work, case_id, place.dates, most)
    return Around(tuple(sorted(found.items())), asked, dates)


async def _nearest(read: Read, work: Work, case_id: int, newer: int, most: int) -> tuple[Item, ...]:
    """Return the last of so many newer ones, turned round."""
    skip = max(newer - most, 0)
    return (await read(work.uow, case_id, skip, newer - skip))[::-1] if newer else ()


async def _opened(work: Work, case_id: int, entries: Sequence[Entry]) -> dict[int, Item]:
    """Return what the entries say, with what puts them right, by number."""
    numbers = {each.number for each in entries}
    if not numbers:
        return {}
    about = {of for each in entries if (of := puts_right(each)) is not None}
    whole = await chain.with_corrections(work.uow, case_id, numbers | about)
    return {number: item for number, item in of_chain(whole).items() if number in numbers}


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
