"""The processes that a benchmark measures: the simulator, the bot, the bare bot."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp

from simulator.people import DEFAULT_TOKEN
from tests.e2e.process import free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ROOT = Path(__file__).resolve().parents[2]
WAIT = 30


class Simulated:
    """A simulator in a process of its own, spoken to over HTTP."""

    def __init__(self, url: str, web: aiohttp.ClientSession) -> None:
        self.url = url
        self._web = web

    async def post(self, path: str, **body: Any) -> Any:
        """POST /sim/…, its JSON."""
        async with self._web.post(f"{self.url}/sim/{path}", json=body) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def log(self, after: int) -> list[dict[str, Any]]:
        """Return the Bot API calls later than this number."""
        async with self._web.get(f"{self.url}/sim/log", params={"after": after}) as answer:
            calls: list[dict[str, Any]] = await answer.json()
            return calls

    async def is_up(self) -> bool:
        """Tell whether it answers."""
        try:
            await self.log(0)
        except aiohttp.ClientError:
            return False
        return True

    async def polled(self, process: subprocess.Popen[bytes]) -> float:
        """Wait for the first getUpdates; return the instant at which the simulator saw it."""
        async with asyncio.timeout(WAIT):
            after = 0
            while True:
                assert process.poll() is None, "the process under test ended"
                calls = await self.log(after)
                seen = [call["at"] for call in calls if call["method"] == "getUpdates"]
                if seen:
                    return float(seen[0])
                after = calls[-1]["n"] if calls else after
                await asyncio.sleep(0.01)


@contextlib.contextmanager
def started(*command: str, **env: str) -> Any:
    """Run `python …` until the block is left."""
    process = subprocess.Popen(
        (sys.executable, *command),
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if k in {"PATH", "HOME", "LANG"}} | env,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(WAIT)


@contextlib.asynccontextmanager
async def simulated() -> AsyncIterator[Simulated]:
    """Give a fresh simulator."""
    port = free_port()
    with started("-m", "simulator", "--port", str(port), "--log-level", "critical"):
        async with aiohttp.ClientSession() as web:
            sim = Simulated(f"http://127.0.0.1:{port}", web)
            async with asyncio.timeout(WAIT):
                while not await sim.is_up():  # noqa: ASYNC110  another process gives no event
                    await asyncio.sleep(0.02)
            yield sim


def settings(sim: Simulated, folder: Path, database_url: str, key: str) -> dict[str, str]:
    """Return the environment of a bot whose Telegram is the simulator."""
    return {
        "BOT_TOKEN": DEFAULT_TOKEN,
        "BOT_API_URL": sim.url,
        "DATA_DIR": str(folder),
        "DATABASE_URL": database_url,
        "ENCRYPTION_KEYS": key,
        "UPDATES_A_MINUTE": "0",
        "LISTEN": f"127.0.0.1:{free_port()}",
        "LOG_LEVEL": "WARNING",
    }
