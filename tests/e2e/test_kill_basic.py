"""Killed at any moment, the bot comes back to the same question with every answer given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator import app as simulator
from tests.e2e.process import BotProcess
from tests.fakes.client import Simulation
from tests.fakes.server import serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def sim() -> AsyncIterator[Simulation]:
    async with serve(simulator.build()) as url, Simulation(url) as simulation:
        yield simulation


@pytest.fixture
async def bot(sim: Simulation, tmp_path: Path, sqlite_url: str) -> AsyncIterator[BotProcess]:
    async with BotProcess(sim.url, tmp_path, sqlite_url) as process:
        yield process


async def test_what_was_typed_while_the_bot_was_dead_is_answered_after_its_start(
    sim: Simulation, bot: BotProcess
) -> None:
    """Telegram keeps it a day; nobody has to type it twice."""
    ann = await sim.person("Ann")
    await bot.kill()
    await ann.says("/start")
    await bot.start()
    assert "Hello" in (await ann.sees(timeout=10)).text


async def test_a_restart_says_nothing_unasked(sim: Simulation, bot: BotProcess) -> None:
    """After a crash of the server a hundred people must not get a message each."""
    ann = await sim.person("Ann")
    await ann.says("/start")
    await ann.sees()
    await sim.idle()
    before = len(ann.messages())
    for _ in range(2):
        await bot.kill()
        await bot.start()
    await ann.refresh(wait=0.5)
    assert len(ann.messages()) == before


async def test_an_orderly_stop_ends_with_code_nought(bot: BotProcess) -> None:
    """A service manager restarts what it takes for a crash."""
    assert await bot.stop() == 0
