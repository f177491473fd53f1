"""The bot as a process of its own, for tests that kill it."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Self

import httpx

from simulator.people import DEFAULT_TOKEN
from tests.e2e.house import KEY

if TYPE_CHECKING:
    from types import TracebackType

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class BotProcess:
    """`python -m bot run` against a simulator; started, killed and started again on one database."""

    def __init__(self, api: str, folder: Path, database_url: str, **more: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "bot.log"
        self._process: asyncio.subprocess.Process | None = None
        self.env = {
            **{k: v for k, v in os.environ.items() if k in {"PATH", "HOME", "LANG", "SYSTEMROOT"}},
            "BOT_TOKEN": DEFAULT_TOKEN,
            "BOT_API_URL": api,
            "DATA_DIR": str(folder),
            "DATABASE_URL": database_url,
            "ENCRYPTION_KEYS": KEY,
            "UPDATES_A_MINUTE": "0",
            "LISTEN": f"127.0.0.1:{self.port}",
            **more,
        }

    async def start(self) -> None:
        """Start it and wait until it has asked Telegram for updates."""
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run", "--movable-clock"),
                cwd=ROOT, env=self.env, stderr=log, stdout=log,
            )  # fmt: skip
        try:
            async with asyncio.timeout(60), httpx.AsyncClient(trust_env=False) as web:
                while not await self._is_ready(web):
                    assert self._process.returncode is None, self.log.read_text(encoding="utf-8")
        except TimeoutError:
            said = self.log.read_text(encoding="utf-8")[-3000:]
            raise AssertionError(f"not ready after a minute; its log ends:\n{said}") from None

    async def _is_ready(self, web: httpx.AsyncClient) -> bool:
        try:
            return (await web.get(f"{self.url}/readyz")).status_code == 200
        except httpx.TransportError:
            await asyncio.sleep(0.05)
            return False

    async def kill(self) -> None:
        """SIGKILL: nothing is flushed, confirmed or said."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """SIGTERM, as an operator does; return the exit code."""
        return await self._end(signal.SIGTERM)

    async def _end(self, number: signal.Signals) -> int:
        if self._process is None or self._process.returncode is not None:
            return 0
        self._process.send_signal(number)
        return await self._process.wait()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.kill()
