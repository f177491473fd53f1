"""The sender's side of `due`: claim whole chats, keep the ledger, settle, free what died.

`calendar` decides what is due; `real` times claims and back-off. Both are aware UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, case, delete, func, select, update

from storage.dialects import words
from storage.due import AT_ONCE, of_row
from storage.tables_flow import due, ledger, pace
from storage.types import UtcDateTime

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from storage.due import Due
    from storage.uow import UnitOfWork

LEASE = timedelta(seconds=90)
"""How long a claim holds when its process neither settles nor is known to be dead."""

ROWS_A_LANE = 3
"""Rows that a chat is reckoned to have due at a time; where there are more, a claim holds fewer."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A due row that is ours until it is settled or its lease ends."""

    id: int
    token: str
    due: Due
    attempts: int
    sent: bool
    """The ledger says that this occurrence went out before (its settling was lost)."""
    late: bool = False
    """It was put off after its own hour had passed."""


@dataclass(frozen=True, slots=True)
class Lane:
    """All due rows of one chat, in order, and the real time (seconds) at which it may speak."""

    number: int
    """The person's number, or minus the group's."""
    rows: tuple[Claimed, ...]
    slot: float


_ANYTHING = {
    urgent: select(due.c.id)
    .where(
        due.c.run_at <= bindparam("calendar", type_=UtcDateTime),
        due.c.not_before <= bindparam("real", type_=UtcDateTime),
        due.c.urgent if urgent else ~due.c.urgent,
    )
    .limit(1)
    for urgent in (False, True)
}


async def anything(uow: UnitOfWork, calendar: datetime, real: datetime, *, urgent: bool) -> bool:
    """Tell whether a claim would find something; a plain read, so that an idle tick costs nothing."""
    found = await uow.run(_ANYTHING[urgent], {"calendar": calendar, "real": real})
    return found.first() is not None


async def claim(
    uow: UnitOfWork,
    token: str,
    *,
    calendar: datetime,
    real: datetime,
    lanes: int,
    silent: Collection[str],
    per_second: float,
    urgent: bool = False,
) -> tuple[Lane, ...]:
    """Claim what is due in up to `lanes` chats and reserve their send slots.

    The urgent is claimed by itself, and takes no slot: it never waits for what is not.

    Kinds in `silent` send nothing: they get neither ledger entry nor slot. The caller commits.
    """
    values = {"token": token, "calendar": calendar, "real": real, "lanes": lanes}
    rows = (await uow.run(_CLAIM[urgent], {**values, "lease": real + LEASE})).all()
    if not rows:
        return ()
    speaking = sum(row.kind not in silent for row in rows)
    sent = await _enter(uow, token, calendar, silent) if speaking else frozenset()
    first = await _reserve(uow, 0 if urgent else speaking, real, per_second)
    by_lane: dict[int, list[Claimed]] = {}
    for row in sorted(rows, key=lambda row: (row.run_at, row.id)):
        claimed = Claimed(row.id, token, of_row(row), row.attempts, row.id in sent, row.late)
        by_lane.setdefault(row.lane, []).append(claimed)
    return tuple(
        Lane(lane, tuple(mine), first if urgent else first + place / per_second)
        for place, (lane, mine) in enumerate(by_lane.items())
    )


def _claim(*, urgent: bool) -> Any:
    real = bindparam("real", type_=UtcDateTime)
    ready = (
        due.c.run_at <= bindparam("calendar", type_=UtcDateTime),
        due.c.not_before <= real,
        due.c.urgent if urgent else ~due.c.urgent,
    )
    other = due.alias("other")
    taken = (
        select(other.c.id)
        .where(other.c.lane == due.c.lane, other.c.claim.is_not(None), other.c.not_before > real)
        .exists()
    )
    # Only the first rows are looked at, so that a claim costs the same however many wait.
    first = (
        select(due.c.id, due.c.lane, due.c.run_at)
        .where(*ready, ~taken)
        .order_by(due.c.run_at, due.c.id)
        .limit(bindparam("lanes") * ROWS_A_LANE)
        .subquery("first")
    )
    place = func.row_number().over(partition_by=first.c.lane, order_by=(first.c.run_at, first.c.id))
    ranked = select(first.c.id, place.label("place")).subquery("ranked")
    # One head row a chat is locked, its first: two processes see the same, so one gets the chat.
    heads = (
        select(due.c.id, due.c.lane)
        .where(
            due.c.id.in_(select(ranked.c.id).where(ranked.c.place == 1)), due.c.not_before <= real
        )
        .order_by(due.c.run_at, due.c.id)
        .limit(bindparam("lanes"))
        .with_for_update(skip_locked=True)
        .cte("heads")
    )
    mine = select(due.c.id).where(due.c.lane.in_(select(heads.c.lane)), *ready).cte("mine")
    return (
        update(due)
        .where(due.c.id.in_(select(mine.c.id)), due.c.not_before <= real)
        .values(
            claim=bindparam("token"),
            not_before=bindparam("lease", type_=UtcDateTime),
            attempts=due.c.attempts + 1,
        )
        .returning(
            due.c.id, due.c.lane, due.c.kind, due.c.ref, due.c.person_id, due.c.chat_id,
            due.c.occurrence, due.c.lead, due.c.run_at, due.c.attempts, due.c.note, due.c.urgent, due.c.late,
        )
    )  # fmt: skip


_CLAIM = {urgent: _claim(urgent=urgent) for urgent in (False, True)}
_ENTERED = ("lane", "person_id", "chat_id", "kind", "ref", "occurrence", "lead")
_SPEAKING = (
    due.c.claim == bindparam("token"),
    due.c.kind.not_in(bindparam("silent", expanding=True)),
)
_ENTRIES = select(
    *(due.c[name] for name in _ENTERED), bindparam("calendar", type_=UtcDateTime)
).where(*_SPEAKING)
_SENT_BEFORE = select(due.c.id).where(
    *_SPEAKING,
    ledger.c.lane == due.c.lane,
    ledger.c.occurrence == due.c.occurrence,
    ledger.c.lead == due.c.lead,
    ledger.c.outcome == "sent",
)


async def _enter(
    uow: UnitOfWork, token: str, calendar: datetime, silent: Collection[str]
) -> frozenset[int]:
    """Enter occurrences into the ledger before the send; return the rows whose one had been sent."""
    values = {"token": token, "silent": list(silent)}
    already = frozenset((await uow.run(_SENT_BEFORE, values)).scalars())
    statement = words(uow.dialect).insert(ledger).from_select([*_ENTERED, "claimed_at"], _ENTRIES)
    await uow.run(statement.on_conflict_do_nothing(), {**values, "calendar": calendar})
    return already


async def _reserve(uow: UnitOfWork, slots: int, real: datetime, per_second: float) -> float:
    """Reserve slots of the sending pace shared by all processes; return the first (seconds)."""
    now = real.timestamp()
    if slots == 0:
        return now
    length = slots / per_second
    statement = words(uow.dialect).insert(pace).values(name="clock", free_at=now + length)
    statement = statement.on_conflict_do_update(
        index_elements=[pace.c.name],
        set_={"free_at": case((pace.c.free_at > now, pace.c.free_at), else_=now) + length},
    ).returning(pace.c.free_at)
    free_at: float = (await uow.run(statement)).scalar_one()
    return free_at - length


_OURS = select(due.c.id).where(due.c.claim.in_(bindparam("tokens", expanding=True)))


async def ours(uow: UnitOfWork, claimed: Sequence[Claimed]) -> frozenset[int]:
    """Return the rows whose claim still holds, locked; the others were changed in between."""
    tokens = list({row.token for row in claimed})
    return frozenset((await uow.run(_OURS.with_for_update(), {"tokens": tokens})).scalars())


async def remove(uow: UnitOfWork, claimed: Collection[Claimed]) -> None:
    """Delete rows whose thing needs no more messages."""
    ids = [row.id for row in claimed]
    if ids:
        await uow.run(delete(due).where(due.c.id.in_(ids)))


_MOVE = (
    update(due)
    .where(due.c.id == bindparam("of_id"))
    .values(
        occurrence=bindparam("occurrence"),
        lead=bindparam("lead"),
        run_at=bindparam("run_at"),
        note=bindparam("note"),
        not_before=AT_ONCE,
        late=bindparam("late"),
        claim=None,
        attempts=0,
    )
)


async def move(uow: UnitOfWork, moved: Sequence[tuple[Claimed, Due, bool]]) -> None:
    """Set rows to the next occurrence of their thing, or the same one on a better day.

    The last of each three tells whether its own hour has passed.
    """
    rows = [
        {
            "of_id": row.id,
            "occurrence": following.occurrence,
            "lead": following.lead,
            "run_at": following.run_at,
            "note": following.note,
            "late": late,
        }
        for row, following, late in moved
    ]
    if rows:
        await uow.run(_MOVE, rows)


async def give_back(
    uow: UnitOfWork, claimed: Sequence[Claimed], not_before: datetime, *, counted: bool
) -> None:
    """Give rows back to be claimed again; `counted` is False when it was no failure of theirs."""
    for row in claimed:
        attempts = row.attempts if counted else row.attempts - 1
        statement = update(due).where(due.c.id == row.id, due.c.claim == row.token)
        await uow.run(statement.values(claim=None, not_before=not_before, attempts=attempts))


async def free_all(uow: UnitOfWork) -> None:
    """Free every claim and slot: on SQLite, what is held at start belongs to a dead process."""
    statement = update(due).where(due.c.claim.is_not(None))
    await uow.run(statement.values(claim=None, not_before=AT_ONCE))
    await uow.run(delete(pace))


async def free_of(uow: UnitOfWork, process: str) -> None:
    """Free the claims of one process."""
    statement = update(due).where(due.c.claim.startswith(f"{process}/", autoescape=True))
    await uow.run(statement.values(claim=None, not_before=AT_ONCE))
