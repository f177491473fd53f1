"""A note that a counsellor keeps about a client: their own, or one that the client reads too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

LONGEST = 1000
"""Characters of one note."""
MOST = 300
"""Notes about one client; far above any case."""


@dataclass(frozen=True, slots=True)
class CaseNote:
    """One note. `author` is 0 once they work here no more; their name stays."""

    id: int
    client: int
    author: int
    name: str
    shared: bool
    """The client reads it, and whoever else counsels them."""
    words: str
    at: datetime
    edited_at: datetime | None
