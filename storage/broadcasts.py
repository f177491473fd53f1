"""Broadcasts and their recipients: rows and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, exists, func, insert, select, update

from coach.broadcasts import Broadcast, Stage, Status
from storage.people import insert_or_ignore
from storage.tables_broadcasts import broadcasts, recipients
from storage.tables_case import cases, debts
from storage.tables_flow import due
from storage.tables_people import persons
from storage.tables_plans import plans

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement

    from storage.uow import UnitOfWork


def _broadcast(row: Any) -> Broadcast:
    return Broadcast(
        row.id, row.author, Status(row.status), row.locale, row.region, Stage(row.stage),
        row.words, row.at,
    )  # fmt: skip


async def add(uow: UnitOfWork, author: int, locale: str, words: str, now: datetime) -> int:
    """Begin a draft and return its number."""
    made = insert(broadcasts).values(author=author, locale=locale, words=words, at=now)
    return int((await uow.run(made.returning(broadcasts.c.id))).scalar_one())


async def get(uow: UnitOfWork, number: int) -> Broadcast | None:
    """Return one."""
    row = (await uow.run(select(broadcasts).where(broadcasts.c.id == number))).first()
    return None if row is None else _broadcast(row)


async def newest(uow: UnitOfWork, many: int) -> tuple[Broadcast, ...]:
    """Return the newest ones."""
    found = select(broadcasts).order_by(broadcasts.c.id.desc()).limit(many)
    return tuple(_broadcast(row) for row in (await uow.run(found)).all())


async def change(uow: UnitOfWork, number: int, **values: Any) -> None:
    """Set columns of one."""
    await uow.run(update(broadcasts).where(broadcasts.c.id == number).values(**values))


async def move(uow: UnitOfWork, number: int, old: Collection[Status], new: Status) -> bool:
    """Set the status of one that stands at one of `old`; False when it stands elsewhere."""
    where = (broadcasts.c.id == number, broadcasts.c.status.in_([each.value for each in old]))
    return (await uow.run(update(broadcasts).where(*where).values(status=new.value))).rowcount == 1


async def drop(uow: UnitOfWork, number: int) -> None:
    """Delete a draft."""
    where = (broadcasts.c.id == number, broadcasts.c.status == Status.DRAFT.value)
    await uow.run(delete(broadcasts).where(*where))


async def reached(uow: UnitOfWork, number: int) -> tuple[int, bool]:
    """Return the last person who was looked at, and whether that was all of them."""
    found = select(broadcasts.c.reached, broadcasts.c.chosen).where(broadcasts.c.id == number)
    row = (await uow.run(found)).one()
    return row.reached, row.chosen


async def next_at(uow: UnitOfWork, number: int, kind: str) -> datetime | None:
    """Return when the next of those who wait is due; None when nobody waits."""
    waiting = select(recipients.c.person_id).where(
        recipients.c.broadcast_id == number, recipients.c.outcome.is_(None)
    )
    where = (due.c.lane.in_(waiting), due.c.kind == kind, due.c.ref == number)
    at: datetime | None = (
        await uow.run(select(func.min(due.c.run_at)).where(*where))
    ).scalar_one_or_none()
    return at


def _at(stage: Stage) -> list[ColumnElement[bool]]:
    case = cases.c.person_id == persons.c.id
    owes = exists().where(case, debts.c.case_id == cases.c.id, debts.c.deleted_at.is_(None))
    pays = exists().where(case, plans.c.case_id == cases.c.id, plans.c.status == "active")
    match stage:
        case Stage.NO_DEBT:
            return [~owes]
        case Stage.NO_PLAN:
            return [owes, ~pays]
        case Stage.PLAN:
            return [pays]
        case _:
            return []


async def candidates(
    uow: UnitOfWork, about: Broadcast, after: int, many: int
) -> tuple[int, ...]:  # fmt: skip
    """Return people by number beyond `after` whom it could go to, before consent is asked.

    Nobody who blocked the bot, wants no messages, asked to be erased, or is paused after a sign
    of self-harm.
    """
    where = [
        persons.c.id > after,
        persons.c.status == "active",
        persons.c.messages != "paused",
        persons.c.paused_since.is_(None),
        persons.c.locale == about.locale,
        *_at(about.stage),
    ]
    if about.region is not None:
        where.append(persons.c.region == about.region)
    found = select(persons.c.id).where(*where).order_by(persons.c.id).limit(many)
    return tuple((await uow.run(found)).scalars())


async def enlist(uow: UnitOfWork, number: int, people: Sequence[int]) -> None:
    """Note to whom it goes; twice is the same."""
    rows = [{"broadcast_id": number, "person_id": each} for each in people]
    if rows:
        await uow.run(insert_or_ignore(uow, recipients), rows)


async def unsent(uow: UnitOfWork, number: int, after: int, many: int) -> tuple[int, ...]:
    """Return people beyond `after` who are still to get it."""
    where = (
        recipients.c.broadcast_id == number,
        recipients.c.person_id > after,
        recipients.c.outcome.is_(None),
    )
    found = select(recipients.c.person_id).where(*where).order_by(recipients.c.person_id)
    return tuple((await uow.run(found.limit(many))).scalars())


async def settle(uow: UnitOfWork, number: int, person_id: int, outcome: str) -> None:
    """Note what became of it for one person; the first word stands."""
    where = (
        recipients.c.broadcast_id == number,
        recipients.c.person_id == person_id,
        recipients.c.outcome.is_(None),
    )
    await uow.run(update(recipients).where(*where).values(outcome=outcome))


async def counts(uow: UnitOfWork, number: int) -> dict[str, int]:
    """Return how many people by outcome; "" waits."""
    outcome = func.coalesce(recipients.c.outcome, "").label("outcome")
    found = (
        select(outcome, func.count().label("many"))
        .where(recipients.c.broadcast_id == number)
        .group_by(outcome)
    )
    return {row.outcome: row.many for row in (await uow.run(found)).all()}


async def sending(uow: UnitOfWork) -> tuple[tuple[int, int], ...]:
    """Return those on their way: number and author."""
    mine = broadcasts.c.status == Status.SENDING.value
    rows = (await uow.run(select(broadcasts.c.id, broadcasts.c.author).where(mine))).all()
    return tuple((row.id, row.author) for row in rows)


async def hold(uow: UnitOfWork, number: int, kind: str) -> None:
    """Take back what is due of it and not sent."""
    waiting = select(recipients.c.person_id).where(
        recipients.c.broadcast_id == number, recipients.c.outcome.is_(None)
    )
    where = (due.c.lane.in_(waiting), due.c.kind == kind, due.c.ref == number)
    await uow.run(delete(due).where(*where))


async def forget_waiting(uow: UnitOfWork, number: int) -> None:
    """Take off the list who has not got it."""
    where = (recipients.c.broadcast_id == number, recipients.c.outcome.is_(None))
    await uow.run(delete(recipients).where(*where))
