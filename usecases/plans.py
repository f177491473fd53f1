"""Plans: made elsewhere or agreed here, changed before they are missed, ended; and what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coach import occurrences
from coach.chain import Kind
from coach.dates import repeat, repeats_before
from coach.payment_reminders import next_due
from coach.plans import (
    Instalment,
    Payment,
    Plan,
    PlanStatus,
    next_open,
    progress,
    told,
    waiting,
)
from storage import chain, due
from storage import plans as storage
from storage.due import Due
from storage.packs import days_off
from storage.plans import ChangeRequest, Kept
from usecases import access, debts, papers, prefs

if TYPE_CHECKING:
    from coach.plans import Progress
    from coach.reminders import Wanted
    from usecases.work import Work

KIND = "payment"


@dataclass(frozen=True, slots=True)
class Shown:
    """A plan with what its screen needs."""

    kept: Kept
    payments: tuple[Payment, ...]
    progress: Progress
    next: Instalment | None
    waiting: tuple[Instalment, ...]
    """Past and still open, oldest first."""
    told: tuple[Instalment, ...]
    """Said to be too much; what comes of it is not agreed yet."""
    label: str | None
    request: ChangeRequest | None
    versions: int


async def one(work: Work, plan_id: int) -> Kept:
    """Return the person's plan; raises NotYoursError."""
    found = await storage.get(work.uow, await access.existing_case(work), plan_id)
    if found is None:
        raise access.NotYoursError
    return found


async def all_(work: Work) -> tuple[Kept, ...]:
    """Return the person's plans in force."""
    if work.person.case_id is None:
        return ()
    return await storage.of_case(work.uow, work.person.case_id)


async def show(work: Work, plan_id: int) -> Shown:
    """Return one plan with its progress, next payment and open change request."""
    kept = await one(work, plan_id)
    said = await storage.payments_of(work.uow, kept.plan)
    return Shown(
        kept,
        said,
        progress(kept.plan, said),
        next_open(kept.plan, said, work.today),
        waiting(kept.plan, said, work.today),
        told(kept.plan, said),
        await label(work, kept),
        await storage.open_request(work.uow, kept.plan),
        await storage.versions(work.uow, plan_id),
    )


async def label(work: Work, kept: Kept) -> str | None:
    """Return what the person calls it: their own word, or the debt's creditor."""
    if kept.label or kept.plan.debt_id is None:
        return kept.label
    try:
        return (await debts.one(work, kept.plan.debt_id)).creditor
    except access.NotYoursError:
        return None


async def recompute(work: Work, plan_id: int) -> None:
    """Put the plan's next message, or none; called after everything that changes it."""
    wanted = await upcoming(work, plan_id)
    if wanted is None:
        await due.drop(work.uow, work.person.id, KIND, plan_id)
    else:
        await due.put(work.uow, row(work, plan_id, wanted))


async def recompute_all(work: Work) -> None:
    """Recompute every plan: the person changed zone, hour or how much they want to hear."""
    for kept in await all_(work):
        await recompute(work, kept.plan.id)


def row(work: Work, plan_id: int, wanted: Wanted) -> Due:
    """Return the due row of one message about a plan."""
    occurrence = occurrences.payment(plan_id, wanted)
    return Due(work.person.id, KIND, plan_id, occurrence, wanted.lead, wanted.run_at)


async def upcoming(work: Work, plan_id: int) -> Wanted | None:
    """Return the plan's first message after now; none while its debt is deleted."""
    kept = await one(work, plan_id)
    if await is_silent(work, kept):
        return None
    said = await storage.payments_of(work.uow, kept.plan)
    wishes = prefs.of(work.person, leads=kept.leads, paused=kept.paused)
    closed = closed_days(work, kept.plan.first_due)
    return next_due(kept.plan, said, wishes, work.now, non_working=closed)


async def is_silent(work: Work, kept: Kept) -> bool:
    """Tell whether the plan's debt was deleted: until it comes back nothing is said of it."""
    if kept.plan.debt_id is None:
        return False
    try:
        await debts.one(work, kept.plan.debt_id)
    except access.NotYoursError:
        return True
    return False


def closed_days(work: Work, *first_dues: date) -> frozenset[date]:
    """Return the non-working days of the person's region, as far as messages look.

    From last year, since a debit of December is checked in January, to the year after this one or
    after that of a plan that has not begun.
    """
    region, this = work.pack(work.person.region), work.today.year
    last = max([this, *(day.year for day in first_dues)]) + 1
    near = {this - 1, this, this + 1, last - 1, last}
    return frozenset(day for year in near for day in days_off(region, year))


async def pause(work: Work, plan_id: int, *, paused: bool) -> None:
    """Pause or resume one plan's messages; the plan itself goes on."""
    await one(work, plan_id)
    await storage.change(work.uow, plan_id, paused=paused)
    await recompute(work, plan_id)


async def set_leads(work: Work, plan_id: int, leads: tuple[int, ...]) -> None:
    """Choose how many days before a payment messages come."""
    await one(work, plan_id)
    await storage.change(work.uow, plan_id, leads=",".join(str(lead) for lead in leads))
    await recompute(work, plan_id)


async def end(work: Work, plan_id: int) -> None:
    """End a plan: nothing more is sent; its history stays."""
    kept = await one(work, plan_id)
    await storage.change(work.uow, plan_id, status=PlanStatus.ENDED.value)
    if kept.plan.status is PlanStatus.ACTIVE:
        await _note(work, kept, Kind.PLAN_ENDED)
    await due.drop(work.uow, work.person.id, KIND, plan_id)
    await papers.recompute(work)


async def reopen(work: Work, plan_id: int) -> None:
    """Undo the end of a plan, unless its debt has a newer one by now."""
    kept = await one(work, plan_id)
    agreed = {each.plan.debt_id for each in await all_(work)} - {None}
    if kept.plan.debt_id in agreed:
        return
    await storage.change(work.uow, plan_id, status=PlanStatus.ACTIVE.value)
    if kept.plan.status is not PlanStatus.ACTIVE:
        await _note(work, kept, Kind.PLAN_REOPENED)
    await recompute(work, plan_id)
    await papers.recompute(work)


async def _note(work: Work, kept: Kept, kind: Kind) -> None:
    plan = kept.plan
    named = await chain.whose(work.uow, plan.debt_id)
    content = {**named, "plan": plan.id, "version": plan.version, "label": kept.label}
    await chain.append(work.uow, kept.case_id, kind, plan.id, work.now, content)


async def toggle_term(work: Work, plan_id: int, term: str) -> None:
    """Tick or untick a must-have term as seen in writing."""
    kept = await one(work, plan_id)
    terms = kept.terms ^ {term} if term.isidentifier() else kept.terms
    await storage.change(work.uow, plan_id, terms=",".join(sorted(terms)))


def instalments(plan: Plan, today: date, limit: int) -> list[Instalment]:
    """Return the next instalments on or after today, at most `limit`."""
    start = repeats_before(plan.first_due, plan.every, today, plan.anchor_day)
    stop = start + limit if plan.count is None else min(start + limit, plan.count)
    found = []
    for index in range(start, stop):
        on = repeat(plan.first_due, plan.every, index, plan.anchor_day)
        last = plan.count is not None and index == plan.count - 1 and plan.last_amount
        found.append(Instalment(plan.first_n + index, on, last or plan.amount))
    return found


async def follow_debt(work: Work, debt_id: int) -> None:
    """Keep a deleted debt's plan silent; let it speak again when the debt comes back."""
    for kept in await all_(work):
        if kept.plan.debt_id == debt_id:
            await recompute(work, kept.plan.id)
