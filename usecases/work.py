"""What every use case is handed: the open transaction, the person, the time, the packs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from coach.groups import Group
    from coach.packs import RegionPack
    from coach.people import Person
    from storage.uow import UnitOfWork


@dataclass(slots=True)
class Work:
    """One update or tick at work. The door that made it commits; use cases never do."""

    uow: UnitOfWork
    person: Person
    now: datetime
    """Calendar time, aware UTC."""
    today: date
    """The person's local date."""
    packs: Mapping[str, RegionPack]
    default_region: str | None = None
    informs: bool = False
    """The host shows every option and recommends none: nothing stands as chosen before a choice."""

    def pack(self, region: str | None) -> RegionPack:
        """Return the pack of a debt's region, or the fallback one (never guessed)."""
        found = self.packs.get(region or "")
        return found or next(pack for pack in self.packs.values() if pack.fallback)


@dataclass(slots=True)
class GroupWork:
    """One update or tick at work in a group or channel; it knows nobody's case, debts or plans."""

    uow: UnitOfWork
    group: Group
    now: datetime
    """Calendar time, aware UTC."""
    today: date
    """The group's local date."""
    packs: Mapping[str, RegionPack]
    bot_username: str = ""

    def link(self, word: str) -> str:
        """Return a deep link into the private chat that remembers this group."""
        return f"https://t.me/{self.bot_username}?start={word}_{self.group.code}"

    @property
    def pack(self) -> RegionPack:
        """The pack of the group's region, or the fallback one."""
        found = self.packs.get(self.group.region or "")
        return found or next(pack for pack in self.packs.values() if pack.fallback)
