"""Browsers that are signed in to the console or on their way to it, and the tries that are counted."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, String, Table

from storage.schema import METADATA, belongs_to, number
from storage.types import Sealed, UtcDateTime

sessions = Table(
    "sessions",
    METADATA,
    number(),
    belongs_to("persons", nullable=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("code_digest", String(64), unique=True),
    Column("opened", Boolean, nullable=False, default=False),
    Column("browser", Sealed, nullable=False),
    Column("begun_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False, index=True),
)
"""A browser's cookie by its hash. It waits for somebody while it has a code (a keyed hash of it), is
confirmed once it has a person, and signed in once it was given a new cookie (`opened`). Times are
real.
"""

tries = Table(
    "tries",
    METADATA,
    number(),
    Column("digest", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
    Index("ix_tries_digest_at", "digest", "at"),
)
"""Wrong codes of a person and codes given to an address, by a keyed hash, for an hour."""
