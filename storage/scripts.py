"""What a creditor answered, one row a question; the answers are sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from storage.tables_case import creditor_answers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from storage.uow import UnitOfWork


async def heard(uow: UnitOfWork, debt_id: int) -> dict[str, str]:
    """Return a creditor's answers by question."""
    statement = select(creditor_answers).where(creditor_answers.c.debt_id == debt_id)
    return {row.question: row.answer for row in (await uow.run(statement)).all()}


async def save(uow: UnitOfWork, debt_id: int, answers: Mapping[str, str], now: datetime) -> None:
    """Put the answers in the place of the former ones."""
    await uow.run(delete(creditor_answers).where(creditor_answers.c.debt_id == debt_id))
    rows = [
        {"debt_id": debt_id, "question": question, "answer": answer, "at": now}
        for question, answer in answers.items()
    ]
    if rows:
        await uow.run(insert(creditor_answers), rows)
