"""Erases again whoever stands in the list of erasures, after a restore and at each start."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from storage import erasures, people
from usecases import privacy

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from storage.uow import UnitOfWork


async def apply(uow: UnitOfWork, folder: Path, now: datetime) -> int:
    """Erase again who was erased since what the database holds; return how many they were."""
    gone = await erasures.still_there(uow, erasures.read(folder))
    for person_id in gone:
        person = await people.get(uow, person_id)
        if person is not None:
            await privacy.erase_again(uow, person, now)
    return len(gone)


def tidy(folder: Path, now: datetime, days: int) -> None:
    """Throw away what can be about no backup any more; backups are kept for `days`."""
    # Three days more: a person's last day, a host's midnight, a backup that was late.
    erasures.throw_away(folder, (now - timedelta(days=days + 3)).date())
