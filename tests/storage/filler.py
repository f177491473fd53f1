"""Rows for every table, so that no table is forgotten by a test about all of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import types as sql

from storage.metadata import METADATA
from storage.types import Rate, Sealed, UtcDateTime

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Column, Table

    from storage.engine import Database

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def value(column: Column[Any], number: int) -> Any:
    """Return something that fits the column; every second row leaves out what may be left out."""
    kind = column.type
    if number % 2 == 0 and column.nullable:
        return None
    match kind:
        case UtcDateTime():
            return AT + timedelta(days=number % 500, microseconds=number)
        case Rate():
            return Decimal("0.18")
        case Sealed():
            return f"x{number} 花呗"
        case sql.String():
            short = (kind.length or 0) < 8 and not column.primary_key
            return "x" if short else f"x{number}"
        case sql.Boolean():
            return number % 2 == 1
        case sql.Date():
            return date(2026, 3, 2)
        case sql.Float():
            return number + 0.1
        case _:
            return number


def row(table: Table, number: int) -> dict[str, Any]:
    """Return one row; every key is the number, so that rows with equal numbers belong together."""
    return {column.name: value(column, number) for column in table.columns}


async def fill(database: Database, numbers: Iterable[int] = (1,)) -> None:
    """Put a row a number into every table."""
    numbers = list(numbers)
    async with database.write() as uow:
        for table in METADATA.sorted_tables:
            await uow.run(table.insert(), [row(table, number) for number in numbers])
        await uow.commit()
