"""Keeps the numbers of messages as soon as they are sent, so that `/hide` finds them after a crash.

What several chats send at once is kept in one transaction: whoever has the turn writes for all.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from usecases import people

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from storage.engine import Database
    from usecases.people import Sent

log = logging.getLogger(__name__)


class Noter:
    """Writes down which messages were sent to whom."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        """`now` is the calendar, as for everything that happens in a chat."""
        self._database = database
        self._now = now
        self._waiting: list[Sent] = []
        self._turn = asyncio.Lock()

    async def note(self, person_id: int | None, message_ids: Sequence[int]) -> None:
        """Return once these are kept; None is a person who was erased, of whom nothing is kept.

        Raises PassingError while the database is away; the numbers then wait for the next turn.
        """
        if person_id is None or not message_ids:
            return
        now = self._now()
        self._waiting += [(person_id, number, now) for number in message_ids]
        async with self._turn:
            together, self._waiting = self._waiting, []
            if together:
                await self._write(together)

    async def _write(self, sent: list[Sent]) -> None:
        try:
            async with people.transaction(self._database) as uow:
                await people.sent(uow, sent)
                await uow.commit()
        except people.PassingError:
            self._waiting = sent + self._waiting
            raise
        except Exception:
            persons = {person_id for person_id, _, _ in sent}
            if len(persons) == 1:
                # Erased by the clock in this very moment: nothing of them may be kept.
                log.warning("messages of somebody who is gone are not kept", exc_info=True)
                return
            for each in persons:
                await self._write([row for row in sent if row[0] == each])
