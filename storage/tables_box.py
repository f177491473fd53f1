"""The anonymous box: questions without author, and how often somebody asked today."""

from __future__ import annotations

import secrets

from sqlalchemy import Column, Date, Integer, String, Table

from storage.schema import METADATA, belongs_to
from storage.types import BigId, Sealed


def draw() -> int:
    """Return a number drawn by chance."""
    return secrets.randbelow(2**48) + 1


questions = Table(
    "questions",
    METADATA,
    Column("id", BigId, primary_key=True, autoincrement=False, default=draw),
    belongs_to("chats"),
    Column("words", Sealed, nullable=False),
    Column("day", Date, nullable=False),
    Column("status", String(16), nullable=False),
    Column("reply", Sealed),
    Column("answer", Sealed),
)
"""Numbers are drawn by chance, so that their order tells nothing. `reply`, the encrypted way back to
the asker, has no key to a person; a posted question is a new row without one.
"""

asked = Table(
    "asked",
    METADATA,
    Column("word", String(64), primary_key=True),
    Column("day", Date, nullable=False),
    Column("number", Integer, nullable=False),
)
"""Questions of one person in one day. `word` is a keyed hash of both: it leads to nobody without the
key, and differs from day to day.
"""
