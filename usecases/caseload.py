"""A counsellor's clients, who needs attention most first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach import caseload as rules
from coach.permits import Action
from storage import caseload as storage
from usecases import permits
from usecases.access import NotYoursError

if TYPE_CHECKING:
    from coach.caseload import Client
    from usecases.work import Work


async def caseload(work: Work) -> tuple[Client, ...]:
    """Return the clients in the person's care, in order; raises NotYoursError.

    It tells what needs attention, of those who share at least their progress; it is no look.
    """
    await permits.require(work, Action.SEE_CASELOAD)
    return rules.ordered(await _read(work))


async def one(work: Work, number: int) -> Client:
    """Return one client in the person's care as the list shows them; raises NotYoursError."""
    await permits.require(work, Action.SEE_CASELOAD)
    for found in await _read(work, number):
        return found
    raise NotYoursError


async def _read(work: Work, number: int | None = None) -> list[Client]:
    since = work.now - rules.RECENT
    me = work.person.id
    found = await storage.of_counsellor(work.uow, me, work.now, work.today, since, number)
    return [rules.client(each, work.now, work.today) for each in found]
