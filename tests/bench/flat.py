"""Start-up time and memory with a million plans stored, beside a thousand."""

from __future__ import annotations

import statistics
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from storage import engine, keys, migrate
from storage.keys import Keyring
from tests.bench import fill, startup
from tests.e2e.house import KEY

FEW, MANY = 1_000, 1_000_000
ROUNDS = 7
GOAL = 1.1
SEED = 1


async def measure() -> dict[str, Any]:
    """Return both ratios of the medians; the two sizes start in turn, each several times."""
    keys.install(Keyring((KEY,)))
    found: dict[int, list[tuple[float, float]]] = {FEW: [], MANY: []}
    with tempfile.TemporaryDirectory() as name:
        urls = {size: await _filled(Path(name), size) for size in found}
        for number in range(ROUNDS + 1):
            for size in sorted(found, reverse=bool(number % 2)):
                one = await startup.start(Path(name), urls[size])
                if number:  # the first start of each reads the file from the disk
                    found[size].append(one)
            sys.stderr.write(f"  round {number} of {ROUNDS}\n")
    seconds, rss = (
        {size: statistics.median(one[which] for one in found[size]) for size in found}
        for which in (0, 1)
    )
    ratio_start, ratio_rss = seconds[MANY] / seconds[FEW], rss[MANY] / rss[FEW]
    return {
        "ratio_start": round(ratio_start, 3),
        "ratio_rss": round(ratio_rss, 3),
        "seconds": {str(size): round(each, 3) for size, each in seconds.items()},
        "rss_mb": {str(size): round(each, 1) for size, each in rss.items()},
        "goal": {"ratio_start": GOAL, "ratio_rss": GOAL},
        "met": ratio_start <= GOAL and ratio_rss <= GOAL,
    }


async def _filled(folder: Path, count: int) -> str:
    """Store so many plans, none of which is due for a month."""
    url = f"sqlite+aiosqlite:///{folder}/{count}.db"
    await migrate.upgrade(url)
    database = engine.connect(url)
    later = datetime.now(UTC) + timedelta(days=30)
    await fill.people_with_plans(database, SEED, now=later)
    await fill.stored_plans(database, SEED + 1, count - SEED, later)
    await database.close()
    return url
