"""Killed at any moment while a crowd is due, the bot loses nobody's reminder.

A double is possible only where the process died between Telegram's answer and the commit.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import random
import secrets
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, literal, select, update
from sqlalchemy.types import Interval

from scheduler.sender import AT_ONCE
from simulator import app as simulator
from storage.processes import SILENT
from storage.tables_flow import processes
from tests.e2e import due_now
from tests.e2e.forks import Forked, Nursery
from tests.fakes.server import serve
from tests.sizes import size

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from simulator.server import Simulator
    from storage.engine import Database

PEOPLE, KILLS = size(150, 5_000), size(6, 200)
REPLICAS = 3
AT_PACE = 2
"""Doubles a kill at Telegram's pace."""
WITHIN = 120
"""Seconds without any progress after which something hangs."""


@dataclass(slots=True)
class Massacre:
    """Kills one of some processes whenever so many messages have gone out."""

    sim: Simulator
    database: Database
    bots: list[Forked]
    points: list[int]
    """How many messages have gone out at each kill, at least."""
    chance: random.Random
    deaths: list[int] = field(default_factory=list)
    """How many messages had gone out when a process died."""
    _names: dict[Forked, str] = field(default_factory=dict)

    async def run(self) -> None:
        """Start all, kill one at each point, start it again while the others go on."""
        for bot in self.bots:
            await self._starts(bot)
        for point in self.points:
            await self._until(max(point, self._sent() + 1))
            await asyncio.sleep(self.chance.uniform(0, 0.02))
            victim = self.chance.choice(self.bots)
            await victim.kill()
            self.deaths.append(self._sent())
            await self._is_silent(self._names[victim])
            await self._starts(victim)

    async def _starts(self, bot: Forked) -> None:
        """Start it, and learn by which name the other replicas know it."""
        before = await self._known()
        await bot.start()
        async with asyncio.timeout(WITHIN):
            while self._shared and not (new := await self._known() - before):  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        self._names[bot] = new.pop() if self._shared else ""

    async def _known(self) -> set[str]:
        if not self._shared:
            return set()
        async with self.database.read() as uow:
            return set((await uow.run(select(processes.c.name))).scalars())

    async def _is_silent(self, name: str) -> None:
        """Let the seconds of silence be over at once, after which the others take its work."""
        if self._shared:
            async with self.database.write() as uow:
                where = processes.c.name == name
                silent = func.now() - literal(2 * SILENT, Interval)
                await uow.run(update(processes).where(where).values(beat_at=silent))
                await uow.commit()

    @property
    def _shared(self) -> bool:
        return self.database.dialect == "postgresql"

    async def _until(self, sent: int) -> None:
        async with asyncio.timeout(WITHIN):
            while self._sent() < sent:  # noqa: ASYNC110  another process gives no event
                await asyncio.sleep(0.001)

    def _sent(self) -> int:
        return self.sim.world.shared_id


async def settled(database: Database) -> None:
    """Wait until nothing is due any more."""
    async with asyncio.timeout(WITHIN):
        while await due_now.open_rows(database):  # noqa: ASYNC110  another process gives no event
            await asyncio.sleep(0.1)


@dataclass(frozen=True, slots=True)
class Count:
    """What a crowd got."""

    lost: int
    doubles: int
    worst: int
    """Doubles that one death at most can account for."""
    unexplained: int
    """Doubles between whose two messages nobody died."""


def count(sim: Simulator, deaths: list[int]) -> Count:
    """Compare what each person got with one message, and each double with the deaths."""
    got = due_now.received(sim)
    a_death: Counter[int] = Counter()
    unexplained = 0
    for numbers in got.values():
        for first, second in itertools.pairwise(numbers):
            between = [n for n, sent in enumerate(deaths) if first <= sent < second]
            a_death.update(between[:1])
            unexplained += not between
    lost = sum(1 for numbers in got.values() if not numbers)
    doubles = sum(len(numbers) - 1 for numbers in got.values() if numbers)
    return Count(lost, doubles, max(a_death.values(), default=0), unexplained)


@pytest.mark.parametrize("paced", [True, False], ids=["telegrams_pace", "limits_off"])
async def test_nobody_is_forgotten_however_often_a_process_is_killed(
    tmp_path: Path,
    database_url: str,
    record_property: Callable[[str, object], None],
    *,
    paced: bool,
) -> None:
    """A lost reminder costs money, a second one is a nuisance: they are counted and bounded."""
    replicas = 1 if database_url.startswith("sqlite") else REPLICAS
    seed = secrets.randbits(32)
    chance = random.Random(seed)
    app = simulator.build()
    async with serve(app) as api, contextlib.AsyncExitStack() as stack:
        nursery = stack.enter_context(Nursery(paced=paced))
        database = await due_now.gather(app.simulator, database_url, PEOPLE)
        stack.push_async_callback(database.close)
        bots = [_bot(nursery, api, tmp_path / str(n), database_url) for n in range(replicas)]
        for bot in bots:
            stack.push_async_callback(bot.kill)
        points = sorted(chance.sample(range(1, PEOPLE * 9 // 10), KILLS))
        massacre = Massacre(app.simulator, database, bots, points, chance)
        await massacre.run()
        await settled(database)
        outcomes = await due_now.outcomes(database)
    found = count(app.simulator, massacre.deaths)
    record_property(
        "counts",
        f"seed {seed}: {PEOPLE} due, {KILLS} kills, {found.lost} lost, {found.doubles} doubled "
        f"(at most {found.worst} a kill)",
    )
    assert found.lost == 0
    assert found.unexplained == 0
    assert found.doubles <= KILLS * (AT_PACE if paced else AT_ONCE)
    assert outcomes == {"sent": PEOPLE}


def _bot(nursery: Nursery, api: str, folder: Path, url: str) -> Forked:
    folder.mkdir()
    return Forked(nursery, api, folder, url)
