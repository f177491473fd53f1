"""Changes to rows that a migration is too short for: page by page, while bots go on working.

A new column is added by a revision, filled by a backfill, and relied upon one version later. Each
page is one transaction, which also notes how far it came; so it may be stopped at any instant, and
several replicas that start together take turns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, func, select, update

from storage import facts
from storage.people import insert_or_ignore
from storage.stream import PAGE
from storage.tables_people import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from storage.bulk import Report
    from storage.engine import Database
    from storage.uow import UnitOfWork

_DONE = "done"


@dataclass(frozen=True, slots=True)
class Backfill:
    """What becomes of each row of a table; `name` is never used for another one again."""

    name: str
    table: Table
    change: Callable[[Mapping[str, Any]], dict[str, Any] | None]
    """Return the columns to set; None leaves the row. Asked again, it must change nothing more."""


BACKFILLS: tuple[Backfill, ...] = ()
"""Those that this version needs, in order. `duewell migrate` and every start see to them."""


async def run(database: Database, work: Backfill, report: Report, page: int = PAGE) -> None:
    """Go on with a backfill until it is done. Raises StoppedError from the report."""
    table, fact = work.table, f"backfill.{work.name}"
    async with database.read() as uow:
        last = await facts.get(uow, fact)
        total = await _count(uow, table)
        # Where there is no row, nothing is noted: an empty database stays empty.
        if last == _DONE or total == 0:
            return
        done = await _count(uow, table, int(last or 0))
    report.phase(work.name, total, done, f"{table.name} after id {last}" if last else "")
    while (count := await _page(database, work, fact, page)) is not None:
        report.step(count)


async def _count(uow: UnitOfWork, table: Table, up_to: int | None = None) -> int:
    statement = select(func.count()).select_from(table)
    if up_to is not None:
        statement = statement.where(table.c.id <= up_to)
    return int((await uow.run(statement)).scalar_one())


async def _page(database: Database, work: Backfill, fact: str, page: int) -> int | None:
    """Change one page and note it; None when there is none left."""
    table = work.table
    async with database.write() as uow:
        await uow.run(insert_or_ignore(uow, settings).values(name=fact, value="0"))
        # Another replica waits here for its turn.
        held = select(settings.c.value).where(settings.c.name == fact).with_for_update()
        last = (await uow.run(held)).scalar_one()
        if last == _DONE:
            return None
        later = select(table).where(table.c.id > int(last)).order_by(table.c.id).limit(page)
        rows = (await uow.run(later)).all()
        for row in rows:
            changes = work.change(row._asdict())
            if changes:
                await uow.run(update(table).where(table.c.id == row.id).values(**changes))
        await facts.put(uow, fact, str(rows[-1].id) if rows else _DONE)
        await uow.commit()
    return len(rows) if rows else None
