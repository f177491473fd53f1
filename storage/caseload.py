"""What is known of a counsellor's clients, in three statements however many there are."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import Float, and_, case, cast, exists, func, or_, select

from coach.budget import FACTORS, Budget, Category, Group, group_of
from coach.caseload import Facts, Instalment
from coach.dates import Every
from coach.money import Money
from coach.people import Consent
from coach.permits import Level, Relation, standing
from coach.plans import PaymentStatus, PlanStatus
from coach.relay import TaskStatus
from coach.reviews import Outcome, Paid
from storage import budgets as budget_rows
from storage.contacts import is_newest
from storage.tables_case import budget_lines, budgets, cases, contacts, deadlines, debts
from storage.tables_grants import grants
from storage.tables_people import consents, persons
from storage.tables_plans import payments, plans, reviews
from storage.tables_relay import tasks

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Select

    from storage.uow import UnitOfWork

_NOT_KEPT = (PaymentStatus.CANNOT.value, PaymentStatus.PARTLY.value)
_IN = ["take_home", *(each.value for each in Category if group_of(each) is Group.INCOME)]
"""Lines of a quick or full budget that come in; all others go out."""
_ROUNDING = 25
"""Minor units that rounding each line to a month may make of a difference, and more."""
_newest = cases.alias("newest")
_CASE = (
    select(func.max(_newest.c.id))
    .where(_newest.c.person_id == grants.c.person_id)
    .correlate(grants)
    .scalar_subquery()
)
_IN_FORCE = and_(plans.c.case_id == cases.c.id, plans.c.status == PlanStatus.ACTIVE.value)


def _agrees(kind: Consent) -> Any:
    own = and_(consents.c.person_id == grants.c.person_id, consents.c.kind == kind.value)
    newest = select(consents.c.given).where(own).order_by(consents.c.id.desc()).limit(1)
    return newest.correlate(grants).scalar_subquery()


def _review(column: Any, since: date) -> Any:
    own = and_(reviews.c.case_id == cases.c.id, reviews.c.month >= since)
    newest = select(column).where(own).order_by(reviews.c.month.desc()).limit(1)
    return newest.correlate(cases).scalar_subquery()


def _missed(since: datetime) -> ColumnElement[bool]:
    return (
        exists()
        .where(
            _IN_FORCE,
            payments.c.plan_id == plans.c.id,
            payments.c.occurrence >= plans.c.first_n,
            payments.c.status.in_(_NOT_KEPT),
            payments.c.at >= since,
        )
        .correlate(cases)
    )


def _follow_up(today: date, since: date) -> ColumnElement[bool]:
    return (
        exists()
        .where(
            contacts.c.case_id == cases.c.id,
            contacts.c.deleted_at.is_(None),
            contacts.c.next_on.between(since, today),
            is_newest(),
        )
        .correlate(cases)
    )


def _task(today: date) -> ColumnElement[bool]:
    return (
        exists()
        .where(
            tasks.c.person_id == grants.c.person_id,
            tasks.c.counsellor == grants.c.counsellor,
            tasks.c.status == TaskStatus.OPEN.value,
            tasks.c.due_on < today,
        )
        .correlate(grants)
    )


def _clients(today: date, since: datetime) -> Select[Any]:
    waits = and_(deadlines.c.case_id == cases.c.id, deadlines.c.status == "open")
    owed = and_(debts.c.case_id == cases.c.id, debts.c.status == "open")
    opened = or_(*(exists().where(each).correlate(cases) for each in (_IN_FORCE, owed, waits)))
    day = since.date()
    nearest = select(func.min(deadlines.c.on)).where(waits).correlate(cases).scalar_subquery()
    return (
        select(
            grants.c.person_id, grants.c.alias, grants.c.level, grants.c.until, grants.c.told_at,
            persons.c.last_seen, cases.c.id.label("case_id"),
            _agrees(Consent.KEEP).label("keeps"),
            _agrees(Consent.COUNSELLOR).label("agrees"),
            _missed(since).label("missed"),
            _review(reviews.c.verdict, day).label("verdict"),
            _review(reviews.c.paid, day).label("paid"),
            opened.label("open"),
            nearest.label("deadline"),
            _follow_up(today, day).label("follow_up"),
            _task(today).label("task"),
        )
        .select_from(grants)
        .join(persons, persons.c.id == grants.c.person_id)
        .outerjoin(cases, cases.c.id == _CASE)
        .where(persons.c.status != "forgetting")
        .order_by(grants.c.id)
    )  # fmt: skip


async def of_counsellor(
    uow: UnitOfWork, counsellor: int, now: datetime, today: date, since: datetime,
    client: int | None = None,
) -> tuple[Facts, ...]:  # fmt: skip
    """Return the clients in a counsellor's care (or one of them), in the order in which they came.

    What was said before `since` is left out. Who asked to be erased is no more among them.
    """
    own = [grants.c.counsellor == counsellor]
    if client is not None:
        own.append(grants.c.person_id == client)
    rows = (await uow.run(_clients(today, since).where(*own))).all()
    paying = await _instalments(uow, own)
    offering = await _budgets(uow, paying)
    return tuple(_facts(row, now, paying, offering) for row in rows)


def _facts(
    row: Any, now: datetime, paying: dict[int, list[Instalment]],
    offering: dict[int, tuple[Budget, datetime]],
) -> Facts:  # fmt: skip
    agrees = bool(row.keeps) and bool(row.agrees)
    relation = standing(Level(row.level), row.until, now, agrees=agrees)
    level = Level.NOTHING if relation is Relation.NOTHING else Level(row.level)
    number, called, told = row.person_id, row.alias or "", row.told_at is not None
    if level is Level.NOTHING or row.case_id is None:
        return Facts(number, called, level, row.last_seen, told, task=bool(row.task))
    budget, budget_at = offering.get(row.case_id, (None, None))
    return Facts(
        number, called, level, row.last_seen, told,
        missed=bool(row.missed) or row.paid == Paid.NO.value,
        renegotiate=row.verdict == Outcome.RENEGOTIATE.value,
        open=bool(row.open), deadline=row.deadline, follow_up=bool(row.follow_up),
        task=bool(row.task),
        budget=budget, budget_at=budget_at, instalments=tuple(paying.get(row.case_id, ())),
    )  # fmt: skip


def _a_month(amount: Any, period: Any) -> Any:
    factors = [(period == each.value, factor.times / factor.by) for each, factor in FACTORS.items()]
    return amount * case(*factors, else_=1.0)


def _may_be_too_much() -> Any:
    """Tell whether an instalment is near or above what can be offered, roughly: nothing is missed.

    Only for these few the sums are worked out as everywhere (`coach.caseload.too_much`).
    """
    lines, line = budget_lines.c, budget_lines.c.line
    signed = case((line.in_(_IN), lines.amount), else_=-lines.amount)
    each = func.coalesce(func.sum(_a_month(signed, lines.period)), 0.0)
    left = select(each).where(lines.budget_id == budgets.c.id).correlate(budgets).scalar_subquery()
    pot = case((left > 0, left * (1.0 - cast(budgets.c.buffer, Float))), else_=0.0)
    return _a_month(plans.c.amount, plans.c.every) > pot - _ROUNDING


async def _instalments(
    uow: UnitOfWork, own: list[ColumnElement[bool]]
) -> dict[int, list[Instalment]]:
    """Return what is paid regularly and may be too much, by case.

    One payment for all is not regular, and a deleted debt's counts no more.
    """
    regular = or_(plans.c.count.is_(None), plans.c.count > 1)
    statement = (
        select(plans.c.case_id, plans.c.amount, plans.c.currency, plans.c.every, plans.c.at)
        .select_from(grants)
        .join(cases, cases.c.person_id == grants.c.person_id)
        .join(plans, _IN_FORCE)
        .join(budgets, budgets.c.case_id == cases.c.id)
        .outerjoin(debts, debts.c.id == plans.c.debt_id)
        .where(*own, grants.c.level != Level.NOTHING.value, regular, debts.c.deleted_at.is_(None))
        .where(plans.c.currency == budgets.c.currency, _may_be_too_much())
    )
    found: dict[int, list[Instalment]] = {}
    for row in (await uow.run(statement)).all():
        each = Instalment(Money(row.amount, row.currency), Every(row.every), row.at)
        found.setdefault(row.case_id, []).append(each)
    return found


async def _budgets(uow: UnitOfWork, wanted: Collection[int]) -> dict[int, tuple[Budget, datetime]]:
    """Return the budgets of these cases, and when each was made."""
    if not wanted:
        return {}
    statement = (
        budget_rows.QUERY.add_columns(budgets.c.case_id, budgets.c.at)
        .where(budgets.c.case_id.in_(list(wanted)))
        .order_by(budgets.c.case_id, budget_lines.c.position)
    )
    rows = (await uow.run(statement)).all()
    found: dict[int, tuple[Budget, datetime]] = {}
    for case_id, group in groupby(rows, key=lambda row: row.case_id):
        lines = list(group)
        budget = budget_rows.read(lines)
        if budget is not None:
            found[case_id] = (budget, lines[0].at)
    return found
