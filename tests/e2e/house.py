"""The whole house in one process: a served simulator, the real application, a movable calendar."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.app import App, build
from bot.clock import MovableClock
from bot.settings import Settings
from simulator import app as simulator
from simulator.people import DEFAULT_TOKEN
from tests.fakes.client import Simulation
from tests.fakes.server import serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECRET = "a-secret-of-the-tests-0123"
KEY = "3nS1uYmyUTmpc0KxQzVXo4sGYBTSyVAFk8yYVSUXEhE="


@dataclass(slots=True)
class House:
    """The application and the world around it."""

    app: App
    sim: Simulation

    async def moves_clock(self, to: str) -> dict[str, object]:
        """Move the bot's calendar: next, hour, day, month or an ISO time."""
        host, port = self.app.address or ("", 0)
        answer = await self.sim.http.post(f"http://{host}:{port}/demo/clock", json={"to": to})
        moved: dict[str, object] = answer.json()
        return moved


def settings(api: str, folder: Path, database_url: str, **more: object) -> Settings:
    """Return settings for a bot whose Telegram is at `api`."""
    values: dict[str, object] = {
        "bot_token": DEFAULT_TOKEN,
        "bot_api_url": api,
        "data_dir": folder,
        "database_url": database_url,
        "listen": "127.0.0.1:0",
        "encryption_keys": (KEY,),
        "updates_a_minute": 0,
        **more,
    }
    return Settings(**values)  # type: ignore[arg-type]


@contextlib.asynccontextmanager
async def live(given: Settings, clock: MovableClock | None = None) -> AsyncIterator[App]:
    """The application, running until the block is left."""
    app = build(given, clock=clock or MovableClock(START))
    async with asyncio.TaskGroup() as group:
        running = group.create_task(app.run())
        waiting = group.create_task(app.ready.wait())
        await asyncio.wait([running, waiting], return_when=asyncio.FIRST_COMPLETED, timeout=20)
        waiting.cancel()
        try:
            yield app
        finally:
            app.stop()
            await asyncio.wait([running], timeout=20)


@contextlib.asynccontextmanager
async def house(folder: Path, database_url: str, **more: object) -> AsyncIterator[House]:
    """The application on a simulator of its own."""
    async with (
        serve(simulator.build()) as api,
        Simulation(api) as sim,
        live(settings(api, folder, database_url, **more)) as app,
    ):
        yield House(app, sim)
