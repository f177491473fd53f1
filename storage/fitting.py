"""Whether a row stream fits this version: its tables, columns and values, before a row is stored."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, Column, Date, Float, Integer, LargeBinary, String

from storage import migrate
from storage.filling import where
from storage.metadata import METADATA
from storage.snapshot import shapes
from storage.stream import Header, Page, StreamError
from storage.types import Rate, Sealed, UtcDateTime

if TYPE_CHECKING:
    from storage.stream import Event

_MOST = 2**63


def _shown(name: str) -> str:
    """Return a name as it may be printed: whoever wrote the file chose it."""
    return ascii(name[:40])


def check(header: Header) -> None:
    """Raise StreamError unless it has this version's schema, tables and columns."""
    if header.schema != migrate.head():
        older = header.schema in migrate.revisions()
        how = (
            "restore it with that version, then run duewell migrate with this one"
            if older
            else "restore it with the version that made it, or a newer one"
        )
        msg = f"it has schema {_shown(header.schema)}, and this version {migrate.head()!r}; {how}"
        raise StreamError(msg)
    known = shapes()
    for part in header.tables:
        if part.name not in known:
            msg = f"it has a table {_shown(part.name)}, which this version does not know"
            raise StreamError(msg)
        if part.columns != known[part.name].columns:
            odd = next(iter(set(part.columns) ^ set(known[part.name].columns)), "in another order")
            msg = f"its table {part.name} has other columns than this version's: {_shown(odd)}"
            raise StreamError(msg)
    if [part.name for part in header.tables] != list(known):
        msg = "its tables are not those of this version, each once and parents first"
        raise StreamError(msg)


class Fit:
    """Looks at one event after the other; raises StreamError at the first that does not fit."""

    def __init__(self) -> None:
        self._shapes = shapes()
        self._last: tuple[str, tuple[Any, ...]] | None = None

    def look(self, event: Event) -> None:
        """Look at the next one."""
        if isinstance(event, Header):
            check(event)
        if isinstance(event, Page):
            for row in event.rows:
                self._row(event.table, row)

    def _row(self, table: str, row: tuple[Any, ...]) -> None:
        shape, columns = self._shapes[table], METADATA.tables[table].columns
        if len(row) != len(shape.columns):
            msg = f"it has a row in {table} with too many or too few values"
            raise StreamError(msg)
        for column, value in zip(columns, row, strict=True):
            if not _fits(column, value):
                msg = f"it has a row in {table} whose {column.name} cannot be stored"
                raise StreamError(msg)
        key = shape.key(shape.unpack(row))
        if self._last is not None and self._last[0] == table and not self._last[1] < key:
            msg = f"{where(shape, row)} stands there twice or out of order"
            raise StreamError(msg)
        self._last = table, key


def _fits(column: Column[Any], value: Any) -> bool:
    if value is None:
        return bool(column.nullable)
    match column.type:
        case Boolean():
            return isinstance(value, bool)
        case Integer():
            return (
                isinstance(value, int) and not isinstance(value, bool) and -_MOST <= value < _MOST
            )
        case Float():
            return isinstance(value, int | float) and not isinstance(value, bool)
        case UtcDateTime():
            return _is_instant(value)
        case Date():
            return _is_day(value)
        case Sealed() | LargeBinary() | Rate() | String():
            return isinstance(value, str)
        case _:
            return isinstance(value, str | int | float)


def _is_instant(value: Any) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except (ValueError, TypeError):
        return False


def _is_day(value: Any) -> bool:
    try:
        return isinstance(date.fromisoformat(value), date)
    except (ValueError, TypeError):
        return False
