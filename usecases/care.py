"""In whose care a client is: told when it changes, without a word to anybody who looks on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach import occurrences
from storage import due
from storage.due import Due

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from storage.uow import UnitOfWork

KIND = "care"


async def changed(
    uow: UnitOfWork, clients: Collection[int], counsellor: int, now: datetime
) -> None:
    """Tell clients, by a message that waits like the others, that this counsellor came or went."""
    occurrence = occurrences.once(KIND, counsellor, now.date())
    await due.put_all(uow, [Due(client, KIND, 0, occurrence, 0, now) for client in clients])
