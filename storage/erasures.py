"""The list of erasures beside the database, so that no backup brings back who wanted to be gone.

A line an erasure: when, and the keyed hash of the Telegram id; nothing else. A file a month
(`erased-2026-03.txt`), which is only ever appended to, and thrown away as a whole once no backup
is left that it could be about. A line is on the disk before the rows are erased: whoever stands in
it is erased, at the latest at the next start (see `docs/adr`).
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from coach.dates import add_months
from storage import keys
from storage.tables_people import persons

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from storage.uow import UnitOfWork

_LINE = re.compile(r"(\S+) ([0-9a-f]{64})")
_NAME = re.compile(r"erased-(\d{4})-(\d\d).*\.txt")
_BATCH = 500


class _Installed:
    """Holder of the process's folder; `install` is called once by the composition root."""

    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Erasure:
    """Somebody was erased then: the digest of their Telegram id, and the instant (UTC)."""

    digest: str
    at: datetime


def install(folder: Path) -> None:
    """Make this the folder in which erasures are noted."""
    _Installed.folder = folder


def note(telegram_id: int, at: datetime) -> None:
    """Write an erasure through to the disk. Raises OSError: then nobody may be erased."""
    folder = _Installed.folder
    if folder is None:
        msg = "no folder for the list of erasures"
        raise RuntimeError(msg)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"erased-{at:%Y-%m}.txt"
    is_new = not path.exists()
    line = f"{at.isoformat()} {keys.ring().digests(str(telegram_id))[0]}\n".encode()
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        size = os.fstat(file).st_size
        if size and os.pread(file, 1, size - 1) != b"\n":
            # A power cut left half a line; that one was never acted upon.
            line = b"\n" + line
        os.write(file, line)
        os.fsync(file)
    finally:
        os.close(file)
    if is_new:
        _sync(folder)


def _sync(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def read(folder: Path) -> tuple[Erasure, ...]:
    """Return every erasure that is noted in a folder; half a line is none."""
    return tuple(_lines(folder))


def _lines(folder: Path) -> Iterator[Erasure]:
    for path, _ in _files(folder):
        for line in path.read_text(encoding="ascii", errors="replace").splitlines():
            found = _LINE.fullmatch(line)
            if found is None:
                continue
            try:
                at = datetime.fromisoformat(found[1])
            except ValueError:
                continue
            if at.tzinfo is not None:
                yield Erasure(found[2], at)


def _files(folder: Path) -> Iterator[tuple[Path, date]]:
    """Give each file with the first day of its month; a name may go on (`erased-2026-03.b.txt`)."""
    for path in sorted(folder.glob("erased-*.txt")):
        found = _NAME.fullmatch(path.name)
        if found is not None and 1 <= int(found[2]) <= 12:
            yield path, date(int(found[1]), int(found[2]), 1)


def clear() -> None:
    """Forget every erasure; only the demo asks for it, when its calendar goes back."""
    if _Installed.folder is not None:
        for path, _ in _files(_Installed.folder):
            path.unlink(missing_ok=True)


def throw_away(folder: Path, before: date) -> None:
    """Delete the months that ended before a day."""
    for path, month in _files(folder):
        if add_months(month, 1) <= before:
            path.unlink(missing_ok=True)


async def still_there(uow: UnitOfWork, erased: Collection[Erasure]) -> tuple[int, ...]:
    """Return the people who were erased and are there all the same.

    Whoever came back later was made anew since then, and stays.
    """
    latest: dict[str, datetime] = {}
    for each in erased:
        latest[each.digest] = max(each.at, latest.get(each.digest, each.at))
    if not latest:
        return ()
    # Under one key the digest that is stored is the only one there can be; otherwise the list may
    # know the person by another key than the row does.
    found = _by_digest(uow, latest) if len(keys.ring().keys) == 1 else _by_number(uow, latest)
    return await found


async def _by_digest(uow: UnitOfWork, latest: dict[str, datetime]) -> tuple[int, ...]:
    every, gone = list(latest), []
    for start in range(0, len(every), _BATCH):
        some = persons.c.digest.in_(every[start : start + _BATCH])
        columns = (persons.c.id, persons.c.digest, persons.c.created_at)
        rows = (await uow.run(select(*columns).where(some))).all()
        gone += [row.id for row in rows if row.created_at <= latest[row.digest]]
    return tuple(sorted(gone))


async def _by_number(uow: UnitOfWork, latest: dict[str, datetime]) -> tuple[int, ...]:
    gone: list[int] = []
    columns = (persons.c.id, persons.c.telegram_id, persons.c.created_at)
    after = 0
    while True:
        later = select(*columns).where(persons.c.id > after).order_by(persons.c.id).limit(_BATCH)
        rows = (await uow.run(later)).all()
        if not rows:
            return tuple(gone)
        after = rows[-1].id
        for row in rows:
            times = (latest.get(each) for each in keys.ring().digests(row.telegram_id))
            if any(at is not None and row.created_at <= at for at in times):
                gone.append(row.id)
