"""Where the encryption keys come from, and whether they fit the database."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from bot.settings import SettingsError
from storage import facts, signing
from storage.keys import Keyring
from storage.snapshot import MARK, RESTORE

if TYPE_CHECKING:
    from pathlib import Path

    from bot.settings import Settings
    from storage.engine import Database
    from storage.uow import UnitOfWork

FILE = "encryption.key"
_FACT = "keys"


def is_sqlite(settings: Settings) -> bool:
    """Tell whether the database is a file of this machine."""
    return settings.database_url.startswith("sqlite")


def key_file(settings: Settings) -> Path:
    """Return where the key that was made on the first start lies."""
    return settings.data_dir / FILE


def find(settings: Settings) -> Keyring:
    """Return the keys given, or on SQLite those of the key file, made on the first start.

    Raises SettingsError when a key is malformed, or missing beside PostgreSQL.
    """
    keys = settings.encryption_keys
    if not keys:
        if not is_sqlite(settings):
            msg = (
                "ENCRYPTION_KEYS is needed with PostgreSQL; make one with: "
                "python -c 'from cryptography.fernet import Fernet as F;"
                "print(F.generate_key().decode())'"
            )
            raise SettingsError(msg)
        keys = _from_file(key_file(settings))
    ring = Keyring(keys)
    try:
        ring.fernet()
    except ValueError as error:
        msg = "ENCRYPTION_KEYS holds something that is not a key: 44 characters, ending in ="
        raise SettingsError(msg) from error
    return ring


def present(settings: Settings) -> Keyring:
    """Return the keys that are there, as `find` does, but make none.

    Raises SettingsError: a new key would hide that the right one is missing.
    """
    if not settings.encryption_keys and is_sqlite(settings):
        path = key_file(settings)
        if not path.exists():
            msg = f"ENCRYPTION_KEYS is needed: there is no key in {path}; see the key card"
            raise SettingsError(msg)
    return find(settings)


def _from_file(path: Path) -> tuple[str, ...]:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = Keyring.new().keys[0]
        # Written aside and linked in: two processes that start together agree on one key.
        aside = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(fresh + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(aside, path)
        except FileExistsError:
            pass
        finally:
            aside.unlink()
    return tuple(path.read_text(encoding="ascii").split())


async def known(database: Database) -> set[str]:
    """Return the fingerprints of the keys that the database was written with."""
    async with database.read() as uow:
        return set(filter(None, (await facts.get(uow, _FACT) or "").split(",")))


async def seals(database: Database, ring: Keyring) -> bool:
    """Tell whether whoever used the database last sealed with the ring's first key."""
    async with database.read() as uow:
        noted = await facts.get(uow, _FACT) or ""
    return noted.split(",")[0] == ring.fingerprints()[0]


async def finished(uow: UnitOfWork) -> None:
    """Raise SettingsError when a stopped move or restore has filled the database only in part."""
    mark = await facts.get(uow, MARK)
    if mark is not None:
        how = "restore" if mark.startswith(RESTORE) else "move"
        msg = (
            f"DATABASE_URL names a database that a stopped {how} has filled only in part; "
            f"finish it first: duewell {how}"
        )
        raise SettingsError(msg)


async def check(database: Database, ring: Keyring) -> None:
    """Note which keys the database needs and make the signing key on the first start.

    Raises SettingsError when the keys do not fit.
    """
    async with database.write() as uow:
        await finished(uow)
        noted = tuple(filter(None, (await facts.get(uow, _FACT) or "").split(",")))
        given = ring.fingerprints()
        if not set(noted) <= set(given):
            msg = (
                "ENCRYPTION_KEYS does not hold the key that this database was written with; "
                "put the old key after the new one, e.g. ENCRYPTION_KEYS=NEW,OLD"
            )
            raise SettingsError(msg)
        # From now on values are sealed with the first; a key that sealed none is not needed.
        needed = tuple(dict.fromkeys((given[0], *noted)))
        if noted != needed:
            await facts.put(uow, _FACT, ",".join(needed))
        await signing.secret(uow)
        await uow.commit()
