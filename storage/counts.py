"""Figures about the bot's own work: what waits, what was done lately, which processes live.

Nothing here is about anybody. Every figure costs what is due or recent, never what is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from coach.status import Alive
from storage.dialects import words
from storage.tables_flow import due, processes, tallies
from storage.tables_people import persons

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from storage.uow import UnitOfWork

MOST = 100_000
"""More due rows than this are not counted on: the figure is alarming enough."""
SLICE = 15
"""The grain of the tallies, in minutes: every zone's midnight falls on such a quarter."""


@dataclass(frozen=True, slots=True)
class Queue:
    """What is due and not settled."""

    due: int
    oldest: datetime | None
    """Calendar time of the oldest of them, one that is being sent or waits for a retry included."""
    untaken: datetime | None
    """The oldest that could be claimed this instant and was not."""


async def queue(uow: UnitOfWork, calendar: datetime, real: datetime) -> Queue:
    """Return what is due now, at most `MOST` rows of it looked at, oldest first."""
    ready = (
        select(due.c.run_at, due.c.claim, due.c.not_before)
        .where(due.c.run_at <= calendar, due.c.person_id.is_not(None))
        .order_by(due.c.run_at)
        .limit(MOST)
        .subquery()
    )
    untaken = case((ready.c.claim.is_(None) & (ready.c.not_before <= real), ready.c.run_at))
    figures = (
        func.count().label("number"),
        func.min(ready.c.run_at).label("oldest"),
        func.min(untaken).label("untaken"),
    )
    row = (await uow.run(select(*figures).select_from(ready))).one()
    return Queue(row.number, row.oldest, row.untaken)


async def people(uow: UnitOfWork, since: datetime) -> tuple[int, int]:
    """Return how many people there are, and how many of them were here since then."""
    figures = (
        func.count().label("everybody"),
        func.count().filter(persons.c.last_seen >= since).label("here"),
    )
    row = (await uow.run(select(*figures).select_from(persons))).one()
    return row.everybody, row.here


async def add(uow: UnitOfWork, at: datetime, sums: Mapping[str, int]) -> None:
    """Add to the tallies of the quarter of an hour that `at` (calendar) lies in."""
    rows = [
        {"slice": _slice(at), "name": name, "number": number}
        for name, number in sorted(sums.items())
    ]
    statement = words(uow.dialect).insert(tallies).values(rows)
    statement = statement.on_conflict_do_update(
        index_elements=[tallies.c.slice, tallies.c.name],
        set_={"number": tallies.c.number + statement.excluded.number},
    )
    await uow.run(statement)


async def since(uow: UnitOfWork, at: datetime) -> dict[str, int]:
    """Return the tallies of the quarter that `at` lies in and of all later ones, by name."""
    statement = (
        select(tallies.c.name, func.sum(tallies.c.number).label("number"))
        .where(tallies.c.slice >= _slice(at))
        .group_by(tallies.c.name)
        .order_by(tallies.c.name)
    )
    return {row.name: int(row.number) for row in (await uow.run(statement)).all()}


def _slice(at: datetime) -> datetime:
    return at.replace(minute=at.minute - at.minute % SLICE, second=0, microsecond=0)


async def alive(uow: UnitOfWork) -> tuple[Alive, ...]:
    """Return the processes on this database, the freshest first; none on SQLite (there is one)."""
    if uow.dialect == "sqlite":
        return ()
    columns = (processes.c.beat_at, processes.c.polls, func.clock_timestamp().label("now"))
    rows = (await uow.run(select(*columns).order_by(processes.c.beat_at.desc()))).all()
    return tuple(
        Alive(max(0, round((row.now - row.beat_at).total_seconds())), row.polls) for row in rows
    )
