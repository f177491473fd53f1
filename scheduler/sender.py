"""Claim, load, draw, send, settle. At least once: what a crash left unsettled is sent again."""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import timedelta
from typing import TYPE_CHECKING

from scheduler.carrying import FIRST_BACK_OFF, LONGEST_BACK_OFF, Carrier
from scheduler.observe import Nobody
from scheduler.pace import PER_SECOND, Gate, wait_until
from scheduler.settling import Finished, Settler
from storage import claims
from usecases.alerts import Owners
from usecases.people import PassingError, transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from telegram import Bot

    from scheduler.delivery import Plan, Planner
    from scheduler.delivery_groups import GroupPlanner
    from scheduler.observe import Observer
    from scheduler.pulse import Pulse
    from storage.claims import Lane
    from storage.engine import Database

log = logging.getLogger(__name__)

LEAST_A_CLAIM, MOST_A_CLAIM = 25, 100
"""Chats a claim: about what a second has room for, so that what was loaded is never old."""
AT_ONCE = 16
"""Messages under way at a time: a chat that hangs holds up no other."""


class Sender:
    """Sends what is due; any number of them may share a database."""

    def __init__(
        self,
        database: Database,
        bot: Bot,
        planner: Planner,
        groups: GroupPlanner,
        now: Callable[[], datetime],
        pulse: Pulse,
        *,
        per_second: float = PER_SECOND,
        observer: Observer | None = None,
        owners: Owners | None = None,
    ) -> None:
        """`now` is the calendar; real time is the pulse's; `per_second` is the clock's pace."""
        self._database = database
        self._planner = planner
        self._groups = groups
        self._now = now
        self._pulse = pulse
        self._per_second = per_second
        self._observer = observer or Nobody()
        self._carrier = Carrier(bot, self._observer, now, pulse.real)
        self._settler = Settler(
            database, planner, groups, now, pulse.real, owners or Owners(), self._settled
        )
        self._gate = Gate(per_second, pulse.real, shared=database.dialect != "sqlite")
        silent = [name for name, kind in planner.kinds.items() if not kind.speaks]
        silent += [name for name, each in groups.postings.items() if not each.speaks]
        self._silent = frozenset(silent)
        self._lanes = int(min(max(per_second, LEAST_A_CLAIM), MOST_A_CLAIM))
        self._planned: asyncio.Queue[tuple[Lane, Plan] | None] = asyncio.Queue()
        self._claims = 0
        self._more = False
        """The last claim was full, so that there is probably more."""
        self._under_way = 0
        self._stopping = asyncio.Event()
        self._awake = {urgent: asyncio.Event() for urgent in (False, True)}
        self._looked = {False: 0, True: 0}
        """How many claims came back empty while nothing was under way."""
        self._changed = asyncio.Condition()

    @property
    def messages_sent(self) -> int:
        """How many messages went out since the start."""
        return self._carrier.messages_sent

    def wake(self) -> None:
        """Look now whether something is due."""
        for awake in self._awake.values():
            awake.set()

    def stop(self) -> None:
        """Claim no more; what is being sent is finished, the rest is given back."""
        self._stopping.set()
        self.wake()

    async def idle(self) -> None:
        """Return once nothing is due any more and nothing is under way."""
        async with self._changed:
            wanted = {urgent: looked + 2 for urgent, looked in self._looked.items()}
            while not self._stopping.is_set() and any(
                self._looked[urgent] < enough for urgent, enough in wanted.items()
            ):
                if self._under_way == 0:
                    self.wake()
                await self._changed.wait()

    async def run(self) -> None:
        """Send until stopped."""
        self.wake()
        async with asyncio.TaskGroup() as settling:
            settling.create_task(self._settler.run())
            async with asyncio.TaskGroup() as sending:
                for _ in range(AT_ONCE):
                    sending.create_task(self._work())
                async with asyncio.TaskGroup() as claiming:
                    claiming.create_task(self._feed(sending, urgent=False))
                    claiming.create_task(self._feed(sending, urgent=True))
                for _ in range(AT_ONCE):
                    self._planned.put_nowait(None)
            self._settler.stop()

    async def _feed(self, sending: asyncio.TaskGroup, *, urgent: bool) -> None:
        while not self._stopping.is_set():
            await self._awake[urgent].wait()
            self._awake[urgent].clear()
            await self._round(sending, urgent=urgent)

    async def _round(self, sending: asyncio.TaskGroup, *, urgent: bool) -> None:
        """Claim until nothing more is due, or enough is under way."""
        while not self._stopping.is_set() and (urgent or self._under_way < 2 * self._lanes):
            began = time.perf_counter()
            try:
                found = await self._claim(urgent=urgent)
            except PassingError:
                log.warning("claim failed: database away")
                await asyncio.sleep(1)
                continue
            self._observer.ticked(time.perf_counter() - began)
            if not found:
                break
            self._under_way += len(found)
            for lane, plan in await self._plan(found, urgent=urgent):
                if urgent:
                    sending.create_task(self._see_through(lane, plan))
                else:
                    self._planned.put_nowait((lane, plan))
        async with self._changed:
            if self._under_way == 0:
                self._looked[urgent] += 1
            self._changed.notify_all()

    async def _claim(self, *, urgent: bool) -> tuple[Lane, ...]:
        calendar, real = self._now(), self._pulse.real()
        if urgent or not self._more:
            async with transaction(self._database, read=True) as uow:
                if not await claims.anything(uow, calendar, real, urgent=urgent):
                    return ()
        self._claims += 1
        async with transaction(self._database) as uow:
            found = await claims.claim(
                uow,
                f"{self._pulse.name}/{self._claims}",
                calendar=calendar,
                real=real,
                lanes=self._lanes,
                silent=self._silent,
                per_second=self._per_second,
                urgent=urgent,
            )
            await uow.commit()
        if not urgent:
            self._more = len(found) == self._lanes
        return found

    async def _plan(self, lanes: Sequence[Lane], *, urgent: bool) -> Sequence[tuple[Lane, Plan]]:
        """Load what the claimed chats are to be told, when it is their turn."""
        try:
            if urgent or await wait_until(lanes[0].slot, self._pulse.real, self._stopping):
                return await self._load(lanes)
        except PassingError:
            self._give_back(lanes, FIRST_BACK_OFF)
        except Exception:
            log.exception("chats could not be served")
            self._give_back(lanes, LONGEST_BACK_OFF)
        else:
            self._give_back(lanes, 0)
        return ()

    async def _load(self, lanes: Sequence[Lane]) -> Sequence[tuple[Lane, Plan]]:
        people = [lane for lane in lanes if lane.number > 0]
        groups = [lane for lane in lanes if lane.number < 0]
        now = self._now()
        async with transaction(self._database, read=True) as uow:
            plans = await self._planner.plan(uow, people, now) if people else []
            posts = await self._groups.plan(uow, groups, now) if groups else []
        return [*zip(people, plans, strict=True), *zip(groups, posts, strict=True)]

    async def _work(self) -> None:
        """Send what was planned, one chat after the other, until told to stop."""
        while (planned := await self._planned.get()) is not None:
            lane, plan = planned
            if await self._gate.may_go(lane.slot, self._stopping):
                await self._see_through(lane, plan)
            else:
                self._give_back([lane], 0)

    async def _see_through(self, lane: Lane, plan: Plan) -> None:
        """See one chat through; a bug in it leaves the others alone."""
        try:
            finished = await self._carrier.carry_out(plan)
        except Exception:
            log.exception("a chat could not be served")
            self._give_back([lane], LONGEST_BACK_OFF)
        else:
            self._hand_over(finished)

    def _hand_over(self, finished: Sequence[Finished]) -> None:
        self._gate.handed_over()
        self._settler.settle(finished)

    def _give_back(self, lanes: Sequence[Lane], seconds: float) -> None:
        later = self._pulse.real() + timedelta(seconds=seconds)
        for lane in lanes:
            self._hand_over(
                [Finished(row, not_before=later, counted=seconds > 0) for row in lane.rows]
            )

    def _settled(self, chats: int) -> None:
        """Hear that so many chats were committed."""
        self._under_way -= chats
        self._gate.settled(chats)
        if self._under_way == 0:
            self.wake()
        elif self._more:
            self._awake[False].set()
