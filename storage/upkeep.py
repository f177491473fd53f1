"""What is thrown away by itself, and the demo's clean slate."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete

from storage import claims
from storage.metadata import METADATA
from storage.tables_case import contacts, debts
from storage.tables_people import sent, updates

if TYPE_CHECKING:
    from datetime import datetime

    from storage.uow import UnitOfWork

HIDEABLE = timedelta(hours=48)
"""Telegram lets a bot delete its messages this long, and keeps updates 24 hours."""
UNDO = timedelta(hours=24)
"""What was deleted can be brought back this long; then no copy remains (care 11)."""
LEDGER = timedelta(days=400)
"""A year and a month: nothing that repeats asks further back."""
_KEPT = {"settings"}


async def trim(uow: UnitOfWork, calendar: datetime, real: datetime) -> None:
    """Throw away what has no use any more."""
    await uow.run(delete(updates).where(updates.c.at < min(calendar, real) - HIDEABLE))
    await uow.run(delete(sent).where(sent.c.at < calendar - HIDEABLE))
    for table in (debts, contacts):
        await uow.run(delete(table).where(table.c.deleted_at < calendar - UNDO))
    await claims.trim(uow, calendar - LEDGER)


async def erase_everything(uow: UnitOfWork) -> None:
    """Delete every row of every person; only the demo and tests ask for it."""
    for table in reversed(METADATA.sorted_tables):
        if table.name not in _KEPT:
            await uow.run(delete(table))
