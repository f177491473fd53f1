"""Everything that is due: one row an active thing. The sender's side stands in `claims`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables_flow import due

if TYPE_CHECKING:
    from storage.uow import UnitOfWork

AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)
"""`not_before` is real time while `run_at` is the calendar's: nothing holds a new row back."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is to happen next for one thing of one person.

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


async def put(uow: UnitOfWork, row: Due) -> None:
    """Set the one row of this thing to its next occurrence; an open claim on it is void."""
    values: dict[str, Any] = {
        "lane": row.person_id,
        "kind": row.kind,
        "ref": row.ref,
        "person_id": row.person_id,
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
    dialect = sqlite if uow.dialect == "sqlite" else postgresql
    statement = dialect.insert(due).values(**values)
    statement = statement.on_conflict_do_update(
        index_elements=[due.c.lane, due.c.kind, due.c.ref],
        set_={name: value for name, value in values.items() if name not in ("lane", "kind", "ref")},
    )
    await uow.run(statement)


_DROP_KIND = delete(due).where(due.c.lane == bindparam("who"), due.c.kind == bindparam("what"))
_DROP = _DROP_KIND.where(due.c.ref == bindparam("number"))


async def drop(uow: UnitOfWork, person_id: int, kind: str, ref: int | None = None) -> None:
    """Forget a thing's row (all rows of the kind when `ref` is None)."""
    if ref is None:
        await uow.run(_DROP_KIND, {"who": person_id, "what": kind})
    else:
        await uow.run(_DROP, {"who": person_id, "what": kind, "number": ref})


async def of_person(uow: UnitOfWork, person_id: int) -> tuple[Due, ...]:
    """Return what is due for a person, soonest first."""
    statement = select(due).where(due.c.person_id == person_id).order_by(due.c.run_at, due.c.id)
    return tuple(
        Due(
            row.person_id,
            row.kind,
            row.ref,
            row.occurrence,
            row.lead,
            row.run_at,
            row.note,
            row.urgent,
        )
        for row in (await uow.run(statement)).all()
    )


async def next_instant(uow: UnitOfWork, after: datetime | None = None) -> datetime | None:
    """Return when the next thing is due, for the demo clock and the scheduler."""
    statement = select(func.min(due.c.run_at))
    if after is not None:
        statement = statement.where(due.c.run_at > after)
    found: datetime | None = (await uow.run(statement)).scalar_one_or_none()
    return found
