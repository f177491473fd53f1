"""Plans with their versions, payments and change requests: rows to dataclasses and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, delete, func, insert, select, update

from coach.chain import Kind
from coach.dates import Every
from coach.money import Money
from coach.plans import HowPaid, Payment, PaymentStatus, Plan, PlanKind, PlanStatus, Source
from storage import chain
from storage.people import insert_or_ignore
from storage.tables_case import debts
from storage.tables_plans import change_requests, payments, plan_versions, plans

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from storage.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored plan with what only storage and screens need."""

    plan: Plan
    case_id: int
    label: str | None
    paused: bool
    leads: tuple[int, ...]
    in_writing: bool
    terms: frozenset[str]
    reason: str | None


@dataclass(frozen=True, slots=True)
class ChangeRequest:
    """What was asked for before a payment was missed; `can_pay` None means nothing for now."""

    id: int
    plan_id: int
    occurrence: int
    reason: str
    can_pay: Money | None
    until: date | None
    status: str


def plan_of(row: Any) -> Plan:
    """Return the version in force that a row of plans holds."""
    currency = row.currency
    return Plan(
        id=row.id,
        debt_id=row.debt_id,
        version=row.version,
        status=PlanStatus(row.status),
        kind=PlanKind(row.kind),
        amount=Money(row.amount, currency),
        count=row.count,
        first_due=row.first_due,
        every=Every(row.every),
        anchor_day=row.anchor,
        last_amount=None if row.last_amount is None else Money(row.last_amount, currency),
        how_paid=HowPaid(row.how_paid),
        source=Source(row.source),
        agreed_on=row.agreed_on,
        reference=row.reference,
        first_n=row.first_n,
        number=row.number,
    )


def _kept(row: Any) -> Kept:
    return Kept(
        plan=plan_of(row),
        case_id=row.case_id,
        label=row.label,
        paused=row.paused,
        leads=tuple(int(lead) for lead in row.leads.split(",") if lead),
        in_writing=row.in_writing,
        terms=frozenset(term for term in row.terms.split(",") if term),
        reason=row.reason,
    )


def _columns(plan: Plan) -> dict[str, Any]:
    last = plan.last_amount
    return {
        "version": plan.version,
        "kind": plan.kind.value,
        "currency": plan.amount.currency,
        "amount": plan.amount.minor,
        "last_amount": None if last is None else last.minor,
        "count": plan.count,
        "first_n": plan.first_n,
        "first_due": plan.first_due,
        "every": plan.every.value,
        "anchor": plan.anchor_day or plan.first_due.day,
        "how_paid": plan.how_paid.value,
        "source": plan.source.value,
        "agreed_on": plan.agreed_on,
        "reference": plan.reference,
    }


_earlier = plans.alias("earlier")
_NUMBER = (
    select(func.count())
    .where(_earlier.c.case_id == plans.c.case_id, _earlier.c.id <= plans.c.id)
    .correlate(plans)
    .scalar_subquery()
    .label("number")
)
_PLANS = select(plans, _NUMBER)


async def of_case(uow: UnitOfWork, case_id: int, *, ended: bool = False) -> tuple[Kept, ...]:
    """Return a case's plans in order of their number; ended ones only on request."""
    where = plans.c.case_id == case_id
    if not ended:
        where = and_(where, plans.c.status == PlanStatus.ACTIVE.value)
    rows = (await uow.run(_PLANS.where(where).order_by(plans.c.id))).all()
    return tuple(_kept(row) for row in rows)


async def of_deleted(uow: UnitOfWork, case_id: int) -> frozenset[int]:
    """Return the ids of a case's plans whose debt was deleted; for a day it can come back."""
    joined = plans.join(debts, debts.c.id == plans.c.debt_id)
    where = (plans.c.case_id == case_id, debts.c.deleted_at.is_not(None))
    return frozenset(
        (await uow.run(select(plans.c.id).select_from(joined).where(*where))).scalars()
    )


async def get(uow: UnitOfWork, case_id: int, plan_id: int) -> Kept | None:
    """Return one plan of that case; anybody else's is None."""
    where = and_(plans.c.id == plan_id, plans.c.case_id == case_id)
    row = (await uow.run(_PLANS.where(where))).first()
    return _kept(row) if row else None


_MANY = (
    select(plans, _NUMBER, debts.c.creditor, debts.c.status.label("debt_status"))
    .select_from(plans)
    .outerjoin(debts, debts.c.id == plans.c.debt_id)
    .where(plans.c.id.in_(bindparam("ids", expanding=True)))
)


async def many(
    uow: UnitOfWork, plan_ids: Collection[int]
) -> dict[int, tuple[Kept, str | None, bool]]:
    """Return plans by number, with their debt's creditor, and whether that debt was deleted."""
    rows = (await uow.run(_MANY, {"ids": list(plan_ids)})).all()
    return {row.id: (_kept(row), row.creditor, row.debt_status == "deleted") for row in rows}


async def add(uow: UnitOfWork, case_id: int, plan: Plan, now: datetime, **values: Any) -> int:
    """Store a new plan (its id is ignored) and return its number."""
    row = {**_columns(plan), "status": plan.status.value, "debt_id": plan.debt_id, **values}
    statement = insert(plans).values(case_id=case_id, at=now, **row).returning(plans.c.id)
    plan_id: int = (await uow.run(statement)).scalar_one()
    noted = {name: values.get(name) for name in ("label", "in_writing")}
    await _chained(uow, case_id, plan_id, plan, now, noted)
    return plan_id


async def _chained(
    uow: UnitOfWork, case_id: int, plan_id: int, plan: Plan, now: datetime, noted: dict[str, Any]
) -> None:
    named = await chain.whose(uow, plan.debt_id)
    columns = _columns(plan)
    columns["plan_kind"] = columns.pop("kind")
    content = {**columns, **named, "plan": plan_id, **noted}
    await chain.append(uow, case_id, Kind.PLAN, plan_id, now, content)


async def change(uow: UnitOfWork, plan_id: int, **values: Any) -> None:
    """Set columns of one plan (`status`, `paused`, `leads`, `terms`, `in_writing`)."""
    await uow.run(update(plans).where(plans.c.id == plan_id).values(**values))


async def replace(
    uow: UnitOfWork, kept: Kept, new: Plan, now: datetime, *, reason: str, in_writing: bool
) -> None:
    """Keep the old version as history and put the new one in force."""
    old = kept.plan
    names = [column.name for column in plan_versions.c if column.name not in ("id", "plan_id")]
    current = select(plans.c.id, *(plans.c[name] for name in names)).where(plans.c.id == old.id)
    await uow.run(insert(plan_versions).from_select(["plan_id", *names], current))
    await change(
        uow, old.id, **_columns(new),
        status=new.status.value, reason=reason, in_writing=in_writing, at=now,
    )  # fmt: skip
    noted = {"label": kept.label, "in_writing": in_writing}
    await _chained(uow, kept.case_id, old.id, new, now, noted)


async def versions(uow: UnitOfWork, plan_id: int) -> int:
    """Return how many earlier versions a plan has."""
    rows = await uow.run(select(plan_versions.c.id).where(plan_versions.c.plan_id == plan_id))
    return len(rows.all())


_PAYMENTS = (
    select(payments)
    .where(payments.c.plan_id.in_(bindparam("ids", expanding=True)))
    .order_by(payments.c.plan_id, payments.c.occurrence)
)


async def payments_of(uow: UnitOfWork, plan: Plan) -> tuple[Payment, ...]:
    """Return what was said about each instalment."""
    return (await payments_of_many(uow, [plan]))[plan.id]


async def payments_of_many(
    uow: UnitOfWork, known: Collection[Plan]
) -> dict[int, tuple[Payment, ...]]:
    """Return the same for several plans, by their number."""
    currencies = {plan.id: plan.amount.currency for plan in known}
    found: dict[int, list[Payment]] = {number: [] for number in currencies}
    for row in (await uow.run(_PAYMENTS, {"ids": list(currencies)})).all():
        found[row.plan_id].append(
            Payment(
                n=row.occurrence,
                status=PaymentStatus(row.status),
                amount=Money(row.amount or 0, currencies[row.plan_id]),
                at=row.at,
                promised=row.snoozed_to,
            )
        )
    return {number: tuple(said) for number, said in found.items()}


async def record(uow: UnitOfWork, plan_id: int, payment: Payment) -> None:
    """Note the person's last word on an instalment, in the place of the former one."""
    values = {
        "status": payment.status.value,
        "amount": payment.amount.minor,
        "snoozed_to": payment.promised,
        "at": payment.at,
    }
    row = insert_or_ignore(uow, payments).values(plan_id=plan_id, occurrence=payment.n, **values)
    if (await uow.run(row)).rowcount == 1:
        return
    where = (payments.c.plan_id == plan_id, payments.c.occurrence == payment.n)
    await uow.run(update(payments).where(*where).values(**values))


async def unrecord(uow: UnitOfWork, plan_id: int, n: int) -> None:
    """Take back what was said about an instalment."""
    where = (payments.c.plan_id == plan_id, payments.c.occurrence == n)
    await uow.run(delete(payments).where(*where))


async def request_change(uow: UnitOfWork, request: ChangeRequest, now: datetime) -> None:
    """Store a change request; an earlier open one for the plan is replaced."""
    where = (change_requests.c.plan_id == request.plan_id, change_requests.c.status == "asked")
    await uow.run(delete(change_requests).where(*where))
    await uow.run(
        insert(change_requests).values(
            plan_id=request.plan_id,
            occurrence=request.occurrence,
            reason=request.reason,
            can_pay=None if request.can_pay is None else request.can_pay.minor,
            until=request.until,
            status=request.status,
            at=now,
        )
    )


async def open_request(uow: UnitOfWork, plan: Plan) -> ChangeRequest | None:
    """Return the plan's change request that is not yet answered."""
    where = (change_requests.c.plan_id == plan.id, change_requests.c.status == "asked")
    row = (await uow.run(select(change_requests).where(*where))).first()
    if row is None:
        return None
    can_pay = None if row.can_pay is None else Money(row.can_pay, plan.amount.currency)
    return ChangeRequest(
        row.id, row.plan_id, row.occurrence, row.reason, can_pay, row.until, row.status
    )


async def answer_request(uow: UnitOfWork, request_id: int, status: str) -> None:
    """Note that a change request was `agreed` or `refused`."""
    mine = update(change_requests).where(change_requests.c.id == request_id)
    await uow.run(mine.values(status=status))


async def in_plan(uow: UnitOfWork, case_id: int) -> frozenset[int]:
    """Return the debts that already have a plan."""
    where = (plans.c.case_id == case_id, plans.c.status == PlanStatus.ACTIVE.value)
    return frozenset(filter(None, (await uow.run(select(plans.c.debt_id).where(*where))).scalars()))
