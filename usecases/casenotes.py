"""Notes about a client: a counsellor's own, or shared with the client and whoever else counsels them.

A counsellor reads and writes them only while the client shares something with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.casenotes import LONGEST, MOST
from coach.masking import mask
from coach.permits import Action
from storage import casenotes as storage
from storage import staff
from usecases import forms, permits
from usecases.access import NotYoursError
from usecases.relay import TooManyError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.casenotes import CaseNote
    from coach.interview import Value
    from usecases.work import Work

PAGE = 4
"""Notes a page."""


async def of_client(
    work: Work, client: int, page: int = 0, size: int = PAGE
) -> tuple[tuple[CaseNote, ...], bool]:
    """Return a page of the notes about a client that the counsellor reads, and if there are more.

    The newest come first. Raises NotYoursError.
    """
    await permits.client(work, Action.WRITE_NOTE, client)
    skip = max(page, 0) * size
    found = await storage.of_client(work.uow, client, work.person.id, size + 1, skip)
    return found[:size], len(found) > size


async def mine(work: Work, page: int = 0) -> tuple[tuple[CaseNote, ...], bool]:
    """Return a page of the notes that were shared with the person themselves, and if there are more."""
    skip = max(page, 0) * PAGE
    found = await storage.of_client(work.uow, work.person.id, None, PAGE + 1, skip)
    return found[:PAGE], len(found) > PAGE


async def begin(work: Work, client: int, *, shared: bool) -> None:
    """Ask a counsellor for a note; raises NotYoursError or TooManyError."""
    await _may_add(work, client)
    await forms.start(work, "casenote_shared" if shared else "casenote", subject=client, anew=True)


async def _may_add(work: Work, client: int) -> None:
    await permits.client(work, Action.WRITE_NOTE, client)
    if await storage.count(work.uow, client) >= MOST:
        raise TooManyError


async def finish(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Keep a note of the counsellor's own."""
    return await _finish(work, subject or 0, answers, shared=False)


async def finish_shared(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Keep a note that the client reads."""
    return await _finish(work, subject or 0, answers, shared=True)


async def _finish(work: Work, client: int, answers: Mapping[str, Value], *, shared: bool) -> str:
    try:
        return f"casenote:{await write(work, client, str(answers['words']), shared=shared)}"
    except TooManyError:
        return f"casenotes:{client}"


async def write(work: Work, client: int, words: str, *, shared: bool) -> int:
    """Keep a note and return its number; raises NotYoursError or TooManyError."""
    await _may_add(work, client)
    member = await staff.member(work.uow, work.person.id)
    kept = _kept(words)
    if member is None or not kept:
        raise NotYoursError
    return await storage.add(
        work.uow, client, member.person_id, member.name, kept, work.now, shared=shared
    )


def _kept(words: str) -> str:
    return mask(words.strip())[0][:LONGEST]


async def one(work: Work, number: int) -> tuple[CaseNote, bool]:
    """Return a note that the counsellor reads, and whether they deleted it; raises NotYoursError."""
    found = await storage.get(work.uow, number)
    if found is None:
        raise NotYoursError
    note, deleted = found
    own = note.author == work.person.id
    if not own and (deleted or not note.shared):
        raise NotYoursError
    await permits.client(work, Action.WRITE_NOTE, note.client)
    return found


async def _own(work: Work, number: int) -> tuple[CaseNote, bool]:
    note, deleted = await one(work, number)
    if note.author != work.person.id:
        raise NotYoursError
    return note, deleted


async def begin_edit(work: Work, number: int) -> None:
    """Ask for other words; raises NotYoursError."""
    if (await _own(work, number))[1]:
        raise NotYoursError
    await forms.start(work, "casenote_edit", subject=number, anew=True)


async def finish_edit(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Keep other words."""
    await change(work, subject or 0, str(answers["words"]))
    return f"casenote:{subject}"


async def change(work: Work, number: int, words: str) -> None:
    """Set the words of a note of one's own; raises NotYoursError."""
    kept = _kept(words)
    if (await _own(work, number))[1] or not kept:
        raise NotYoursError
    await storage.change(work.uow, number, words=kept, edited_at=work.now)


async def delete(work: Work, number: int) -> None:
    """Delete a note of one's own; for 24 hours it can be brought back. Raises NotYoursError."""
    await _own(work, number)
    await storage.change(work.uow, number, deleted_at=work.now)


async def undelete(work: Work, number: int) -> None:
    """Bring a note back; raises NotYoursError."""
    await _own(work, number)
    await storage.change(work.uow, number, deleted_at=None)
