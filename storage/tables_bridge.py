"""Groups that people let the bot remember, and groups with a guard."""

from __future__ import annotations

from sqlalchemy import Column, Date, Table, UniqueConstraint

from storage.schema import METADATA, belongs_to, number
from storage.types import UtcDateTime

bridges = Table(
    "bridges",
    METADATA,
    number(),
    belongs_to("persons"),
    belongs_to("chats"),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("person_id", "chat_id"),
)
"""Only with consent: the group from which a person came into private. One tap forgets it."""

guards = Table(
    "guards",
    METADATA,
    number(),
    belongs_to("chats"),
    Column("warned_on", Date),
    UniqueConstraint("chat_id"),
)
"""A row says that the guard is on; nothing of any message or author is here."""
