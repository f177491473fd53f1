"""Who is in whose care and what they share, who looked, and what was done: rows and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from coach.grants import Done, Grant, Look
from coach.permits import Level
from storage.people import insert_or_ignore
from storage.tables_grants import audit, grants, looks, staff
from storage.tables_people import persons

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from storage.uow import UnitOfWork


def _grant(row: Any) -> Grant:
    level = Level(row.level)
    return Grant(row.person_id, row.counsellor, level, row.until, row.alias, row.at, row.told_at)


async def between(uow: UnitOfWork, client: int, counsellor: int) -> Grant | None:
    """Return the grant of one client to one counsellor."""
    where = (grants.c.person_id == client, grants.c.counsellor == counsellor)
    row = (await uow.run(select(grants).where(*where))).first()
    return None if row is None else _grant(row)


async def of_client(uow: UnitOfWork, client: int) -> tuple[tuple[Grant, str], ...]:
    """Return a client's grants, each with the counsellor's name."""
    statement = (
        select(grants, staff.c.name)
        .join_from(grants, staff, staff.c.person_id == grants.c.counsellor)
        .where(grants.c.person_id == client)
        .order_by(grants.c.id)
    )
    return tuple((_grant(row), row.name) for row in (await uow.run(statement)).all())


async def of_counsellor(uow: UnitOfWork, counsellor: int) -> tuple[Grant, ...]:
    """Return the clients in a counsellor's care; who asked to be erased is no more among them."""
    statement = (
        select(grants)
        .join_from(grants, persons, persons.c.id == grants.c.person_id)
        .where(grants.c.counsellor == counsellor, persons.c.status != "forgetting")
        .order_by(grants.c.id)
    )
    return tuple(_grant(row) for row in (await uow.run(statement)).all())


async def put(
    uow: UnitOfWork, client: int, counsellor: int, level: Level, until: datetime | None,
    now: datetime,
) -> None:  # fmt: skip
    """Set what a client shares with a counsellor; the first time puts them in that care."""
    row = {"person_id": client, "counsellor": counsellor, "level": level.value, "at": now}
    await uow.run(insert_or_ignore(uow, grants), row)
    where = (grants.c.person_id == client, grants.c.counsellor == counsellor)
    values: dict[str, Any] = {"level": level.value, "until": until, "at": now}
    if level is Level.NOTHING:
        values["told_at"] = None
    await uow.run(update(grants).where(*where).values(**values))


async def told(uow: UnitOfWork, client: int, counsellor: int, at: datetime | None) -> None:
    """Note that a client let a counsellor know of a danger (None: it is taken up)."""
    where = (grants.c.person_id == client, grants.c.counsellor == counsellor)
    await uow.run(update(grants).where(*where).values(told_at=at))


async def take_over(
    uow: UnitOfWork, clients: Collection[int], giver: int, taker: int, now: datetime
) -> None:
    """Move clients from one counsellor's care into another's; who was in both shares as before."""
    nothing = Level.NOTHING.value
    rows = [
        {"person_id": client, "counsellor": taker, "level": nothing, "at": now}
        for client in clients
    ]
    if not rows:
        return
    await uow.run(insert_or_ignore(uow, grants), rows)
    where = (grants.c.counsellor == giver, grants.c.person_id.in_(list(clients)))
    await uow.run(delete(grants).where(*where))


async def call(uow: UnitOfWork, client: int, alias: str | None) -> None:
    """Set how a client wants to be called."""
    await uow.run(update(grants).where(grants.c.person_id == client).values(alias=alias))


async def withdraw(uow: UnitOfWork, client: int) -> None:
    """Share nothing with anybody from now on; they stay in care."""
    values = {"level": Level.NOTHING.value, "until": None, "told_at": None}
    await uow.run(update(grants).where(grants.c.person_id == client).values(**values))


async def end(uow: UnitOfWork, client: int, counsellor: int) -> None:
    """Take a client out of a counsellor's care."""
    where = (grants.c.person_id == client, grants.c.counsellor == counsellor)
    await uow.run(delete(grants).where(*where))


async def end_all(uow: UnitOfWork, counsellor: int) -> tuple[int, ...]:
    """Take everybody out of a counsellor's care; return who they were."""
    theirs = grants.c.counsellor == counsellor
    clients = tuple((await uow.run(select(grants.c.person_id).where(theirs))).scalars())
    await uow.run(delete(grants).where(theirs))
    return clients


async def looked(
    uow: UnitOfWork, clients: Collection[int], name: str, what: str, now: datetime
) -> None:
    """Note a look at each of these clients."""
    rows = [{"person_id": each, "name": name, "what": what, "at": now} for each in clients]
    if rows:
        await uow.run(insert(looks), rows)


async def looks_of(uow: UnitOfWork, client: int, many: int, skip: int) -> tuple[Look, ...]:
    """Return looks at a client's matters, the newest first."""
    found = select(looks).where(looks.c.person_id == client).order_by(looks.c.id.desc())
    rows = (await uow.run(found.limit(many).offset(skip))).all()
    return tuple(Look(row.name, row.what, row.at) for row in rows)


async def note(
    uow: UnitOfWork, actor: int | None, action: str, subject: int | None, now: datetime
) -> None:
    """Note what was done in a role (None: at the command line)."""
    await uow.run(insert(audit).values(actor=actor, action=action, subject=subject, at=now))


async def noted(uow: UnitOfWork, many: int, before: int | None = None) -> tuple[Done, ...]:
    """Return what was done, the newest first; `before` is the number of the last one shown."""
    found = select(audit).order_by(audit.c.id.desc()).limit(many)
    if before is not None:
        found = found.where(audit.c.id < before)
    rows = (await uow.run(found)).all()
    return tuple(Done(row.id, row.actor, row.action, row.subject, row.at) for row in rows)
