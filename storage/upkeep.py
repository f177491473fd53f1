"""What is thrown away by itself, and the demo's clean slate."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, tuple_

from coach.relay import KEPT
from storage import chain, evidence
from storage.metadata import METADATA
from storage.tables_case import contacts, debts
from storage.tables_casenotes import casenotes
from storage.tables_console import sessions, tries
from storage.tables_flow import ledger, tallies
from storage.tables_grants import invites
from storage.tables_people import sent, updates
from storage.tables_relay import relayed
from storage.tables_week import spends

if TYPE_CHECKING:
    from datetime import datetime

    from storage.uow import UnitOfWork

HIDEABLE = timedelta(hours=48)
"""Telegram lets a bot delete its messages this long, and keeps updates 24 hours."""
UNDO = timedelta(hours=24)
"""What was deleted can be brought back this long; then no copy remains (care 11)."""
LEDGER = timedelta(days=400)
"""A year and a month: nothing that repeats asks further back."""
TALLIES = timedelta(days=9)
"""Figures are asked for since midnight, and of the last hour."""
TRIES = timedelta(hours=1)
"""Longer than anybody is kept from trying again."""
BATCH = 1000
"""Rows of one table that go in one transaction."""
_KEPT = {"settings", "host_keys"}


async def trim(uow: UnitOfWork, calendar: datetime, real: datetime) -> bool:
    """Throw away the oldest of what has no use any more; return whether some may be left.

    A batch a call: whoever calls commits between them, so that nobody's answer waits long.
    """
    forgotten = calendar - LEDGER
    useless = (
        (updates, updates.c.at, updates.c.at < min(calendar, real) - HIDEABLE),
        (sent, sent.c.at, sent.c.at < calendar - HIDEABLE),
        (debts, debts.c.deleted_at, debts.c.deleted_at < calendar - UNDO),
        (contacts, contacts.c.deleted_at, contacts.c.deleted_at < calendar - UNDO),
        (casenotes, casenotes.c.deleted_at, casenotes.c.deleted_at < calendar - UNDO),
        (ledger, ledger.c.settled_at, ledger.c.settled_at < forgotten),
        # A day more, so that the pay day has begun wherever the person lives.
        (spends, spends.c.until, spends.c.until <= (calendar - timedelta(days=1)).date()),
        (relayed, relayed.c.at, relayed.c.at < calendar - KEPT),
        (invites, invites.c.expires_at, invites.c.expires_at < calendar),
        (tallies, tallies.c.slice, tallies.c.slice < calendar - TALLIES),
        (sessions, sessions.c.ends_at, sessions.c.ends_at < real),
        (tries, tries.c.at, tries.c.at < real - TRIES),
        # Entered by a process that died before it could settle them.
        (
            ledger,
            ledger.c.claimed_at,
            ledger.c.settled_at.is_(None) & (ledger.c.claimed_at < forgotten),
        ),
    )
    left = False
    for table, oldest, condition in useless:
        keys = tuple(table.primary_key)
        batch = select(*keys).where(condition).order_by(oldest, *keys).limit(BATCH)
        if table is debts:
            await evidence.forget(uow, batch)
        gone = await uow.run(delete(table).where(tuple_(*keys).in_(batch)))
        left = left or gone.rowcount >= BATCH
    return await chain.erase(uow, calendar - UNDO, BATCH) or left


async def erase_everything(uow: UnitOfWork) -> None:
    """Delete every row of every person; only the demo and tests ask for it."""
    for table in reversed(METADATA.sorted_tables):
        if table.name not in _KEPT:
            await uow.run(delete(table))
