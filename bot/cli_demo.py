"""`duewell demo`: the real bot on the built-in simulator, one address to open, nothing to set."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
import shutil
import signal
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from urllib.parse import urlsplit

import aiohttp

from bot import logs, settings
from bot.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.app import App

FOLDER = Path(".demo")
ROOT = Path(__file__).resolve().parents[1]
TOKEN = "4242424242:demo-token-of-the-simulator"  # noqa: S105  the simulator's, worth nothing
NOTE = "running"
FROM_OUTSIDE = ("HOST_NAME", "HOST_CONTACT", "OWN_FOLDER", "ADVICE_MODE", "OWNER_IDS")
"""Settings that a demo takes over: they show a host or a translator what people would see."""
LOCALHOST = "127.0.0.1"


def demo(port: int, *, fresh: bool) -> int:
    """Run until interrupted; prints one line once the page answers.

    Raises SettingsError, before anything is started or forgotten, when the port (0: any free one)
    cannot be had or a demo runs in this folder already.
    """
    FOLDER.mkdir(exist_ok=True)
    with _alone() as note, _listening(port, before=_last_port(note)) as page:
        url = f"http://{LOCALHOST}:{page.getsockname()[1]}/"
        note.truncate(0)
        note.write(url)
        note.flush()
        if fresh:
            _forget()
        logs.start("INFO", "text", FOLDER / "bot.log")
        own = _free_port()
        given = settings.read(
            {
                "BOT_TOKEN": TOKEN,
                "BOT_API_URL": url.rstrip("/"),
                "DATA_DIR": str(FOLDER),
                "LISTEN": f"{LOCALHOST}:{own}",
                "UPDATES_A_MINUTE": "0",
                **{name: os.environ.get(name, "") for name in FROM_OUTSIDE},
            }
        )
        command = (
            *(sys.executable, "-m", "simulator", "--socket", str(page.fileno()), "--with-parent"),
            *("--token", TOKEN, "--clock-url", f"http://{LOCALHOST}:{own}/demo"),
            *("--state", str((FOLDER / "simulator.json").resolve()), "--log-level", "critical"),
        )
        return asyncio.run(_live(given, command, page, url))


@contextlib.contextmanager
def _listening(port: int, *, before: int) -> Iterator[socket.socket]:
    """Hold the page's port from the start: nobody else can take it, or be taken for the demo.

    Without a wish it is the one of `before`, if free: a page left open finds the demo again.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as page:
        page.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            _bind(page, port, before)
            page.listen(128)
        except (OSError, OverflowError) as error:
            why = {
                PermissionError: "is not open to your account",
                OverflowError: "does not exist: they go from 1 to 65535",
            }.get(type(error), "is taken by another program")
            msg = (
                f"Port {port} {why}. Choose another, e.g. `make demo PORT=8099` or "
                "`duewell demo --port 8099`; without one, any free port is used."
            )
            raise SettingsError(msg) from error
        yield page


def _bind(page: socket.socket, port: int, before: int) -> None:
    if before and not port:
        with contextlib.suppress(OSError, OverflowError):
            page.bind((LOCALHOST, before))
            return
    page.bind((LOCALHOST, port))


@contextlib.contextmanager
def _alone() -> Iterator[TextIO]:
    """Let one demo at a time have the folder (two would write one database); yield its note."""
    with (FOLDER / NOTE).open("a+", encoding="utf-8") as note:
        note.seek(0)
        try:
            fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            msg = f"A demo runs here already: {note.read().strip()}. Stop it first, with Ctrl-C."
            raise SettingsError(msg) from error
        yield note


def _last_port(note: TextIO) -> int:
    with contextlib.suppress(ValueError):
        return urlsplit(note.read()).port or 0
    return 0


def _forget() -> None:
    for path in FOLDER.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != NOTE:
            path.unlink()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOCALHOST, 0))
        port: int = probe.getsockname()[1]
        return port


async def _live(
    given: settings.Settings, command: tuple[str, ...], page: socket.socket, url: str
) -> int:
    from bot.app import build

    app = build(given, demo=True)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, app.stop)
    # In a session of its own Ctrl-C reaches only the bot, which then stops first and in order.
    # However the bot ends, its end of the pipe closes, and that ends the simulator.
    simulator = await asyncio.create_subprocess_exec(
        *command,
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        pass_fds=(page.fileno(),),
        start_new_session=True,
    )
    page.close()
    beside = [loop.create_task(_watch(app, simulator)), loop.create_task(_tell(app, url))]
    try:
        await app.run()
    finally:
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
        ended_by_itself = simulator.returncode is not None
        if not ended_by_itself:
            simulator.terminate()
            await simulator.wait()
    if ended_by_itself:
        print(f"The demo's page ended; {FOLDER / 'bot.log'} may say why.", file=sys.stderr)
    return int(ended_by_itself)


async def _watch(app: App, simulator: asyncio.subprocess.Process) -> None:
    """End when the simulator does: the page is gone then."""
    await simulator.wait()
    app.stop()


async def _tell(app: App, page: str) -> None:
    await app.ready.wait()
    async with aiohttp.ClientSession() as web, web.get(page) as answer:
        await answer.read()
    print(f"Duewell is ready: {page}", flush=True)
