"""A debt passed on to somebody else: the same debt, a new name; its plan rests until it is proved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.chain import Kind
from coach.debts import LenderKind, Stage
from storage import debts as debt_rows
from storage import owners as storage
from usecases import access, debts, forms, plans

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.debts import Debt
    from coach.interview import Value
    from storage.owners import Before
    from usecases.work import Work

_KEPT = frozenset({Stage.COURT, Stage.JUDGMENT})
"""Stages that a new owner does not undo."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A debt, whose it was before (None: never passed on), and whether a plan rests for it."""

    debt: Debt
    before: Before | None

    @property
    def open(self) -> bool:
        """Tell whether the new owner has still to prove it."""
        return self.before is not None and self.before.proven_at is None


async def of_debt(work: Work, debt_id: int) -> Passed:
    """Return a debt with whose it was; raises NotYoursError."""
    debt = await debts.one(work, debt_id)
    return Passed(debt, await storage.newest(work.uow, debt.id))


async def resting(work: Work, plan_id: int, debt_id: int | None) -> str | None:
    """Return the new owner whose proof a plan waits for, or None."""
    if debt_id is None:
        return None
    try:
        found = await of_debt(work, debt_id)
    except access.NotYoursError:
        return None
    waits = found.open and found.before is not None and found.before.plan == plan_id
    return found.debt.creditor if waits else None


async def begin(work: Work, debt_id: int) -> None:
    """Ask whom the debt was passed on to."""
    debt = await debts.one(work, debt_id)
    await forms.start(work, "owner", subject=debt.id)


async def finish(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Give the debt its new name; whose it was is kept, and an agreed plan rests."""
    found = await of_debt(work, subject or 0)
    debt, case_id = found.debt, await access.existing_case(work)
    # A plan that rests already goes on resting for the newest owner.
    resting = found.before.plan if found.before and found.open else None
    if resting is None:
        resting = await _rest(work, debt.id)
    await storage.add(
        work.uow,
        debt.id,
        work.now,
        creditor=debt.creditor,
        lender=debt.lender.value,
        stage=debt.stage.value,
        plan=resting,
    )
    stage = debt.stage if debt.stage in _KEPT else Stage.COLLECTOR
    # Whoever comes for an illegal lender is no collector to write to: safety stays first (care 6).
    lender = debt.lender if debt.lender is LenderKind.ILLEGAL else LenderKind.COLLECTOR
    await debt_rows.change(
        work.uow,
        debt.id,
        creditor=str(answers["creditor"]),
        lender=lender.value,
        stage=stage.value,
        unproved=True,
    )
    await storage.note(work.uow, case_id, debt.id, Kind.OWNER, work.now, debt.creditor)
    return f"owners:{debt.id}"


async def _rest(work: Work, debt_id: int) -> int | None:
    """Pause the debt's plan and return it; None where there is none, or it was paused before."""
    for kept in await plans.all_(work):
        if kept.plan.debt_id == debt_id and not kept.paused:
            await plans.pause(work, kept.plan.id, paused=True)
            return kept.plan.id
    return None


async def _go_on(work: Work, plan_id: int | None) -> None:
    known = {kept.plan.id for kept in await plans.all_(work)}
    if plan_id in known:
        await plans.pause(work, plan_id, paused=False)


async def proved(work: Work, debt_id: int) -> None:
    """Note that the new owner has proved it; the plan that rested goes on."""
    found = await of_debt(work, debt_id)
    if found.before is None or not found.open:
        return
    case_id = await access.existing_case(work)
    await _go_on(work, found.before.plan)
    await storage.prove(work.uow, found.before, work.now)
    await debt_rows.change(work.uow, debt_id, unproved=False)
    await storage.note(
        work.uow, case_id, debt_id, Kind.OWNER_PROVED, work.now, found.before.creditor
    )


async def undo(work: Work, debt_id: int) -> None:
    """Give the debt its former name back while nothing was proved.

    Its plan goes on, unless that former owner had not proved it either.
    """
    found = await of_debt(work, debt_id)
    before = found.before
    if before is None or not found.open:
        return
    case_id = await access.existing_case(work)
    named = found.debt.creditor
    back = {"creditor": before.creditor, "lender": before.lender, "stage": before.stage}
    await storage.drop(work.uow, before)
    earlier = await of_debt(work, debt_id)
    await debt_rows.change(work.uow, debt_id, **back, unproved=earlier.open)
    if not earlier.open:
        await _go_on(work, before.plan)
    await storage.note(work.uow, case_id, debt_id, Kind.OWNER_UNDONE, work.now, named)
