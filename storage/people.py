"""People and the updates they sent: rows to `Person` and back."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, or_, select, update

from coach.people import Messages, Person, Role, Status
from storage import keys
from storage.dialects import words
from storage.tables_case import cases
from storage.tables_people import persons, updates

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from storage.uow import UnitOfWork


@cache
def _or_ignore(dialect: str, table: Any) -> Any:
    # Kept, as the other statements of an answer are: SQLAlchemy then looks up their compiled form
    # without taking them apart again.
    return words(dialect).insert(table).on_conflict_do_nothing()


def insert_or_ignore(uow: UnitOfWork, table: Any) -> Any:
    """Return an INSERT that leaves an existing row alone, in this database's words."""
    return _or_ignore(uow.dialect, table)


async def first_time(uow: UnitOfWork, bot_id: int, update_id: int, now: datetime) -> bool:
    """Note the update as handled; False when it was before (a transaction's first statement)."""
    row = {"bot_id": bot_id, "update_id": update_id, "at": now}
    return (await uow.run(insert_or_ignore(uow, updates), row)).rowcount == 1


_newest = cases.alias("newest")
_CASE = (
    select(func.max(_newest.c.id))
    .where(_newest.c.person_id == persons.c.id)
    .correlate(persons)
    .scalar_subquery()
)
_UNREAD = ("digest", "telegram_id", "created_at")
_PERSON = (
    select(
        *(column for column in persons.c if column.name not in _UNREAD),
        cases.c.id.label("case_id"), cases.c.trial, cases.c.helping,
    )
    .select_from(persons)
    .outerjoin(cases, cases.c.id == _CASE)
)  # fmt: skip


@cache
def _found(keys: int) -> Any:
    # An IN of unknown length is put together anew for each answer; a host has one key, rarely two.
    digests = (persons.c.digest == bindparam(f"digest_{place}") for place in range(keys))
    return _PERSON.where(or_(*digests)).with_for_update(of=persons, key_share=True)


_SEEN = (
    update(persons)
    .where(persons.c.id == bindparam("who"))
    .values(
        screen=bindparam("screen"), card_id=bindparam("card_id"),
        last_seen=bindparam("last_seen"), status=bindparam("status"),
    )
)  # fmt: skip


def _person(row: Any, case: Any) -> Person:
    return Person(
        id=row.id,
        locale=row.locale,
        locale_chosen=row.locale_chosen,
        region=row.region,
        zone=row.zone,
        currency=row.currency,
        hour=row.hour,
        discreet=row.discreet,
        shared_phone=row.shared_phone,
        messages=Messages(row.messages),
        status=Status(row.status),
        paused_since=row.paused_since,
        role=Role(row.role),
        screen=row.screen,
        last_seen=row.last_seen,
        case_id=case.case_id if case else None,
        trial=True if case is None or case.trial is None else case.trial,
        helping=bool(case and case.helping),
    )


async def find(uow: UnitOfWork, telegram_id: int) -> tuple[Person, int | None] | None:
    """Return the person of a Telegram id and their live card's message id; locks the row."""
    digests = keys.ring().digests(str(telegram_id))
    named = {f"digest_{place}": digest for place, digest in enumerate(digests)}
    row = (await uow.run(_found(len(named)), named)).first()
    return (_person(row, row), row.card_id) if row else None


async def get(uow: UnitOfWork, person_id: int) -> Person | None:
    """Return the person of that number."""
    row = (await uow.run(_PERSON.where(persons.c.id == person_id))).first()
    return _person(row, row) if row else None


_MANY = select(
    *(column for column in persons.c if column.name not in ("digest", "created_at"))
).where(persons.c.id.in_(bindparam("ids", expanding=True)))
_CASES = (
    select(cases.c.person_id, cases.c.id.label("case_id"), cases.c.trial, cases.c.helping)
    .where(cases.c.person_id.in_(bindparam("ids", expanding=True)))
    .order_by(cases.c.id)
)


async def many(uow: UnitOfWork, ids: Collection[int]) -> dict[int, tuple[Person, int]]:
    """Return people by number, each with the chat id to write to; who is gone is left out."""
    rows = (await uow.run(_MANY, {"ids": list(ids)})).all()
    newest = {row.person_id: row for row in (await uow.run(_CASES, {"ids": list(ids)})).all()}
    return {row.id: (_person(row, newest.get(row.id)), int(row.telegram_id)) for row in rows}


async def add(uow: UnitOfWork, telegram_id: int, locale: str, now: datetime) -> Person:
    """Remember a new person, with defaults; who came in by another update meanwhile is found."""
    statement = insert_or_ignore(uow, persons).values(
        digest=keys.ring().digests(str(telegram_id))[0],
        telegram_id=str(telegram_id),
        locale=locale,
        last_seen=now,
        created_at=now,
    )
    await uow.run(statement)
    found = await find(uow, telegram_id)
    if found is None:
        msg = "a person vanished inside a transaction"
        raise RuntimeError(msg)
    return found[0]


async def change(uow: UnitOfWork, person_id: int, **values: Any) -> None:
    """Set columns of one person (`locale`, `region`, `hour`, `status` …)."""
    await uow.run(update(persons).where(persons.c.id == person_id).values(**values))


async def seen(
    uow: UnitOfWork, person_id: int, screen: str, card_id: int | None, now: datetime, status: Status
) -> None:
    """Set what the person looks at now, and when they did."""
    row = {
        "who": person_id, "screen": screen, "card_id": card_id, "last_seen": now,
        "status": status.value,
    }  # fmt: skip
    await uow.run(_SEEN, row)


async def anybody(uow: UnitOfWork) -> bool:
    """Tell whether there is anybody at all."""
    return (await uow.run(select(persons.c.id).limit(1))).first() is not None


async def telegram_id(uow: UnitOfWork, person_id: int) -> int:
    """Return the chat id to write to."""
    statement = select(persons.c.telegram_id).where(persons.c.id == person_id)
    return int((await uow.run(statement)).scalar_one())
