"""Who is asking, how they like to be written to, and what each role may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class Role(StrEnum):
    """What a person is to this host."""

    CLIENT = "client"
    COACH = "coach"
    COUNSELLOR = "counsellor"
    OWNER = "owner"


class Status(StrEnum):
    """Whether the bot may write to the person, and why not."""

    ACTIVE = "active"
    DORMANT = "dormant"
    """Telegram says the bot is blocked or the account is gone; `/start` wakes it."""
    FORGETTING = "forgetting"
    """Asked to be erased; nothing is sent and only undo or erase-now is offered."""


class Messages(StrEnum):
    """How many scheduled messages the person wants."""

    NORMAL = "normal"
    FEWER = "fewer"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Person:
    """One person as the coach sees them. Names and Telegram ids stay in storage."""

    id: int
    locale: str
    """A catalog's name, such as `zh_Hans_CN`."""
    locale_chosen: bool
    region: str | None
    zone: str | None
    """IANA zone, or None until a rule needs it."""
    currency: str | None
    hour: int
    """Local hour at which scheduled messages come, 0-23."""
    discreet: bool
    shared_phone: bool
    messages: Messages
    status: Status
    paused_since: datetime | None
    """Set after a sign of self-harm: figures and reminders wait until they are ready."""
    role: Role
    screen: str
    """Address of the screen they look at, so that any restart can show it again."""
    last_seen: datetime
    case_id: int | None
    trial: bool
    """True until they agree that their answers are kept."""
    helping: bool
    """True when they fill this in for someone else."""


class Consent(StrEnum):
    """Each is asked apart and withdrawn in one tap (care 2)."""

    KEEP = "keep"
    HEALTH = "health"
    MESSAGES = "messages"
    COUNSELLOR = "counsellor"
    STATISTICS = "statistics"


CONSENT_VERSION = 1
"""Raised when the wording of a consent changes its meaning; the old answer stays on record."""
