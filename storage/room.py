"""How many rows of one kind a person has; asked before another is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from storage.tables_case import contacts, deadlines, debts
from storage.tables_documents import attachments
from storage.tables_plans import plans
from storage.tables_week import spends

if TYPE_CHECKING:
    from storage.uow import UnitOfWork

_COUNTS = {
    table.name: select(func.count()).select_from(table).where(table.c.case_id == bindparam("whose"))
    for table in (debts, contacts, deadlines, plans, spends)
}
_COUNTS[attachments.name] = (
    select(func.count())
    .select_from(attachments.join(debts))
    .where(debts.c.case_id == bindparam("whose"))
)


async def taken(uow: UnitOfWork, table: str, case_id: int) -> int:
    """Return how many rows of a table belong to the case, deleted ones among them."""
    count: int = (await uow.run(_COUNTS[table], {"whose": case_id})).scalar_one()
    return count
