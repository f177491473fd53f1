"""Moves the calendar so that a month shows what a month brings: every due instant, in order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from coach.dates import add_months
from storage import due, erasures, upkeep
from usecases.people import INACTIVE

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.clock import MovableClock
    from scheduler.sender import Sender
    from storage.engine import Database

MOST_STEPS = 2000
SILENT = (INACTIVE,)
"""Nobody waits for a look whether somebody is still here."""
LONGEST_WAIT = timedelta(days=62)
"""How far "to the next message" looks: further on, nothing is being waited for."""


class DemoClock:
    """What /demo/clock and /demo/reset do."""

    def __init__(
        self, clock: MovableClock, database: Database, sender: Sender, forget: Callable[[], None]
    ) -> None:
        """`forget` empties what the process remembers of chats."""
        self._clock = clock
        self._database = database
        self._sender = sender
        self._forget = forget

    async def state(self) -> dict[str, Any]:
        """Return the calendar time and the next due instant."""
        upcoming = await self._next(SILENT)
        return {
            "now": self._clock.now().isoformat(),
            "next_due": upcoming.isoformat() if upcoming else None,
        }

    async def move(self, to: str) -> dict[str, Any]:
        """Move to the `next` message, by an `hour`, `day` or `month`, or to an ISO time; never back.

        Raises ValueError on anything else.
        """
        before = self._sender.messages_sent
        to_the_next = to == "next"
        target = self._clock.now() + LONGEST_WAIT if to_the_next else self._target(to)
        for _ in range(MOST_STEPS):
            upcoming = await self._next(SILENT if to_the_next else ())
            said = self._sender.messages_sent > before
            if upcoming is None or upcoming > target or (to_the_next and said):
                break
            self._clock.move_to(upcoming)
            await self._sender.idle()
            if await self._next(SILENT if to_the_next else ()) == upcoming:
                break  # it waits for something else than the calendar
        if not to_the_next:
            self._clock.move_to(target)
        await self._sender.idle()
        return {**await self.state(), "sent": self._sender.messages_sent - before}

    async def reset(self) -> None:
        """Erase everybody and everything, and set the calendar to today."""
        async with self._database.write() as uow:
            await upkeep.erase_everything(uow)
            await uow.commit()
        # Who is met after this was not erased on a day that has not come yet.
        erasures.clear()
        self._forget()
        self._clock.reset()

    async def _next(self, but: tuple[str, ...] = ()) -> datetime | None:
        async with self._database.read() as uow:
            return await due.next_instant(uow, but)

    def _target(self, to: str) -> datetime:
        now = self._clock.now()
        match to:
            case "hour":
                return now + timedelta(hours=1)
            case "day":
                return now + timedelta(days=1)
            case "month":
                day = add_months(now.date(), 1)
                return datetime.combine(day, now.time(), UTC)
            case _:
                wanted = datetime.fromisoformat(to)
                return wanted if wanted.tzinfo else wanted.replace(tzinfo=UTC)
