"""APScheduler's whole job: wake the sender, watch it, run upkeep. What matters is in rows."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler.watch import WATCH_SECONDS
from storage import upkeep
from usecases.people import PassingError, transaction

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from scheduler.watch import Watch
    from storage.engine import Database

log = logging.getLogger(__name__)

TICK_SECONDS = 1
UPKEEP_MINUTES = 30
STOP_SECONDS = 5


class Ticker:
    """Ticks in memory: after a restart the first tick finds in the database what is due."""

    def __init__(
        self,
        database: Database,
        wake: Callable[[], None],
        now: Callable[[], datetime],
        real: Callable[[], datetime],
        watch: Watch | None = None,
    ) -> None:
        """`wake` is called on every tick and must return at once."""
        self._watch = watch
        self._database = database
        self._wake = wake
        self._now = now
        self._real = real
        defaults = {"coalesce": True, "max_instances": 1, "misfire_grace_time": 3600}
        self._at_work = asyncio.Lock()
        self._stopping = False
        self._ticks = AsyncIOScheduler(timezone="UTC", job_defaults=defaults)

    def start(self) -> None:
        """Begin to tick (inside a running event loop)."""
        self._ticks.add_job(self._tick, "interval", seconds=TICK_SECONDS)
        if self._watch is not None:
            self._ticks.add_job(self._watch.look, "interval", seconds=WATCH_SECONDS)
        self._ticks.add_job(
            self.upkeep, "interval", minutes=UPKEEP_MINUTES, next_run_time=self._real()
        )
        self._ticks.start()

    async def stop(self) -> None:
        """Tick no more; upkeep that is under way comes to the end of its batch."""
        if not self._ticks.running:
            return
        self._stopping = True
        self._ticks.pause()
        await asyncio.sleep(0)  # what was handed over a moment ago begins, or it would be an error
        with suppress(TimeoutError):
            async with asyncio.timeout(STOP_SECONDS), self._at_work:
                pass
        self._ticks.shutdown(wait=False)

    async def _tick(self) -> None:
        if self._watch is not None:
            self._watch.ticked()
        self._wake()

    async def upkeep(self) -> None:
        """Throw away what has no use any more."""
        async with self._at_work:
            try:
                while not self._stopping and await self._trim():
                    pass
            except PassingError:
                log.warning("upkeep put off: database away")

    async def _trim(self) -> bool:
        async with transaction(self._database) as uow:
            left = await upkeep.trim(uow, self._now(), self._real())
            await uow.commit()
        return left
