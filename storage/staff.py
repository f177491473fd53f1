"""Who works for the host, and the links that invite people: rows and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from coach.people import Role
from coach.staff import Invite, Member, Named
from storage.people import insert_or_ignore
from storage.tables_grants import grants, invites, staff
from storage.tables_people import persons

if TYPE_CHECKING:
    from datetime import datetime

    from storage.uow import UnitOfWork


_STAFF = select(staff, persons.c.role, persons.c.zone).join_from(
    staff, persons, persons.c.id == staff.c.person_id
)


async def members(uow: UnitOfWork) -> tuple[Member, ...]:
    """Return all who work for the host, in the order in which they came."""
    rows = await uow.run(_STAFF.where(persons.c.role != Role.CLIENT.value).order_by(staff.c.id))
    return tuple(_member(row) for row in rows.all())


async def member(uow: UnitOfWork, person_id: int) -> Member | None:
    """Return one who works for the host."""
    found = (await uow.run(_STAFF.where(staff.c.person_id == person_id))).first()
    return None if found is None or found.role == Role.CLIENT.value else _member(found)


def _member(row: Any) -> Member:
    return Member(
        person_id=row.person_id, role=Role(row.role), name=row.name,
        starts=row.starts, ends=row.ends, days=row.days, zone=row.zone,
    )  # fmt: skip


async def everybody(uow: UnitOfWork) -> tuple[Named, ...]:
    """Return all who have a role, with or without a name yet, for the command line."""
    many = select(func.count()).where(grants.c.counsellor == persons.c.id).scalar_subquery()
    found = (
        select(persons.c.telegram_id, persons.c.role, staff.c.name, many.label("clients"))
        .outerjoin(staff, staff.c.person_id == persons.c.id)
        .where(persons.c.role != Role.CLIENT.value)
        .order_by(persons.c.id)
    )
    rows = (await uow.run(found)).all()
    return tuple(
        Named(int(row.telegram_id), Role(row.role), row.name or "", row.clients) for row in rows
    )


async def accounts(uow: UnitOfWork) -> dict[int, Role]:
    """Return the role of every Telegram number that works here, or did (then CLIENT)."""
    found = (
        select(persons.c.telegram_id, persons.c.role)
        .outerjoin(staff, staff.c.person_id == persons.c.id)
        .where((persons.c.role != Role.CLIENT.value) | staff.c.person_id.is_not(None))
    )
    return {int(row.telegram_id): Role(row.role) for row in (await uow.run(found)).all()}


async def owners(uow: UnitOfWork) -> tuple[int, ...]:
    """Return our numbers of the host's owners."""
    found = select(persons.c.id).where(persons.c.role == Role.OWNER.value).order_by(persons.c.id)
    return tuple((await uow.run(found)).scalars())


async def name(uow: UnitOfWork, person_id: int, words: str, now: datetime) -> None:
    """Set the name that clients read."""
    row = {"person_id": person_id, "name": words, "at": now}
    await uow.run(insert_or_ignore(uow, staff), row)
    await uow.run(update(staff).where(staff.c.person_id == person_id).values(name=words))


async def hours(uow: UnitOfWork, person_id: int, starts: int, ends: int, days: str) -> None:
    """Set when they answer."""
    values = {"starts": starts, "ends": ends, "days": days}
    await uow.run(update(staff).where(staff.c.person_id == person_id).values(**values))


async def invite(
    uow: UnitOfWork, digest: str, role: Role, inviter: int | None, counsellor: int | None,
    expires_at: datetime,
) -> None:  # fmt: skip
    """Keep that a link was made."""
    await uow.run(
        insert(invites).values(
            digest=digest,
            role=role.value,
            inviter=inviter,
            counsellor=counsellor,
            expires_at=expires_at,
        )
    )


async def invited(uow: UnitOfWork, digest: str) -> Invite | None:
    """Return the invite of a link, whether or not its time is over."""
    row = (await uow.run(select(invites).where(invites.c.digest == digest))).first()
    if row is None:
        return None
    return Invite(row.id, Role(row.role), row.inviter, row.counsellor, row.expires_at)


async def take_up(uow: UnitOfWork, invite_id: int) -> bool:
    """Use up a link; False when somebody else was quicker."""
    return (await uow.run(delete(invites).where(invites.c.id == invite_id))).rowcount == 1


async def void(uow: UnitOfWork, person_id: int) -> None:
    """End every open link that a person made or that leads into their care."""
    theirs = (invites.c.inviter == person_id) | (invites.c.counsellor == person_id)
    await uow.run(delete(invites).where(theirs))
