"""Killed right after it wrote something, the bot still finds it when somebody hides the chat."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import httpx

from simulator import app as simulator
from storage import engine, keys
from tests.e2e import steps
from tests.e2e.house import KEY
from tests.e2e.process import BotProcess
from tests.fakes.client import Simulation
from tests.fakes.server import serve

if TYPE_CHECKING:
    from pathlib import Path


async def test_what_the_clock_and_the_bot_sent_before_a_kill_is_hidden_after_it(
    tmp_path: Path, sqlite_url: str
) -> None:
    """A crash must not leave a picture of the words, or a note, on a phone that others read."""
    keys.install(keys.Keyring((KEY,)))
    async with (
        serve(simulator.build()) as api,
        Simulation(api) as sim,
        BotProcess(api, tmp_path, sqlite_url) as bot,
    ):
        ann = await sim.person("Ann")
        await ann.says("/start")
        await ann.sees()
        async with httpx.AsyncClient(trust_env=False, timeout=60) as web:
            # Whatever the hour is now, the note then comes more than two days after the greeting.
            await web.post(f"{bot.url}/demo/clock", json={"to": "day"})
            where = await web.get(f"{bot.url}/demo/clock")
        database = engine.connect(sqlite_url)
        now = datetime.fromisoformat(where.json()["now"])
        await steps.agrees(database, ann.id, now)
        await steps.leaves_a_form(database, ann.id, now, "debt")
        await database.close()
        async with httpx.AsyncClient(trust_env=False, timeout=60) as web:
            moved = await web.post(f"{bot.url}/demo/clock", json={"to": "next"})
        assert moved.json()["sent"] == 1
        await ann.says("/start")
        await ann.sees()
        await ann.taps("contacted")
        await ann.sees()
        await ann.taps("contacted:bank")
        await ann.sees()
        await ann.taps("contacted.picture:bank")
        await ann.sees()
        assert await sim.idle()
        await bot.kill()
        await bot.start()
        await ann.says("/hide")
        await ann.waits_for("Cleared")
        assert await sim.idle()
        await ann.refresh()
        # The first greeting is more than two days old by then: Telegram deletes no older one.
        assert [each.text[:7] for each in ann.messages()] == ["Hello. ", "Cleared"]
