"""Notes of counsellors about their clients: rows and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from coach.casenotes import CaseNote
from storage.tables_casenotes import casenotes

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement

    from storage.uow import UnitOfWork


def _note(row: Any) -> CaseNote:
    return CaseNote(
        row.id, row.person_id, row.author, row.name, row.shared, row.words, row.at, row.edited_at
    )


async def add(
    uow: UnitOfWork, client: int, author: int, name: str, words: str, now: datetime, *, shared: bool
) -> int:
    """Keep a note and return its number."""
    values = {"person_id": client, "author": author, "name": name, "words": words, "at": now}
    made = insert(casenotes).values(shared=shared, **values).returning(casenotes.c.id)
    return int((await uow.run(made)).scalar_one())


async def get(uow: UnitOfWork, number: int) -> tuple[CaseNote, bool] | None:
    """Return a note, and whether it was deleted."""
    row = (await uow.run(select(casenotes).where(casenotes.c.id == number))).first()
    return None if row is None else (_note(row), row.deleted_at is not None)


async def of_client(
    uow: UnitOfWork, client: int, reader: int | None, many: int, skip: int
) -> tuple[CaseNote, ...]:
    """Return notes about a client, the newest first: the shared ones, and the reader's own."""
    seen: ColumnElement[bool] = casenotes.c.shared.is_(True)
    if reader is not None:
        seen = seen | (casenotes.c.author == reader)
    where = (casenotes.c.person_id == client, casenotes.c.deleted_at.is_(None), seen)
    found = select(casenotes).where(*where).order_by(casenotes.c.id.desc())
    rows = (await uow.run(found.limit(many).offset(skip))).all()
    return tuple(_note(row) for row in rows)


async def count(uow: UnitOfWork, client: int) -> int:
    """Return how many notes there are about a client."""
    statement = select(func.count()).where(casenotes.c.person_id == client)
    return int((await uow.run(statement)).scalar_one())


async def change(uow: UnitOfWork, number: int, **values: Any) -> None:
    """Set `words` and `edited_at`, or `deleted_at`."""
    await uow.run(update(casenotes).where(casenotes.c.id == number).values(**values))


async def end(uow: UnitOfWork, client: int, author: int) -> None:
    """Delete an author's own notes about a client who is in their care no more."""
    own = (casenotes.c.person_id == client, casenotes.c.author == author, ~casenotes.c.shared)
    await uow.run(delete(casenotes).where(*own))


async def leave(uow: UnitOfWork, author: int) -> None:
    """Delete the own notes of somebody who works here no more; shared ones keep only the name."""
    theirs = casenotes.c.author == author
    await uow.run(delete(casenotes).where(theirs, ~casenotes.c.shared))
    await uow.run(update(casenotes).where(theirs).values(author=0))
