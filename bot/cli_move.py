"""`duewell move --to URL`: everything from this database to another, counted and checked."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot import keyring
from bot.cli_bar import Bar
from bot.settings import SettingsError
from storage import move as moving
from storage.bulk import StoppedError

if TYPE_CHECKING:
    from bot.settings import Settings
    from storage.pouring import Poured

STOPPED = 130


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
    except StoppedError:
        bar.close()
        print(
            f"Stopped: {bar.done} of {bar.total} rows are in the target. "
            "The same command goes on from there; until then no bot starts on the target.",
            file=sys.stderr,
        )
        return STOPPED
    bar.close()
    _say(given, moved.rows)
    return 0


async def _move(given: Settings, target: str, bar: Bar, *, again: bool) -> Poured:
    fingerprints = keyring.present(given).fingerprints()
    with bar.listening():
        return await moving.move(given.database_url, target, fingerprints, bar, again=again)


def _from_file(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        msg = f"--to-file cannot be read: {path}"
        raise SettingsError(msg) from error


def _say(given: Settings, rows: dict[str, int]) -> None:
    for name, count in rows.items():
        print(f"{count:>10}  {name}")
    print(f"{sum(rows.values()):>10}  in all: counts and checksums are the same on both sides.")
    print("\nNow set DATABASE_URL to the target, and start the bot there. Leave the source alone:")
    print("a bot on each would send everything twice. Delete it when all is well.")
    if not given.encryption_keys:
        print(f"The key stays the same: set ENCRYPTION_KEYS_FILE={keyring.key_file(given)}")
