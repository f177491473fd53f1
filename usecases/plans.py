"""Plans: made elsewhere or agreed here, changed before they are missed, ended; and what is due."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from coach.dates import Every, add_months, repeat, repeats_before
from coach.interview import SKIPPED, Value
from coach.money import Money
from coach.plans import (
    HowPaid,
    Instalment,
    Payment,
    Plan,
    PlanKind,
    PlanStatus,
    Source,
    next_open,
    progress,
    waiting,
)
from coach.reminders import Wanted, next_due
from storage import due
from storage import plans as storage
from storage.due import Due
from storage.packs import days_off
from storage.plans import ChangeRequest, Kept
from usecases import access, debts, forms, prefs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.plans import Progress
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


def known(work: Work) -> dict[str, Value]:
    """Return what was said of the person and is not asked again."""
    person = work.person
    said: dict[str, Value] = {}
    if person.region is not None:
        said["region"] = person.region
        currency = person.currency or work.pack(person.region).currency
        if currency:
            said["currency"] = currency
    return said


async def begin(work: Work) -> None:
    """Ask for a plan made elsewhere."""
    await forms.start(work, "plan", seed=known(work))


async def finish(work: Work, _: int | None, answers: Mapping[str, Value]) -> str:
    """Store a plan made elsewhere."""
    day = answers["due_day"]
    plan = _plan(
        answers,
        first_due=_next_day(work.today, day if isinstance(day, int) else 1),
        anchor=day if isinstance(day, int) else 1,
        source=Source.CONTRACT,
    )
    return await _store(work, plan)


def _next_day(today: date, day: int) -> date:
    first = add_months(today.replace(day=1), 0, day)
    return first if first >= today else add_months(today.replace(day=1), 1, day)


def _plan(
    answers: Mapping[str, Value],
    *,
    first_due: date,
    anchor: int,
    source: Source,
    debt_id: int | None = None,
) -> Plan:
    amount, count, last = answers["amount"], answers.get("count"), answers.get("last_amount")
    if not isinstance(amount, Money):
        msg = "a plan needs an amount"
        raise TypeError(msg)
    reference = answers.get("reference")
    number = count if isinstance(count, int) else None
    kind = PlanKind.RUNNING if number is None else PlanKind.INSTALMENTS
    return Plan(
        id=0,
        debt_id=debt_id,
        version=1,
        status=PlanStatus.ACTIVE,
        kind=PlanKind.LUMP if number == 1 else kind,
        amount=amount,
        count=number,
        first_due=first_due,
        every=Every.MONTHLY,
        anchor_day=anchor,
        last_amount=last if isinstance(last, Money) else None,
        how_paid=HowPaid(str(answers["how_paid"])),
        source=source,
        reference=reference if isinstance(reference, str) else None,
    )


async def _store(work: Work, plan: Plan, **values: object) -> str:
    case_id = await access.case_of(work)
    plan_id = await storage.add(work.uow, case_id, plan, work.now, **values)
    await recompute(work, plan_id)
    return f"plan.kept:{plan_id}"


async def begin_agreement(work: Work, debt_id: int, said: Mapping[str, Value]) -> None:
    """Ask what is still missing of an agreement; `said` holds the offer's own figures."""
    debt = await debts.one(work, debt_id)
    seed = {**known(work), "currency": debt.currency, **said}
    if "count" in seed and "last_amount" not in seed:
        seed["last_amount"] = SKIPPED
    await forms.start(work, "agreement", subject=debt.id, seed=seed)


async def finish_agreement(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Store an agreed plan for its debt; an earlier plan of that debt ends."""
    debt = await debts.one(work, subject or 0)
    first = answers["first_due"]
    if not isinstance(first, date):
        msg = "an agreement needs its first date"
        raise TypeError(msg)
    for kept in await all_(work):
        if kept.plan.debt_id == debt.id:
            await end(work, kept.plan.id)
    plan = _plan(answers, first_due=first, anchor=first.day, source=Source.NEGOTIATED,
                 debt_id=debt.id)  # fmt: skip
    plan = replace(plan, agreed_on=work.today)
    return await _store(work, plan, in_writing=answers.get("in_writing") == "yes")


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
    occurrence = f"{KIND}:{plan_id}:{wanted.n}:{wanted.kind.value}:{wanted.local_date:%y%m%d}"
    return Due(work.person.id, KIND, plan_id, occurrence, wanted.lead, wanted.run_at)


async def upcoming(work: Work, plan_id: int) -> Wanted | None:
    """Return the plan's first message after now; none while its debt is deleted."""
    kept = await one(work, plan_id)
    if kept.plan.debt_id is not None:
        try:
            await debts.one(work, kept.plan.debt_id)
        except access.NotYoursError:
            return None
    said = await storage.payments_of(work.uow, kept.plan)
    wishes = prefs.of(work.person, leads=kept.leads, paused=kept.paused)
    return next_due(kept.plan, said, wishes, work.now, non_working=closed_days(work))


def closed_days(work: Work) -> frozenset[date]:
    """Return the non-working days of the person's region, this year and the next."""
    region = work.pack(work.person.region)
    years = (work.today.year, work.today.year + 1)
    return frozenset(day for year in years for day in days_off(region, year))


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
    await one(work, plan_id)
    await storage.change(work.uow, plan_id, status=PlanStatus.ENDED.value)
    await due.drop(work.uow, work.person.id, KIND, plan_id)


async def reopen(work: Work, plan_id: int) -> None:
    """Undo the end of a plan, unless its debt has a newer one by now."""
    kept = await one(work, plan_id)
    agreed = {each.plan.debt_id for each in await all_(work)} - {None}
    if kept.plan.debt_id in agreed:
        return
    await storage.change(work.uow, plan_id, status=PlanStatus.ACTIVE.value)
    await recompute(work, plan_id)


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
