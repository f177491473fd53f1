"""In whose care a client is: handed over, told when it changes, and who is told of danger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach import occurrences
from coach.people import Role, Status
from coach.permits import Action
from storage import casenotes, due, grants, relay, staff
from storage.due import Due
from usecases import permits
from usecases.access import NotYoursError

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from coach.grants import Grant
    from coach.staff import Member
    from storage.uow import UnitOfWork
    from usecases.work import Work

KIND = "care"
"""The due kind that tells a client that who counsels them has changed."""
TOLD = "told"
"""The due kind that tells a counsellor of a client's danger sign; `ref` is the client."""
_COUNSELS = (Role.COUNSELLOR, Role.OWNER)


async def changed(
    uow: UnitOfWork, clients: Collection[int], counsellor: int, now: datetime
) -> None:
    """Tell clients, by a message that waits like the others, that this counsellor came or went."""
    occurrence = occurrences.once(KIND, counsellor, now.date())
    await due.put_all(uow, [Due(client, KIND, 0, occurrence, 0, now) for client in clients])


async def takers(work: Work, client: int) -> tuple[Member, ...]:
    """Return into whose care a client could be given; raises NotYoursError."""
    await permits.client(work, Action.HAND_OVER, client)
    members = await staff.members(work.uow)
    theirs = {grant.counsellor for grant, _ in await grants.of_client(work.uow, client)}
    return tuple(
        each
        for each in members
        if each.role in _COUNSELS and each.person_id not in {*theirs, client, work.person.id}
    )


async def hand_over(work: Work, client: int, to: int) -> None:
    """Give a client in the person's own care into another's; raises NotYoursError.

    The new counsellor sees nothing until the client chooses, and the client is told.
    """
    if to not in {each.person_id for each in await takers(work, client)}:
        raise NotYoursError
    if await grants.between(work.uow, client, work.person.id) is None:
        raise NotYoursError
    await _give(work, [client], work.person.id, to)


async def takers_of_all(work: Work, giver: int) -> tuple[Member, ...]:
    """Return who could take over everybody in someone's care; raises NotYoursError."""
    await permits.require(work, Action.END_ACCESS)
    members = await staff.members(work.uow)
    return tuple(each for each in members if each.role in _COUNSELS and each.person_id != giver)


async def in_care_of(work: Work, giver: int) -> int:
    """Return how many clients are in someone's care; raises NotYoursError."""
    await permits.require(work, Action.END_ACCESS)
    return len(await grants.of_counsellor(work.uow, giver))


async def hand_over_all(work: Work, giver: int, to: int) -> int:
    """Give everybody in one counsellor's care into another's, as an owner; return how many.

    Raises NotYoursError. Nothing that was shared goes along.
    """
    if to not in {each.person_id for each in await takers_of_all(work, giver)}:
        raise NotYoursError
    clients = [grant.client for grant in await grants.of_counsellor(work.uow, giver)]
    await _give(work, [each for each in clients if each != to], giver, to)
    return len(clients)


async def _give(work: Work, clients: Collection[int], giver: int, to: int) -> None:
    await grants.take_over(work.uow, clients, giver, to, work.now)
    for client in clients:
        await relay.end(work.uow, client, giver)
        await casenotes.end(work.uow, client, giver)
        await grants.note(work.uow, work.person.id, Action.HAND_OVER.value, client, work.now)
    if clients:
        await grants.note(work.uow, work.person.id, "hand_over_to", to, work.now)
    await changed(work.uow, clients, to, work.now)


async def mine(work: Work) -> tuple[tuple[Grant, str], ...]:
    """Return whom the person could tell of a danger, by name; nobody while they are being erased."""
    if work.person.status is Status.FORGETTING:
        return ()
    return await grants.of_client(work.uow, work.person.id)


async def tell(work: Work, counsellor: int) -> str:
    """Let one of the person's counsellors know that there was a sign of danger; return the name.

    Only the fact, never the words (care 6). Raises NotYoursError.
    """
    name = next((name for grant, name in await mine(work) if grant.counsellor == counsellor), None)
    if name is None:
        raise NotYoursError
    await grants.told(work.uow, work.person.id, counsellor, work.now)
    occurrence = f"{TOLD}:{work.person.id}:{int(work.now.timestamp())}"
    row = Due(counsellor, TOLD, work.person.id, occurrence, 0, work.now, urgent=True)
    await due.put(work.uow, row)
    return name


async def was_told(work: Work, client: int) -> str | None:
    """Return how a client is called who let this counsellor know of a danger, and still waits.

    Empty without a name; None when there is nothing to tell any more.
    """
    if not await permits.allowed(work, Action.RELAY, client):
        return None
    grant = await grants.between(work.uow, client, work.person.id)
    return (grant.alias or "") if grant is not None and grant.told_at is not None else None


async def heard(work: Work, client: int) -> None:
    """Note that the counsellor has taken up what a client told of; raises NotYoursError."""
    await permits.client(work, Action.RELAY, client)
    await grants.told(work.uow, client, work.person.id, None)
    await due.drop(work.uow, work.person.id, TOLD, client)
