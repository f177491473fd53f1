"""Makes a backup while bots go on working, and puts one back into an empty database."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from sqlalchemy import delete

from storage import archive, claims, ends, facts, fitting, migrate, quiet
from storage.archive import Archive, Head
from storage.filling import FillError
from storage.pouring import Poured, pour
from storage.snapshot import RESTORE, snapshot
from storage.stream import PAGE, Footer, Header, Page, StreamError
from storage.tables_console import sessions, tries
from storage.tables_flow import processes
from storage.tables_grants import invites

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from storage.bulk import Report
    from storage.keys import Keyring
    from storage.snapshot import Snapshot
    from storage.stream import Event
    from storage.uow import UnitOfWork

LAST = "backup"
"""The fact that says when the last backup was made (ISO 8601)."""
GAP = 100_000
"""What was numbered after the backup is gone, but buttons in people's chats still name it: new rows
begin as many numbers later."""
_HALF = ".half"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class BackupError(RuntimeError):
    """Nothing was backed up or restored, or not all of it; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was written and read again: rows by table, and its size in bytes."""

    rows: dict[str, int]
    size: int


async def backup(
    url: str, ring: Keyring, path: Path, now: datetime, report: Report, *, page: int = PAGE
) -> Made:
    """Write everything into a new file, read it again and compare, and note when that was.

    The file has its name only once it is whole and on the disk. The report hears of the phases
    `write` and `check`, in rows. Raises BackupError, or StoppedError from the report.
    """
    try:
        where = ends.parsed(url)
        await ends.prepare_source(where)
        async with ends.opened(where) as database:
            with _half(path) as (file, half):
                async with snapshot(database, page) as taken:
                    footer = await _write(taken, ring, file, now, report)
                _to_disk(file)
                await _check(half, ring, footer, report)
                size = half.stat().st_size
                _name(half, path)
            async with database.write() as uow:
                await facts.put(uow, LAST, now.isoformat())
                await uow.commit()
    except (ends.EndError, migrate.MigrationError, StreamError) as error:
        raise BackupError(str(error)) from error
    except ends.BROKEN as error:
        raise BackupError(_told(error, path)) from error
    return Made({name: rows for name, (rows, _) in footer.sums.items()}, size)


async def _write(
    taken: Snapshot, ring: Keyring, file: BinaryIO, now: datetime, report: Report
) -> Footer:
    if await taken.is_unfinished():
        msg = "the database is what a stopped move or restore left; finish that one first"
        raise BackupError(msg)

    async def watched() -> AsyncIterator[Event]:
        async for event in taken.events():
            if isinstance(event, Header):
                _known(event, ring)
                report.phase("write", event.rows, 0, "")
            if isinstance(event, Page):
                report.step(len(event.rows))
            yield event

    return await archive.write(watched(), file, Head.new(ring, now), ring.keys[0])


def _known(header: Header, ring: Keyring) -> None:
    if not set(header.keys) <= set(ring.fingerprints()):
        msg = (
            "ENCRYPTION_KEYS does not hold the key that the database was written with; nobody "
            "could read the backup. Give that key, then run this again"
        )
        raise BackupError(msg)


async def _check(half: Path, ring: Keyring, footer: Footer, report: Report) -> None:
    found, fit = None, fitting.Fit()
    async for event in Archive(half, ring).events():
        fit.look(event)
        match event:
            case Header():
                report.phase("check", event.rows, 0, "")
            case Page():
                report.step(len(event.rows))
            case Footer():
                found = event
    if found != footer:
        msg = "what was written is not what was read back; look at the disk"
        raise BackupError(msg)


@contextlib.contextmanager
def _half(path: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """Open a file beside `path` under another name; it is gone at the end, named or not."""
    _sweep(path)
    if path.exists():
        raise FileExistsError
    half = path.with_name(f"{path.name}.{os.getpid()}{_HALF}")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        try:
            # Whoever finds the file later can tell whether its writer still lives.
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file, half
        finally:
            half.unlink(missing_ok=True)


def _sweep(path: Path) -> None:
    """Remove what killed backups left in the folder."""
    for left in path.parent.glob(f"duewell-*{_HALF}"):
        with contextlib.suppress(OSError), left.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            left.unlink()


def _to_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _name(half: Path, path: Path) -> None:
    """Give the file its name, unless somebody else took it meanwhile."""
    try:
        os.link(half, path)
    except OSError as error:
        # Some file systems know no second name.
        if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.ENOSYS} or path.exists():
            raise
        half.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _told(error: BaseException, path: Path) -> str:
    if isinstance(error, OSError) and error.errno in _FULL:
        return f"the disk is full: there is no room for {path}; nothing was left there"
    if isinstance(error, FileNotFoundError):
        return f"there is no file or folder {error.filename}"
    if isinstance(error, FileExistsError):
        return f"{path} exists already; nothing was written"
    if isinstance(error, OSError) and error.filename is not None:
        return f"{path} cannot be used: {error.strerror}"
    return ends.words(error)


async def restore(
    path: Path,
    url: str,
    ring: Keyring,
    report: Report,
    *,
    again: bool = False,
    oldest: datetime | None = None,
    last: Callable[[UnitOfWork], Awaitable[None]] | None = None,
    page: int = PAGE,
) -> Poured:
    """Put a backup into an empty database, check each row, and set the numbering.

    The whole file is read and judged before anything is changed. `again` begins anew where an
    earlier try was stopped; a backup made before `oldest` is refused; `last` is done in the
    transaction that ends it. The report hears of the phases `read`, `copy` and `check`, in rows.
    Raises BackupError, or StoppedError from the report.
    """

    async def end(uow: UnitOfWork) -> None:
        # Whatever was at work when the backup was made is dead here, and whoever was signed out or
        # used an invitation since then must not be in again.
        await claims.free_all(uow)
        for table in (processes, sessions, tries, invites):
            await uow.run(delete(table))
        await facts.put(uow, LAST, found.head.made.isoformat())
        if last is not None:
            await last(uow)

    try:
        found = Archive(path, ring, page)
        if oldest is not None and found.head.made < oldest:
            msg = (
                f"{path.name} was made on {found.head.made.date()}, longer ago than BACKUP_DAYS: "
                "people were told that it is gone, and who erased themselves since then is no "
                "longer known. If it must be, raise BACKUP_DAYS for this command"
            )
            raise BackupError(msg)
        await _read(found, ring, report)
        where = ends.parsed(url)
        await ends.prepare_target(where)
        async with ends.opened(where) as theirs, quiet.claimed(theirs):
            mark = RESTORE + hashlib.sha256(found.head.line()).hexdigest()
            return await pour(found, theirs, mark, report, again=again, gap=GAP, last=end)
    except StreamError as error:
        msg = f"{path.name} cannot be restored: {error}"
        raise BackupError(str(error) if path.name in str(error) else msg) from error
    except (FillError, ends.EndError, quiet.InUseError, migrate.MigrationError) as error:
        raise BackupError(str(error)) from error
    except ends.BROKEN as error:
        raise BackupError(_told(error, path)) from error


async def _read(found: Archive, ring: Keyring, report: Report) -> None:
    """Read everything once; raises StreamError when anything in it does not fit."""
    fit = fitting.Fit()
    async for event in found.events():
        fit.look(event)
        match event:
            case Header():
                if not set(event.keys) <= set(ring.fingerprints()):
                    msg = (
                        "ENCRYPTION_KEYS does not hold every key that its rows were sealed with "
                        f"({', '.join(ascii(key[:16]) for key in event.keys)}); give those too"
                    )
                    raise StreamError(msg)
                report.phase("read", event.rows, 0, "")
            case Page():
                report.step(len(event.rows))
