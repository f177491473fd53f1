"""What owners are told about the bot itself: an alert is a due row, like every other message.

So it keeps ledger, pace and retry for nothing (design 3). An owner who has not started the bot
cannot be written to and is left out.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage import due, facts, people, staff
from storage.due import Due

if TYPE_CHECKING:
    from datetime import datetime

    from storage.uow import UnitOfWork

KIND = "alert"
REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Owners:
    """Whom to tell (Telegram numbers), and which version of the program does."""

    numbers: tuple[int, ...] = ()
    version: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    """What it is about, and its figures or words; nothing about anybody."""

    topic: str
    said: tuple[str, ...] = ()

    def note(self) -> str:
        """Return the form in which a due row keeps it."""
        return "\n".join((self.topic, *self.said))


def read(note: str | None) -> Alert:
    """Return the alert that a due row keeps."""
    topic, *said = (note or "").split("\n")
    return Alert(topic, tuple(said))


async def tell(uow: UnitOfWork, owners: Owners, alert: Alert, occasion: str, now: datetime) -> None:
    """Put the alert for every owner who has started the bot.

    `occasion` names what happened once: the same one is never said twice to the same person.
    """
    number = int.from_bytes(hashlib.sha256(occasion.encode()).digest()[:6], "big")
    for owner in sorted(await _who(uow, owners)):
        row = Due(owner, KIND, number, f"{KIND}:{number:012x}", 0, now, note=alert.note())
        await due.put(uow, row)


async def _who(uow: UnitOfWork, owners: Owners) -> set[int]:
    """Return our numbers of all owners: those of the settings, and those of the command line."""
    found = [await people.find(uow, number) for number in owners.numbers]
    return {each[0].id for each in found if each} | {*await staff.owners(uow)}


async def refused(uow: UnitOfWork, owners: Owners, kind: str, why: str, now: datetime) -> None:
    """Report that messages of this kind are rejected, once a kind, class of reason and version.

    Goes into the transaction that settles the message as refused. An alert that is rejected itself
    is not reported: it would be for ever.
    """
    occasion = f"refused:{kind}:{why}:{owners.version}"[:64]
    if kind == KIND or await facts.get(uow, occasion) or not await _who(uow, owners):
        return
    if await facts.swap(uow, occasion, "", now.isoformat()):
        await tell(uow, owners, Alert(REFUSED, (kind, why)), occasion, now)
