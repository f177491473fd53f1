"""What a page is handed, and what it returns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime

    from bot.settings import Settings
    from bot.ui.texts import Catalogs, Texts
    from coach.packs import RegionPack
    from storage.engine import Database
    from usecases.work import Work


@dataclass(frozen=True, slots=True)
class Desk:
    """What stays the same for the life of the process."""

    database: Database
    settings: Settings
    catalogs: Catalogs
    packs: Mapping[str, RegionPack]
    now: Callable[[], datetime]
    """Calendar time."""
    real: Callable[[], datetime]
    bot_username: str
    version: str
    since: datetime
    """Calendar time of the process's start."""
    polls: Callable[[], bool] = bool
    """Whether this process polls."""


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 16 else 0


@dataclass(slots=True)
class Visit:
    """One request of somebody who is signed in; `work` holds the open transaction."""

    desk: Desk
    work: Work
    t: Texts
    path: Mapping[str, Any] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)

    def number(self, name: str) -> int:
        """Return a number from the address, or from its query; anything else is 0, which nobody has."""
        return _number(str(self.path.get(name) or self.query.get(name, "")))

    def picked(self, name: str) -> int:
        """Return a number from the form; anything else is 0."""
        return _number(self.form.get(name, ""))

    @property
    def zone(self) -> str:
        """The zone in which the person reads times; UTC until it is known."""
        return self.work.person.zone or "UTC"


@dataclass(frozen=True, slots=True)
class Page:
    """A template and what it shows."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class File:
    """Something to take along, or a picture to be shown; made after the commit, in a thread."""

    name: str
    kind: str
    build: Callable[[], bytes]
    shown: bool = False


if TYPE_CHECKING:
    Handler = Callable[[Visit], Awaitable[Page | File | str]]
    """Returns a page, a file, or the address to go on to."""
