"""Group commit: whatever has finished is settled together as soon as the last commit returns."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from coach.people import Status
from scheduler.kinds import Done, Outcome
from storage import claims, people, sent
from usecases.people import PassingError, transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from coach.people import Person
    from scheduler.delivery import Planner
    from storage.claims import Claimed
    from storage.engine import Database
    from storage.uow import UnitOfWork

log = logging.getLogger(__name__)

AFTER_A_BUG = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Finished:
    """One due row at its end: settled with an outcome, given back, or put off."""

    row: Claimed
    done: Done | None = None
    not_before: datetime | None = None
    """Real time: try again then (flood control, no answer, an orderly stop)."""
    counted: bool = True
    put_off: datetime | None = None
    """Calendar time: the same occurrence on another day."""


class Settler:
    """Commits what has finished, in groups."""

    def __init__(
        self,
        database: Database,
        planner: Planner,
        now: Callable[[], datetime],
        real: Callable[[], datetime],
    ) -> None:
        """`now` is the calendar, `real` times what is tried again."""
        self._database = database
        self._planner = planner
        self._now = now
        self._real = real
        self._waiting: list[tuple[Sequence[Finished], asyncio.Future[None]]] = []
        self._some = asyncio.Event()

    async def settle(self, finished: Sequence[Finished]) -> None:
        """Return once these are committed."""
        if not finished:
            return
        committed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((finished, committed))
        self._some.set()
        await committed

    async def run(self) -> None:
        """Commit groups until cancelled."""
        while True:
            await self._some.wait()
            self._some.clear()
            group, self._waiting = self._waiting, []
            await self._commit([each for finished, _ in group for each in finished])
            for _, committed in group:
                if not committed.done():
                    committed.set_result(None)

    async def _commit(self, finished: Sequence[Finished]) -> None:
        pause = 0.2
        while True:
            try:
                async with transaction(self._database) as uow:
                    await self._write(uow, finished)
                    await uow.commit()
            except PassingError:
                log.warning("settling waits: database away")
                await asyncio.sleep(pause)
                pause = min(pause * 2, 10)
            except Exception:
                if len(finished) > 1:
                    for each in finished:
                        await self._commit([each])
                else:
                    kind = finished[0].row.due.kind
                    log.exception("a due row could not be settled", extra={"kind": kind})
                    await self._set_aside(finished[0])
                return
            else:
                return

    async def _set_aside(self, finished: Finished) -> None:
        """Keep a row whose next occurrence cannot be told from being tried in a tight loop."""
        if finished.not_before is None:
            later = self._real() + AFTER_A_BUG
            await self._commit([replace(finished, done=None, put_off=None, not_before=later)])

    async def _write(self, uow: UnitOfWork, finished: Sequence[Finished]) -> None:
        held = await claims.ours(uow, [each.row for each in finished])
        now = self._now()
        for each in finished:
            row = each.row
            if each.not_before is not None:
                await claims.give_back(uow, [row], each.not_before, counted=each.counted)
            elif each.put_off is not None and row.id in held:
                await claims.move(uow, row, replace(row.due, run_at=each.put_off))
            elif each.done is not None:
                await self._finish(uow, row, each.done, now, held=row.id in held)

    async def _finish(
        self, uow: UnitOfWork, row: Claimed, done: Done, now: datetime, *, held: bool
    ) -> None:
        kind = self._planner.kinds.get(row.due.kind)
        person = await people.get(uow, row.due.person_id)
        if person is None:
            return
        if kind is not None and kind.speaks and not row.sent:
            message_id = done.message_ids[-1] if done.message_ids else None
            await claims.note(uow, [row], done.outcome, message_id, now)
            await sent.note(uow, row.due.person_id, done.message_ids, now)
        if done.outcome is Outcome.BLOCKED:
            await _rest(uow, person)
        if not held:
            return
        following = None
        if kind is not None:
            following = await kind.settled(self._planner.work(uow, person, now), row.due, done)
        if following is None:
            await claims.remove(uow, [row])
        else:
            await claims.move(uow, row, following)


async def _rest(uow: UnitOfWork, person: Person) -> None:
    """Write no more to somebody who cannot be reached, until they come back."""
    if person.status is Status.ACTIVE:
        await people.change(uow, person.id, status=Status.DORMANT.value)
