"""Group commit: whatever has finished is settled together as soon as the last commit returns."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from coach.people import Status
from scheduler import settling_groups
from scheduler.delivery import is_late
from scheduler.kinds import Done, Foreseen, Outcome
from storage import claims, ledger, people, sent
from usecases import alerts
from usecases.people import PassingError, transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from coach.people import Person
    from scheduler.delivery import Planner
    from scheduler.delivery_groups import GroupPlanner
    from storage.claims import Claimed
    from storage.due import Due
    from storage.engine import Database
    from storage.uow import UnitOfWork
    from usecases.alerts import Owners

log = logging.getLogger(__name__)

AFTER_A_BUG = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Finished:
    """One due row at its end: settled with an outcome, given back, or put off."""

    row: Claimed
    done: Done | None = None
    following: Foreseen | None = None
    not_before: datetime | None = None
    """Real time: try again then (flood control, no answer, an orderly stop)."""
    counted: bool = True
    put_off: datetime | None = None
    """Calendar time: the same occurrence on another day."""
    parts: tuple[int, ...] = ()
    """Messages that went out before the rest failed: `/hide` has to find them all the same."""


class Settler:
    """Commits what has finished, in groups."""

    def __init__(
        self,
        database: Database,
        planner: Planner,
        groups: GroupPlanner,
        now: Callable[[], datetime],
        real: Callable[[], datetime],
        owners: Owners,
        settled: Callable[[int], None],
    ) -> None:
        """`now` is the calendar, `real` times what is tried again.

        `owners` hear of what Telegram rejects; `settled` is told how many chats each commit held.
        """
        self._database = database
        self._planner = planner
        self._groups = groups
        self._now = now
        self._real = real
        self._owners = owners
        self._settled = settled
        self._stopping = False
        self._waiting: list[Sequence[Finished]] = []
        self._some = asyncio.Event()

    def settle(self, finished: Sequence[Finished]) -> None:
        """Take what has become of one chat; it is committed with the next group."""
        self._waiting.append(finished)
        self._some.set()

    def stop(self) -> None:
        """Commit what waits, and end."""
        self._stopping = True
        self._some.set()

    async def run(self) -> None:
        """Commit groups until stopped."""
        while not self._stopping or self._waiting:
            await self._some.wait()
            self._some.clear()
            group, self._waiting = self._waiting, []
            await self._commit([each for finished in group for each in finished])
            self._settled(len(group))

    async def _commit(self, finished: Sequence[Finished]) -> None:
        pause = 0.2
        while finished:
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
        said: list[tuple[Claimed, str, int | None]] = []
        moved: list[tuple[Claimed, Due, bool]] = []
        over: list[Claimed] = []
        for each in finished:
            row = each.row
            if each.parts and row.due.chat_id is None:
                await _note_parts(uow, row.due.person_id, each.parts, now)
            if each.not_before is not None:
                await claims.give_back(uow, [row], each.not_before, counted=each.counted)
            elif each.put_off is not None and row.id in held:
                later = replace(row.due, run_at=each.put_off)
                moved.append((row, later, is_late(row, now)))
            elif each.done is not None:
                if self._is_said(row):
                    said.append((row, each.done.outcome, _last(each.done)))
                following = await self._following(uow, each, each.done, now, held=row.id in held)
                if following is not None and following.due is None:
                    over.append(row)
                elif following is not None and following.due is not None:
                    moved.append((row, following.due, following.late))
        await ledger.note(uow, said, now)
        await claims.move(uow, moved)
        await claims.remove(uow, over)

    def _is_said(self, row: Claimed) -> bool:
        kinds = self._planner.kinds if row.due.chat_id is None else self._groups.postings
        kind = kinds.get(row.due.kind)
        return kind is not None and kind.speaks and not row.sent

    async def _following(
        self, uow: UnitOfWork, finished: Finished, done: Done, now: datetime, *, held: bool
    ) -> Foreseen | None:
        """Return what becomes of the row; None leaves it to whoever changed it meanwhile."""
        if finished.following is not None:
            return finished.following if held else None
        row = finished.row
        if row.due.chat_id is not None:
            return await settling_groups.following(uow, self._groups, row, done, now, held=held)
        person = await people.get(uow, row.due.person_id)
        if person is None:
            return None
        if len(done.message_ids) > 1:
            # The ledger remembers the last one.
            await sent.note(uow, person.id, done.message_ids, now)
        if done.outcome is Outcome.REFUSED:
            await alerts.refused(uow, self._owners, row.due.kind, done.why or "bug", now)
        if done.outcome is Outcome.BLOCKED:
            await _rest(uow, person)
        if not held:
            return None
        kind = self._planner.kinds.get(row.due.kind)
        if kind is None:
            return Foreseen(None)
        return Foreseen(await kind.settled(self._planner.work(uow, person, now), row.due, done))


async def _note_parts(uow: UnitOfWork, person_id: int, parts: Sequence[int], now: datetime) -> None:
    """Keep the numbers of what was sent, unless the person was erased meanwhile."""
    if await people.get(uow, person_id) is not None:
        await sent.note(uow, person_id, parts, now)


def _last(done: Done) -> int | None:
    return done.message_ids[-1] if done.message_ids else None


async def _rest(uow: UnitOfWork, person: Person) -> None:
    """Write no more to somebody who cannot be reached, until they come back."""
    if person.status is Status.ACTIVE:
        await people.change(uow, person.id, status=Status.DORMANT.value)
