"""Spare money over several debts, two ways side by side; only where nothing is in danger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.budget import Period, monthly
from coach.money import total
from coach.spare import Choice, WhyNot, both
from storage import week as storage
from usecases import budget, debts, plans

if TYPE_CHECKING:
    from collections.abc import Mapping

    from usecases.work import Work


@dataclass(frozen=True, slots=True)
class Spare:
    """The two ways, or why not; `names` are the creditors by their debt's id."""

    found: Choice | WhyNot
    names: Mapping[int, str]


async def of(work: Work) -> Spare:
    """Return the two ways for the person's debts and their budget's spare sum."""
    known = await budget.of(work)
    owed = await debts.all_(work)
    if known is None or work.person.case_id is None:
        return Spare(WhyNot.NO_BUDGET, {})
    in_force = [each.plan for each in await plans.all_(work)]
    newer = await storage.newer_plans(work.uow, work.person.case_id)
    currency = known.budget.currency
    promised = total(
        [
            monthly(plan.amount, Period(plan.every.value))
            for plan in in_force
            if plan.id in newer and plan.amount.currency == currency
        ],
        currency,
    )
    agreed = frozenset(plan.debt_id for plan in in_force if plan.debt_id is not None)
    found = both(known.affordability, owed, agreed, promised)
    return Spare(found, {debt.id: debt.creditor for debt in owed})
