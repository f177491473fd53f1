"""Until payday: what is safe to spend, a big spend noted or taken back, early signs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coach import signs
from coach.dates import Every
from coach.forms_week import NO_DAY
from coach.interview import SKIPPED
from coach.money import Money
from coach.week import (
    Payday,
    Paying,
    Safe,
    days_of,
    monthly_from,
    safe_to_spend,
    weekly_from,
)
from storage import budgets
from storage import plans as plan_rows
from storage import reviews as review_rows
from storage import week as storage
from usecases import access, budget, debts, forms, plans, room

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.debts import Debt
    from coach.interview import Value
    from coach.signs import Seen
    from usecases.work import Work


@dataclass(frozen=True, slots=True)
class Week:
    """What the screen needs; `sign` is the weightiest early sign, with the debt it is about."""

    safe: Safe
    sign: Seen | None
    debt: Debt | None
    plan_id: int | None
    """The first plan with a payment still open in this period."""


async def begin(work: Work) -> bool:
    """Open what is still to be asked: the three numbers, then pay day; False when all is known."""
    case_id = work.person.case_id
    if case_id is None or await budgets.get(work.uow, case_id) is None:
        await budget.begin(work, full=False, origin="week.begin")
        return True
    if await storage.payday(work.uow, case_id) is None:
        await begin_payday(work)
        return True
    return False


async def begin_payday(work: Work) -> None:
    """Ask when pay comes; which costs are bills only where the budget does not tell."""
    known = await budgets.get(work.uow, await access.existing_case(work))
    if known is None:
        raise access.NotYoursError
    seed: dict[str, Value] = {"currency": known.currency}
    if not known.quick or known.essentials.minor == 0:
        seed["bills"] = SKIPPED
    await forms.start(work, "payday", seed=seed, anew=False)


async def finish_payday(work: Work, _: int | None, answers: Mapping[str, Value]) -> str:
    """Store when pay comes; without a certain day, months are counted."""
    every, day, named = (answers.get(name) for name in ("every", "pay_day", "pay_date"))
    bills = answers.get("bills")
    told = bills if isinstance(bills, Money) else None
    if isinstance(named, date) and every in {Every.WEEKLY.value, Every.FORTNIGHTLY.value}:
        often = Every(str(every))
        payday = Payday(often, weekly_from(named, often, work.today), bills=told)
    else:
        anchor = day if isinstance(day, int) else 1
        first = monthly_from(anchor, work.today)
        payday = Payday(Every.MONTHLY, first, anchor, every != NO_DAY, told)
    case_id = await access.case_of(work)
    currency = str(answers["currency"])
    await storage.save_payday(work.uow, case_id, payday, currency, work.now)
    return "week"


async def of(work: Work) -> Week | None:
    """Return what is safe to spend; None until the budget and pay day are known."""
    case_id = work.person.case_id
    known = None if case_id is None else await budgets.get(work.uow, case_id)
    payday = None if case_id is None else await storage.payday(work.uow, case_id)
    if case_id is None or known is None or payday is None:
        return None
    days = days_of(payday, work.today)
    owed = await debts.all_(work)
    paying = await _paying(work, case_id, owed)
    agreed = {each.plan.debt_id for each in paying}
    without = [debt for debt in owed if debt.id not in agreed]
    gone = await storage.spent(work.uow, case_id, days.start)
    safe = safe_to_spend(
        known, payday, work.today, plans=paying, debts=without, spent=tuple(gone.values())
    )
    last = await review_rows.latest(work.uow, case_id)
    seen = next(iter(signs.signs(known, without, last[1] if last else None)), None)
    about = next((debt for debt in owed if seen and debt.id == seen.debt_id), None)
    return Week(safe, seen, about, next((each.plan.id for each in paying), None))


async def _paying(work: Work, case_id: int, owed: tuple[Debt, ...]) -> tuple[Paying, ...]:
    """Return the plans in force with their payments; those of a deleted debt are silent."""
    there = {debt.id for debt in owed} | {None}
    kept = [each.plan for each in await plans.all_(work) if each.plan.debt_id in there]
    said = await plan_rows.payments_of_many(work.uow, kept)
    newer = await storage.newer_plans(work.uow, case_id)
    return tuple(Paying(plan, said[plan.id], counted=plan.id not in newer) for plan in kept)


async def begin_spend(work: Work) -> bool:
    """Ask for the amount; False when pay day is not known yet."""
    case_id = work.person.case_id
    known = None if case_id is None else await budgets.get(work.uow, case_id)
    if case_id is None or known is None or await storage.payday(work.uow, case_id) is None:
        return False
    await forms.start(work, "spend", seed={"currency": known.currency}, anew=False)
    return True


async def finish_spend(work: Work, _: int | None, answers: Mapping[str, Value]) -> str:
    """Note the amount until the next pay day."""
    amount = answers["amount"]
    case_id = await access.case_of(work)
    payday = await storage.payday(work.uow, case_id)
    if not isinstance(amount, Money) or payday is None:
        return "week"
    until = days_of(payday, work.today).end
    await room.for_another(work, "spends", case_id)
    number = await storage.spend(work.uow, case_id, amount, work.today, until, work.now)
    return f"week:{number}"


async def undo_spend(work: Work, number: int) -> None:
    """Take a big spend back."""
    await storage.unspend(work.uow, await access.existing_case(work), number)


async def amount_of(work: Work, number: int) -> Money | None:
    """Return what was noted under a number; None when it is gone or somebody else's."""
    if work.person.case_id is None or not number:
        return None
    return (await storage.spent(work.uow, work.person.case_id, date.min)).get(number)
