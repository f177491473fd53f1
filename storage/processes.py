"""Who is alive, for several processes on one PostgreSQL database; on SQLite there is only one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert

from storage import claims, keys
from storage.tables_flow import processes

if TYPE_CHECKING:
    from datetime import datetime

    from storage.uow import UnitOfWork

SILENT = timedelta(seconds=15)
"""After this long without a beat a process counts as dead, and its claims are freed."""
_LOCK = 0x64756577_62656174


async def beat(uow: UnitOfWork, name: str, *, polls: bool) -> tuple[datetime, bool]:
    """Renew this process's beat, free the claims of the dead.

    Returns the database's time, and whether this process may poll (asked for by `polls`; one may).
    """
    await uow.run(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    now: datetime = (await uow.run(select(func.clock_timestamp()))).scalar_one()
    others = (await uow.run(select(processes).where(processes.c.name != name))).all()
    dead = [row.name for row in others if row.beat_at < now - SILENT]
    for gone in dead:
        await claims.free_of(uow, gone)
        await uow.run(delete(processes).where(processes.c.name == gone))
    held = any(row.polls for row in others if row.name not in dead)
    mine = polls and not held
    values = {"beat_at": now, "polls": mine, "key": keys.ring().fingerprints()[0]}
    statement = insert(processes).values(name=name, **values)
    statement = statement.on_conflict_do_update(index_elements=[processes.c.name], set_=values)
    await uow.run(statement)
    return now, mine


async def sealing_otherwise(uow: UnitOfWork, mark: str) -> bool:
    """Tell whether a process that may be alive seals with another key than the one of that mark."""
    if uow.dialect != "postgresql":
        return False
    alive = processes.c.beat_at > func.clock_timestamp() - SILENT
    others = select(processes.c.name).where(alive, processes.c.key.is_distinct_from(mark))
    return (await uow.run(others.limit(1))).first() is not None


async def leave(uow: UnitOfWork, name: str) -> None:
    """Sign off in an orderly stop."""
    await claims.free_of(uow, name)
    await uow.run(delete(processes).where(processes.c.name == name))
