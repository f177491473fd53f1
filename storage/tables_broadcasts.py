"""What the host says to its people, and to whom each goes."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, String, Table, UniqueConstraint

from storage.schema import METADATA, belongs_to, number
from storage.types import BigId, Sealed, UtcDateTime

broadcasts = Table(
    "broadcasts",
    METADATA,
    number(),
    Column("author", BigId, nullable=False),
    Column("status", String(16), nullable=False, default="draft"),
    Column("locale", String(16), nullable=False),
    Column("region", String(16)),
    Column("stage", String(16), nullable=False, default="all"),
    Column("words", Sealed, nullable=False),
    Column("reached", BigId, nullable=False, default=0),
    Column("chosen", Boolean, nullable=False, default=False),
    Column("at", UtcDateTime, nullable=False),
)
"""`reached` is the last person who was looked at, so that choosing goes on where it stopped;
`chosen`: all were looked at.
"""

recipients = Table(
    "recipients",
    METADATA,
    number(),
    Column("broadcast_id", BigId, ForeignKey("broadcasts.id", ondelete="CASCADE"), nullable=False),
    belongs_to("persons"),
    Column("outcome", String(16)),
    UniqueConstraint("broadcast_id", "person_id"),
)
"""`outcome` is empty while it waits."""
