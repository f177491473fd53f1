"""Killed while it sends, the bot loses no message; at worst the one in flight comes twice."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
from sqlalchemy import select

from bot.clock import MovableClock
from coach.forms import FORMS
from simulator import app as simulator
from storage import engine, keys
from storage.tables_flow import ledger
from tests.e2e import steps
from tests.e2e.house import KEY
from tests.e2e.process import BotProcess
from tests.fakes.client import Simulation
from tests.fakes.server import serve

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = 20
AT_ONCE = 8
"""Sends that may be in flight at one moment."""


async def test_every_note_arrives_though_the_process_dies_in_the_middle(
    tmp_path: Path, sqlite_url: str
) -> None:
    """A lost reminder costs money; a second one is a nuisance, and few are in flight at once."""
    keys.install(keys.Keyring((KEY,)))
    async with (
        serve(simulator.build()) as api,
        Simulation(api) as sim,
        BotProcess(api, tmp_path, sqlite_url) as bot,
    ):
        cast = [await sim.person(f"P{number}") for number in range(PEOPLE)]
        for person in cast:
            await person.says("/start")
        assert await sim.idle()
        database = engine.connect(sqlite_url)
        now = MovableClock().now()
        for person in cast:
            await steps.agrees(database, person.id, now)
            await steps.leaves_a_form(database, person.id, now, next(iter(FORMS)))
        before = len(await sim.log())
        await sim.post("control", latency_ms=60)
        async with httpx.AsyncClient(trust_env=False) as web:
            for _ in range(4):
                try:
                    await web.post(
                        f"{bot.url}/demo/clock",
                        json={"to": (now + timedelta(days=2, hours=23)).isoformat()},
                        timeout=0.45,
                    )
                except httpx.TransportError:
                    await bot.kill()
                    await bot.start()
            await sim.post("control", latency_ms=0)
            await web.post(f"{bot.url}/demo/clock", json={"to": "hour"}, timeout=60)
        calls = (await sim.log())[before:]
        async with database.read() as uow:
            outcomes = list((await uow.run(select(ledger.c.outcome))).scalars())
        await database.close()
    sent = Counter(call["chat_id"] for call in calls if call["method"] == "sendMessage")
    assert set(sent) == {str(person.id) for person in cast}
    assert sum(sent.values()) - PEOPLE <= 4 * AT_ONCE
    assert outcomes == ["sent"] * PEOPLE
