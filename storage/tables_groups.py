"""Groups and channels: what was set up for each, and which of our people set it up."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, String, Table, UniqueConstraint

from storage.schema import METADATA, belongs_to, number
from storage.types import BigId, Sealed, UtcDateTime

chats = Table(
    "chats",
    METADATA,
    number(),
    Column("digest", String(64), nullable=False, unique=True),
    Column("telegram_id", Sealed, nullable=False),
    Column("title", Sealed, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("status", String(16), nullable=False, default="active"),
    Column("code", String(24), nullable=False, unique=True),
    Column("locale", String(16), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("region", String(16)),
    Column("is_forum", Boolean, nullable=False, default=False),
    Column("topic", BigInteger),
    Column("linked", BigId),
    Column("may_admin", Boolean, nullable=False, default=False),
    Column("may_post", Boolean, nullable=False, default=True),
    Column("may_pin", Boolean, nullable=False, default=False),
    Column("may_delete", Boolean, nullable=False, default=False),
    Column("created_at", UtcDateTime, nullable=False),
)
"""`linked` is our number of the channel's discussion group (and back); no key, as either may go."""

coaches = Table(
    "coaches",
    METADATA,
    number(),
    belongs_to("persons"),
    belongs_to("chats"),
    Column("checked_at", UtcDateTime, nullable=False),
    UniqueConstraint("person_id", "chat_id"),
)
"""Administrators who set a group up: who hears of its troubles. Their right is asked of Telegram
again at each change; a row here gives none."""
