"""One who works for the host, and a link that invites somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coach.people import Role


@dataclass(frozen=True, slots=True)
class Member:
    """One who works for the host."""

    person_id: int
    role: Role
    name: str
    """What clients read."""
    starts: int
    """Local hours of their own zone (0-24) in which they answer, on `days` (1 is Monday)."""
    ends: int
    days: str
    zone: str | None


@dataclass(frozen=True, slots=True)
class Invite:
    """A link that was made and not taken up yet."""

    id: int
    role: Role
    inviter: int | None
    counsellor: int | None
    """In whose care a client comes."""
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Named:
    """One who works for the host, as the command line lists them."""

    telegram_id: int
    role: Role
    name: str
    """Empty until they gave one."""
    clients: int
