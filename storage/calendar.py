"""What falls into some days for a counsellor's clients: dates and kinds, no sum and no creditor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coach.plans import PlanStatus
from coach.relay import TaskStatus
from storage import plans as plan_rows
from storage.contacts import is_newest
from storage.tables_case import cases, contacts, deadlines, debts
from storage.tables_plans import plans
from storage.tables_relay import tasks

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from storage.plans import Kept
    from storage.uow import UnitOfWork

Dated = tuple[int, Any, str]
"""Whose, when, and which kind (of a deadline) or which words (of a task)."""


async def deadlines_between(
    uow: UnitOfWork, clients: Collection[int], first: date, last: date
) -> tuple[Dated, ...]:
    """Return the open deadlines of these people by their kind."""
    found = (
        select(cases.c.person_id, deadlines.c.on, deadlines.c.kind)
        .join(cases, cases.c.id == deadlines.c.case_id)
        .where(
            cases.c.person_id.in_(clients),
            deadlines.c.status == "open",
            deadlines.c.on.between(first, last),
        )
    )
    return tuple((row.person_id, row.on, row.kind) for row in (await uow.run(found)).all())


async def contacts_between(
    uow: UnitOfWork, clients: Collection[int], first: date, last: date
) -> tuple[tuple[int, date], ...]:
    """Return when these people want to get back to somebody; a later contact takes its place."""
    found = (
        select(cases.c.person_id, contacts.c.next_on)
        .join(cases, cases.c.id == contacts.c.case_id)
        .where(
            cases.c.person_id.in_(clients),
            contacts.c.deleted_at.is_(None),
            contacts.c.next_on.between(first, last),
            is_newest(),
        )
    )
    return tuple((row.person_id, row.next_on) for row in (await uow.run(found)).all())


async def tasks_between(
    uow: UnitOfWork, counsellor: int, clients: Collection[int], first: date, last: date
) -> tuple[Dated, ...]:
    """Return the open tasks that a counsellor sent to these people, by their words."""
    found = select(tasks.c.person_id, tasks.c.due_on, tasks.c.words).where(
        tasks.c.counsellor == counsellor,
        tasks.c.person_id.in_(clients),
        tasks.c.status == TaskStatus.OPEN.value,
        tasks.c.due_on.between(first, last),
    )
    return tuple((row.person_id, row.due_on, row.words) for row in (await uow.run(found)).all())


async def plans_of(uow: UnitOfWork, clients: Collection[int]) -> tuple[tuple[int, Kept], ...]:
    """Return the plans in force of these people; a deleted debt's are left out."""
    found = (
        select(plans.c.id, cases.c.person_id)
        .join(cases, cases.c.id == plans.c.case_id)
        .outerjoin(debts, debts.c.id == plans.c.debt_id)
        .where(
            cases.c.person_id.in_(clients),
            plans.c.status == PlanStatus.ACTIVE.value,
            debts.c.deleted_at.is_(None),
        )
    )
    owners = {row.id: row.person_id for row in (await uow.run(found)).all()}
    kept = await plan_rows.many(uow, owners)
    return tuple((owners[number], each) for number, (each, _, _) in kept.items())
