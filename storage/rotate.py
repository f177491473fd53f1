"""Brings everything under the first key of the ring: sealed columns and keyed hashes, page by page.

Bots go on working meanwhile: they open with any key of the ring, seal with the first, and look for
people under each. A page is one transaction, which also notes how far it came.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import Column, LargeBinary, MetaData, Table, bindparam, delete, func, select, update

from storage import facts, keys, processes
from storage.metadata import METADATA
from storage.tables_people import settings
from storage.types import Sealed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from storage.bulk import Report
    from storage.engine import Database
    from storage.uow import UnitOfWork

PAGE = 200
"""Rows a transaction: on SQLite, bots cannot write while one is under way."""
_BREATH = 0.005
"""Seconds between two pages, in which a bot that waits to write gets its turn."""
RESTART = (
    "a bot is running that does not seal with the new key yet; restart every process with the new "
    "key first (ENCRYPTION_KEYS=NEW,OLD), then run this again"
)
_FACT = "rotate"
_KEYS = "keys"


class RotateError(RuntimeError):
    """Not everything is under the new key yet; the message says why and what to do."""


class _Ward:
    """A table with something in it that depends on the key, its columns as they lie there."""

    def __init__(self, table: Table) -> None:
        (key,) = table.primary_key
        self.sealed = tuple(c.name for c in table.columns if isinstance(c.type, Sealed))
        self.digests = {"digest", "telegram_id"} <= set(table.columns.keys())
        """Whether `digest` is the keyed hash of the Telegram id in the same row."""
        names = (*self.sealed, *(("digest",) if self.digests else ()))
        columns = (Column(each, _bare(table.columns[each].type)) for each in names)
        self.table = Table(table.name, MetaData(), Column(key.name, key.type), *columns)
        self.key = self.table.columns[key.name]
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
        self.write = update(self.table).where(self.key == bindparam("which")).values(**values)

    def page(self, after: Any, size: int) -> Any:
        """Return the query for the next rows."""
        rows = select(self.table).order_by(self.key).limit(size)
        return rows if after is None else rows.where(self.key > after)


def _bare(kind: Any) -> Any:
    return LargeBinary() if isinstance(kind, Sealed) else kind


class _Change:
    """What a row must hold under the first key of the ring."""

    def __init__(self) -> None:
        ring = keys.ring()
        self.mark = ring.fingerprints()[0]
        self._first = Fernet(ring.keys[0])
        self._all = ring.fernet()

    def is_new(self, token: bytes | None) -> bool:
        if token is None:
            return True
        try:
            self._first.decrypt(bytes(token))
        except InvalidToken:
            return False
        return True

    def values(self, ward: _Ward, row: Any) -> dict[str, Any] | None:
        """Return the new values of a row; None when it is as it must be."""
        found = row._asdict()
        try:
            for name in (each for each in ward.sealed if not self.is_new(found[each])):
                found[name] = self._first.encrypt(self._all.decrypt(bytes(found[name])))
            if ward.digests:
                whose = self._first.decrypt(bytes(found["telegram_id"])).decode()
                found["digest"] = keys.ring().digests(whose)[0]
        except InvalidToken as error:
            msg = (
                f"{ward.table.name}, the row with {ward.key.name} {found[ward.key.name]} opens "
                "with none of the keys given; put the key that it was sealed with behind them"
            )
            raise RotateError(msg) from error
        return None if found == row._asdict() else found


def _wards() -> Iterator[_Ward]:
    for table in METADATA.sorted_tables:
        if any(isinstance(column.type, Sealed) for column in table.columns):
            yield _Ward(table)


async def rotate(
    database: Database, report: Report, *, page: int = PAGE, breath: float = _BREATH
) -> int:
    """Bring everything under the installed ring's first key; return how many rows were read.

    Stopped or killed, it goes on where it was. The report hears of the phases `rotate` and `check`,
    in rows. At the end the database is noted to need that one key. Raises RotateError, or
    StoppedError from the report.
    """
    change, wards = _Change(), tuple(_wards())
    await refuse_others(database, change.mark)
    place, after = await _begun(database, change.mark)
    counts = [await _count(database, ward) for ward in wards]
    names = [ward.table.name for ward in wards]
    start = names.index(place) if place in names else 0
    done = sum(counts[:start])
    if after is not None:
        done += await _count(database, wards[start], after)
    report.phase("rotate", sum(counts), done, place)
    for ward in wards[start:]:
        while (last := await _page(database, ward, change, after, page)) is not None:
            after, number = last
            report.step(number)
            await asyncio.sleep(breath)
        after = None
    await _check(database, wards, change, sum(counts), report, page)
    return sum(counts)


async def refuse_others(database: Database, mark: str) -> None:
    """Raise RotateError while a process may be alive that seals with another key."""
    async with database.read() as uow:
        if await processes.sealing_otherwise(uow, mark):
            raise RotateError(RESTART)


async def _begun(database: Database, mark: str) -> tuple[str, Any]:
    """Return the table and the key at which an earlier try was stopped."""
    async with database.read() as uow:
        said = json.loads(await facts.get(uow, _FACT) or "[]")
    return (said[1], said[2]) if said and said[0] == mark else ("", None)


async def _count(database: Database, ward: _Ward, up_to: Any = None) -> int:
    counted = select(func.count()).select_from(ward.table)
    if up_to is not None:
        counted = counted.where(ward.key <= up_to)
    async with database.read() as uow:
        return int((await uow.run(counted)).scalar_one())


async def _page(
    database: Database, ward: _Ward, change: _Change, after: Any, size: int
) -> tuple[Any, int] | None:
    """Change one page and note it; return its last key and its rows, None when there is none."""
    async with database.write() as uow:
        rows = (await uow.run(ward.page(after, size).with_for_update())).all()
        if not rows:
            return None
        await _rewrite(uow, ward, change, rows)
        last = rows[-1]._asdict()[ward.key.name]
        await facts.put(uow, _FACT, json.dumps([change.mark, ward.table.name, last]))
        await uow.commit()
    return last, len(rows)


async def _rewrite(uow: UnitOfWork, ward: _Ward, change: _Change, rows: Sequence[Any]) -> None:
    changed = [values for values in (change.values(ward, row) for row in rows) if values]
    which = ward.key.name
    if changed:
        await uow.run(ward.write, [
            {"which": each[which], **{f"new_{name}": each[name] for name in each if name != which}}
            for each in changed
        ])  # fmt: skip


async def _check(
    database: Database,
    wards: Sequence[_Ward],
    change: _Change,
    rows: int,
    report: Report,
    page: int,
) -> None:
    """Read everything with the new key alone, and note that no other is needed."""
    report.phase("check", rows, 0, "")
    is_old = False
    for ward in wards:
        after = None
        while True:
            async with database.read() as uow:
                found = (await uow.run(ward.page(after, page))).all()
            if not found:
                break
            after = found[-1]._asdict()[ward.key.name]
            is_old = is_old or any(change.values(ward, row) for row in found)
            report.step(len(found))
    async with database.write() as uow:
        await uow.run(delete(settings).where(settings.c.name == _FACT))
        if not is_old:
            await facts.put(uow, _KEYS, change.mark)
        await uow.commit()
    if is_old:
        raise RotateError(RESTART)
