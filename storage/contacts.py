"""The contact log and deadlines: rows to dataclasses and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, insert, or_, select, update

from coach.chain import Kind
from coach.contacts import Channel, Contact, Outcome
from coach.reminders import Deadline
from storage import chain
from storage.tables_case import contacts, deadlines

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import ColumnElement

    from storage.uow import UnitOfWork


def is_newest() -> ColumnElement[bool]:
    """Return the condition for a contact that no later one about the same debt took the place of."""
    later = contacts.alias("later")
    newer = exists().where(
        later.c.case_id == contacts.c.case_id,
        later.c.id > contacts.c.id,
        later.c.deleted_at.is_(None),
        func.coalesce(later.c.debt_id, 0) == func.coalesce(contacts.c.debt_id, 0),
    )
    return ~newer.correlate(contacts)


_KEPT, _BROKEN = "kept", "broken"


def _contact(row: Any) -> Contact:
    return Contact(
        id=row.id,
        debt_id=row.debt_id,
        at=row.at,
        channel=Channel(row.channel),
        outcome=Outcome(row.outcome),
        reference=row.reference,
        promise=row.promise,
        note=row.note,
        next_on=row.next_on,
        kept=None if row.kept is None else row.kept == _KEPT,
        recorded=row.reached is not None,
    )


async def add(
    uow: UnitOfWork,
    case_id: int,
    now: datetime,
    *,
    debt_id: int | None,
    channel: Channel,
    outcome: Outcome,
    reference: str | None,
    promise: str | None,
    note: str | None,
    next_on: date | None,
    caller: str | None = None,
) -> int:
    """Store one entry, in the case's chain as well, and return its id."""
    noted = {
        "channel": channel.value,
        "outcome": outcome.value,
        "reference": reference,
        "promise": promise,
        "note": note,
        "caller": caller,
    }
    statement = insert(contacts).values(
        case_id=case_id, debt_id=debt_id, at=now, next_on=next_on, **noted
    )
    contact_id: int = (await uow.run(statement.returning(contacts.c.id))).scalar_one()
    named = await chain.whose(uow, debt_id)
    await chain.append(uow, case_id, Kind.CONTACT, contact_id, now, {**noted, **named})
    return contact_id


async def of_case(uow: UnitOfWork, case_id: int, limit: int = 20) -> tuple[Contact, ...]:
    """Return the newest entries of a case."""
    where = and_(contacts.c.case_id == case_id, contacts.c.deleted_at.is_(None))
    order = (contacts.c.at.desc(), contacts.c.id.desc())
    rows = await uow.run(select(contacts).where(where).order_by(*order).limit(limit))
    return tuple(_contact(row) for row in rows.all())


async def earlier(uow: UnitOfWork, case_id: int, debt_id: int) -> tuple[Contact, ...]:
    """Return a debt's entries with a refusal, pressure or a reference, the newest first."""
    told = (Outcome.REFUSED.value, Outcome.PRESSED.value)
    said = or_(contacts.c.outcome.in_(told), contacts.c.reference.is_not(None))
    where = (
        contacts.c.case_id == case_id, contacts.c.debt_id == debt_id,
        contacts.c.deleted_at.is_(None), said,
    )  # fmt: skip
    order = (contacts.c.at.desc(), contacts.c.id.desc())
    rows = await uow.run(select(contacts).where(*where).order_by(*order))
    return tuple(_contact(row) for row in rows.all())


async def get(uow: UnitOfWork, case_id: int, contact_id: int) -> Contact | None:
    """Return one entry of that case; anybody else's is None."""
    where = and_(contacts.c.id == contact_id, contacts.c.case_id == case_id)
    row = (await uow.run(select(contacts).where(where))).first()
    return _contact(row) if row else None


async def promised(uow: UnitOfWork, case_id: int, debt_id: int) -> tuple[Contact, ...]:
    """Return what a debt's lender promised and nobody has said of yet whether it came."""
    where = (
        contacts.c.case_id == case_id, contacts.c.debt_id == debt_id,
        contacts.c.promise.is_not(None), contacts.c.kept.is_(None), contacts.c.deleted_at.is_(None),
    )  # fmt: skip
    order = (contacts.c.at.desc(), contacts.c.id.desc())
    rows = await uow.run(select(contacts).where(*where).order_by(*order))
    return tuple(_contact(row) for row in rows.all())


async def keep_promise(
    uow: UnitOfWork, case_id: int, contact_id: int, now: datetime, *, kept: bool
) -> None:
    """Note whether what was promised came; the chain is told by an entry that follows."""
    await change(uow, contact_id, kept=_KEPT if kept else _BROKEN)
    of = await chain.number_of(uow, contact_id)
    content = {"of": of, "kept": kept}
    await chain.append(uow, case_id, Kind.CORRECTION, contact_id, now, content)


async def untied(uow: UnitOfWork, case_id: int, caller: str) -> int | None:
    """Return the newest call of that caller which no debt was named for yet."""
    where = (
        contacts.c.case_id == case_id, contacts.c.caller == caller,
        contacts.c.debt_id.is_(None), contacts.c.deleted_at.is_(None),
    )  # fmt: skip
    statement = select(func.max(contacts.c.id)).where(*where)
    found: int | None = (await uow.run(statement)).scalar_one()
    return found


async def is_deleted(uow: UnitOfWork, contact_id: int) -> bool:
    """Tell whether an entry was deleted; for a day it can be brought back."""
    where = (contacts.c.id == contact_id, contacts.c.deleted_at.is_not(None))
    return (await uow.run(select(contacts.c.id).where(*where))).first() is not None


async def change(uow: UnitOfWork, contact_id: int, **values: Any) -> None:
    """Set `next_on`, `kept` or `deleted_at` of an entry; what was noted stays as it was."""
    await uow.run(update(contacts).where(contacts.c.id == contact_id).values(**values))
    if "deleted_at" in values:
        await chain.remove_contact(uow, contact_id, values["deleted_at"])


async def tie(uow: UnitOfWork, case_id: int, contact_id: int, debt_id: int, now: datetime) -> None:
    """Name the debt that an entry was about; the chain is told by an entry that follows."""
    await change(uow, contact_id, debt_id=debt_id)
    of = await chain.number_of(uow, contact_id)
    named = await chain.whose(uow, debt_id)
    await chain.append(uow, case_id, Kind.CORRECTION, contact_id, now, {"of": of, **named})


async def correct(
    uow: UnitOfWork, case_id: int, contact_id: int, words: str, now: datetime
) -> None:
    """Put an entry right by a further one in the chain; what was noted first stays."""
    of = await chain.number_of(uow, contact_id)
    content = {"of": of, "words": words}
    await chain.append(uow, case_id, Kind.CORRECTION, contact_id, now, content)


async def refusals(uow: UnitOfWork, case_id: int, debt_id: int | None) -> int:
    """Return how often this debt's lender refused."""
    same = contacts.c.debt_id.is_(None) if debt_id is None else contacts.c.debt_id == debt_id
    refused = and_(contacts.c.outcome == Outcome.REFUSED.value, contacts.c.deleted_at.is_(None))
    where = (contacts.c.case_id == case_id, refused, same)
    statement = select(func.count()).select_from(contacts).where(*where)
    count: int = (await uow.run(statement)).scalar_one()
    return count


@dataclass(frozen=True, slots=True)
class KeptDeadline:
    """A stored deadline; `assumed` when the paper names no date and the pack's shortest is used."""

    id: int
    debt_id: int | None
    kind: str
    what: str | None
    deadline: Deadline
    assumed: bool


def _deadline(row: Any) -> KeptDeadline:
    state = Deadline(row.on, done=row.status != "open", snoozed_until=row.snoozed_to)
    return KeptDeadline(row.id, row.debt_id, row.kind, row.what, state, row.assumed)


async def add_deadline(uow: UnitOfWork, case_id: int, now: datetime, **values: Any) -> int:
    """Store a deadline (columns of `deadlines`) and return its id."""
    statement = insert(deadlines).values(case_id=case_id, at=now, **values)
    deadline_id: int = (await uow.run(statement.returning(deadlines.c.id))).scalar_one()
    return deadline_id


async def deadlines_of(uow: UnitOfWork, case_id: int) -> tuple[KeptDeadline, ...]:
    """Return the open deadlines of a case, soonest first."""
    where = and_(deadlines.c.case_id == case_id, deadlines.c.status == "open")
    order = (deadlines.c.on, deadlines.c.id)
    rows = await uow.run(select(deadlines).where(where).order_by(*order))
    return tuple(_deadline(row) for row in rows.all())


async def get_deadline(uow: UnitOfWork, case_id: int, deadline_id: int) -> KeptDeadline | None:
    """Return one deadline of that case; anybody else's is None."""
    where = and_(deadlines.c.id == deadline_id, deadlines.c.case_id == case_id)
    row = (await uow.run(select(deadlines).where(where))).first()
    return _deadline(row) if row else None


async def change_deadline(uow: UnitOfWork, deadline_id: int, **values: Any) -> None:
    """Set `status` or `snoozed_to` of a deadline."""
    await uow.run(update(deadlines).where(deadlines.c.id == deadline_id).values(**values))
