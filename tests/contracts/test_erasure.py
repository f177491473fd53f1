"""Every table that reaches a person is erased with them; a new table without a rule fails here."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Boolean, Date, Float, Integer, LargeBinary, func, insert, select
from sqlalchemy.types import BigInteger

from storage import erasure, keys
from storage.engine import connect
from storage.metadata import METADATA
from storage.types import Rate, Sealed, UtcDateTime

if TYPE_CHECKING:
    from sqlalchemy import Column, Table

    from storage.uow import UnitOfWork

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def _value(column: Column[Any], number: int) -> Any:
    kind = column.type
    match kind:
        case Sealed():
            return "sealed"
        case UtcDateTime():
            return NOW
        case Rate():
            return Decimal("0.1")
        case Date():
            return date(2026, 3, 1 + number)
        case Boolean():
            return False
        case Float():
            return 1.0
        case BigInteger() | Integer():
            return number
        case LargeBinary():
            return b"x"
        case _:
            return f"{column.name[:4]}{number}"[: getattr(kind, "length", None) or 20]


async def _fill(uow: UnitOfWork, person: int) -> dict[str, int]:
    """Put one row into every table, all of them leading to one person; return their numbers."""
    numbers: dict[str, int] = {}
    for table in METADATA.sorted_tables:
        values: dict[str, Any] = {}
        for column in table.columns:
            keys_ = list(column.foreign_keys)
            if keys_:
                values[column.name] = numbers[keys_[0].column.table.name]
            elif column.name == "id":
                continue
            else:
                values[column.name] = _value(column, person)
        result = await uow.run(insert(table).values(**values))
        key = result.inserted_primary_key
        if "id" in table.c and key is not None:
            numbers[table.name] = key[0]
    return numbers


async def _counts(uow: UnitOfWork, tables: list[Table]) -> dict[str, int]:
    return {
        table.name: (await uow.run(select(func.count()).select_from(table))).scalar_one()
        for table in tables
    }


def test_every_table_reaches_a_person_or_is_named_as_holding_nothing_personal() -> None:
    """Who adds a table decides here, not after a complaint."""
    reaching = {
        table.name
        for table in METADATA.sorted_tables
        if erasure.owned(table, "persons", 1) is not None
    }
    every = {table.name for table in METADATA.sorted_tables}
    assert every - reaching == erasure.NOT_PERSONAL


@pytest.mark.parametrize("what", ["person", "trial"])
async def test_erasing_leaves_no_row_of_one_person_and_every_row_of_another(
    database_url: str, what: str
) -> None:
    """Gone means gone, ledger included, and nobody else is touched."""
    keys.install(keys.Keyring.new())
    database = connect(database_url)
    async with database.writer.begin() as connection:
        await connection.run_sync(METADATA.create_all)
    try:
        personal = [t for t in METADATA.sorted_tables if t.name not in erasure.NOT_PERSONAL]
        async with database.write() as uow:
            first = await _fill(uow, 1)
            await _fill(uow, 2)
            await uow.commit()
        async with database.write() as uow:
            if what == "person":
                await erasure.erase(uow, first["persons"])
            else:
                await erasure.erase_case(uow, first["persons"], first["cases"])
            await uow.commit()
        async with database.read() as uow:
            left = await _counts(uow, personal)
            everything = await erasure.everything(uow, first["persons"])
        if what == "person":
            assert set(left.values()) == {1}
            assert everything == {}
        else:
            # What was given to a group was agreed to by itself, and goes with the person.
            stays = {
                "persons", "consents", "sent", "ledger", "coaches", "contributions", "staff",
                "grants", "looks", "canned", "sessions",
            }  # fmt: skip
            assert {name for name, count in left.items() if count == 2} == stays
            assert set(everything) == stays
    finally:
        await database.close()
