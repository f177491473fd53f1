"""APScheduler's whole job: wake the sender, and run upkeep. Everything that matters is in rows."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from storage import upkeep
from usecases.people import PassingError, transaction

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from storage.engine import Database

log = logging.getLogger(__name__)

TICK_SECONDS = 1
UPKEEP_MINUTES = 30


class Ticker:
    """Ticks in memory: after a restart the first tick finds in the database what is due."""

    def __init__(
        self,
        database: Database,
        wake: Callable[[], None],
        now: Callable[[], datetime],
        real: Callable[[], datetime],
    ) -> None:
        """`wake` is called on every tick and must return at once."""
        self._database = database
        self._wake = wake
        self._now = now
        self._real = real
        defaults = {"coalesce": True, "max_instances": 1, "misfire_grace_time": 3600}
        self._ticks = AsyncIOScheduler(timezone="UTC", job_defaults=defaults)

    def start(self) -> None:
        """Begin to tick (inside a running event loop)."""
        self._ticks.add_job(self._tick, "interval", seconds=TICK_SECONDS)
        self._ticks.add_job(
            self.upkeep, "interval", minutes=UPKEEP_MINUTES, next_run_time=self._real()
        )
        self._ticks.start()

    def stop(self) -> None:
        """Tick no more."""
        if self._ticks.running:
            self._ticks.shutdown(wait=False)

    async def _tick(self) -> None:
        self._wake()

    async def upkeep(self) -> None:
        """Throw away what has no use any more."""
        try:
            async with transaction(self._database) as uow:
                await upkeep.trim(uow, self._now(), self._real())
                await uow.commit()
        except PassingError:
            log.warning("upkeep put off: database away")
