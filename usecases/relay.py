"""A client and their counsellor write to each other through the bot; neither sees an account.

Danger signs are answered before a human reads: every typed word passes the door's check first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from coach.masking import mask
from coach.permits import Action, Relation
from coach.relay import A_DAY, CANNED, LONGEST, answers_next, answers_now
from storage import due, grants, relay, staff
from storage.due import Due
from usecases import forms, permits
from usecases.access import NotYoursError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from coach.interview import Value
    from coach.relay import Message
    from coach.staff import Member
    from usecases.work import Work

TO_CLIENT = "relay"
"""The due kind that brings a client what their counsellor wrote; `ref` is the message."""
TO_COUNSELLOR = "relay_in"
"""The due kind that brings a counsellor what their client wrote; `ref` is the message."""
SHOWN = 6
"""Messages on one screen."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A client's side of the conversation."""

    counsellor: Member
    messages: tuple[Message, ...]
    open: bool
    """Whether the counsellor's hours are on."""
    next: datetime | None
    """When they begin again."""


class TooManyError(RuntimeError):
    """One side has written as much as a day holds."""


async def counsellor_of(work: Work, counsellor: int) -> Member:
    """Return the person's counsellor of that number; raises NotYoursError."""
    grant = await grants.between(work.uow, work.person.id, counsellor)
    found = await staff.member(work.uow, counsellor)
    if grant is None or found is None:
        raise NotYoursError
    return found


async def talk(work: Work, counsellor: int) -> Talk:
    """Return the client's side, with when the other one answers; raises NotYoursError."""
    found = await counsellor_of(work, counsellor)
    said = await relay.between(work.uow, work.person.id, counsellor, SHOWN)
    return Talk(found, said, answers_now(found, work.now), answers_next(found, work.now))


async def begin(work: Work, counsellor: int) -> None:
    """Ask a client for the words; raises NotYoursError or TooManyError."""
    await counsellor_of(work, counsellor)
    await _room(work, work.person.id, counsellor, by_client=True)
    await forms.start(work, "to_counsellor", subject=counsellor, anew=True)


async def finish(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Hand a client's words to their counsellor."""
    counsellor = subject or 0
    await counsellor_of(work, counsellor)
    await _room(work, work.person.id, counsellor, by_client=True)
    words = mask(str(answers["words"]))[0][:LONGEST]
    number = await relay.write(
        work.uow, work.person.id, counsellor, words, work.now, by_client=True
    )
    occurrence = f"{TO_COUNSELLOR}:{number}"
    row = Due(counsellor, TO_COUNSELLOR, number, occurrence, 0, work.now, urgent=True)
    await due.put(work.uow, row)
    return f"relay.sent:{counsellor}"


async def _room(work: Work, client: int, counsellor: int, *, by_client: bool) -> None:
    since = work.now - timedelta(days=1)
    if await relay.written(work.uow, client, counsellor, since, by_client=by_client) >= A_DAY:
        raise TooManyError


async def with_client(work: Work, client: int) -> tuple[str | None, tuple[Message, ...]]:
    """Return how a client is called, and the conversation with them; raises NotYoursError."""
    await permits.client(work, Action.RELAY, client)
    grant = await grants.between(work.uow, client, work.person.id)
    said = await relay.between(work.uow, client, work.person.id, SHOWN)
    return grant.alias if grant else None, said


async def begin_reply(work: Work, client: int) -> None:
    """Ask a counsellor for the words; raises NotYoursError or TooManyError."""
    await permits.client(work, Action.RELAY, client)
    await _room(work, client, work.person.id, by_client=False)
    await forms.start(work, "to_client", subject=client, anew=True)


async def finish_reply(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Hand a counsellor's words to their client."""
    await reply(work, subject or 0, str(answers["words"]))
    return f"relay.with:{subject}"


async def reply(work: Work, client: int, words: str) -> None:
    """Hand words to a client, at their hour or at once, as they wish to be written to.

    Raises NotYoursError or TooManyError.
    """
    await permits.client(work, Action.RELAY, client)
    await _room(work, client, work.person.id, by_client=False)
    kept = mask(words.strip())[0][:LONGEST]
    if not kept:
        raise NotYoursError
    number = await relay.write(work.uow, client, work.person.id, kept, work.now, by_client=False)
    await due.put(work.uow, Due(client, TO_CLIENT, number, f"{TO_CLIENT}:{number}", 0, work.now))
    await grants.note(work.uow, work.person.id, Action.RELAY.value, client, work.now)


async def heard(work: Work, number: int) -> tuple[Message, Member] | None:
    """Return a message that a client is to read, unless its writer is their counsellor no more."""
    found = await relay.message(work.uow, number)
    if found is None or found.by_client or found.client != work.person.id:
        return None
    try:
        return found, await counsellor_of(work, found.counsellor)
    except NotYoursError:
        return None


async def told(work: Work, number: int) -> tuple[Message, str | None] | None:
    """Return a message that a counsellor is to read, with how the client is called."""
    found = await relay.message(work.uow, number)
    if found is None or not found.by_client or found.counsellor != work.person.id:
        return None
    if await permits.relation(work, found.client) is Relation.STRANGER:
        return None
    grant = await grants.between(work.uow, found.client, found.counsellor)
    return found, grant.alias if grant else None


async def canned(work: Work) -> tuple[tuple[int, str], ...]:
    """Return the person's ready answers by number; raises NotYoursError."""
    await permits.require(work, Action.KEEP_ANSWERS)
    return await relay.canned_of(work.uow, work.person.id)


async def begin_canned(work: Work) -> None:
    """Ask for a ready answer; raises NotYoursError, or TooManyError when there are enough."""
    if len(await canned(work)) >= CANNED:
        raise TooManyError
    await forms.start(work, "canned", anew=True)


async def finish_canned(work: Work, _: int | None, answers: Mapping[str, Value]) -> str:
    """Keep a ready answer."""
    await permits.require(work, Action.KEEP_ANSWERS)
    words = mask(str(answers["words"]))[0][:LONGEST]
    await relay.keep_canned(work.uow, work.person.id, words, work.now)
    return "relay.canned"


async def drop_canned(work: Work, number: int) -> None:
    """Delete a ready answer."""
    await permits.require(work, Action.KEEP_ANSWERS)
    await relay.drop_canned(work.uow, work.person.id, number)


async def begin_hours(work: Work) -> None:
    """Ask somebody who works here when they answer; raises NotYoursError without a name yet."""
    if await staff.member(work.uow, work.person.id) is None:
        raise NotYoursError
    await forms.start(work, "staff_hours", anew=True)


async def finish_hours(work: Work, _: int | None, answers: Mapping[str, Value]) -> str:
    """Keep when they answer."""
    starts, ends = int(str(answers["starts"])), int(str(answers["ends"]))
    await staff.hours(work.uow, work.person.id, starts, ends, str(answers["days"]))
    return "staff"
