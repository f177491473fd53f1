"""The sender's side of `due`: claim whole chats, keep the ledger, settle, free what died.

`calendar` decides what is due; `real` times claims and back-off. Both are aware UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.due import AT_ONCE, Due
from storage.tables_flow import due, ledger, pace

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from storage.uow import UnitOfWork

LEASE = timedelta(seconds=90)
"""How long a claim holds when its process neither settles nor is known to be dead."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A due row that is ours until it is settled or its lease ends."""

    id: int
    token: str
    due: Due
    attempts: int
    sent: bool
    """The ledger says that this occurrence went out before (its settling was lost)."""


@dataclass(frozen=True, slots=True)
class Lane:
    """All due rows of one chat, in order, and the real time (seconds) at which it may speak."""

    person_id: int
    rows: tuple[Claimed, ...]
    slot: float


def _upsert(uow: UnitOfWork, table: Any) -> Any:
    return (sqlite if uow.dialect == "sqlite" else postgresql).insert(table)


async def anything(uow: UnitOfWork, calendar: datetime, real: datetime) -> bool:
    """Tell whether a claim would find something; a plain read, so that an idle tick costs nothing."""
    where = (due.c.run_at <= calendar, due.c.not_before <= real, due.c.person_id.is_not(None))
    return (await uow.run(select(due.c.id).where(*where).limit(1))).first() is not None


async def claim(
    uow: UnitOfWork,
    token: str,
    *,
    calendar: datetime,
    real: datetime,
    lanes: int,
    silent: Collection[str],
    per_second: float,
) -> tuple[Lane, ...]:
    """Claim every due row of up to `lanes` chats and reserve their send slots.

    Kinds in `silent` send nothing: they get neither ledger entry nor slot. The caller commits.
    """
    rows = (await uow.run(_claim(token, calendar, real, lanes))).all()
    if not rows:
        return ()
    speaking = [row for row in rows if row.kind not in silent]
    sent = await _enter(uow, speaking, calendar) if speaking else set()
    first = await _reserve(uow, len(speaking), real, per_second)
    by_lane: dict[int, list[Claimed]] = {}
    for row in sorted(rows, key=lambda row: (row.run_at, row.id)):
        item = Due(row.person_id, row.kind, row.ref, row.occurrence, row.lead, row.run_at, row.note)
        key = (row.lane, row.occurrence, row.lead)
        by_lane.setdefault(row.lane, []).append(
            Claimed(row.id, token, item, row.attempts, key in sent)
        )
    found = []
    for number, claimed in enumerate(by_lane.values()):
        person_id = claimed[0].due.person_id
        found.append(Lane(person_id, tuple(claimed), first + number / per_second))
    return tuple(found)


def _claim(token: str, calendar: datetime, real: datetime, lanes: int) -> Any:
    ready = (due.c.run_at <= calendar, due.c.not_before <= real, due.c.person_id.is_not(None))
    # One head row a chat is locked: two processes see the same head, so only one gets the chat.
    # Grouped by an expression, so that SQLite looks up what is due instead of walking all lanes.
    heads_of = select(func.min(due.c.id)).where(*ready).group_by(due.c.lane + 0)
    other = due.alias("other")
    taken = (
        select(other.c.id)
        .where(other.c.lane == due.c.lane, other.c.claim.is_not(None), other.c.not_before > real)
        .exists()
    )
    heads = (
        select(due.c.id, due.c.lane)
        .where(due.c.id.in_(heads_of), due.c.not_before <= real, ~taken)
        .order_by(due.c.run_at, due.c.id)
        .limit(lanes)
        .with_for_update(skip_locked=True)
        .cte("heads")
    )
    mine = select(due.c.id).where(due.c.lane.in_(select(heads.c.lane)), *ready).cte("mine")
    return (
        update(due)
        .where(due.c.id.in_(select(mine.c.id)), due.c.not_before <= real)
        .values(claim=token, not_before=real + LEASE, attempts=due.c.attempts + 1)
        .returning(due)
    )


async def _enter(
    uow: UnitOfWork, rows: Sequence[Any], calendar: datetime
) -> set[tuple[int, str, int]]:
    """Enter occurrences into the ledger before the send; return those that had been sent."""
    values = {
        (row.lane, row.occurrence, row.lead): {
            "lane": row.lane,
            "person_id": row.person_id,
            "kind": row.kind,
            "ref": row.ref,
            "occurrence": row.occurrence,
            "lead": row.lead,
            "claimed_at": calendar,
        }
        for row in rows
    }
    statement = _upsert(uow, ledger).values(list(values.values()))
    statement = statement.on_conflict_do_update(
        index_elements=[ledger.c.lane, ledger.c.occurrence, ledger.c.lead],
        set_={"claimed_at": statement.excluded.claimed_at},
    ).returning(ledger.c.lane, ledger.c.occurrence, ledger.c.lead, ledger.c.outcome)
    return {
        (row.lane, row.occurrence, row.lead)
        for row in (await uow.run(statement)).all()
        if row.outcome == "sent"
    }


async def _reserve(uow: UnitOfWork, slots: int, real: datetime, per_second: float) -> float:
    """Reserve slots of the sending pace shared by all processes; return the first (seconds)."""
    now = real.timestamp()
    if slots == 0:
        return now
    length = slots / per_second
    statement = _upsert(uow, pace).values(name="clock", free_at=now + length)
    statement = statement.on_conflict_do_update(
        index_elements=[pace.c.name],
        set_={"free_at": case((pace.c.free_at > now, pace.c.free_at), else_=now) + length},
    ).returning(pace.c.free_at)
    free_at: float = (await uow.run(statement)).scalar_one()
    return free_at - length


async def ours(uow: UnitOfWork, claimed: Sequence[Claimed]) -> frozenset[int]:
    """Return the rows whose claim still holds, locked; the others were changed in between."""
    tokens = {row.id: row.token for row in claimed}
    statement = select(due.c.id, due.c.claim).where(due.c.id.in_(tokens)).with_for_update()
    rows = (await uow.run(statement)).all()
    return frozenset(row.id for row in rows if row.claim == tokens[row.id])


async def note(
    uow: UnitOfWork,
    claimed: Sequence[Claimed],
    outcome: str,
    message_id: int | None,
    now: datetime,
) -> None:
    """Write what became of occurrences into the ledger (an entry that is gone stays gone)."""
    for row in claimed:
        where = and_(
            ledger.c.lane == row.due.person_id,
            ledger.c.occurrence == row.due.occurrence,
            ledger.c.lead == row.due.lead,
        )
        values = {"outcome": outcome, "message_id": message_id, "settled_at": now}
        await uow.run(update(ledger).where(where).values(**values))


async def remove(uow: UnitOfWork, claimed: Collection[Claimed]) -> None:
    """Delete rows whose thing needs no more messages."""
    ids = [row.id for row in claimed]
    if ids:
        await uow.run(delete(due).where(due.c.id.in_(ids)))


async def move(uow: UnitOfWork, claimed: Claimed, following: Due) -> None:
    """Set a row to its next occurrence."""
    values = {
        "kind": following.kind,
        "ref": following.ref,
        "occurrence": following.occurrence,
        "lead": following.lead,
        "run_at": following.run_at,
        "note": following.note,
        "not_before": AT_ONCE,
        "claim": None,
        "attempts": 0,
    }
    await uow.run(update(due).where(due.c.id == claimed.id).values(**values))


async def give_back(
    uow: UnitOfWork, claimed: Sequence[Claimed], not_before: datetime, *, counted: bool
) -> None:
    """Give rows back to be claimed again; `counted` is False when it was no failure of theirs."""
    for row in claimed:
        attempts = row.attempts if counted else row.attempts - 1
        statement = update(due).where(due.c.id == row.id, due.c.claim == row.token)
        await uow.run(statement.values(claim=None, not_before=not_before, attempts=attempts))


async def free_all(uow: UnitOfWork) -> None:
    """Free every claim: on SQLite, whatever is claimed at start belongs to a dead process."""
    statement = update(due).where(due.c.claim.is_not(None))
    await uow.run(statement.values(claim=None, not_before=AT_ONCE))


async def free_of(uow: UnitOfWork, process: str) -> None:
    """Free the claims of one process."""
    statement = update(due).where(due.c.claim.startswith(f"{process}/", autoescape=True))
    await uow.run(statement.values(claim=None, not_before=AT_ONCE))


async def spoke_since(
    uow: UnitOfWork, person_id: int, since: datetime, but: Collection[str]
) -> bool:
    """Tell whether a scheduled message went out since that instant, some kinds not counted."""
    statement = select(ledger.c.id).where(
        ledger.c.lane == person_id,
        ledger.c.outcome == "sent",
        ledger.c.settled_at >= since,
        ledger.c.kind.not_in(list(but)),
    )
    return (await uow.run(statement.limit(1))).first() is not None


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


async def trim(uow: UnitOfWork, before: datetime) -> None:
    """Forget ledger entries settled before that instant."""
    await uow.run(delete(ledger).where(ledger.c.settled_at < before))
