"""The chain of a case: appended beside the row that an entry notes, removed, erased after a day.

An entry is never changed. Whatever writes the log or a version of a plan appends here in the same
transaction; nothing else does.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, insert, or_, select, update

from coach.chain import SALT_BYTES, Entry, Kind, following
from storage.tables_case import contacts, debts
from storage.tables_chain import chain
from storage.tables_plans import plans

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement, Select

    from storage.uow import UnitOfWork

_LOG = (Kind.CONTACT.value, Kind.CORRECTION.value)
_OWNERS = (Kind.OWNER.value, Kind.OWNER_PROVED.value, Kind.OWNER_UNDONE.value)
_PLANS = (Kind.PLAN.value, Kind.PLAN_ENDED.value, Kind.PLAN_REOPENED.value)


async def append(
    uow: UnitOfWork, case_id: int, kind: Kind, ref: int, at: datetime, content: Mapping[str, Any]
) -> None:
    """Add an entry about the contact or plan `ref` at the end of a case's chain."""
    newest = select(chain).where(chain.c.case_id == case_id).order_by(chain.c.number.desc())
    row = (await uow.run(newest.limit(1))).first()
    last = None if row is None else _entry(row)
    made = following(last, kind, {"at": at, **content}, secrets.token_bytes(SALT_BYTES))
    await uow.run(
        insert(chain).values(
            case_id=case_id,
            number=made.number,
            kind=made.kind,
            ref=ref,
            previous=made.previous,
            digest=made.digest,
            salt=made.salt,
            content=made.content,
            # What is added to something deleted goes with it, and comes back with it.
            removed_at=_deleted_at(kind, ref).scalar_subquery(),
        )
    )


def _deleted_at(kind: Kind, ref: int) -> Select[tuple[datetime | None]]:
    """Return since when what an entry notes is deleted, by itself or with its debt."""
    if kind in _OWNERS:
        return select(debts.c.deleted_at).where(debts.c.id == ref)
    noted = contacts if kind in _LOG else plans
    joined = noted.outerjoin(debts, debts.c.id == noted.c.debt_id)
    since: ColumnElement[Any] = debts.c.deleted_at
    if noted is contacts:
        since = func.coalesce(contacts.c.deleted_at, since)
    return select(since).select_from(joined).where(noted.c.id == ref)


def _entry(row: Any) -> Entry:
    gone = row.removed_at
    return Entry(
        number=row.number,
        kind=row.kind,
        previous=row.previous,
        digest=row.digest,
        salt=None if gone else row.salt,
        content=None if gone else row.content,
        removed_on=gone.date() if gone else None,
    )


async def of_case(uow: UnitOfWork, case_id: int) -> tuple[Entry, ...]:
    """Return a case's chain in order; what was deleted is removed at once, undo or not."""
    rows = await uow.run(select(chain).where(chain.c.case_id == case_id).order_by(chain.c.number))
    return tuple(_entry(row) for row in rows.all())


_THERE = (chain.c.removed_at.is_(None), chain.c.content.is_not(None))


async def below(uow: UnitOfWork, case_id: int, number: int | None, most: int) -> tuple[Entry, ...]:
    """Return the newest entries before a number (None: of all), newest first, none removed."""
    own = select(chain).where(chain.c.case_id == case_id, *_THERE)
    if number is not None:
        own = own.where(chain.c.number < number)
    rows = (await uow.run(own.order_by(chain.c.number.desc()).limit(most))).all()
    return tuple(_entry(row) for row in rows)


async def above(uow: UnitOfWork, case_id: int, number: int, most: int) -> tuple[Entry, ...]:
    """Return the oldest entries from a number on, oldest first, none removed."""
    own = select(chain).where(chain.c.case_id == case_id, chain.c.number >= number, *_THERE)
    rows = (await uow.run(own.order_by(chain.c.number).limit(most))).all()
    return tuple(_entry(row) for row in rows)


async def with_corrections(
    uow: UnitOfWork, case_id: int, numbers: Collection[int]
) -> tuple[Entry, ...]:
    """Return these entries and whatever puts one of them right, in order, none removed."""
    own = (chain.c.case_id == case_id, *_THERE)
    named = select(chain.c.ref).where(
        *own, chain.c.number.in_(numbers), chain.c.kind == Kind.CONTACT.value
    )
    about = and_(chain.c.kind == Kind.CORRECTION.value, chain.c.ref.in_(named))
    either = or_(chain.c.number.in_(numbers), about)
    rows = (await uow.run(select(chain).where(*own, either).order_by(chain.c.number))).all()
    return tuple(_entry(row) for row in rows)


async def number_of(uow: UnitOfWork, contact_id: int) -> int | None:
    """Return the number of the entry that notes a contact."""
    where = (chain.c.kind == Kind.CONTACT.value, chain.c.ref == contact_id)
    number: int | None = (await uow.run(select(chain.c.number).where(*where))).scalar_one_or_none()
    return number


async def corrections(uow: UnitOfWork, contact_id: int) -> tuple[Entry, ...]:
    """Return the entries that put a contact's entry right, in order; none that were removed."""
    where = (
        chain.c.kind == Kind.CORRECTION.value,
        chain.c.ref == contact_id,
        chain.c.removed_at.is_(None),
    )
    rows = await uow.run(select(chain).where(*where).order_by(chain.c.number))
    return tuple(_entry(row) for row in rows.all())


async def whose(uow: UnitOfWork, debt_id: int | None) -> dict[str, Any]:
    """Return how an entry names its debt: the short number and the creditor at that time."""
    if debt_id is None:
        return {"debt": None, "creditor": None}
    asked = select(debts.c.number, debts.c.creditor).where(debts.c.id == debt_id)
    row = (await uow.run(asked)).one()
    return {"debt": row.number, "creditor": row.creditor}


async def remove_contact(uow: UnitOfWork, contact_id: int, at: datetime | None) -> None:
    """Mark what notes a contact as removed, or with None as there again."""
    where = and_(chain.c.kind.in_(_LOG), chain.c.ref == contact_id)
    await _mark(uow, where, at)


async def remove_debt(uow: UnitOfWork, debt_id: int, at: datetime) -> None:
    """Mark what notes a debt's contacts and plans as removed."""
    await _mark(uow, _of_debt(debt_id), at)


async def restore_debt(uow: UnitOfWork, debt_id: int, since: datetime) -> None:
    """Bring back what went with a debt that was deleted at `since`; what went before stays gone."""
    await _mark(uow, and_(_of_debt(debt_id), chain.c.removed_at == since), None)


def _of_debt(debt_id: int) -> ColumnElement[bool]:
    calls = select(contacts.c.id).where(contacts.c.debt_id == debt_id)
    agreed = select(plans.c.id).where(plans.c.debt_id == debt_id)
    return or_(
        and_(chain.c.kind.in_(_LOG), chain.c.ref.in_(calls)),
        and_(chain.c.kind.in_(_PLANS), chain.c.ref.in_(agreed)),
        and_(chain.c.kind.in_(_OWNERS), chain.c.ref == debt_id),
    )


async def _mark(uow: UnitOfWork, where: ColumnElement[bool], at: datetime | None) -> None:
    # What was erased never comes back, and what is removed keeps its first day.
    changes = chain.c.removed_at.is_(None) if at else chain.c.content.is_not(None)
    await uow.run(update(chain).where(where, changes).values(removed_at=at))


async def erase(uow: UnitOfWork, before: datetime, batch: int) -> bool:
    """Erase salt and content of what was removed before `before`; True when some may be left."""
    late = (chain.c.removed_at < before, chain.c.content.is_not(None))
    oldest = select(chain.c.id).where(*late).order_by(chain.c.removed_at, chain.c.id).limit(batch)
    erased = update(chain).where(chain.c.id.in_(oldest)).values(salt=None, content=None)
    return (await uow.run(erased)).rowcount >= batch
