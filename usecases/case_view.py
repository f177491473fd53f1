"""What a counsellor sees of one client: no more than the client lets them, and each look is noted.

Everything is read through the client's own use cases, so that both see the same figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.caseload import Payments, Progress
from coach.evidence import is_of_one_debt
from coach.permits import Action, Level
from coach.plans import PaymentStatus, latest, occurrence
from usecases import (
    budget,
    caseload,
    contacts,
    deadlines,
    debts,
    evidence,
    permits,
    plans,
    start,
)

if TYPE_CHECKING:
    from coach.caseload import Client
    from coach.contacts import Contact
    from coach.debts import Debt
    from coach.hardship import Hardship
    from storage.contacts import KeptDeadline
    from usecases.budget import Offerable
    from usecases.evidence import Checklist
    from usecases.plans import Shown
    from usecases.work import Work


@dataclass(frozen=True, slots=True)
class Case:
    """A client's case as they see it themselves."""

    debts: tuple[Debt, ...]
    offer: Offerable | None
    """The budget and what can be offered; None before there is a budget."""
    hardship: Hardship | None
    plans: tuple[Shown, ...]
    contacts: tuple[Contact, ...]
    """The newest first."""
    deadlines: tuple[KeptDeadline, ...]
    """The open ones, soonest first."""

    def creditor(self, debt_id: int | None) -> str | None:
        """Return whom a debt is owed to; None where no debt is meant or it is gone."""
        return next((each.creditor for each in self.debts if each.id == debt_id), None)


@dataclass(frozen=True, slots=True)
class View:
    """What one page can show of a client; parts that are not shared are None."""

    client: Client
    progress: Progress | None
    case: Case | None
    documents: tuple[Checklist, ...] | None


async def card(work: Work, number: int) -> tuple[Client, Progress | None]:
    """Return a client in care and, if it is shared, how far they are; raises NotYoursError."""
    client = await caseload.one(work, number)
    if client.level is Level.NOTHING:
        return client, None
    return client, await _progress(await permits.look(work, Action.SEE_PROGRESS, number))


async def case(work: Work, number: int) -> Case:
    """Return a client's case; raises NotYoursError unless it is shared."""
    return await _case(await permits.look(work, Action.SEE_CASE, number))


async def documents(work: Work, number: int) -> tuple[Checklist, ...]:
    """Return which papers a client has, for all debts and for each; raises NotYoursError.

    A debt that has none of its own is left out.
    """
    return await _documents(await permits.look(work, Action.SEE_DOCUMENTS, number))


async def view(work: Work, number: int) -> View:
    """Return all of a client that is shared, noted as one look at the most that it shows.

    Raises NotYoursError for who is not in care.
    """
    client = await caseload.one(work, number)
    match client.level:
        case Level.NOTHING:
            return View(client, None, None, None)
        case Level.PROGRESS:
            theirs = await permits.look(work, Action.SEE_PROGRESS, number)
            return View(client, await _progress(theirs), None, None)
        case Level.CASE:
            theirs = await permits.look(work, Action.SEE_CASE, number)
            return View(client, await _progress(theirs), await _case(theirs), None)
        case Level.DOCUMENTS:
            theirs = await permits.look(work, Action.SEE_DOCUMENTS, number)
            papers = await _documents(theirs)
            return View(client, await _progress(theirs), await _case(theirs), papers)


async def _progress(theirs: Work) -> Progress:
    path, _ = await start.so_far(theirs)
    shown = [await plans.show(theirs, kept.plan.id) for kept in await plans.all_(theirs)]
    return Progress(path, _payments(shown))


def _payments(shown: list[Shown]) -> Payments:
    if not shown:
        return Payments.NONE
    if any(each.told or _in_part(each) for each in shown):
        return Payments.NOT_KEPT
    return Payments.NOT_SAID if any(each.waiting for each in shown) else Payments.KEPT


def _in_part(shown: Shown) -> bool:
    return any(
        said.status is PaymentStatus.PARTLY and occurrence(shown.kept.plan, n) is not None
        for n, said in latest(shown.payments).items()
    )


async def _case(theirs: Work) -> Case:
    return Case(
        debts=await debts.all_(theirs),
        offer=await budget.of(theirs),
        hardship=await budget.hardship(theirs),
        plans=tuple([await plans.show(theirs, each.plan.id) for each in await plans.all_(theirs)]),
        contacts=await contacts.all_(theirs),
        deadlines=await deadlines.all_(theirs),
    )


async def _documents(theirs: Work) -> tuple[Checklist, ...]:
    found = [await evidence.of(theirs)]
    for debt in await debts.all_(theirs):
        listed = await evidence.of(theirs, debt.id)
        if any(is_of_one_debt(each.item) for each in listed.items):
            found.append(listed)
    return tuple(found)
