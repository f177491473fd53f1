"""People, their consents, and the updates already handled."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Integer, String, Table, UniqueConstraint

from storage.schema import METADATA, belongs_to, number
from storage.types import Sealed, UtcDateTime

persons = Table(
    "persons",
    METADATA,
    number(),
    Column("digest", String(64), nullable=False, unique=True),
    Column("telegram_id", Sealed, nullable=False),
    Column("locale", String(16), nullable=False),
    Column("locale_chosen", Boolean, nullable=False, default=False),
    Column("region", String(16)),
    Column("zone", String(64)),
    Column("currency", String(3)),
    Column("hour", Integer, nullable=False, default=10),
    Column("discreet", Boolean, nullable=False, default=True),
    Column("shared_phone", Boolean, nullable=False, default=False),
    Column("messages", String(16), nullable=False, default="normal"),
    Column("status", String(16), nullable=False, default="active"),
    Column("paused_since", UtcDateTime),
    Column("role", String(16), nullable=False, default="client"),
    Column("screen", String(64), nullable=False, default="home"),
    Column("card_id", BigInteger),
    Column("last_seen", UtcDateTime, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)
"""A number is never given out again: what was frozen for a group may still know it, sealed."""

consents = Table(
    "consents",
    METADATA,
    number(),
    belongs_to("persons"),
    Column("kind", String(16), nullable=False),
    Column("given", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("locale", String(16), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

sent = Table(
    "sent",
    METADATA,
    number(),
    belongs_to("persons"),
    Column("message_id", BigInteger, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("person_id", "message_id"),
)
"""Messages of the last 48 hours, so that `/hide` can delete them (Telegram allows no older)."""

updates = Table(
    "updates",
    METADATA,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False, index=True),
)

settings = Table(
    "settings",
    METADATA,
    Column("name", String(64), primary_key=True),
    Column("value", String(512), nullable=False),
)
"""Facts about this database: its keys' fingerprints, and the like."""
