"""The calendar clock: the one place that asks what time it is.

The calendar decides what is due, undo windows, expiry and dates; it can be moved in the demo and in
tests. Claims, back-off, pace and time-outs use real time.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path


class RealClock:
    """Calendar and real time are the same."""

    movable = False

    def now(self) -> datetime:
        """Return the calendar time (aware UTC)."""
        return self.real()

    def real(self) -> datetime:
        """Return the real time (aware UTC)."""
        return datetime.now(UTC)


class MovableClock(RealClock):
    """A calendar some way off real time, running on at its speed; for the demo and tests.

    `note` is a file that keeps the distance, so that a restart does not turn the calendar back.
    """

    movable = True

    def __init__(self, start: datetime | None = None, note: Path | None = None) -> None:
        self._note = note
        self._offset = timedelta()
        if start is not None:
            self._offset = start - self.real()
        if note is not None:
            with suppress(FileNotFoundError, ValueError):
                self._offset = timedelta(seconds=float(note.read_text(encoding="ascii")))

    def now(self) -> datetime:
        """Return the calendar time (aware UTC)."""
        return self.real() + self._offset

    def move_to(self, instant: datetime) -> None:
        """Set the calendar; it never goes back."""
        self._offset = max(self._offset, instant - self.real())
        self._keep()

    def reset(self) -> None:
        """Set the calendar to real time."""
        self._offset = timedelta()
        self._keep()

    def _keep(self) -> None:
        if self._note is not None:
            self._note.parent.mkdir(parents=True, exist_ok=True)
            self._note.write_text(str(self._offset.total_seconds()), encoding="ascii")


Clock = RealClock


async def until(event: asyncio.Event, seconds: float) -> None:
    """Wait in real time, at most so long, for the event."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
