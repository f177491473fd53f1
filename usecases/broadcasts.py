"""A word from the host: drafted, tried, sent to who agrees, paused, taken up again, cancelled.

People are chosen in batches by a due row of its own, and each is a due row of theirs: a process
that dies leaves either to be taken up again, and the ledger lets nobody have it twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from coach.broadcasts import LONGEST, Broadcast, Progress, Stage, Status
from coach.masking import mask
from coach.occurrences import once
from coach.people import Consent
from coach.permits import Action
from storage import broadcasts, consents, due, grants
from storage.due import Due
from usecases import forms, permits
from usecases.access import NotYoursError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coach.interview import Value
    from storage.uow import UnitOfWork
    from usecases.work import Work

KIND = "broadcast"
"""The due kind that brings it to a person; `ref` is the broadcast."""
CHOOSE = "broadcast_to"
"""The due kind that goes on choosing people, in the author's own lane."""
BATCH = 500
"""People looked at in one transaction."""
SHOWN = 6
LOOKS_AGAIN = timedelta(minutes=1)
"""After somebody was due, until it is seen whether all have it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A broadcast as an owner sees it."""

    broadcast: Broadcast
    progress: Progress


async def all_(work: Work) -> tuple[Broadcast, ...]:
    """Return the newest; raises NotYoursError."""
    await permits.require(work, Action.BROADCAST)
    return await broadcasts.newest(work.uow, SHOWN)


async def one(work: Work, number: int) -> Broadcast:
    """Return one; raises NotYoursError."""
    await permits.require(work, Action.BROADCAST)
    found = await broadcasts.get(work.uow, number)
    if found is None:
        raise NotYoursError
    return found


async def see(work: Work, number: int) -> Seen:
    """Return one with how far it has come; raises NotYoursError."""
    found = await one(work, number)
    by = await broadcasts.counts(work.uow, number)
    _, chosen = await broadcasts.reached(work.uow, number)
    choosing = found.status is Status.SENDING and not chosen
    waiting = by.pop("", 0)
    sent, skipped = by.pop("sent", 0), by.pop("skipped", 0)
    return Seen(found, Progress(waiting, sent, skipped, sum(by.values()), choosing))


async def audience(work: Work, about: Broadcast) -> int:
    """Return how many people it would go to now."""
    after, found = 0, 0
    while people := await broadcasts.candidates(work.uow, about, after, BATCH):
        after = people[-1]
        found += len(await _agreeing(work, people))
    return found


async def _agreeing(work: Work, people: tuple[int, ...]) -> list[int]:
    wanted = (Consent.KEEP, Consent.MESSAGES)
    agree = await consents.agreeing(work.uow, people, wanted)
    return [each for each in people if each in agree]


async def begin(work: Work) -> None:
    """Ask for the words; raises NotYoursError."""
    await permits.require(work, Action.BROADCAST)
    await forms.start(work, "broadcast", anew=True)


async def finish(work: Work, _: int | None, answers: Mapping[str, Value]) -> str:
    """Keep the draft."""
    number = await draft(work, str(answers["words"]), work.person.locale)
    return f"broadcast:{number}"


async def draft(work: Work, words: str, locale: str) -> int:
    """Keep a draft in a language and return its number; raises NotYoursError."""
    await permits.require(work, Action.BROADCAST)
    kept = mask(words.strip())[0][:LONGEST]
    if not kept:
        raise NotYoursError
    return await broadcasts.add(work.uow, work.person.id, locale, kept, work.now)


async def aim(
    work: Work, number: int, *, locale: str, region: str | None, stage: Stage
) -> None:  # fmt: skip
    """Choose to whom a draft goes; raises NotYoursError."""
    found = await one(work, number)
    if found.status is not Status.DRAFT:
        raise NotYoursError
    await broadcasts.change(work.uow, number, locale=locale, region=region, stage=stage.value)


async def drop(work: Work, number: int) -> None:
    """Throw a draft away; raises NotYoursError."""
    await one(work, number)
    await broadcasts.drop(work.uow, number)


async def send(work: Work, number: int) -> None:
    """Begin to send a draft, or go on with one that was paused; raises NotYoursError."""
    found = await one(work, number)
    if not await broadcasts.move(work.uow, number, (Status.DRAFT, Status.PAUSED), Status.SENDING):
        raise NotYoursError
    values = {"at": work.now} if found.status is Status.DRAFT else {}
    await broadcasts.change(work.uow, number, author=work.person.id, **values)
    after = 0
    while waiting := await broadcasts.unsent(work.uow, number, after, BATCH):
        after = waiting[-1]
        await _put(work, number, waiting)
    row = Due(work.person.id, CHOOSE, number, f"{CHOOSE}:{number}", 0, work.now)
    await due.put(work.uow, row)
    await grants.note(work.uow, work.person.id, "broadcast_sent", None, work.now)


async def pause(work: Work, number: int) -> None:
    """Stop for now; raises NotYoursError."""
    await _stop(work, number, (Status.SENDING,), Status.PAUSED)


async def cancel(work: Work, number: int) -> None:
    """Stop for good: who has not got it never does. Raises NotYoursError."""
    await _stop(work, number, (Status.SENDING, Status.PAUSED), Status.CANCELLED)
    # Only who has it stays on the list, to be counted.
    await broadcasts.forget_waiting(work.uow, number)


async def pause_all(uow: UnitOfWork) -> int:
    """Stop whatever is on its way, after a restore: who got it since the backup is not known here."""
    found = await broadcasts.sending(uow)
    for number, author in found:
        await broadcasts.move(uow, number, (Status.SENDING,), Status.PAUSED)
        await broadcasts.hold(uow, number, KIND)
        await due.drop(uow, author, CHOOSE, number)
    return len(found)


async def _stop(work: Work, number: int, old: tuple[Status, ...], new: Status) -> None:
    found = await one(work, number)
    if not await broadcasts.move(work.uow, number, old, new):
        raise NotYoursError
    await broadcasts.hold(work.uow, number, KIND)
    await due.drop(work.uow, found.author, CHOOSE, number)
    await grants.note(work.uow, work.person.id, f"broadcast_{new.value}", None, work.now)


async def choose(work: Work, row: Due) -> Due | None:
    """Choose the next batch of people; return when to go on, or None when everybody has it."""
    found = await broadcasts.get(work.uow, row.ref)
    if found is None or found.status is not Status.SENDING:
        return None
    after, chosen = await broadcasts.reached(work.uow, row.ref)
    people = () if chosen else await broadcasts.candidates(work.uow, found, after, BATCH)
    if not people:
        await broadcasts.change(work.uow, found.id, chosen=True)
        return await _ends(work, row)
    agreeing = await _agreeing(work, people)
    await broadcasts.enlist(work.uow, found.id, agreeing)
    await _put(work, found.id, agreeing)
    await broadcasts.change(work.uow, found.id, reached=people[-1])
    return replace(row, lead=row.lead + 1, run_at=work.now + timedelta(seconds=1))


async def _ends(work: Work, row: Due) -> Due | None:
    """End it once nobody waits any more; until then look again when somebody was due."""
    at = await broadcasts.next_at(work.uow, row.ref, KIND)
    if at is None:
        await broadcasts.move(work.uow, row.ref, (Status.SENDING,), Status.DONE)
        return None
    return replace(row, lead=row.lead + 1, run_at=max(at, work.now) + LOOKS_AGAIN)


async def _put(work: Work, number: int, people: Sequence[int]) -> None:
    occurrence = once(KIND, number, work.today)
    rows = [Due(each, KIND, number, occurrence, 0, work.now) for each in people]
    await due.put_all(work.uow, rows)


async def to_say(work: Work, number: int) -> Broadcast | None:
    """Return what is to be said to a person, unless it was stopped meanwhile."""
    found = await broadcasts.get(work.uow, number)
    sending = found is not None and found.status in (Status.SENDING, Status.DONE)
    return found if sending else None


async def said(work: Work, row: Due, outcome: str) -> None:
    """Note what became of it for one person."""
    await broadcasts.settle(work.uow, row.ref, work.person.id, outcome)
