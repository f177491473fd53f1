"""From the start of the process to its first getUpdates, as the simulator sees it."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

from storage import migrate
from tests.bench import processes
from tests.e2e.house import KEY

ROUNDS = 5
SECONDS, RSS_MB = 3.0, 150.0


async def measure() -> dict[str, Any]:
    """Return the median of some starts on a migrated SQLite file, and the memory held then."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite+aiosqlite:///{folder}/duewell.db"
        await migrate.upgrade(url)
        starts = [await start(folder, url) for _ in range(ROUNDS)]
    seconds = statistics.median(seconds for seconds, _ in starts)
    rss = max(rss for _, rss in starts)
    return {
        "seconds": round(seconds, 2),
        "rss_mb": round(rss, 1),
        "goal": {"seconds": SECONDS, "rss_mb": RSS_MB},
        "met": seconds <= SECONDS and rss <= RSS_MB,
    }


async def start(folder: Path, url: str) -> tuple[float, float]:
    """Start a bot once; return the seconds to its first getUpdates, and its megabytes then."""
    async with processes.simulated() as sim:
        began = time.time()
        env = processes.settings(sim, folder, url, KEY)
        with processes.started("-m", "bot", "run", **env) as process:
            seconds = await sim.polled(process) - began
            return seconds, psutil.Process(process.pid).memory_info().rss / 2**20
