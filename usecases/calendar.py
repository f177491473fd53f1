"""What is due for a counsellor's clients in a month: of those who share their case, noted as a look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import count
from typing import TYPE_CHECKING

from coach.dates import add_months
from coach.permits import Action
from coach.plans import first_from, is_open, latest, occurrence
from storage import calendar as storage
from storage import plans
from usecases import permits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from coach.plans import Payment, Plan
    from usecases.work import Work


class What(StrEnum):
    """What falls on a day."""

    DEADLINE = "deadline"
    PAYMENT = "payment"
    CONTACT = "contact"
    TASK = "task"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on one day."""

    day: date
    what: What
    client: int
    called: str | None
    detail: str = ""
    """A deadline's kind, a task's words; no sum and no creditor."""


def last_of(first: date) -> date:
    """Return the last day of the month that begins on `first`."""
    return add_months(first, 1) - timedelta(days=1)


async def month(work: Work, first: date) -> tuple[Entry, ...]:
    """Return what falls into the month that begins on `first`, in its order; raises NotYoursError.

    Each client of whom it shows more than a task of one's own is told of that look.
    """
    await permits.require(work, Action.SEE_CASELOAD)
    last = last_of(first)
    care = await permits.in_care(work)
    names = {client: alias for client, (_, alias) in care.items()}
    sent = permits.among(work, Action.SEND_TASK, care)
    open_ = permits.among(work, Action.SEE_CASE, care)
    found = [
        Entry(day, What.TASK, client, names[client], words)
        for client, day, words in await storage.tasks_between(
            work.uow, work.person.id, sent, first, last
        )
    ]
    theirs = [
        Entry(day, what, client, names[client], detail)
        for client, day, what, detail in await _of_cases(work, open_, first, last)
    ]
    await permits.looked_at(work, Action.SEE_CASE, {each.client for each in theirs})
    order = list(What)
    return tuple(sorted(found + theirs, key=lambda e: (e.day, order.index(e.what), e.client)))


async def _of_cases(
    work: Work, clients: Collection[int], first: date, last: date
) -> list[tuple[int, date, What, str]]:
    found = [
        (client, day, What.DEADLINE, kind)
        for client, day, kind in await storage.deadlines_between(work.uow, clients, first, last)
    ]
    found += [
        (client, day, What.CONTACT, "")
        for client, day in await storage.contacts_between(work.uow, clients, first, last)
    ]
    kept = await storage.plans_of(work.uow, clients)
    said = await plans.payments_of_many(work.uow, [each.plan for _, each in kept])
    for client, each in kept:
        for day in _payments(each.plan, said[each.plan.id], first, last):
            found.append((client, day, What.PAYMENT, ""))
    return found


def _payments(plan: Plan, said: tuple[Payment, ...], first: date, last: date) -> Iterator[date]:
    """Yield the days of open instalments from `first` to `last`."""
    known = latest(said)
    for n in count(max(plan.first_n, first_from(plan, first))):
        instalment = occurrence(plan, n)
        if instalment is None or instalment.due > last:
            return
        if is_open(known.get(n)):
            yield instalment.due
