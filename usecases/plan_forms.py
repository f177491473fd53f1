"""Plans written down: one made elsewhere, one just agreed with a lender."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from coach.dates import Every, after_payday, next_on
from coach.forms_plans import PLAN
from coach.interview import KNOWN, SKIPPED, Value, survey
from coach.money import Money
from coach.plans import HowPaid, Plan, PlanKind, PlanStatus, Source
from storage import asks
from storage import plans as storage
from usecases import access, debts, forms, papers, proposals, room
from usecases.plans import all_, end, recompute

if TYPE_CHECKING:
    from collections.abc import Mapping

    from usecases.work import Work


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
    """Ask for a plan made elsewhere, and whether it is for the only debt that has none."""
    await forms.start(work, "plan", seed=await _known_of_plan(work))


async def _known_of_plan(work: Work) -> dict[str, Value]:
    owed = await debts.all_(work)
    planned = {kept.plan.debt_id for kept in await all_(work)}
    only = owed[0] if len(owed) == 1 and owed[0].id not in planned else None
    return {"creditor": only.creditor if only else SKIPPED, **known(work)}


async def steps(work: Work) -> int:
    """Return about how many questions a plan made elsewhere takes."""
    said = await _known_of_plan(work)
    return survey(PLAN, {**said, KNOWN: len(said)}).progress[1]


async def finish(work: Work, _: int | None, answers: Mapping[str, Value]) -> str:
    """Store a plan made elsewhere, with the debt that it is for if they said so."""
    first, anchor = _begins(work.today, answers)
    debt_id = None
    if answers.get("for_debt") == "yes":
        named = (d.id for d in await debts.all_(work) if d.creditor == answers["creditor"])
        debt_id = next(named, None)
    return await _store(
        work,
        _plan(answers, first_due=first, anchor=anchor, source=Source.CONTRACT, debt_id=debt_id),
    )


def _begins(today: date, answers: Mapping[str, Value]) -> tuple[date, int]:
    """Return the first due date and the day of the month it keeps to."""
    first, day, payday = (answers.get(name) for name in ("first_due", "due_day", "payday"))
    if isinstance(first, date):
        return first, first.day
    if isinstance(payday, int):
        day = after_payday(payday)
    anchor = day if isinstance(day, int) else 1
    return next_on(anchor, today), anchor


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
        every=every_of(answers),
        anchor_day=anchor,
        last_amount=last if isinstance(last, Money) else None,
        how_paid=HowPaid(str(answers["how_paid"])),
        source=source,
        reference=reference if isinstance(reference, str) else None,
    )


def every_of(answers: Mapping[str, Value]) -> Every:
    """Return how often a payment comes; after pay day is once a month."""
    said = answers.get("every")
    return Every(str(said)) if said in set(Every) else Every.MONTHLY


async def _store(work: Work, plan: Plan, **values: object) -> str:
    case_id = await access.case_of(work)
    await room.for_another(work, "plans", case_id)
    plan_id = await storage.add(work.uow, case_id, plan, work.now, **values)
    await recompute(work, plan_id)
    await papers.recompute(work)
    return f"plan.kept:{plan_id}"


async def begin_agreement(work: Work, debt_id: int, said: Mapping[str, Value]) -> None:
    """Ask what is still missing of an agreement; `said` holds the offer's own figures."""
    debt = await debts.one(work, debt_id)
    seed = {**known(work), "currency": debt.currency, **said}
    if "count" in seed and "last_amount" not in seed:
        seed["last_amount"] = SKIPPED
    await forms.start(work, "agreement", subject=debt.id, seed=seed)


async def begin_agreed_request(work: Work, debt_id: int) -> None:
    """Ask what is still missing of a request that was agreed to.

    Its figures are known only where the request that was chosen can still be worked out as it
    stood; its first day only while that is to come. All of it is shown before it is kept.
    """
    said: dict[str, Value] = {}
    case, asked = await proposals.of(work, debt_id), await asks.get(work.uow, debt_id)
    each = case.chosen if case.picked else None
    if each and asked and each.amount and (asked.amount, asked.count) == (
        each.amount.minor, each.months,
    ):  # fmt: skip
        said = {"amount": each.amount, "count": each.months, "every": Every.MONTHLY.value}
        if each.last_amount and each.last_amount != each.amount:
            said["last_amount"] = each.last_amount
        if each.first_due and asked.starts >= work.today:
            said["first_due"] = each.first_due
    await begin_agreement(work, debt_id, said)


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
