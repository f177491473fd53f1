"""Who is in whose care and what they share; a look that was taken; what was done in a role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coach.permits import Level


@dataclass(frozen=True, slots=True)
class Grant:
    """One client in one counsellor's care."""

    client: int
    counsellor: int
    level: Level
    until: datetime | None
    alias: str | None
    at: datetime
    told_at: datetime | None = None
    """When the client let that counsellor know of a danger, until it is taken up."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a client's matters."""

    name: str
    what: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that was done in a role; numbers are our numbers of people."""

    id: int
    actor: int | None
    action: str
    subject: int | None
    at: datetime
