"""The week's word to whoever runs the bot: its figures, and what is to be looked at."""

from __future__ import annotations

from dataclasses import dataclass

BACKUP_HOURS = 48
DISK_MB = 1_000


@dataclass(frozen=True, slots=True)
class Week:
    """What the message says; nothing about anybody."""

    version: str
    people: int
    here: int
    """Of these, seen in the last thirty days."""
    sent: int
    late: int
    failed: int
    backup_hours: int
    """Since the last backup; -1: there was none. -2: none is wanted."""
    disk_mb: int

    @property
    def worries(self) -> tuple[str, ...]:
        """What is to be looked at: `backup`, `disk`, `failed`."""
        found = {
            "backup": self.backup_hours == -1 or self.backup_hours > BACKUP_HOURS,
            "disk": self.disk_mb < DISK_MB,
            "failed": self.failed > 0,
        }
        return tuple(name for name, wrong in found.items() if wrong)
