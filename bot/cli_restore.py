"""`duewell restore FILE`: a backup into an empty database, counted, checked, erasures applied."""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot import keyring
from bot.cli_bar import Bar
from bot.clock import RealClock
from storage import backup as backups
from storage import keys
from storage.bulk import StoppedError
from usecases import broadcasts, erased

if TYPE_CHECKING:
    from bot.settings import Settings
    from storage.pouring import Poured
    from storage.uow import UnitOfWork

STOPPED = 130


def restore(given: Settings, file: str, *, again: bool) -> int:
    """Put it back, and say what came; 1 when it could not be done, 130 when it was stopped."""
    bar = Bar()
    try:
        with bar.listening():
            poured, gone = asyncio.run(_restore(given, Path(file), bar, again=again))
    except backups.BackupError as error:
        bar.close()
        print(f"Not restored: {error}.", file=sys.stderr)
        return 1
    except StoppedError:
        bar.close()
        print(
            "Stopped half-way. The same command goes on from there; --again begins anew. Until it "
            "is done no bot starts on this database.",
            file=sys.stderr,
        )
        return STOPPED
    for name, count in poured.rows.items():
        print(f"{count:>10}  {name}")
    print(f"{sum(poured.rows.values()):>10}  in all: counts and checksums are those of the backup.")
    print(f"{gone:>10}  erased themselves since then, and were erased again.")
    print("\nNow start the bot. What people did since the backup is gone: tell them.")
    if given.encryption_keys and keyring.is_sqlite(given):
        print("It needs ENCRYPTION_KEYS as it was given here.")
    return 0


async def _restore(given: Settings, path: Path, bar: Bar, *, again: bool) -> tuple[Poured, int]:
    ring, now = keyring.present(given), RealClock().now()
    keys.install(ring)
    gone = 0

    async def last(uow: UnitOfWork) -> None:
        nonlocal gone
        await broadcasts.pause_all(uow)
        gone = await erased.apply(uow, given.erasures, now)

    oldest = now - timedelta(days=given.backup_days)
    found = await backups.restore(
        path, given.database_url, ring, bar, again=again, oldest=oldest, last=last
    )
    return found, gone
