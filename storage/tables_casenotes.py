"""What counsellors note about a client."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Table

from storage.schema import METADATA, belongs_to, deleted_index, number
from storage.types import BigId, Sealed, UtcDateTime

casenotes = Table(
    "casenotes",
    METADATA,
    number(),
    belongs_to("persons"),
    Column("author", BigId, nullable=False, index=True),
    Column("name", Sealed, nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("words", Sealed, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("edited_at", UtcDateTime),
    Column("deleted_at", UtcDateTime),
    deleted_index("casenotes"),
    sqlite_autoincrement=True,
)
"""`author` is a bare number, 0 once they work here no more; the name they had then stays."""
