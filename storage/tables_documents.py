"""Photos that a person wants in a debt's dossier: where they stand in Telegram's chat, no more."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table

from storage.schema import METADATA, belongs_to, number
from storage.types import Sealed, UtcDateTime

attachments = Table(
    "attachments",
    METADATA,
    number(),
    belongs_to("debts"),
    Column("file_id", Sealed, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)
"""The picture itself is never here (care 10); `file_id` is Telegram's name of it for this bot."""
