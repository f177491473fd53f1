"""The monthly poll of each group: totals only, as nobody can be asked who chose what."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Integer, String, Table, UniqueConstraint

from storage.schema import METADATA, belongs_to, number
from storage.types import Sealed, UtcDateTime

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

contributions = Table(
    "contributions",
    METADATA,
    number(),
    belongs_to("persons"),
    belongs_to("chats"),
    Column("month", String(7)),
    Column("kept", Boolean),
    Column("version", Integer, nullable=False),
    Column("locale", String(16), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("person_id", "chat_id"),
)
"""A person's consent, and their own yes or no for the month that is frozen next; once it is, only
the consent is left. `version`, `locale` and `at` tell in which words they agreed, and when.
"""

shares = Table(
    "shares",
    METADATA,
    number(),
    belongs_to("chats"),
    Column("month", String(7), nullable=False),
    Column("share", Integer),
    Column("basis", Sealed, nullable=False),
    UniqueConstraint("chat_id", "month"),
)
"""What a group is shown for a month, frozen: `share` in percent, or nothing. `basis`, where a share is
shown, are our numbers of who contributed: readable with the key alone, never given out again after
somebody is erased, and forgotten with the row after some months.
"""
