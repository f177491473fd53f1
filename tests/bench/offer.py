"""An offer typed after /check and its verdict, over HTTP with fifty people, beside a bare handler."""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage import migrate
from tests.bench import processes
from tests.bench.crowd import PEOPLE, Crowd
from tests.e2e.house import KEY

if TYPE_CHECKING:
    from tests.bench.crowd import Card, Measured, Person
    from tests.bench.processes import Simulated

ROUNDS = 5
WARM, SECONDS = 1.5, 4.0
LINES = (
    "owe 9600, 12 x 900", "owe 12000, 24 x 520 plus 3% fee", "settle 3000 of 5000",
    "owe 9600, first payment 2000 then 11 x 800", "owe 5000, pay 40% by Friday",
    "owe 36000, 36 x 1000 fee 50 a month",
)  # fmt: skip


class Callers(Crowd):
    """People on the phone: each asks for a check, types an offer, and asks for the next."""

    def __init__(self, sim: Simulated) -> None:
        super().__init__(sim)
        self._spoken: dict[int, int] = {}

    async def one_round(self) -> tuple[Card, ...]:
        """Return the cards of all lines, one after another, as one person sees them."""
        (person,) = self._people.values()
        while len(person.seen) <= 2 * len(LINES):
            await self._turn()
        return tuple(person.seen[1 : 2 * len(LINES) + 1])

    async def _turn(self) -> None:
        ready = await self._hear()
        if ready:
            await self._act([self._said_by(person) for person in ready])

    def _said_by(self, person: Person) -> tuple[Person, str | None, str | None, bool]:
        number = self._spoken.get(person.id, 0)
        self._spoken[person.id] = number + 1
        asks, line = number % 2 == 0, LINES[number // 2 % len(LINES)]
        return person, None, "/check" if asks else line, not asks


async def measure() -> dict[str, Any]:
    """Measure on an SQLite file: the milliseconds from the typed offer to its verdict."""
    with tempfile.TemporaryDirectory() as name:
        return await _measure(Path(name), f"sqlite+aiosqlite:///{name}/duewell.db")


async def _measure(folder: Path, url: str) -> dict[str, Any]:
    await migrate.upgrade(url)
    cards = folder / "cards.json"
    cards.write_text(json.dumps([(c.text, c.markup) for c in await _cards(folder, url)]), "utf-8")
    ours: list[Measured] = []
    bare: list[Measured] = []
    for number in range(ROUNDS):
        ours.append(await _one(folder, url, "-m", "bot", "run", "--no-migrate"))
        bare.append(await _one(folder, url, "-m", "tests.bench.bare", str(cards)))
        rates = f"ours {ours[-1].per_second:.0f}/s, bare {bare[-1].per_second:.0f}/s"
        sys.stderr.write(f"  round {number + 1}: {rates}\n")
    ratio = statistics.median(
        one.per_second / other.per_second for one, other in zip(ours, bare, strict=True)
    )
    return {
        "offers_per_second": round(statistics.median(each.per_second for each in ours), 1),
        "bare_per_second": round(statistics.median(each.per_second for each in bare), 1),
        "ratio": round(ratio, 3),
        "p50_ms": _percentile(ours, 50),
        "p99_ms": _percentile(ours, 99),
        "bare_p50_ms": _percentile(bare, 50),
        "bare_p99_ms": _percentile(bare, 99),
        "people": PEOPLE,
    }


async def _cards(folder: Path, url: str) -> tuple[Card, ...]:
    """Let one person walk, so that the bare handler shows the same texts and keyboards."""
    async with processes.simulated() as sim:
        env = processes.settings(sim, folder, url, KEY)
        with processes.started("-m", "bot", "run", "--no-migrate", **env) as process:
            await sim.polled(process)
            callers = Callers(sim)
            await callers.gather(1)
            return await callers.one_round()


async def _one(folder: Path, url: str, *command: str) -> Measured:
    async with processes.simulated() as sim:
        env = processes.settings(sim, folder, url, KEY)
        with processes.started(*command, **env) as process:
            await sim.polled(process)
            callers = Callers(sim)
            await callers.gather()
            await callers.go_on(WARM)
            measured = await callers.go_on(SECONDS)
            await callers.settle()
    return measured


def _percentile(rounds: list[Measured], percent: int) -> float:
    every = [value for each in rounds for value in each.latencies]
    return round(statistics.quantiles(every, n=100)[percent - 1], 1)
