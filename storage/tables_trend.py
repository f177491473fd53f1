"""The monthly poll of each group: totals only, as nobody can be asked who chose what."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, String, Table, UniqueConstraint

from storage.schema import METADATA, belongs_to, number

pulses = Table(
    "pulses",
    METADATA,
    number(),
    belongs_to("chats"),
    Column("month", String(7), nullable=False),
    Column("poll", String(64), nullable=False, unique=True),
    Column("message", BigInteger, nullable=False),
    Column("votes", String(128), nullable=False),
    UniqueConstraint("chat_id", "month"),
)
"""`month` is 2027-03; `votes` are the totals in the order of the options, by commas."""
