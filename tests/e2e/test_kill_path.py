"""The whole path, killed after one step or another: every screen is the one of a calm walk."""

from __future__ import annotations

import asyncio
import random
import re
from typing import TYPE_CHECKING, Any

import pytest

from bot.clock import RealClock
from simulator import app as simulator
from tests.e2e.house import START, house
from tests.e2e.path import (
    EN,
    ZH,
    Walker,
    Words,
    agreement,
    first_debt,
    proposal,
    through_the_month,
)
from tests.e2e.process import BotProcess
from tests.fakes.client import Simulation
from tests.fakes.server import serve
from tests.sizes import SOAK, size

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.path import Clock
    from tests.fakes.client import Seen

MOMENTS = (0.0, 0.004, 0.02, None)
"""Seconds after an act at which the process is killed; None: once its answer was seen."""


HEADING = re.compile(r"[^\n]* · (step|第) \d")


def question(seen: Seen) -> str:
    """Leave out what is said back above a question: it is said once, the question stands."""
    heading = HEADING.search(seen.text)
    return seen.text[heading.start() if heading else 0 :]


class Struck(Walker):
    """Walks while the bot is killed after chosen steps, and sees what a calm walk saw."""

    def __init__(self, walker: Walker, bot: BotProcess, calm: list[Seen], hits: set[int]) -> None:
        super().__init__(walker.person, walker.words)
        self.bot = bot
        self.calm = calm
        self.hits = hits

    async def looks(self) -> Seen:
        """See the answer, before or after the process was killed."""
        step = len(self.seen)
        wanted = self.calm[step]
        # A question has an address, so it is shown again by whoever comes back to it; a word of
        # thanks has not, and whoever was killed over it shows the screen below.
        asks = any("f.why" in (key.data or "") for key in wanted.keys)
        moment = MOMENTS[step % len(MOMENTS)] if asks else None
        if step in self.hits and moment is not None:
            await asyncio.sleep(moment)
            await self._strike()
        seen = await super().looks()
        assert question(seen) == question(wanted), f"step {step}"
        assert seen.labels == wanted.labels, f"step {step}"
        if step in self.hits and moment is None:
            before = self.person.messages()
            await self._strike()
            await self.person.sim.idle()
            await self.person.refresh(wait=0.1)
            assert [m.text for m in self.person.messages()] == [m.text for m in before], step
        return seen

    async def _strike(self) -> None:
        await self.bot.kill()
        await self.bot.start()


async def path(walker: Walker, clock: Clock) -> list[Seen]:
    """Walk the fifth door from the first debt to the check-in's verdict."""
    await walker.says("/start")
    await first_debt(walker)
    await proposal(walker)
    await agreement(walker)
    await through_the_month(clock, walker)
    return walker.seen


@pytest.mark.parametrize("words", [EN, ZH] if SOAK else [EN], ids=lambda words: words.language)
async def test_the_whole_path_survives_a_kill_after_any_step(tmp_path: Path, words: Words) -> None:
    """From the first debt to the monthly verdict, every screen is the one of a calm walk."""
    for folder in ("calm", "hit"):
        (tmp_path / folder).mkdir()
    async with house(tmp_path / "calm", f"sqlite:///{tmp_path}/calm/duewell.db") as home:
        calm = await path(
            Walker(await home.sim.person("Mei", words.language), words), home.moves_clock
        )
    seed = random.randrange(10**6)
    hits = set(random.Random(seed).sample(range(len(calm)), size(8, len(calm))))
    print(f"seed {seed}: killed after {sorted(hits)} of {len(calm)} steps")  # noqa: T201
    (tmp_path / "hit" / "clock").write_text(
        str((START - RealClock().real()).total_seconds()), encoding="ascii"
    )
    url = f"sqlite:///{tmp_path}/hit/duewell.db"
    async with (
        serve(simulator.build(query_seconds=60)) as api,
        Simulation(api) as sim,
        BotProcess(api, tmp_path / "hit", url) as bot,
    ):
        walker = Walker(await sim.person("Mei", words.language), words)

        async def clock(to: str) -> dict[str, Any]:
            answer = await sim.http.post(f"{bot.url}/demo/clock", json={"to": to}, timeout=60)
            moved: dict[str, Any] = answer.json()
            return moved

        await path(Struck(walker, bot, calm, hits), clock)
