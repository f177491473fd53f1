"""Bots that start in no time, for tests that kill hundreds: a process that has everything imported.

It forks a bot for each line that it reads, and answers with its process number. What runs then is
`duewell run` as ever, in a process of its own.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from tests.e2e.process import ROOT, BotProcess

if TYPE_CHECKING:
    from types import TracebackType

UNPACED = "unpaced"


class Nursery:
    """Gives birth to bots; `paced` False lifts the clock's pace of so many messages a second."""

    def __init__(self, *, paced: bool = True) -> None:
        more = () if paced else (UNPACED,)
        self._parent = subprocess.Popen(
            (sys.executable, "-m", "tests.e2e.forks", *more),
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def born(self, env: dict[str, str], log: Path) -> int:
        """Return the number of a new process."""
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.write(json.dumps({"env": env, "log": str(log)}) + "\n")
        self._parent.stdin.flush()
        return int(self._parent.stdout.readline())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._parent:
            self._parent.terminate()


class Forked(BotProcess):
    """A bot from the nursery."""

    def __init__(self, nursery: Nursery, api: str, folder: Path, database_url: str) -> None:
        super().__init__(api, folder, database_url)
        self._nursery = nursery
        self._pid = 0

    async def start(self) -> None:
        """Start it; whether it sends is seen at Telegram."""
        self._pid = self._nursery.born(self.env, self.log)

    async def _end(self, number: signal.Signals) -> int:
        if self._pid:
            os.kill(self._pid, number)
            while _lives(self._pid):  # noqa: ASYNC110  it is no child of ours
                await asyncio.sleep(0.002)
        self._pid = 0
        return 0


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _become(order: dict[str, Any]) -> None:
    """Be the bot until it ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(order["env"])
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(log, stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    from bot.cli import main

    os._exit(main(["run", "--no-migrate"]))


def _serve() -> None:
    """Import what a bot needs, then fork one for each line."""
    from scheduler import pace

    if UNPACED in sys.argv:
        pace.PER_SECOND = 1e6
    from bot import app, cli  # noqa: F401
    from storage.packs import load_lexicon, load_packs

    load_packs()
    load_lexicon()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _become(json.loads(line))
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
