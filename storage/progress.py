"""What a case holds, in one statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, exists, func, or_, select

from coach.path import Exists
from storage.tables_case import asks, budgets, contacts, debts, evidence, hardships
from storage.tables_plans import plans

if TYPE_CHECKING:
    from storage.uow import UnitOfWork


async def of_case(uow: UnitOfWork, case_id: int) -> Exists:
    """Return what exists in a case."""
    own = (debts.c.case_id == case_id, debts.c.status == "open")
    unasked = or_(
        debts.c.gate_yours.is_(None),
        debts.c.gate_right.is_(None),
        debts.c.last_paid_known.is_(None),
    )
    planned = exists().where(plans.c.debt_id == debts.c.id, plans.c.status == "active")

    def any_of(table: object, *where: ColumnElement[bool]) -> ColumnElement[bool]:
        return exists().select_from(table).where(*where)  # type: ignore[arg-type]

    statement = select(
        select(func.count()).select_from(debts).where(*own).scalar_subquery().label("debts"),
        select(func.min(debts.c.id)).where(*own, unasked).scalar_subquery().label("ungated"),
        select(func.min(debts.c.id)).where(*own, ~planned).scalar_subquery().label("unplanned"),
        select(func.min(debts.c.id)).where(*own).scalar_subquery().label("first"),
        any_of(budgets, budgets.c.case_id == case_id).label("budget"),
        any_of(hardships, hardships.c.case_id == case_id).label("hardship"),
        select(func.count())
        .select_from(asks.join(debts, asks.c.debt_id == debts.c.id))
        .where(*own)
        .scalar_subquery()
        .label("proposals"),
        any_of(evidence, evidence.c.case_id == case_id, evidence.c.status == "have").label(
            "evidence"
        ),
        any_of(
            contacts.join(debts, contacts.c.debt_id == debts.c.id),
            *own,
            contacts.c.deleted_at.is_(None),
        ).label("spoken"),
        any_of(contacts, contacts.c.case_id == case_id, contacts.c.deleted_at.is_(None)).label(
            "contact"
        ),
        any_of(plans, plans.c.case_id == case_id, plans.c.status == "active").label("plan"),
    )
    row = (await uow.run(statement)).one()
    return Exists(
        debts=row.debts,
        ungated=row.ungated,
        first_debt=row.unplanned or row.first,
        budget=bool(row.budget),
        hardship=bool(row.hardship),
        proposal=row.proposals > 0,
        evidence=bool(row.evidence),
        contact=bool(row.contact),
        spoken=bool(row.spoken),
        plan=bool(row.plan),
    )


async def caller_of(uow: UnitOfWork, case_id: int) -> str | None:
    """Return who was on the telephone when the newest call was kept at the first door."""
    statement = (
        select(contacts.c.caller)
        .where(contacts.c.case_id == case_id, contacts.c.caller.is_not(None))
        .order_by(contacts.c.id.desc())
        .limit(1)
    )
    found: str | None = (await uow.run(statement)).scalar_one_or_none()
    return found
