"""Photos noted for a debt's dossier: rows to dataclasses and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from coach.documents import Attached
from storage.tables_documents import attachments

if TYPE_CHECKING:
    from datetime import datetime

    from storage.uow import UnitOfWork


async def of_debt(uow: UnitOfWork, debt_id: int) -> tuple[Attached, ...]:
    """Return a debt's photos in the order they came."""
    rows = select(attachments).where(attachments.c.debt_id == debt_id).order_by(attachments.c.id)
    return tuple(
        Attached(row.id, row.file_id, row.width, row.height) for row in (await uow.run(rows)).all()
    )


async def add(
    uow: UnitOfWork, debt_id: int, file_id: str, width: int, height: int, now: datetime
) -> None:
    """Note one more photo."""
    await uow.run(
        insert(attachments).values(
            debt_id=debt_id, file_id=file_id, width=width, height=height, at=now
        )
    )


async def drop(uow: UnitOfWork, attached: Attached) -> None:
    """Forget one photo; it stays in Telegram's chat until it is deleted there."""
    await uow.run(delete(attachments).where(attachments.c.id == attached.id))
