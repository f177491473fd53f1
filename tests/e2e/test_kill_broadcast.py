"""Killed in the middle of a broadcast, the bot misses nobody; at worst those in flight have it twice."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import httpx
from sqlalchemy import select, update

from bot.clock import MovableClock
from coach.people import Role
from simulator import app as simulator
from storage import engine, keys
from storage.tables_broadcasts import broadcasts, recipients
from storage.tables_people import persons
from tests.e2e import steps
from tests.e2e.house import KEY
from tests.e2e.process import BotProcess
from tests.fakes.client import Simulation
from tests.fakes.server import serve
from tests.sizes import size

if TYPE_CHECKING:
    from pathlib import Path

    from storage.engine import Database

AT_ONCE = 32
"""Sends that may be in flight at one moment."""


async def test_a_broadcast_reaches_everybody_once_though_the_process_dies_in_the_middle(
    tmp_path: Path, sqlite_url: str
) -> None:
    """None missed, and none doubled but those in flight at the kill: the counts are printed."""
    keys.install(keys.Keyring((KEY,)))
    many, kills = size(60, 5000), size(2, 5)
    async with (
        serve(simulator.build()) as api,
        Simulation(api) as sim,
        BotProcess(api, tmp_path, sqlite_url) as bot,
    ):
        olga = await sim.person("Olga")
        await olga.says("/start")
        cast = [await sim.person(f"P{number}") for number in range(many)]
        for person in cast:
            await person.says("/start")
        assert await sim.idle(within=600)
        database = engine.connect(sqlite_url)
        for person in cast:
            await steps.agrees(database, person.id, MovableClock().now())
        async with database.write() as uow:
            await uow.run(update(persons).where(persons.c.id == 1).values(role=Role.OWNER.value))
            await uow.commit()
        await olga.says("/team")
        assert await sim.idle()
        await olga.taps("A word to everybody")
        assert await sim.idle()
        await olga.taps("Write one")
        assert await sim.idle()
        await olga.says("On Friday our office is closed.")
        assert await sim.idle()
        before = len(await sim.log())
        await olga.taps("broadcast.send")
        assert await sim.idle()
        killed = 0
        async with httpx.AsyncClient(trust_env=False) as web:
            while not await _done(database):
                try:
                    await web.post(
                        f"{bot.url}/demo/clock",
                        json={"to": "hour"},
                        timeout=1.2 if killed < kills else 600,
                    )
                except httpx.TransportError:
                    killed += 1
                    await bot.kill()
                    await bot.start()
        calls = (await sim.log())[before:]
        async with database.read() as uow:
            outcomes = Counter((await uow.run(select(recipients.c.outcome))).scalars())
        await database.close()
    sent = Counter(
        int(call["chat_id"])
        for call in calls
        if call["method"] == "sendMessage" and int(call["chat_id"]) != olga.id
    )
    doubled = sum(sent.values()) - len(sent)
    print(f"{many} people, {killed} kills: {many - len(sent)} missed, {doubled} doubled")  # noqa: T201
    assert killed == kills
    assert set(sent) == {person.id for person in cast}
    assert doubled <= kills * AT_ONCE
    assert outcomes == Counter({"sent": many})


async def _done(database: Database) -> bool:
    async with database.read() as uow:
        status = (await uow.run(select(broadcasts.c.status))).scalar_one()
    return bool(status == "done")
