"""Agreed plans with their versions, what was paid, the monthly reviews, lessons read."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, String, Table, UniqueConstraint

from storage.schema import METADATA, belongs_to, number
from storage.types import Sealed, UtcDateTime


def _terms() -> list[Column[Any]]:
    """Return the columns of one version of a plan; amounts in minor units of `currency`."""
    return [
        Column("version", Integer, nullable=False),
        Column("kind", String(16), nullable=False),
        Column("label", Sealed),
        Column("currency", String(3), nullable=False),
        Column("amount", BigInteger, nullable=False),
        Column("last_amount", BigInteger),
        Column("count", Integer),
        Column("first_n", Integer, nullable=False, default=1),
        Column("first_due", Date, nullable=False),
        Column("every", String(16), nullable=False),
        Column("anchor", Integer, nullable=False),
        Column("how_paid", String(16), nullable=False),
        Column("source", String(16), nullable=False),
        Column("agreed_on", Date),
        Column("reference", Sealed),
        Column("in_writing", Boolean, nullable=False, default=False),
        Column("terms", String(512), nullable=False, default=""),
        Column("reason", String(24)),
        Column("at", UtcDateTime, nullable=False),
    ]


plans = Table(
    "plans",
    METADATA,
    number(),
    belongs_to("cases"),
    belongs_to("debts", nullable=True),
    Column("status", String(16), nullable=False),
    Column("paused", Boolean, nullable=False, default=False),
    Column("leads", String(16), nullable=False, default="5,1,0"),
    *_terms(),
    sqlite_autoincrement=True,
)
"""The version in force. `terms`: comma list of must-have terms seen in writing."""

plan_versions = Table("plan_versions", METADATA, number(), belongs_to("plans"), *_terms())
"""What a plan was before each change."""

change_requests = Table(
    "change_requests",
    METADATA,
    number(),
    belongs_to("plans"),
    Column("occurrence", Integer, nullable=False),
    Column("reason", String(24), nullable=False),
    Column("can_pay", BigInteger),
    Column("until", Date),
    Column("status", String(16), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
"""Asked before a payment is missed (S11): `asked`, then `agreed` or `refused`."""

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
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("person_id", "lesson"),
)
