"""Between a client and their counsellor: what they wrote, tasks, suggestions, ready answers."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, String, Table

from storage.schema import METADATA, belongs_to, number
from storage.types import BigId, Sealed, UtcDateTime

relayed = Table(
    "relayed",
    METADATA,
    number(),
    belongs_to("persons"),
    Column("counsellor", BigId, nullable=False),
    Column("by_client", Boolean, nullable=False),
    Column("words", Sealed, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_relayed_at", "at"),
)
"""Both see words, neither an account. Kept ninety days (storage.upkeep)."""

tasks = Table(
    "tasks",
    METADATA,
    number(),
    belongs_to("persons"),
    Column("counsellor", BigId, nullable=False),
    Column("words", Sealed, nullable=False),
    Column("due_on", Date),
    Column("status", String(16), nullable=False, default="open"),
    Column("at", UtcDateTime, nullable=False),
)

suggestions = Table(
    "suggestions",
    METADATA,
    number(),
    belongs_to("plans"),
    Column("counsellor", BigId, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("count", Integer),
    Column("why", Sealed),
    Column("status", String(16), nullable=False, default="waiting"),
    Column("at", UtcDateTime, nullable=False),
)
"""A payment (minor units of the plan's currency) that a counsellor suggests to ask the lender for."""

canned = Table(
    "canned",
    METADATA,
    number(),
    belongs_to("persons"),
    Column("words", Sealed, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
"""A counsellor's own ready answers."""
