"""A minute in which a thousand are due, under Telegram's limits: how late the last one is."""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import update
from telegram import Bot

from scheduler.pace import PER_SECOND
from simulator.people import DEFAULT_TOKEN
from storage import engine, keys, migrate
from storage.keys import Keyring
from storage.tables_people import persons
from tests.bench import fill, processes
from tests.e2e.due_now import noon_zone
from tests.e2e.house import KEY

COUNT = 1_000
FLOOR = COUNT / PER_SECOND
"""Seconds that the limit itself takes for all of them."""
AHEAD = 20
"""Seconds in which the bot must be up."""
WITHIN = 180
GOAL = 1.1


async def measure() -> dict[str, Any]:
    """Return when a thousand reminders of one instant arrived, after that instant."""
    keys.install(Keyring((KEY,)))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite+aiosqlite:///{folder}/duewell.db"
        async with processes.simulated() as sim:
            await _have_written(sim)
            await migrate.upgrade(url)
            late, refused = await _run(sim, folder, url)
    ratio = late[-1] / FLOOR
    hundredths = statistics.quantiles(late, n=100)
    return {
        "p50_s": round(hundredths[49], 2),
        "p99_s": round(hundredths[98], 2),
        "ratio": round(ratio, 3),
        "last_s": round(late[-1], 2),
        "floor_s": FLOOR,
        "refused": refused,
        "messages": COUNT,
        "goal": {"ratio": GOAL},
        "met": ratio <= GOAL,
    }


async def _have_written(sim: processes.Simulated) -> None:
    """Let them have written to the bot, of which it has heard long ago."""
    numbers = range(fill.FIRST_CHAT + 1, fill.FIRST_CHAT + COUNT + 1)
    for number in numbers:
        await sim.post("people", id=number, first_name="P")
    acts = [{"act": "say", "person": n, "chat": n, "text": "hello"} for n in numbers]
    await sim.post("many", acts=acts)
    async with Bot(DEFAULT_TOKEN, base_url=f"{sim.url}/bot") as bot:
        await bot.delete_webhook(drop_pending_updates=True)


async def _run(sim: processes.Simulated, folder: Path, url: str) -> tuple[list[float], int]:
    """Start the bot, wait for all messages; return how late each was, in order, and refusals."""
    await sim.post("control", flood=True)
    database = engine.connect(url)
    due_at = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=AHEAD)
    await fill.people_with_plans(database, COUNT, now=due_at)
    async with database.write() as uow:
        await uow.run(update(persons).values(zone=noon_zone(due_at)))
        await uow.commit()
    await database.close()
    env = processes.settings(sim, folder, url, KEY)
    with processes.started("-m", "bot", "run", "--no-migrate", **env) as process:
        await sim.polled(process)
        assert datetime.now(UTC) < due_at, "the bot was not up in time"
        return await _arrivals(sim, due_at)


async def _arrivals(sim: processes.Simulated, due_at: datetime) -> tuple[list[float], int]:
    arrived: dict[str, float] = {}
    after = refused = 0
    async with asyncio.timeout(AHEAD + WITHIN):
        while len(arrived) < COUNT:
            await asyncio.sleep(0.5)
            for call in await sim.log(after):
                after = call["n"]
                if call["method"] != "sendMessage":
                    continue
                if not call["ok"]:
                    refused += 1
                    continue
                assert str(call["chat_id"]) not in arrived, "a message came twice"
                arrived[str(call["chat_id"])] = call["at"] - due_at.timestamp()
    sys.stderr.write(f"  {COUNT} arrived, {refused} were refused\n")
    return sorted(arrived.values()), refused
