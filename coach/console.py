"""A browser that asks to be signed in to the console, as the bot shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Asking:
    """A browser whose code somebody typed."""

    browser: str
    """Names of browser and system as we know them; empty when we do not."""
    begun_at: datetime
    """Real time, UTC."""


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that waits, was confirmed, or is signed in."""

    id: int
    person_id: int | None
    waits: bool
    """For somebody to confirm its code."""
    opened: bool
    browser: str
    seen_at: datetime
    ends_at: datetime
