"""`duewell rotate-keys`: everything under the first of ENCRYPTION_KEYS, while the bot goes on."""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

from bot import keyring
from bot.cli_bar import Bar
from bot.clock import RealClock
from storage import ends, keys, migrate, quiet, rotate
from storage.bulk import StoppedError

if TYPE_CHECKING:
    from bot.settings import Settings
    from storage.keys import Keyring

STOPPED = 130


def rotate_keys(given: Settings) -> int:
    """Rewrite, and say when the old key may go; 1 when it could not be done, 130 when stopped."""
    bar = Bar()
    ring = keyring.present(given)
    keys.install(ring)
    try:
        with bar.listening():
            rows = asyncio.run(_rotate(given, ring, bar))
    except (rotate.RotateError, ends.EndError, migrate.MigrationError) as error:
        bar.close()
        print(f"Not rotated: {error}.", file=sys.stderr)
        return 1
    except StoppedError:
        bar.close()
        print(
            "Stopped half-way, which does no harm: keep both keys. The same command goes on.",
            file=sys.stderr,
        )
        return STOPPED
    except ends.BROKEN as error:
        bar.close()
        print(f"Not rotated: {ends.words(error)}.", file=sys.stderr)
        return 1
    _say(given, ring, rows)
    return 0


async def _rotate(given: Settings, ring: Keyring, bar: Bar) -> int:
    url = ends.parsed(given.database_url)
    await ends.prepare_source(url)
    async with ends.opened(url) as database:
        ready = await keyring.seals(database, ring)
    path = quiet.file_of(url)
    if path is not None and not ready:
        try:
            quiet.refuse_open_file(path)
        except quiet.InUseError as error:
            raise rotate.RotateError(rotate.RESTART) from error
    async with ends.opened(url) as database:
        await rotate.refuse_others(database, ring.fingerprints()[0])
        await keyring.check(database, ring)
        return await rotate.rotate(database, bar)


def _say(given: Settings, ring: Keyring, rows: int) -> None:
    mark, *others = ring.fingerprints()
    print(f"{rows} rows are under the key of fingerprint {mark}; each was read with it alone.")
    if not others:
        return
    until = (RealClock().now() + timedelta(days=given.backup_days)).date()
    print(
        f"The database needs no other: take {', '.join(others)} out of ENCRYPTION_KEYS and restart."
    )
    print(f"Keep it on paper until {until}: backups made before now open with it alone.")
    print("Make a backup now, and print the new key card: duewell doctor --key-card")
