"""How long others wait while one person sends without end, beside the same quiet; over HTTP."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from storage import migrate
from tests.bench import processes
from tests.e2e.house import KEY

if TYPE_CHECKING:
    from tests.bench.processes import Simulated

CALM = 20
"""People who each look at a page once a second."""
SECONDS = 15
A_BURST, EVERY = 40, 0.2
"""What one sends: 200 messages a second."""
GOAL_MS = 1_000


async def measure() -> dict[str, Any]:
    """Measure on SQLite, which has one writer: the worst case."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite+aiosqlite:///{name}/duewell.db"
        await migrate.upgrade(url)
        async with processes.simulated() as sim:
            env = processes.settings(sim, folder, url, KEY) | {"UPDATES_A_MINUTE": "30"}
            with processes.started("-m", "bot", "run", "--no-migrate", **env) as process:
                await sim.polled(process)
                used = psutil.Process(process.pid)
                calm = [await _person(sim, f"C{number}") for number in range(CALM)]
                noisy = await _person(sim, "N")
                # One reads what all do; it also marks where the log stands.
                quiet = await _watched(sim, calm, None)
                cpu, size = sum(used.cpu_times()[:2]), _size(folder)
                loud = await _watched(sim, calm, noisy)
                cpu = sum(used.cpu_times()[:2]) - cpu
                grown = _size(folder) - size
    worst = _p99(loud)
    return {
        "quiet_p99_ms": round(_p99(quiet), 1),
        "flooded_p99_ms": round(worst, 1),
        "flooded_p50_ms": round(statistics.median(loud), 1),
        "answered": len(loud),
        "flood_a_second": round(A_BURST / EVERY),
        "cpu_percent": round(100 * cpu / SECONDS),
        "database_grown_kb": round(grown / 1024),
        "people": CALM,
        "goal": {"flooded_p99_ms": GOAL_MS},
        "met": worst <= GOAL_MS,
    }


async def _person(sim: Simulated, name: str) -> int:
    made = await sim.post("people", first_name=name, language_code="en")
    return int(made["id"])


async def _watched(sim: Simulated, calm: list[int], noisy: int | None) -> list[float]:
    """Let each of the calm ask for a page once a second; return the waits in milliseconds."""
    waits: list[float] = []
    since: dict[int, float] = {}
    calls = await sim.log(0)
    after = calls[-1]["n"] if calls else 0
    began = time.perf_counter()
    turn = asked = 0
    pours = began
    while (now := time.perf_counter()) - began < SECONDS:
        if noisy is not None and now >= pours:
            await sim.post("many", acts=[_say(noisy, "please answer me")] * A_BURST)
            pours += EVERY
        if now - began >= asked / len(calm):
            who = calm[turn % len(calm)]
            turn, asked = turn + 1, asked + 1
            if who not in since:
                since[who] = time.perf_counter()
                await sim.post("many", acts=[_say(who, "/privacy")])
        for call in await sim.log(after):
            after = call["n"]
            chat = int(call.get("chat_id") or 0)
            if call["method"] == "sendMessage" and chat in since:
                waits.append((time.perf_counter() - since.pop(chat)) * 1000)
        await asyncio.sleep(0.005)
    # Who still waits has waited at least so long.
    waits += [(time.perf_counter() - at) * 1000 for at in since.values()]
    return waits


def _say(person: int, text: str) -> dict[str, Any]:
    return {"act": "say", "person": person, "chat": person, "text": text}


def _p99(values: list[float]) -> float:
    return statistics.quantiles(values, n=100)[98]


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir() if "duewell.db" in path.name)
