"""Everything that is due: one row an active thing. The sender's side stands in `claims`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, select, update

from storage.dialects import words
from storage.tables_flow import due

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from storage.uow import UnitOfWork

AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)
"""`not_before` is real time while `run_at` is the calendar's: nothing holds a new row back."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is to happen next for one thing of one person, or of one group.

    `kind` says what (`payment`, `checkin`, `screen` …), `ref` which (a plan's number; 0 when there
    is only one), `occurrence` and `lead` what exactly this message stands for: together with the
    person they are unique in the ledger, so that nothing is sent twice.
    """

    person_id: int
    kind: str
    ref: int
    occurrence: str
    lead: int
    run_at: datetime
    """Calendar time (aware UTC) at which it is due."""
    note: str | None = None
    urgent: bool = False
    """It answers something the person did: neither the pace nor a backlog holds it back."""
    chat_id: int | None = None
    """Our number of the group or channel; `person_id` is 0 then."""

    @property
    def lane(self) -> int:
        """The chat it goes to: the person's number, or minus the group's."""
        return self.person_id if self.chat_id is None else -self.chat_id


def of_row(row: Any) -> Due:
    """Return the due row that was read."""
    return Due(
        row.person_id or 0, row.kind, row.ref, row.occurrence, row.lead, row.run_at, row.note,
        row.urgent, row.chat_id,
    )  # fmt: skip


def _values(row: Due) -> dict[str, Any]:
    return {
        "lane": row.lane,
        "kind": row.kind,
        "ref": row.ref,
        "person_id": None if row.chat_id else row.person_id,
        "chat_id": row.chat_id,
        "occurrence": row.occurrence,
        "lead": row.lead,
        "run_at": row.run_at,
        "not_before": AT_ONCE,
        "claim": None,
        "attempts": 0,
        "note": row.note,
        "urgent": row.urgent,
        "late": False,
    }


async def put(uow: UnitOfWork, row: Due) -> None:
    """Set the one row of this thing to its next occurrence; an open claim on it is void."""
    values = _values(row)
    statement = words(uow.dialect).insert(due).values(**values)
    statement = statement.on_conflict_do_update(
        index_elements=[due.c.lane, due.c.kind, due.c.ref],
        set_={name: value for name, value in values.items() if name not in ("lane", "kind", "ref")},
    )
    await uow.run(statement)


async def put_all(uow: UnitOfWork, rows: Sequence[Due]) -> None:
    """Set the rows of many things, as `put` does, in one statement."""
    if not rows:
        return
    statement = words(uow.dialect).insert(due)
    named = [name for name in _values(rows[0]) if name not in ("lane", "kind", "ref")]
    statement = statement.on_conflict_do_update(
        index_elements=[due.c.lane, due.c.kind, due.c.ref],
        set_={name: statement.excluded[name] for name in named},
    )
    await uow.run(statement, [_values(row) for row in rows])


_DROP_KIND = delete(due).where(due.c.lane == bindparam("who"), due.c.kind == bindparam("what"))
_DROP = _DROP_KIND.where(due.c.ref == bindparam("number"))


async def drop(uow: UnitOfWork, lane: int, kind: str, ref: int | None = None) -> None:
    """Forget a thing's row (all rows of the kind when `ref` is None).

    `lane` is the person's number, or minus the group's.
    """
    if ref is None:
        await uow.run(_DROP_KIND, {"who": lane, "what": kind})
    else:
        await uow.run(_DROP, {"who": lane, "what": kind, "number": ref})


async def of_person(uow: UnitOfWork, person_id: int) -> tuple[Due, ...]:
    """Return what is due for a person, soonest first."""
    statement = select(due).where(due.c.person_id == person_id).order_by(due.c.run_at, due.c.id)
    return tuple(of_row(row) for row in (await uow.run(statement)).all())


async def of_group(uow: UnitOfWork, group_id: int) -> tuple[Due, ...]:
    """Return what is due in a group, soonest first."""
    statement = select(due).where(due.c.chat_id == group_id).order_by(due.c.run_at, due.c.id)
    return tuple(of_row(row) for row in (await uow.run(statement)).all())


async def hasten(uow: UnitOfWork, group_id: int, now: datetime) -> None:
    """Let what a group still waits for, because of a missing right, be tried again now."""
    waiting = (due.c.chat_id == group_id, due.c.late, due.c.run_at > now)
    await uow.run(update(due).where(*waiting).values(run_at=now))


async def next_instant(uow: UnitOfWork, but: Collection[str] = ()) -> datetime | None:
    """Return when the next thing is due, for the demo clock; some kinds may be left out."""
    statement = select(func.min(due.c.run_at)).where(due.c.kind.not_in(list(but)))
    found: datetime | None = (await uow.run(statement)).scalar_one_or_none()
    return found
