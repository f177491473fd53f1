"""The ledger: what was said to whom, entered before the send (by `claims`) and settled after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select, update

from storage.due import Due
from storage.tables_flow import ledger

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from storage.claims import Claimed
    from storage.uow import UnitOfWork

_NOTE = (
    update(ledger)
    .where(
        ledger.c.lane == bindparam("of_lane"),
        ledger.c.occurrence == bindparam("of_occurrence"),
        ledger.c.lead == bindparam("of_lead"),
    )
    .values(
        outcome=bindparam("outcome"),
        message_id=bindparam("message_id"),
        settled_at=bindparam("settled_at"),
    )
)


async def note(
    uow: UnitOfWork, said: Sequence[tuple[Claimed, str, int | None]], now: datetime
) -> None:
    """Write outcomes and message numbers into the ledger (an entry that is gone stays gone)."""
    rows = [
        {
            "of_lane": row.due.lane,
            "of_occurrence": row.due.occurrence,
            "of_lead": row.due.lead,
            "outcome": outcome,
            "message_id": message_id,
            "settled_at": now,
        }
        for row, outcome, message_id in said
    ]
    if rows:
        await uow.run(_NOTE, rows)


async def spoke(
    uow: UnitOfWork, person_ids: Collection[int], since: datetime, but: Collection[str]
) -> dict[int, datetime]:
    """Return when each person's last scheduled message after `since` went out, but for some kinds."""
    statement = (
        select(ledger.c.lane, func.max(ledger.c.settled_at).label("last"))
        .where(
            ledger.c.lane.in_(person_ids),
            ledger.c.outcome == "sent",
            ledger.c.settled_at >= since,
            ledger.c.kind.not_in(list(but)),
        )
        .group_by(ledger.c.lane)
    )
    return {row.lane: row.last for row in (await uow.run(statement)).all()}


async def said_in(uow: UnitOfWork, person_id: int, message_id: int) -> tuple[Due, ...]:
    """Return what a message that was sent stood for, in order."""
    statement = (
        select(ledger)
        .where(ledger.c.lane == person_id, ledger.c.message_id == message_id)
        .order_by(ledger.c.id)
    )
    return tuple(
        Due(person_id, row.kind, row.ref, row.occurrence, row.lead, row.claimed_at)
        for row in (await uow.run(statement)).all()
    )
