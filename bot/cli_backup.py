"""`duewell backup`: everything into one encrypted file, read again before it counts as made."""

from __future__ import annotations

import asyncio
import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot import keyring
from bot.cli_bar import Bar
from bot.clock import RealClock
from bot.settings import SettingsError
from storage import backup as backups
from storage.bulk import StoppedError
from usecases import erased

if TYPE_CHECKING:
    from bot.settings import Settings

STOPPED = 130
_NAME = re.compile(r"duewell-(\d{8}T\d{6}Z)\.backup")
_FORM = "%Y%m%dT%H%M%SZ"


def backup(given: Settings, to: str | None, keep: int | None) -> int:
    """Make one, and say what is in it; 1 when it could not be done, 130 when it was stopped.

    `to` is a folder, or a file that does not exist. In a folder it is named by the time, and older
    ones so named are deleted: those beyond the `keep` newest, and any kept longer than BACKUP_DAYS.
    Raises SettingsError where people are told that there are none.
    """
    if not given.backup_days:
        msg = (
            "BACKUP_DAYS=0 tells people that no backups are made; set it to the days you keep them"
        )
        raise SettingsError(msg)
    now = RealClock().now()
    path = _path(given, to, now)
    bar = Bar()
    try:
        with bar.listening():
            ring = keyring.present(given)
            made = asyncio.run(backups.backup(given.database_url, ring, path, now, bar))
    except backups.BackupError as error:
        bar.close()
        print(f"Not backed up: {error}.", file=sys.stderr)
        return 1
    except StoppedError:
        bar.close()
        print("Stopped: no file was left. The bot was not disturbed.", file=sys.stderr)
        return STOPPED
    for name, count in made.rows.items():
        if count:
            print(f"{count:>10}  {name}")
    print(f"{sum(made.rows.values()):>10}  in all, {made.size} bytes, read again and the same.")
    print(f"\n{path}")
    print(f"It opens with the key of fingerprint {ring.fingerprints()[0]}, which is not in it.")
    if _NAME.fullmatch(path.name):
        _tidy(given, path, keep, now)
    erased.tidy(given.erasures, now, given.backup_days)
    return 0


def _path(given: Settings, to: str | None, now: datetime) -> Path:
    """Return the file to write; a folder is made where the host has named none."""
    folder = Path(to) if to else given.backups
    if to and not folder.is_dir() and not to.endswith("/"):
        return folder
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"duewell-{now.astimezone(UTC).strftime(_FORM)}.backup"


def _tidy(given: Settings, newest: Path, keep: int | None, now: datetime) -> None:
    """Delete the backups that are too many or too old; never the one that was just made."""
    oldest = now - timedelta(days=given.backup_days)
    others = sorted(newest.parent.glob("duewell-*.backup"), reverse=True)
    kept = 1
    for path in others:
        found = _NAME.fullmatch(path.name)
        if found is None or path == newest:
            continue
        made = datetime.strptime(found[1], _FORM).replace(tzinfo=UTC)
        if made < oldest or (keep is not None and kept >= keep):
            path.unlink(missing_ok=True)
            print(f"deleted {path.name}")
        else:
            kept += 1
