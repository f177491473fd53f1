"""Interview answers a second over HTTP with fifty people, beside a bare handler of the same run."""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from storage import migrate
from tests import postgres
from tests.bench import processes
from tests.bench.crowd import PEOPLE, Crowd, Measured
from tests.e2e.house import KEY

if TYPE_CHECKING:
    from tests.bench.crowd import Card

ROUNDS = 5
WARM, SECONDS = 1.5, 4.0
GOAL = 0.6


async def on_sqlite() -> dict[str, Any]:
    """Measure on an SQLite file."""
    with tempfile.TemporaryDirectory() as name:
        return await _measure(Path(name), f"sqlite+aiosqlite:///{name}/duewell.db")


async def on_postgresql() -> dict[str, Any]:
    """Measure on a real PostgreSQL server that writes through to the disk."""
    with postgres.server(durable=True) as server, tempfile.TemporaryDirectory() as name:
        async with postgres.database(server) as url:
            return await _measure(Path(name), url)


async def _measure(folder: Path, url: str) -> dict[str, Any]:
    await migrate.upgrade(url)
    cards = folder / "cards.json"
    cards.write_text(json.dumps([(c.text, c.markup) for c in await _cards(folder, url)]), "utf-8")
    ours, bare = [], []
    for number in range(ROUNDS):
        ours.append(await _one(folder, url, "-m", "bot", "run", "--no-migrate"))
        bare.append(await _one(folder, url, "-m", "tests.bench.bare", str(cards)))
        _tell(number, ours[-1], bare[-1])
    rate, bare_rate = _rate(ours), _rate(bare)
    ratio = statistics.median(
        one.per_second / other.per_second for (one, _), (other, _) in zip(ours, bare, strict=True)
    )
    return {
        "answers_per_second": round(rate, 1),
        "bare_per_second": round(bare_rate, 1),
        "ratio": round(ratio, 3),
        "p50_ms": _percentile(ours, 50),
        "p99_ms": _percentile(ours, 99),
        "bare_p50_ms": _percentile(bare, 50),
        "bare_p99_ms": _percentile(bare, 99),
        "cpu_ms": round(statistics.median(cpu for _, cpu in ours), 2),
        "bare_cpu_ms": round(statistics.median(cpu for _, cpu in bare), 2),
        "people": PEOPLE,
        "goal": {"ratio": GOAL},
        "met": ratio >= GOAL,
    }


async def _cards(folder: Path, url: str) -> tuple[Card, ...]:
    """Let one person walk, so that the bare handler shows the same texts and keyboards."""
    async with processes.simulated() as sim:
        env = processes.settings(sim, folder, url, KEY)
        with processes.started("-m", "bot", "run", "--no-migrate", **env) as process:
            await sim.polled(process)
            crowd = Crowd(sim)
            await crowd.gather(1)
            return await crowd.one_round()


async def _one(folder: Path, url: str, *command: str) -> tuple[Measured, float]:
    """Return what was measured, and the processor's milliseconds an answer in the bot."""
    async with processes.simulated() as sim:
        env = processes.settings(sim, folder, url, KEY)
        with processes.started(*command, **env) as process:
            await sim.polled(process)
            crowd = Crowd(sim)
            await crowd.gather()
            await crowd.go_on(WARM)
            watched = psutil.Process(process.pid)
            before = sum(watched.cpu_times()[:2])
            measured = await crowd.go_on(SECONDS)
            used = sum(watched.cpu_times()[:2]) - before
            await crowd.settle()
    return measured, used * 1000 / max(len(measured.latencies), 1)


def _rate(rounds: list[tuple[Measured, float]]) -> float:
    return statistics.median(each.per_second for each, _ in rounds)


def _percentile(rounds: list[tuple[Measured, float]], percent: int) -> float:
    every = [value for each, _ in rounds for value in each.latencies]
    return round(statistics.quantiles(every, n=100)[percent - 1], 1)


def _tell(number: int, ours: tuple[Measured, float], bare: tuple[Measured, float]) -> None:
    both = (f"{each.per_second:.0f}/s ({cpu:.2f} ms of processor)" for each, cpu in (ours, bare))
    sys.stderr.write(f"  round {number + 1}: ours {next(both)}, bare {next(both)}\n")
