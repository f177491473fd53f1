"""Until payday: when pay comes, and what was spent on something big in this pay period."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, String, Table, UniqueConstraint

from storage.schema import METADATA, belongs_to, number
from storage.types import Sealed, UtcDateTime

paydays = Table(
    "paydays",
    METADATA,
    number(),
    belongs_to("cases"),
    Column("every", String(16), nullable=False),
    Column("first", Date, nullable=False),
    Column("anchor", Integer),
    Column("fixed", Boolean, nullable=False, default=True),
    Column("currency", String(3), nullable=False),
    Column("bills", BigInteger),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("case_id"),
)
"""One a case; `bills` are minor units of `currency` a month."""

spends = Table(
    "spends",
    METADATA,
    number(),
    belongs_to("cases"),
    Column("day", Date, nullable=False),
    Column("until", Date, nullable=False, index=True),
    Column("currency", String(3), nullable=False),
    Column("amount", Sealed, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)
"""What it was for is never asked. From `until`, the next pay day, the row has no use and goes."""
