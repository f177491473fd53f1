"""What a host must tell everybody: a breach, or that it closes. One due row a person and notice."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from storage import affected, due, facts, people
from storage.due import Due
from usecases import privacy

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from storage.affected import Affected
    from storage.uow import UnitOfWork

KIND = "notice"
BREACH = "breach"
CLOSING = "closing"
LONGEST = 1_500
"""Characters of a host's own words."""
CLOSES = "closing"
"""The fact that holds the day on which everything is erased."""
AGAIN = timedelta(days=3)
"""So long before that day everybody is told once more."""
_PAGE = 200
_PART, _PARTS = 500, 3
"""A fact holds 512 characters."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What it is about, and which: the digest of the host's words, or the day.

    Both stand in the occurrence, because *Show* looks at that alone, days later.
    """

    topic: str
    which: str

    @property
    def occurrence(self) -> str:
        """Return what the ledger keeps."""
        return f"{KIND}:{self.topic}:{self.which}"


def read(occurrence: str) -> Notice:
    """Return the notice that an occurrence stands for."""
    _, topic, which = occurrence.split(":", 2)
    return Notice(topic, which)


async def keep_words(uow: UnitOfWork, words: str) -> Notice:
    """Keep the host's words once for everybody, and return the notice that says them."""
    which = hashlib.sha256(words.encode()).hexdigest()[:12]
    for part in range(_PARTS):
        cut = words[part * _PART : (part + 1) * _PART]
        await facts.put(uow, _name(which, part), cut)
    return Notice(BREACH, which)


async def words_of(uow: UnitOfWork, notice: Notice) -> str:
    """Return the host's words."""
    names = [_name(notice.which, part) for part in range(_PARTS)]
    found = await facts.some(uow, names)
    return "".join(found.get(name, "") for name in names)


def _name(which: str, part: int) -> str:
    return f"{KIND}:{which}:{part}"


async def breach(
    uow: UnitOfWork, since: datetime, until: datetime, looked: Sequence[str] = ()
) -> tuple[Affected, ...]:
    """Return who could be affected; with names, only whom these looked at in that time."""
    found = await affected.between(uow, since, until)
    if not looked:
        return found
    seen = await affected.looked_at_by(uow, looked, since, until)
    return tuple(each for each in found if each.id in seen)


async def tell(
    uow: UnitOfWork, who: Collection[int], notice: Notice, at: datetime, lead: int = 0
) -> None:
    """Put a notice for these people (our numbers); the same one is never said twice to anybody."""
    number = int.from_bytes(hashlib.sha256(notice.occurrence.encode()).digest()[:6], "big")
    rows = [Due(each, KIND, number + lead, notice.occurrence, lead, at) for each in who]
    await due.put_all(uow, rows)


async def announce(uow: UnitOfWork, on: date, now: datetime) -> int:
    """Tell everybody that the bot closes that day, now and once more; return how many they are.

    It may be done again: who came since is told, nobody twice. Raises ValueError when another day
    was announced.
    """
    before = await facts.get(uow, CLOSES)
    if before and before != on.isoformat():
        msg = f"another day was announced: {before}"
        raise ValueError(msg)
    await facts.put(uow, CLOSES, on.isoformat())
    noon = datetime.combine(on, time(12), tzinfo=UTC)
    told, last = 0, 0
    notice = Notice(CLOSING, on.isoformat())
    while page := await affected.everybody(uow, last, _PAGE):
        await tell(uow, page, notice, now)
        if noon - AGAIN > now + timedelta(days=1):
            await tell(uow, page, notice, noon - AGAIN, lead=1)
        told, last = told + len(page), page[-1]
    return told


async def closes_on(uow: UnitOfWork) -> date | None:
    """Return the day that was announced."""
    said = await facts.get(uow, CLOSES)
    return date.fromisoformat(said) if said else None


async def erase_some(uow: UnitOfWork, now: datetime, many: int = 50) -> int:
    """Erase so many people, each noted first; return how many there were. 0: nobody is left."""
    page = await affected.everybody(uow, 0, many)
    for number in page:
        person = await people.get(uow, number)
        if person is not None:
            await privacy.erase_person(uow, person, now)
    return len(page)
