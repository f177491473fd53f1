"""A plan changed before it is missed (S11): asked for, then agreed to or refused; history is kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coach.dates import local_date, next_on
from coach.interview import SKIPPED, Skipped, Value
from coach.money import Money
from coach.plans import PaymentStatus, amend, first_from, latest, occurrence
from coach.scripts_change import Change, change_request
from storage import plans as storage
from storage.plans import ChangeRequest
from usecases import forms
from usecases.plan_forms import every_of, known
from usecases.plans import one, recompute, show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.plans import Plan
    from coach.script_lines import Script
    from usecases.plans import Shown
    from usecases.work import Work


NEW_DAY = "new_day"
"""The reason of a request that asks for nothing but another due day; `until` is its first."""


async def begin(work: Work, plan_id: int) -> None:
    """Ask what a change request needs."""
    currency = (await one(work, plan_id)).plan.amount.currency
    seed: dict[str, Value] = {"currency": currency}
    await forms.start(work, "change", subject=plan_id, seed=seed, anew=False)


async def finish(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Store a change request for the next payment, before it is missed."""
    shown = await show(work, subject or 0)
    can_pay, until = answers.get("can_pay"), answers.get("until")
    plan = shown.kept.plan
    fits = isinstance(can_pay, Money) and can_pay.currency == plan.amount.currency
    request = ChangeRequest(
        id=0,
        plan_id=plan.id,
        occurrence=_at_risk(shown, work.today),
        reason=str(answers["reason"]),
        can_pay=can_pay if fits and isinstance(can_pay, Money) and can_pay.minor > 0 else None,
        until=until if isinstance(until, date) and not isinstance(until, Skipped) else None,
        status="asked",
    )
    await storage.request_change(work.uow, request, work.now)
    return f"plan.change:{plan.id}"


async def ask_for(work: Work, plan_id: int, can_pay: Money) -> None:
    """Store a change request for another payment, as a counsellor suggested it."""
    shown = await show(work, plan_id)
    at_risk = _at_risk(shown, work.today)
    request = ChangeRequest(0, plan_id, at_risk, "other", can_pay, None, "asked")
    await storage.request_change(work.uow, request, work.now)


async def begin_new_day(work: Work, plan_id: int) -> None:
    """Ask which due day would suit; the day on which the last payment came is offered."""
    shown = await show(work, plan_id)
    paid = [each for each in shown.payments if each.status is PaymentStatus.PAID]
    offered: dict[str, Value] = {}
    if paid:
        came = max(each.at for each in paid)
        offered["due_day"] = local_date(came, work.person.zone or "UTC").day
    seed: dict[str, Value] = {"every": shown.kept.plan.every.value}
    await forms.start(work, "new_day", subject=plan_id, seed=seed, offered=offered, anew=False)


async def finish_new_day(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Store the wish for another due day; no payment comes sooner than was agreed."""
    shown = await show(work, subject or 0)
    plan, day, first = shown.kept.plan, answers.get("due_day"), answers.get("first_due")
    if shown.next is None:
        return f"plan:{plan.id}"
    if isinstance(day, int):
        first = next_on(day, shown.next.due)
    until = max(first, work.today) if isinstance(first, date) else shown.next.due
    request = ChangeRequest(0, plan.id, shown.next.n, NEW_DAY, None, until, "asked")
    await storage.request_change(work.uow, request, work.now)
    return f"plan.change:{plan.id}"


def _at_risk(shown: Shown, today: date) -> int:
    """Return the payment that was said to be impossible if it is still to come; else the next."""
    plan = shown.kept.plan
    number = first_from(plan, today)
    said = latest(shown.payments).get(number)
    if said is not None and said.status is PaymentStatus.CANNOT:
        return number
    return shown.next.n if shown.next else plan.first_n


async def agreed(work: Work, plan_id: int) -> None:
    """Open the new terms for writing down; the old ones are offered as they were."""
    shown = await show(work, plan_id)
    plan = shown.kept.plan
    said: dict[str, Value] = {**known(work), "currency": plan.amount.currency}
    said["how_paid"], said["every"] = plan.how_paid.value, plan.every.value
    if shown.request is not None and shown.request.reason == NEW_DAY and shown.next is not None:
        said |= _only_moved(plan, shown.next.n, shown.request.until or shown.next.due)
    await forms.start(work, "amendment", subject=plan_id, seed=said)


def _only_moved(plan: Plan, next_n: int, first: date) -> dict[str, Value]:
    """Return terms that stay as they were, from another date on: what was paid is done."""
    left = None if plan.count is None else plan.count - (next_n - plan.first_n)
    return {
        "amount": plan.amount,
        "count": SKIPPED if left is None else left,
        "last_amount": plan.last_amount or SKIPPED,
        "first_due": first,
    }


async def finish_amendment(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Put the new version in force; the old one stays as history."""
    kept = await one(work, subject or 0)
    amount, first, count = answers["amount"], answers["first_due"], answers.get("count")
    if not isinstance(amount, Money) or not isinstance(first, date):
        msg = "an amendment needs its amount and its first date"
        raise TypeError(msg)
    last = answers.get("last_amount")
    _, new = amend(
        kept.plan,
        first_due=first,
        amount=amount,
        count=count if isinstance(count, int) else None,
        agreed_on=work.today,
        said=await storage.payments_of(work.uow, kept.plan),
        last_amount=last if isinstance(last, Money) else None,
        every=every_of(answers) if "every" in answers else None,
    )
    request = await storage.open_request(work.uow, kept.plan)
    reason = request.reason if request else "other"
    if request:
        await storage.answer_request(work.uow, request.id, "agreed")
    written = answers.get("in_writing") == "yes"
    await storage.replace(work.uow, kept, new, work.now, reason=reason, in_writing=written)
    await recompute(work, kept.plan.id)
    return f"plan.kept:{kept.plan.id}"


async def refused(work: Work, plan_id: int) -> None:
    """Note that the change was refused; a next step follows, the plan stands."""
    kept = await one(work, plan_id)
    request = await storage.open_request(work.uow, kept.plan)
    if request:
        await storage.answer_request(work.uow, request.id, "refused")


async def script(work: Work, plan_id: int) -> Script | None:
    """Return the words that ask for the change, or None when none is open."""
    shown = await show(work, plan_id)
    request = shown.request
    if request is None:
        return None
    due = occurrence(shown.kept.plan, request.occurrence)
    moved = request.reason == NEW_DAY
    return change_request(
        Change(
            plan=shown.kept.plan,
            reason=request.reason,
            due=due.due if due else None,
            can_pay=request.can_pay,
            until=None if moved else request.until,
            creditor=shown.label,
            helping=work.person.helping,
            moved_to=request.until if moved else None,
        )
    )
