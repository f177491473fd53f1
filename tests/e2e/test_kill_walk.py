"""Killed after every step of a walk, the bot shows the same screens as if nothing had happened."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import pytest

from simulator import app as simulator
from tests.e2e.process import BotProcess
from tests.e2e.walk import Act, Walk
from tests.fakes.client import Simulation
from tests.fakes.server import serve
from tests.sizes import SOAK

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.client import Person, Seen

MOST_STEPS = 40
STARTS = {
    "debt": (Act(text="/debts"), Act(tap="debts.add")),
    "plan": (Act(text="/start"), Act(tap="plan.new")),
    "offer": (Act(text="/start"), Act(tap="check"), Act(text="owe 9600, 12 x 900")),
}
MOMENTS = (0.0, 0.004, 0.02, None)
"""Seconds after an act at which the process is killed; None: once its answer was seen."""


class Killing:
    """What happens around every step: nothing, or a SIGKILL and a new start."""

    def __init__(self, bot: BotProcess, *, kills: bool) -> None:
        self.bot = bot
        self.kills = kills
        self.steps = 0

    async def step(self, walk: Walk, act: Act) -> Seen:
        """Do one thing, be killed now or after the answer, and see the answer."""
        moment = MOMENTS[self.steps % len(MOMENTS)]
        self.steps += 1
        await walk.does(act)
        if self.kills and moment is not None:
            await asyncio.sleep(moment)
            await self._restart()
        seen = await walk.person.sees(timeout=15)
        if self.kills and moment is None:
            await self._restart()
            await walk.person.sim.idle()
            await walk.person.refresh(wait=0.1)
            assert walk.person.last().text == seen.text, "said something unasked"
            seen = walk.person.last()
        return seen

    async def _restart(self) -> None:
        await self.bot.kill()
        await self.bot.start()


async def walked(person: Person, start: tuple[Act, ...], around: Killing) -> list[str]:
    """Return the text of every screen until no question is left."""
    walk = Walk(person)
    for act in start:
        screen = await around.step(walk, act)
        walk.seen.append(screen.text)
    while (act := walk.following(screen)) is not None:
        screen = await around.step(walk, act)
        walk.seen.append(screen.text)
        assert len(walk.seen) < MOST_STEPS, walk.seen[-3:]
    return walk.seen


STEP = re.compile(r"[^\n]* · (step|第) \d")


def plain(texts: list[str]) -> list[str]:
    """Leave out the remark above a question.

    Killed between the commit and the answer, the redelivered update shows the question itself,
    and not once more what was said about the line that was typed.
    """
    questions = []
    for text in texts:
        heading = STEP.search(text)
        questions.append(" ".join(text[heading.start() if heading else 0 :].split()))
    return questions


@pytest.mark.parametrize("language", ["en", "zh-hans"] if SOAK else ["en"])
@pytest.mark.parametrize("door", STARTS)
async def test_a_walk_that_is_killed_at_every_step_shows_the_same_screens(
    tmp_path: Path, sqlite_url: str, door: str, language: str
) -> None:
    """No answer is lost, asked twice or taken for another question's, wherever the power goes."""
    async with (
        serve(simulator.build(query_seconds=60)) as api,
        Simulation(api) as sim,
        BotProcess(api, tmp_path, sqlite_url) as bot,
    ):
        calm, hit = await sim.person("Ann", language), await sim.person("Ann", language)
        wanted = await walked(calm, STARTS[door], Killing(bot, kills=False))
        found = await walked(hit, STARTS[door], Killing(bot, kills=True))
    assert plain(found) == plain(wanted)
