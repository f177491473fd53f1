"""This process among others: its name, its beat, the database's time, the poller's lease."""

from __future__ import annotations

import asyncio
import logging
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from storage import claims, processes
from usecases.people import PassingError, transaction

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from storage.engine import Database

log = logging.getLogger(__name__)

BEAT_SECONDS = 5.0


class Pulse:
    """On SQLite there is one process, and all of this is still."""

    def __init__(self, database: Database, real: Callable[[], datetime], *, polls: bool) -> None:
        """`polls` asks for the lease that lets one process poll."""
        self.name = secrets.token_hex(6)
        self._database = database
        self._real = real
        self._wants_to_poll = polls
        self._polls = database.dialect == "sqlite"
        self._ahead = timedelta()

    def real(self) -> datetime:
        """Return the real time all processes agree on: on PostgreSQL the database's."""
        return self._real() + self._ahead

    def may_poll(self) -> bool:
        """Tell whether this process holds the poller's lease."""
        return self._polls

    async def begin(self) -> None:
        """Free what a dead process had claimed, before anything is claimed."""
        if self._database.dialect == "sqlite":
            async with transaction(self._database) as uow:
                await claims.free_all(uow)
                await uow.commit()
        else:
            await self._beat()

    async def run(self) -> None:
        """Beat until cancelled."""
        while self._database.dialect != "sqlite":
            await asyncio.sleep(BEAT_SECONDS)
            try:
                async with asyncio.timeout(BEAT_SECONDS):
                    await self._beat()
            except (PassingError, TimeoutError):
                # Without a beat another process may take over, so this one polls no more.
                self._polls = False
                log.warning("no beat")
        await asyncio.Event().wait()

    async def end(self) -> None:
        """Sign off, so that nobody waits for this process."""
        if self._database.dialect == "sqlite":
            return
        async with transaction(self._database) as uow:
            await processes.leave(uow, self.name)
            await uow.commit()

    async def _beat(self) -> None:
        async with transaction(self._database) as uow:
            now, self._polls = await processes.beat(uow, self.name, polls=self._wants_to_poll)
            self._ahead = now - self._real()
            await uow.commit()
