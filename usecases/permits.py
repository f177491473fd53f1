"""The one place that asks the permission table: who acts, about whom, and how they stand to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coach.dates import local_date
from coach.people import Consent, Status
from coach.permits import LOOKS, Action, Relation, may, standing
from storage import consents, grants, people, staff
from usecases.access import NotYoursError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from coach.people import Person
    from usecases.work import Work


async def relation(work: Work, client: int | None) -> Relation:
    """Return how the person whom it is about stands to the one who acts (None: about nobody)."""
    if client is None:
        return Relation.HOST
    if client == work.person.id:
        return Relation.OWN
    grant = await grants.between(work.uow, client, work.person.id)
    if grant is None:
        return Relation.STRANGER
    given = await consents.standing(work.uow, client)
    agrees = {Consent.KEEP, Consent.COUNSELLOR} <= given
    return standing(grant.level, grant.until, work.now, agrees=agrees)


async def allowed(work: Work, action: Action, client: int | None = None) -> bool:
    """Tell whether the person may do it; for what a screen offers."""
    return may(work.person.role, action, await relation(work, client))


async def require(work: Work, action: Action, client: int | None = None) -> None:
    """Go on only if the person may do it; raises NotYoursError, as if there were no such thing."""
    if not await allowed(work, action, client):
        raise NotYoursError


async def client(work: Work, action: Action, number: int) -> Person:
    """Return the client that a permitted action is about; raises NotYoursError.

    Who asked to be erased is there for nobody any more.
    """
    await require(work, action, number)
    found = await people.get(work.uow, number)
    if found is None or found.status is Status.FORGETTING:
        raise NotYoursError
    return found


async def look(work: Work, action: Action, number: int) -> Work:
    """Note a look, and return the client's matters to be read; raises NotYoursError.

    What is returned works like the client's own update, so that a counsellor sees what the client
    would. Only reading use cases are for it.
    """
    if action not in LOOKS:
        msg = f"{action} is no look"
        raise ValueError(msg)
    found = await client(work, action, number)
    if number != work.person.id:
        await looked_at(work, action, (number,))
    return as_client(work, found)


def as_client(work: Work, found: Person) -> Work:
    """Return the work with a client as its person; the permission table was asked for them."""
    return replace(work, person=found, today=local_date(work.now, found.zone or "UTC"))


async def in_care(work: Work) -> dict[int, tuple[Relation, str | None]]:
    """Return how each client in the person's care stands to them, and is called."""
    found = await grants.of_counsellor(work.uow, work.person.id)
    wanted = (Consent.KEEP, Consent.COUNSELLOR)
    agree = await consents.agreeing(work.uow, [each.client for each in found], wanted)
    return {
        each.client: (
            standing(each.level, each.until, work.now, agrees=each.client in agree), each.alias
        )
        for each in found
    }  # fmt: skip


def among(
    work: Work, action: Action, care: Mapping[int, tuple[Relation, str | None]]
) -> tuple[int, ...]:
    """Return those of `in_care` to whom the person may do it."""
    role = work.person.role
    return tuple(client for client, (how, _) in care.items() if may(role, action, how))


async def looked_at(work: Work, action: Action, clients: Collection[int]) -> None:
    """Note one look at each of these clients in the person's care; raises NotYoursError."""
    member = await staff.member(work.uow, work.person.id)
    if member is None:
        raise NotYoursError
    what = action.value.removeprefix("see_")
    await grants.looked(work.uow, sorted(clients), member.name, what, work.now)
