"""How the bot itself is doing: figures about its work, none about anybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Load:
    """What waits. Seconds of calendar time."""

    due: int = 0
    lag: int = 0
    """Since the time of the oldest due row that is not settled."""
    queue_age: int = 0
    """The same for the oldest that could be taken up this instant."""


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, in messages, of all processes together."""

    sent: int = 0
    late: int = 0
    retried: int = 0
    failed: tuple[tuple[str, int], ...] = ()
    """By class, in the order of the alphabet; a class without any is left out."""


@dataclass(frozen=True, slots=True)
class Alive:
    """One process: how long ago it gave a sign of life, and whether it polls."""

    seconds: int
    polls: bool


@dataclass(frozen=True, slots=True)
class Status:
    """One look at everything."""

    load: Load
    today: Done
    """Since the owner's midnight."""
    alive: tuple[Alive, ...]
    open_since: Mapping[str, datetime]
    """Which limits are passed (`lag`, `failures`), and since when."""


def poller(alive: Sequence[Alive], *, webhook: bool, here: bool) -> str:
    """Return who asks Telegram for updates: `webhook` (nobody need), `here`, `other` or `nobody`."""
    if webhook:
        return "webhook"
    if here:
        return "here"
    return "other" if any(each.polls for each in alive) else "nobody"
