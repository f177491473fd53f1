"""Debts: rows to `coach.debts.Debt` and back. A deleted debt can be undone for 24 hours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, insert, select, update

from coach.debts import Answer, Debt, DebtKind, Gate, LastPaid, LenderKind, Stage, Whose
from coach.money import Money
from storage import chain
from storage.tables_case import debts

if TYPE_CHECKING:
    from datetime import datetime

    from storage.uow import UnitOfWork


def _money(minor: int | None, currency: str) -> Money | None:
    return None if minor is None else Money(minor, currency)


def _gate(row: Any) -> Gate | None:
    if row.gate_yours is None or row.gate_right is None or row.last_paid_known is None:
        return None
    paid = row.last_paid if row.last_paid_known == "date" else LastPaid(row.last_paid_known)
    return Gate(Answer(row.gate_yours), Answer(row.gate_right), paid, row.warned_at is not None)


def _debt(row: Any) -> Debt:
    return Debt(
        id=row.id,
        number=row.number,
        creditor=row.creditor,
        kind=DebtKind(row.kind),
        lender=LenderKind(row.lender),
        whose=Whose(row.whose),
        stage=Stage(row.stage),
        region=row.region,
        principal=Money(row.principal, row.currency),
        interest=_money(row.interest, row.currency),
        fees=_money(row.fees, row.currency),
        rate=row.rate,
        payment=_money(row.payment, row.currency),
        due_day=row.due_day,
        overdue_since=row.overdue_since,
        contract_month=row.contract_month,
        gate=_gate(row),
        formal=row.formal,
        unproved=row.unproved,
    )


async def of_case(uow: UnitOfWork, case_id: int) -> tuple[Debt, ...]:
    """Return the open debts of a case by their short number."""
    statement = (
        select(debts)
        .where(debts.c.case_id == case_id, debts.c.status == "open")
        .order_by(debts.c.number)
    )
    return tuple(_debt(row) for row in (await uow.run(statement)).all())


async def get(uow: UnitOfWork, case_id: int, debt_id: int) -> Debt | None:
    """Return one debt of that case that is not deleted; anybody else's is None."""
    where = and_(debts.c.id == debt_id, debts.c.case_id == case_id, debts.c.status != "deleted")
    row = (await uow.run(select(debts).where(where))).first()
    return _debt(row) if row else None


async def add(uow: UnitOfWork, case_id: int, now: datetime, **values: Any) -> int:
    """Store a new debt (columns of `debts`, amounts in minor units) and return its id."""
    newest = select(func.coalesce(func.max(debts.c.number), 0)).where(debts.c.case_id == case_id)
    number = (await uow.run(newest)).scalar_one() + 1
    row = insert(debts).values(case_id=case_id, number=number, created_at=now, **values)
    debt_id: int = (await uow.run(row.returning(debts.c.id))).scalar_one()
    return debt_id


async def change(uow: UnitOfWork, debt_id: int, **values: Any) -> None:
    """Set columns of one debt."""
    await uow.run(update(debts).where(debts.c.id == debt_id).values(**values))


async def mark(
    uow: UnitOfWork, case_id: int, debt_id: int, status: str, now: datetime | None
) -> bool:
    """Set the status (`open`, `settled`, `deleted`); False when there is no such debt."""
    where = (debts.c.id == debt_id, debts.c.case_id == case_id)
    asked = select(debts.c.deleted_at).where(*where, debts.c.deleted_at.is_not(None))
    since = (await uow.run(asked)).scalar_one_or_none()
    values = {"status": status, "deleted_at": now if status == "deleted" else None}
    done = (await uow.run(update(debts).where(*where).values(**values))).rowcount == 1
    if done and now is not None and status == "deleted":
        await chain.remove_debt(uow, debt_id, now)
    elif done and since is not None:
        await chain.restore_debt(uow, debt_id, since)
    return done
