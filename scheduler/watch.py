"""Watches the sender from outside: writes down its sums, measures, and tells owners what is wrong.

Looks every few seconds from APScheduler. Each process looks; a limit passed is told once, because
the fact that it is passed is swapped in one statement, and again once it is over.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from scheduler.observe import OURS
from storage import counts, facts
from usecases import alerts, status, weekly
from usecases.alerts import Alert
from usecases.people import PassingError, transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from coach.status import Done, Load
    from scheduler.observe import Tally
    from storage.engine import Database
    from storage.uow import UnitOfWork
    from usecases.alerts import Owners

log = logging.getLogger(__name__)

WATCH_SECONDS = 10

# The limits, all of them.
LAG_LIMIT = 300
"""Seconds. Restarts, flood waits and a full hour of 7,500 messages at 25 a second stay below it;
a reminder for ten o'clock that comes after five past is no longer on time."""
LAG_OVER = 60
"""Well below the limit, so that it is not passed and over by turns."""
FAILED_PERCENT = 5
"""Of what was tried in the last hour (quarters of an hour, so that it is up to 75 minutes)."""
FAILED_OVER_PERCENT = 2
FAILED_LEAST = 20
"""Of fewer messages a share says nothing; a single rejected one is reported by itself."""

# The times after which a process counts as stuck: many times what each takes.
TICK_SILENT = timedelta(seconds=30)
"""Ticks come every second."""
SENDER_SILENT = timedelta(seconds=120)
"""The sender looks at each tick, and rests while its hands are full, at most for a send's time."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A limit that was just passed, or is over again."""

    topic: str
    passed: bool
    said: tuple[int, ...]
    """Figures for the message."""


def decide(load: Load, hour: Done, passed: Collection[str]) -> tuple[Turn, ...]:
    """Return what is to be told; `passed` names the limits that were known to be passed."""
    turns = []
    if "lag" not in passed and load.lag > LAG_LIMIT:
        turns.append(Turn("lag", passed=True, said=(load.lag // 60, load.due)))
    elif "lag" in passed and load.lag <= LAG_OVER:
        turns.append(Turn("lag", passed=False, said=(load.due,)))
    failed = sum(number for why, number in hour.failed if why in OURS)
    tried = hour.sent + failed
    if "failures" not in passed and tried >= FAILED_LEAST and _above(failed, tried, FAILED_PERCENT):
        turns.append(Turn("failures", passed=True, said=(failed, tried)))
    elif "failures" in passed and not _above(failed, tried, FAILED_OVER_PERCENT):
        turns.append(Turn("failures", passed=False, said=(failed, tried)))
    return tuple(turns)


def _above(part: int, whole: int, percent: int) -> bool:
    return part * 100 > whole * percent


class Gauges(Protocol):
    """Shows the last measured load to whoever reads the metrics."""

    def looked(self, load: Load) -> None:
        """Take what was measured at this look."""


class Watch:
    """One process's look at the work of all."""

    def __init__(
        self,
        database: Database,
        tally: Tally,
        gauges: Gauges,
        owners: Owners,
        now: Callable[[], datetime],
        real: Callable[[], datetime],
        free: Callable[[], int] = lambda: 0,
        *,
        backups: bool = True,
    ) -> None:
        """`now` is the calendar; `real` is the time that all processes agree on.

        `free` returns the bytes left where the data lies; `backups` tells whether any are wanted.
        """
        self._free = free
        self._backups = backups
        self._database = database
        self._tally = tally
        self._gauges = gauges
        self._owners = owners
        self._now = now
        self._real = real
        self.last_tick: datetime | None = None
        """When APScheduler last ticked (real time)."""

    def ticked(self) -> None:
        """Note that the clock still ticks."""
        self.last_tick = self._real()

    def stuck(self) -> bool:
        """Tell whether ticks have stopped, or the sender no longer looks for what is due."""
        now = self._real()
        return any(
            last is not None and now - last > silent
            for last, silent in (
                (self.last_tick, TICK_SILENT),
                (self._tally.last_tick, SENDER_SILENT),
            )
        )

    async def look(self) -> None:
        """Write down the sums, measure, and tell owners; a database that is away is no matter."""
        try:
            await self.write_down()
            await self._judge()
        except PassingError:
            log.warning("no look at the queue: database away")

    async def end(self) -> None:
        """Write down what is left, at an orderly stop."""
        try:
            await self.write_down()
        except PassingError:
            log.warning("the last sums are lost: database away")

    async def write_down(self) -> None:
        """Add this process's sums to everybody's; raises PassingError, and keeps them then."""
        sums = self._tally.take()
        if not sums:
            return
        try:
            async with transaction(self._database) as uow:
                await counts.add(uow, self._now(), sums)
                await uow.commit()
        except PassingError:
            self._tally.give_back(sums)
            raise

    async def _judge(self) -> None:
        now = self._now()
        async with transaction(self._database, read=True) as uow:
            load = await status.load(uow, now, self._real())
            hour = await status.done_since(uow, now - status.HOUR)
            passed = await status.open_since(uow)
            monday = await weekly.is_time(uow, now)
        self._gauges.looked(load)
        if monday:
            async with transaction(self._database) as uow:
                free, wanted = self._free(), self._backups
                await weekly.tell(uow, self._owners, now, free=free, backups=wanted)
                await uow.commit()
        turns = decide(load, hour, passed) if self._owners.numbers else ()
        for turn in turns:
            since = passed.get(turn.topic)
            async with transaction(self._database) as uow:
                await self._tell(uow, turn, since.isoformat() if since else "", now)
                await uow.commit()

    async def _tell(self, uow: UnitOfWork, turn: Turn, known: str, now: datetime) -> None:
        new = now.isoformat() if turn.passed else ""
        if not await facts.swap(uow, status.OPEN[turn.topic], known, new):
            # Another process was quicker.
            return
        topic = turn.topic if turn.passed else f"{turn.topic}_over"
        log.warning("limit", extra={"topic": topic, "figures": list(turn.said)})
        said = (now.isoformat(), *map(str, turn.said))
        await alerts.tell(uow, self._owners, Alert(topic, said), f"{topic}:{now.isoformat()}", now)
