"""The chain of what was noted, and the key that exports are signed with."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, UniqueConstraint, text

from storage.schema import METADATA, belongs_to, number
from storage.types import Sealed, UtcDateTime

_ERASABLE = text("removed_at IS NOT NULL AND content IS NOT NULL")

chain = Table(
    "chain",
    METADATA,
    number(),
    belongs_to("cases"),
    Column("number", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("ref", BigInteger, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("salt", Sealed),
    Column("content", Sealed),
    Column("removed_at", UtcDateTime),
    UniqueConstraint("case_id", "number"),
    Index("ix_chain_erasable", "removed_at", sqlite_where=_ERASABLE, postgresql_where=_ERASABLE),
)
"""`ref` is the contact, plan or debt that an entry notes; it outlives that row.

`removed_at`: when it was deleted. For a day it can come back; then salt and content are erased,
number and digest stay.
"""

host_keys = Table(
    "host_keys",
    METADATA,
    Column("name", String(16), primary_key=True),
    Column("public", String(64), nullable=False),
    Column("secret", Sealed, nullable=False),
)
"""The host's own Ed25519 key (hexadecimal), made once, the same for every process."""
