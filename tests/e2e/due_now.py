"""A crowd whose reminders are due now, behind the bot's back; and what became of them."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from simulator.people import Person
from storage import engine, keys, migrate
from storage.tables_flow import due, ledger
from storage.tables_people import persons
from tests.bench import fill
from tests.e2e.house import KEY

if TYPE_CHECKING:
    from simulator.server import Simulator
    from storage.engine import Database

NOON = 12


def noon_zone(now: datetime) -> str:
    """Return a zone where it is about noon, so that no quiet hour is near whenever tests run."""
    ahead = NOON - now.hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


async def gather(
    sim: Simulator, url: str, count: int, *, now: datetime | None = None, **person: object
) -> Database:
    """Migrate, store so many people with one reminder each, and let them have written before.

    `person` sets columns of all of them (`discreet=False`); the zone is one where it is noon.
    """
    keys.install(keys.Keyring((KEY,)))
    await migrate.upgrade(url)
    database = engine.connect(url)
    now = (now or datetime.now(UTC)) - timedelta(minutes=1)
    await fill.people_with_plans(database, count, now=now)
    async with database.write() as uow:
        await uow.run(update(persons).values(**{"zone": noon_zone(now), **person}))
        await uow.commit()
    for number in range(fill.FIRST_CHAT + 1, fill.FIRST_CHAT + count + 1):
        sim.world.add_person(Person(number, "P"))
        sim.world.chats[number].started = True
    return database


async def open_rows(database: Database, now: datetime | None = None) -> int:
    """Return how many rows are due and not settled yet."""
    async with database.read() as uow:
        statement = select(func.count()).where(due.c.run_at <= (now or datetime.now(UTC)))
        found: int = (await uow.run(statement)).scalar_one()
    return found


async def outcomes(database: Database) -> Counter[str | None]:
    """Return what the ledger says became of the occurrences."""
    async with database.read() as uow:
        return Counter((await uow.run(select(ledger.c.outcome))).scalars())


def received(sim: Simulator) -> dict[int, list[int]]:
    """Return the numbers of the messages in each private chat of the crowd."""
    return {
        chat.id: sorted(chat.messages)
        for chat in sim.world.chats.values()
        if chat.id > fill.FIRST_CHAT
    }
