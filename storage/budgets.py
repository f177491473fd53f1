"""Budgets and hardships: one of each a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from coach.budget import Budget, Category, Line, Period, full_budget, quick_budget
from coach.hardship import Hardship
from coach.money import Money
from storage.tables_case import budget_lines, budgets, hardships

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from decimal import Decimal

    from storage.uow import UnitOfWork

QUICK = ("take_home", "essentials", "must_go_on")


QUERY = select(
    budgets.c.mode, budgets.c.currency, budgets.c.buffer,
    budget_lines.c.line, budget_lines.c.amount, budget_lines.c.period,
).outerjoin_from(budgets, budget_lines, budget_lines.c.budget_id == budgets.c.id)  # fmt: skip
"""Budgets with their lines; `read` takes the rows of one."""


async def get(uow: UnitOfWork, case_id: int) -> Budget | None:
    """Return the case's budget, or None."""
    statement = QUERY.where(budgets.c.case_id == case_id).order_by(budget_lines.c.position)
    return read((await uow.run(statement)).all())


def read(rows: Sequence[Any]) -> Budget | None:
    """Return the budget that its rows make, in the order of its lines; None without rows."""
    if not rows:
        return None
    head = rows[0]
    if head.mode == "quick":
        amounts = {row.line: Money(row.amount, head.currency) for row in rows}
        return quick_budget(*(amounts[name] for name in QUICK), buffer_share=head.buffer)
    lines = [
        Line(Category(row.line), Money(row.amount, head.currency), Period(row.period))
        for row in rows
        if row.line is not None
    ]
    return full_budget(lines, head.currency, buffer_share=head.buffer)


async def save(uow: UnitOfWork, case_id: int, budget: Budget, now: datetime) -> None:
    """Put the budget in the place of the former one."""
    # A sum that could be paid at once was not asked again, so it outlives the former numbers.
    same = (budgets.c.case_id == case_id, budgets.c.currency == budget.currency)
    lump = (await uow.run(select(budgets.c.lump_sum).where(*same))).scalar_one_or_none()
    await uow.run(delete(budgets).where(budgets.c.case_id == case_id))
    mode = "quick" if budget.quick else "full"
    row = insert(budgets).values(
        case_id=case_id,
        mode=mode,
        currency=budget.currency,
        buffer=budget.buffer_share,
        lump_sum=lump,
        at=now,
    )
    budget_id = (await uow.run(row.returning(budgets.c.id))).scalar_one()
    if budget.quick:
        parts = (budget.take_home, budget.essentials, budget.plans)
        lines = [(name, "quick", part, "monthly") for name, part in zip(QUICK, parts, strict=True)]
    else:
        lines = [(x.category.value, "full", x.amount, x.period.value) for x in budget.lines]
    values = [
        {
            "budget_id": budget_id,
            "position": position,
            "line": line,
            "group": group,
            "amount": amount.minor,
            "period": period,
        }
        for position, (line, group, amount, period) in enumerate(lines)
    ]
    if values:
        await uow.run(insert(budget_lines), values)


async def set_buffer(uow: UnitOfWork, case_id: int, share: Decimal) -> None:
    """Change the buffer's share (a fraction) of what is left."""
    await uow.run(budgets.update().where(budgets.c.case_id == case_id).values(buffer=share))


async def hardship(uow: UnitOfWork, case_id: int) -> Hardship | None:
    """Return the case's hardship, or None."""
    row = (await uow.run(select(hardships).where(hardships.c.case_id == case_id))).first()
    if row is None:
        return None

    def money(minor: int | None) -> Money | None:
        return None if minor is None or row.currency is None else Money(minor, row.currency)

    return Hardship(
        row.reason, row.since, row.until, row.effect,
        money(row.income_before), money(row.income_now),
    )  # fmt: skip


async def save_hardship(uow: UnitOfWork, case_id: int, hardship: Hardship, now: datetime) -> None:
    """Put the hardship in the place of the former one."""
    await uow.run(delete(hardships).where(hardships.c.case_id == case_id))
    before, after = hardship.income_before, hardship.income_now
    known = before or after
    await uow.run(
        insert(hardships).values(
            case_id=case_id,
            reason=hardship.reason,
            since=hardship.since,
            until=hardship.until,
            effect=hardship.effect,
            income_before=before.minor if before else None,
            income_now=after.minor if after else None,
            currency=known.currency if known else None,
            at=now,
        )
    )
