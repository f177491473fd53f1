"""`duewell move --to URL`: everything from this database to another, counted and checked."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from bot import keyring
from bot.settings import SettingsError
from storage import move as moving

if TYPE_CHECKING:
    from bot.settings import Settings

STOPPED = 130
_PHASES = {"copy": "copying", "check": "checking"}


class Bar:
    """A progress bar on standard error, and Ctrl-C as a wish to stop between two pages."""

    def __init__(self) -> None:
        self.wanted = False
        self._copies = True
        self.there = self.rows = 0
        """How many rows are in the target, and in all."""
        self._bar: tqdm | None = None

    def phase(self, name: str, rows: int, done: int, where: str) -> None:
        """Begin a bar of its own."""
        self.close()
        if where:
            print(f"Going on in table {where}: {done} of {rows} rows are there.", file=sys.stderr)
        if name == "copy":
            self.rows, self.there = rows, done
        self._copies = name == "copy"
        # Into a file or a log a line now and then is enough.
        pause = 0.2 if sys.stderr.isatty() else 5
        self._bar = tqdm(
            total=rows, initial=done, unit=" rows", desc=_PHASES[name], file=sys.stderr,
            mininterval=pause, dynamic_ncols=True,
        )  # fmt: skip

    def step(self, rows: int) -> None:
        """Count rows. Raises StoppedError when Ctrl-C was pressed."""
        if self._bar is not None:
            self._bar.update(rows)
        if self._copies:
            self.there += rows
        if self.wanted:
            raise moving.StoppedError

    def close(self) -> None:
        """Leave the bar where it is."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def move(given: Settings, url: str | None, file: str | None, *, again: bool) -> int:
    """Move, and say what happened; 1 when it could not be done, 130 when it was stopped.

    The target's address is `url`, or stands in `file`: a password on the command line is seen by
    everybody on the machine.
    """
    target = url or _from_file(file or "")
    bar = Bar()
    print(
        "The bot must not run meanwhile, neither on the source nor on the target. "
        "Ctrl-C stops; the same command goes on.",
        file=sys.stderr,
    )
    try:
        moved = asyncio.run(_move(given, target, bar, again=again))
    except moving.MoveError as error:
        bar.close()
        print(f"Not moved: {error}.", file=sys.stderr)
        return 1
    except moving.StoppedError:
        bar.close()
        print(
            f"Stopped: {bar.there} of {bar.rows} rows are in the target. "
            "The same command goes on from there; until then no bot starts on the target.",
            file=sys.stderr,
        )
        return STOPPED
    bar.close()
    _say(given, moved.rows)
    return 0


async def _move(given: Settings, target: str, bar: Bar, *, again: bool) -> moving.Moved:
    loop = asyncio.get_running_loop()

    def stop() -> None:
        # The second time it ends at once; what was committed stays.
        bar.wanted = True
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    return await moving.move(given.database_url, target, _fingerprints(given), bar, again=again)


def _from_file(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        msg = f"--to-file cannot be read: {path}"
        raise SettingsError(msg) from error


def _fingerprints(given: Settings) -> tuple[str, ...]:
    if not given.encryption_keys and keyring.is_sqlite(given):
        path = keyring.key_file(given)
        if not path.exists():
            msg = f"ENCRYPTION_KEYS is needed: there is no key in {path}; see the key card"
            raise SettingsError(msg)
    return keyring.find(given).fingerprints()


def _say(given: Settings, rows: dict[str, int]) -> None:
    for name, count in rows.items():
        print(f"{count:>10}  {name}")
    print(f"{sum(rows.values()):>10}  in all: counts and checksums are the same on both sides.")
    print("\nNow set DATABASE_URL to the target, and start the bot there. Leave the source alone:")
    print("a bot on each would send everything twice. Delete it when all is well.")
    if not given.encryption_keys:
        print(f"The key stays the same: set ENCRYPTION_KEYS_FILE={keyring.key_file(given)}")
