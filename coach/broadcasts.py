"""A word from the host to its people: to whom it goes, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LONGEST = 800
"""Characters of one broadcast."""


class Status(StrEnum):
    """Where a broadcast stands."""

    DRAFT = "draft"
    SENDING = "sending"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    """Who has it keeps it; nobody else gets it."""
    DONE = "done"


class Stage(StrEnum):
    """Which of the people it is for."""

    ALL = "all"
    NO_DEBT = "no_debt"
    """Nothing written down yet."""
    NO_PLAN = "no_plan"
    """A debt, and no plan in force."""
    PLAN = "plan"
    """At least one plan in force."""


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One word from the host. `region` None is everywhere."""

    id: int
    author: int
    status: Status
    locale: str
    """The language that it is written in; only people who use the bot in it get it."""
    region: str | None
    stage: Stage
    words: str
    at: datetime
    """When it was begun, and once it is sent, when that began."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many people it goes to, by what became of it."""

    waiting: int = 0
    sent: int = 0
    skipped: int = 0
    """Wanted no message by the time it came to them."""
    failed: int = 0
    """Blocked the bot, or Telegram refused it."""
    choosing: bool = False
    """People are still being looked through: the total can grow."""

    @property
    def total(self) -> int:
        """All of them."""
        return self.waiting + self.sent + self.skipped + self.failed
