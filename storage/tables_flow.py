"""What is under way: open forms with their answers, and everything that is due."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from storage.schema import METADATA, belongs_to, number
from storage.types import BigId, Sealed, UtcDateTime

forms = Table(
    "forms",
    METADATA,
    number(),
    belongs_to("persons"),
    Column("name", String(32), nullable=False),
    Column("subject", BigId),
    Column("is_current", Boolean, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("touched_at", UtcDateTime, nullable=False),
    Column("origin", String(64)),
    Index(
        "uq_forms_one_current",
        "person_id",
        unique=True,
        sqlite_where=text("is_current"),
        postgresql_where=text("is_current"),
    ),
    sqlite_autoincrement=True,
)

answers = Table(
    "answers",
    METADATA,
    number(),
    belongs_to("forms"),
    Column("question", String(32), nullable=False),
    Column("value", Sealed),
)
"""Append-only while the form is open; a NULL value withdraws. Wiped when the form is finished."""

due = Table(
    "due",
    METADATA,
    number(),
    Column("lane", BigInteger, nullable=False),
    Column("kind", String(24), nullable=False),
    Column("ref", BigInteger, nullable=False, default=0),
    belongs_to("persons", nullable=True),
    belongs_to("chats", nullable=True),
    Column("occurrence", String(48), nullable=False),
    Column("lead", Integer, nullable=False, default=0),
    Column("run_at", UtcDateTime, nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Column("claim", String(48)),
    Column("attempts", Integer, nullable=False, default=0),
    Column("note", Sealed),
    Column("urgent", Boolean, nullable=False, default=False),
    Column("late", Boolean, nullable=False, default=False),
    UniqueConstraint("lane", "kind", "ref"),
    Index("ix_due_when", "run_at", "not_before"),
    Index(
        "ix_due_urgent",
        "run_at",
        sqlite_where=text("urgent"),
        postgresql_where=text("urgent"),
    ),
    # Of the claimed only: statistics of a column that is nearly always NULL say that an index on all
    # of it is of no use, and SQLite then reads the whole table.
    Index(
        "ix_due_claim",
        "claim",
        sqlite_where=text("claim IS NOT NULL"),
        postgresql_where=text("claim IS NOT NULL"),
    ),
)
"""One row per active thing. `lane` is the chat it goes to: person id, or minus the group's id.

`urgent` answers a tap: neither the pace nor a backlog holds it back. `late` was put off to a better
hour after its own had passed.
"""

ledger = Table(
    "ledger",
    METADATA,
    number(),
    Column("lane", BigInteger, nullable=False),
    belongs_to("persons", nullable=True),
    belongs_to("chats", nullable=True),
    Column("kind", String(24), nullable=False),
    Column("ref", BigInteger, nullable=False, default=0),
    Column("occurrence", String(48), nullable=False),
    Column("lead", Integer, nullable=False),
    Column("claimed_at", UtcDateTime, nullable=False),
    Column("outcome", String(16)),
    Column("message_id", BigInteger),
    Column("settled_at", UtcDateTime),
    UniqueConstraint("lane", "occurrence", "lead"),
    Index("ix_ledger_settled_at", "settled_at"),
)

pace = Table(
    "pace",
    METADATA,
    Column("name", String(32), primary_key=True),
    Column("free_at", Float, nullable=False),
)
"""Reserved send slots, in seconds of real time."""

processes = Table(
    "processes",
    METADATA,
    Column("name", String(48), primary_key=True),
    Column("beat_at", UtcDateTime, nullable=False),
    Column("polls", Boolean, nullable=False, default=False),
    Column("key", String(16)),
)
"""Who is alive; claims of a silent process are freed. `key` is the fingerprint of the key that it
seals with."""

tallies = Table(
    "tallies",
    METADATA,
    Column("slice", UtcDateTime, primary_key=True),
    Column("name", String(32), primary_key=True),
    Column("number", Integer, nullable=False),
)
"""What the sender did in each quarter of an hour, of all processes together; about nobody."""
