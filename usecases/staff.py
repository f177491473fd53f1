"""Who works for the host: invited by one-time links, named, and out again in one step."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from coach.people import Role
from coach.permits import Action, Level
from storage import casenotes, console, grants, people, relay, staff
from usecases import care, forms, permits
from usecases.access import NotYoursError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from coach.interview import Value
    from coach.staff import Member
    from storage.uow import UnitOfWork
    from usecases.work import Work

LASTS = timedelta(days=7)
"""How long a link invites."""
_RANK = (Role.CLIENT, Role.COACH, Role.COUNSELLOR, Role.OWNER)


@dataclass(frozen=True, slots=True)
class Invited:
    """What a link offers to whoever opened it."""

    role: Role
    counsellor: Member | None
    """In whose care a client comes."""


def _digest(token: str) -> str:
    return hashlib.sha256(b"duewell invite " + token.encode()).hexdigest()


async def link(
    uow: UnitOfWork, role: Role, inviter: int | None, counsellor: int | None, now: datetime
) -> str:
    """Return the secret part of a new link; it works once, for `LASTS`."""
    token = secrets.token_urlsafe(18)
    await staff.invite(uow, _digest(token), role, inviter, counsellor, now + LASTS)
    await grants.note(uow, inviter, f"invite_{role.value}", counsellor, now)
    return token


async def invite(work: Work, role: Role, counsellor: int | None = None) -> str:
    """Return the secret part of a link that invites; raises NotYoursError.

    A client comes into the care of `counsellor`; a counsellor who is no owner invites into their own.
    """
    action = Action.INVITE_CLIENT if role is Role.CLIENT else Action.INVITE_STAFF
    await permits.require(work, action)
    if role is Role.CLIENT:
        mine = counsellor in (None, work.person.id)
        if not mine:
            await permits.require(work, Action.INVITE_STAFF)
        member = await staff.member(work.uow, counsellor or work.person.id)
        if member is None or member.role not in (Role.COUNSELLOR, Role.OWNER):
            raise NotYoursError
        counsellor = member.person_id
    return await link(work.uow, role, work.person.id, counsellor, work.now)


async def invited(work: Work, token: str) -> Invited | None:
    """Return what a link offers, or None when it leads nowhere any more."""
    found = await staff.invited(work.uow, _digest(token))
    if found is None or found.expires_at <= work.now or found.inviter == work.person.id:
        return None
    if found.counsellor == work.person.id:
        return None
    if found.role is not Role.CLIENT:
        return Invited(found.role, None)
    member = await staff.member(work.uow, found.counsellor or 0)
    return None if member is None else Invited(found.role, member)


async def accept(work: Work, token: str) -> Invited | None:
    """Take up a link: it is used up, the role is theirs, or they are in that counsellor's care.

    A client shares nothing yet. A role is never lowered by a link.
    """
    offer = await invited(work, token)
    found = await staff.invited(work.uow, _digest(token))
    if offer is None or found is None or not await staff.take_up(work.uow, found.id):
        return None
    me = work.person
    if offer.counsellor is not None:
        already = await grants.between(work.uow, me.id, offer.counsellor.person_id)
        if already is None:
            await grants.put(
                work.uow, me.id, offer.counsellor.person_id, Level.NOTHING, None, work.now
            )
    elif _RANK.index(offer.role) > _RANK.index(me.role):
        await people.change(work.uow, me.id, role=offer.role.value)
        work.person = replace(me, role=offer.role)
    await grants.note(work.uow, me.id, f"accept_{offer.role.value}", found.inviter, work.now)
    return offer


async def name_yourself(work: Work) -> None:
    """Ask for the name that clients read."""
    await _works_here(work)
    await forms.start(work, "staff_name", anew=True)


async def finish_name(work: Work, _: int | None, answers: Mapping[str, Value]) -> str:
    """Keep the name."""
    await _works_here(work)
    await staff.name(work.uow, work.person.id, str(answers["name"]), work.now)
    return "staff"


async def me(work: Work) -> Member | None:
    """Return what clients read of the person, who works for the host; raises NotYoursError."""
    await _works_here(work)
    return await staff.member(work.uow, work.person.id)


async def team(work: Work) -> tuple[Member, ...]:
    """Return all who work for the host; raises NotYoursError."""
    await permits.require(work, Action.INVITE_STAFF)
    return await staff.members(work.uow)


async def _works_here(work: Work) -> None:
    if work.person.role is Role.CLIENT:
        raise NotYoursError


async def end(work: Work, person_id: int) -> None:
    """End somebody's access at once; raises NotYoursError. An owner's ends at the command line."""
    await permits.require(work, Action.END_ACCESS)
    found = await people.get(work.uow, person_id)
    if found is None or found.role in (Role.CLIENT, Role.OWNER):
        raise NotYoursError
    await end_access(work.uow, work.person.id, person_id, work.now)


async def end_access(
    uow: UnitOfWork, actor: int | None, person_id: int, now: datetime
) -> tuple[int, ...]:
    """Take role, clients and open links away from a person; return the clients they had in care."""
    await people.change(uow, person_id, role=Role.CLIENT.value)
    clients = await forget(uow, person_id, now)
    await grants.note(uow, actor, Action.END_ACCESS.value, person_id, now)
    return clients


async def forget(uow: UnitOfWork, person_id: int, now: datetime) -> tuple[int, ...]:
    """Leave nothing that leads to a person who works here no more; return their clients.

    The clients are told.
    """
    await console.end_all(uow, person_id)
    await staff.void(uow, person_id)
    await casenotes.leave(uow, person_id)
    clients = await grants.end_all(uow, person_id)
    await care.changed(uow, clients, person_id, now)
    for client in clients:
        await relay.end(uow, client, person_id)
    return clients


async def make_owner(uow: UnitOfWork, telegram_id: int, locale: str, now: datetime) -> int:
    """Make a Telegram account an owner, whether or not it has started the bot; at the command line."""
    found = await people.find(uow, telegram_id)
    person = found[0] if found else await people.add(uow, telegram_id, locale, now)
    await people.change(uow, person.id, role=Role.OWNER.value)
    await grants.note(uow, None, "owner_added", person.id, now)
    return person.id
