"""`duewell demo`: the real bot on the built-in simulator, one address to open, nothing to set."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp

from bot import logs, settings

if TYPE_CHECKING:
    from bot.app import App

FOLDER = Path(".demo")
ROOT = Path(__file__).resolve().parents[1]
TOKEN = "4242424242:demo-token-of-the-simulator"  # noqa: S105  the simulator's, worth nothing
ANSWER_SECONDS = 60


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def demo(port: int, *, fresh: bool) -> int:
    """Run until interrupted; prints one line once the page answers."""
    if fresh:
        shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(exist_ok=True)
    page, own = port or free_port(), free_port()
    state = (FOLDER / "simulator.json").resolve()
    logs.start("INFO", "text", FOLDER / "bot.log")
    given = settings.read(
        {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": f"http://127.0.0.1:{page}",
            "DATA_DIR": str(FOLDER),
            "LISTEN": f"127.0.0.1:{own}",
            "HOST_NAME": os.environ.get("HOST_NAME", ""),
        }
    )
    command = (
        *(sys.executable, "-m", "simulator", "--port", str(page), "--token", TOKEN),
        *("--clock-url", f"http://127.0.0.1:{own}/demo", "--state", str(state)),
        *("--log-level", "critical"),
    )
    return asyncio.run(_live(given, command, f"http://127.0.0.1:{page}/"))


async def _live(given: settings.Settings, command: tuple[str, ...], page: str) -> int:
    from bot.app import build

    app = build(given, demo=True)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, app.stop)
    simulator = await asyncio.create_subprocess_exec(*command, cwd=ROOT)
    try:
        async with asyncio.TaskGroup() as group:
            watching = group.create_task(_watch(app, simulator))
            telling = group.create_task(_tell(app, page))
            await app.run()
            watching.cancel()
            telling.cancel()
        return simulator.returncode or 0
    finally:
        if simulator.returncode is None:
            simulator.terminate()
            await simulator.wait()


async def _watch(app: App, simulator: asyncio.subprocess.Process) -> None:
    """End when the simulator does: the page is gone then."""
    await simulator.wait()
    app.stop()


async def _tell(app: App, page: str) -> None:
    await app.ready.wait()
    async with aiohttp.ClientSession() as web, web.get(page) as answer:
        await answer.read()
    print(f"Duewell is ready: {page}", flush=True)
