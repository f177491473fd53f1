"""The series of each group: its set-up, the pinned plan, and the coaches' own posts."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, String, Table, Text, UniqueConstraint

from storage.schema import METADATA, belongs_to, number
from storage.types import Sealed

series = Table(
    "series",
    METADATA,
    number(),
    belongs_to("chats"),
    Column("setup", Text, nullable=False),
    Column("board", BigInteger),
    Column("board_month", String(7)),
    UniqueConstraint("chat_id"),
)
"""`setup` is JSON; `board` is the message of the plan of `board_month` (2027-03)."""

own_posts = Table(
    "own_posts",
    METADATA,
    number(),
    belongs_to("chats"),
    Column("place", Integer, nullable=False),
    Column("words", Sealed, nullable=False),
    UniqueConstraint("chat_id", "place"),
)
"""`place` is the number by which the set-up's order names the post."""
