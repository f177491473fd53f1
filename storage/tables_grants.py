"""Who works for the host, who is in whose care and shares what, who looked, and what was done."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, UniqueConstraint

from storage.schema import METADATA, belongs_to, number
from storage.types import BigId, Sealed, UtcDateTime

staff = Table(
    "staff",
    METADATA,
    number(),
    belongs_to("persons"),
    Column("name", Sealed, nullable=False),
    Column("starts", Integer, nullable=False, default=9),
    Column("ends", Integer, nullable=False, default=17),
    Column("days", String(7), nullable=False, default="12345"),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("person_id"),
)
"""`name` is what clients read. `starts`, `ends` (hours, 0-24) and `days` (1 is Monday), in the
zone of the person, are when they answer.
"""

invites = Table(
    "invites",
    METADATA,
    number(),
    Column("digest", String(64), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("inviter", BigId),
    Column("counsellor", BigId),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
)
"""A row lives until it is taken up or its time is over. `inviter` and `counsellor` (in whose care a
client comes) are our numbers of people; nothing of who was invited is here.
"""

grants = Table(
    "grants",
    METADATA,
    number(),
    belongs_to("persons"),
    Column("counsellor", BigId, nullable=False, index=True),
    Column("level", String(16), nullable=False, default="nothing"),
    Column("until", UtcDateTime),
    Column("alias", Sealed),
    Column("told_at", UtcDateTime),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("person_id", "counsellor"),
)
"""A client in a counsellor's care. `alias` is how the client wants to be called, if they said so;
`told_at` is when they let that counsellor know of a sign of danger, until it is taken up.
`counsellor` has no key: that row goes with either of them (usecases.grants).
"""

looks = Table(
    "looks",
    METADATA,
    number(),
    belongs_to("persons"),
    Column("name", Sealed, nullable=False),
    Column("what", String(16), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
"""Every look at a client's matters, with the counsellor's name at that time."""

audit = Table(
    "audit",
    METADATA,
    number(),
    Column("actor", BigId),
    Column("action", String(32), nullable=False),
    Column("subject", BigId),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_audit_at", "at"),
)
"""What was done in a role. Bare numbers, so that it outlives people and tells nothing of them;
`actor` is empty for the command line.
"""
