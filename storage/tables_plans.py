"""Agreed plans with their versions, what was paid, the monthly reviews, lessons read."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, String, Table, UniqueConstraint

from storage.schema import METADATA, belongs_to, number
from storage.types import Rate, Sealed, UtcDateTime

plans = Table(
    "plans",
    METADATA,
    number(),
    belongs_to("cases"),
    belongs_to("debts", nullable=True),
    Column("version", Integer, nullable=False),
    Column("replaces", BigInteger),
    Column("status", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("label", Sealed),
    Column("currency", String(3), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("last_amount", BigInteger),
    Column("count", Integer),
    Column("first_due", Date, nullable=False),
    Column("every", String(16), nullable=False),
    Column("anchor", Integer, nullable=False),
    Column("how_paid", String(16), nullable=False),
    Column("source", String(16), nullable=False),
    Column("agreed_on", Date),
    Column("reference", Sealed),
    Column("waived", BigInteger),
    Column("yearly_rate", Rate),
    Column("reason", String(24)),
    Column("in_writing", Boolean, nullable=False, default=False),
    Column("terms", String(512), nullable=False, default=""),
    Column("asked", Sealed),
    Column("at", UtcDateTime, nullable=False),
)
"""`terms`: comma list of must-have terms seen in writing. `asked`: a change request under way."""

payments = Table(
    "payments",
    METADATA,
    number(),
    belongs_to("plans"),
    Column("occurrence", Integer, nullable=False),
    Column("status", String(16), nullable=False),
    Column("amount", BigInteger),
    Column("snoozed_to", Date),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("plan_id", "occurrence"),
)

reviews = Table(
    "reviews",
    METADATA,
    number(),
    belongs_to("cases"),
    Column("month", Date, nullable=False),
    Column("paid", String(8), nullable=False),
    Column("income", String(8), nullable=False),
    Column("spending", String(8), nullable=False),
    Column("new_debt", String(8), nullable=False),
    Column("next_month", String(8), nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("case_id", "month"),
)

lessons = Table(
    "lessons",
    METADATA,
    number(),
    belongs_to("persons"),
    Column("lesson", String(24), nullable=False),
    Column("right", Boolean),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("person_id", "lesson"),
)
