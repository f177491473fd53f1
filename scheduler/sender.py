"""Claim, load, render, send, settle. At least once: what a crash left unsettled is sent again."""

from __future__ import annotations

import asyncio
import logging
import random
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.ui import send
from bot.ui.send import Sent
from scheduler.kinds import Done, Outcome
from scheduler.pace import PER_CHAT_SECONDS, PER_SECOND, wait_until
from scheduler.settling import Finished, Settler
from storage import claims
from usecases.people import PassingError, transaction

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from telegram import Bot

    from scheduler.delivery import Message, Plan, Planner
    from scheduler.pulse import Pulse
    from storage.claims import Lane
    from storage.engine import Database

log = logging.getLogger(__name__)

LANES_A_CLAIM = 25
MOST_UNDER_WAY = 50
AT_ONCE = 8
SEND_SECONDS = 15
"""Longest one message is waited for; then it counts as unsure and is tried again."""
FIRST_BACK_OFF = 2.0
LONGEST_BACK_OFF = 600.0


class Sender:
    """Sends what is due; any number of them may share a database."""

    def __init__(
        self,
        database: Database,
        bot: Bot,
        planner: Planner,
        now: Callable[[], datetime],
        pulse: Pulse,
        *,
        count: Callable[[str], None] = lambda _: None,
    ) -> None:
        """`now` is the calendar; real time is the pulse's."""
        self._database = database
        self._bot = bot
        self._planner = planner
        self._now = now
        self._pulse = pulse
        self._count = count
        self._settler = Settler(database, planner, now, pulse.real)
        self._silent = frozenset(n for n, kind in planner.kinds.items() if not kind.speaks)
        self._claims = 0
        self._under_way = 0
        self.messages_sent = 0
        self._room = asyncio.Semaphore(AT_ONCE)
        self._stopping = asyncio.Event()
        self._wake = asyncio.Event()
        self._changed = asyncio.Condition()
        self._looked = 0
        """How many claims came back empty while nothing was under way."""

    def wake(self) -> None:
        """Look now whether something is due."""
        self._wake.set()

    def stop(self) -> None:
        """Claim no more; what is being sent is finished, the rest is given back."""
        self._stopping.set()
        self._wake.set()

    async def idle(self) -> None:
        """Return once nothing is due any more and nothing is under way."""
        async with self._changed:
            wanted = self._looked + 2
            while self._looked < wanted and not self._stopping.is_set():
                self._wake.set()
                await self._changed.wait()

    async def run(self) -> None:
        """Send until stopped."""
        async with asyncio.TaskGroup() as settling:
            settler = settling.create_task(self._settler.run())
            async with asyncio.TaskGroup() as lanes:
                while not self._stopping.is_set():
                    await self._wake.wait()
                    self._wake.clear()
                    await self._round(lanes)
            settler.cancel()

    async def _round(self, group: asyncio.TaskGroup) -> None:
        """Claim until nothing more is due."""
        while not self._stopping.is_set():
            if self._under_way >= MOST_UNDER_WAY:
                async with self._changed:
                    await self._changed.wait()
                continue
            try:
                found = await self._claim()
            except PassingError:
                self._count("claims_failed")
                log.warning("claim failed: database away")
                await asyncio.sleep(1)
                continue
            self._under_way += len(found)
            for lane in found:
                group.create_task(self._lane(lane))
            if not found:
                break
        async with self._changed:
            if self._under_way == 0:
                self._looked += 1
            self._changed.notify_all()

    async def _claim(self) -> tuple[Lane, ...]:
        calendar, real = self._now(), self._pulse.real()
        async with transaction(self._database, read=True) as uow:
            if not await claims.anything(uow, calendar, real):
                return ()
        self._claims += 1
        async with transaction(self._database) as uow:
            found = await claims.claim(
                uow,
                f"{self._pulse.name}/{self._claims}",
                calendar=calendar,
                real=real,
                lanes=LANES_A_CLAIM,
                silent=self._silent,
                per_second=PER_SECOND,
            )
            await uow.commit()
        return found

    async def _lane(self, lane: Lane) -> None:
        """See one chat through; a bug in it leaves the others alone."""
        try:
            async with self._room:
                await self._see_through(lane)
        except Exception:
            log.exception("a chat could not be served")
            later = self._pulse.real() + timedelta(seconds=LONGEST_BACK_OFF)
            await self._settler.settle([Finished(row, not_before=later) for row in lane.rows])
        finally:
            self._under_way -= 1
            self._wake.set()
            async with self._changed:
                self._changed.notify_all()

    async def _see_through(self, lane: Lane) -> None:
        if not await wait_until(lane.slot, self._pulse.real, self._stopping):
            await self._give_back(lane, 0, counted=False)
            return
        try:
            async with transaction(self._database, read=True) as uow:
                plan = await self._planner.plan(uow, lane, self._now())
        except PassingError:
            await self._give_back(lane, FIRST_BACK_OFF, counted=True)
            return
        if plan is not None:
            await self._carry_out(plan)

    async def _give_back(self, lane: Lane, seconds: float, *, counted: bool) -> None:
        later = self._pulse.real() + timedelta(seconds=seconds)
        await self._settler.settle(
            [Finished(row, not_before=later, counted=counted) for row in lane.rows]
        )

    async def _carry_out(self, plan: Plan) -> None:
        finished = [Finished(row, Done(outcome)) for row, outcome in plan.ended]
        finished += [Finished(row, put_off=at) for row, at in plan.put_off]
        for number, message in enumerate(plan.messages):
            if number:
                await asyncio.sleep(PER_CHAT_SECONDS)
            sent = await self._send(plan.chat_id, message)
            self._count(f"messages_{sent.outcome}")
            done = _done(sent)
            if done is None:
                # What follows in this chat waits too, so that the order stays.
                left = [row for each in plan.messages[number:] for row in each.rows]
                later, counted = self._later(sent, left[0].attempts)
                finished += [Finished(row, not_before=later, counted=counted) for row in left]
                break
            if done.outcome is Outcome.SENT:
                self.messages_sent += message.edit is None
            elif done.outcome is Outcome.REFUSED:
                kinds = ",".join(sorted({row.due.kind for row in message.rows}))
                log.error("telegram refused a message", extra={"kinds": kinds})
            finished += [Finished(row, done) for row in message.rows]
        await self._settler.settle(finished)

    async def _send(self, chat_id: int, message: Message) -> Sent:
        try:
            async with asyncio.timeout(SEND_SECONDS):
                if message.edit is not None:
                    return await send.edit(self._bot, chat_id, message.edit, message.card)
                sent = await send.show(self._bot, chat_id, message.card, silent=message.late)
                if sent.outcome is send.Outcome.MIGRATED and sent.new_chat_id is not None:
                    return await send.show(self._bot, sent.new_chat_id, message.card)
                return sent
        except TimeoutError:
            return Sent(send.Outcome.UNSURE)

    def _later(self, sent: Sent, attempts: int) -> tuple[datetime, bool]:
        """Return when to try again, and whether it counts as an attempt."""
        if sent.outcome is send.Outcome.WAIT:
            return self._pulse.real() + timedelta(seconds=sent.retry_after), False
        seconds = min(FIRST_BACK_OFF * 2.0 ** min(attempts, 20), LONGEST_BACK_OFF)
        jitter = random.uniform(0.8, 1.2)
        return self._pulse.real() + timedelta(seconds=seconds * jitter), True


def _done(sent: Sent) -> Done | None:
    """Return the outcome to settle with; None when it must be tried again."""
    match sent.outcome:
        case send.Outcome.SENT:
            return Done(Outcome.SENT, sent.message_ids)
        case send.Outcome.BLOCKED | send.Outcome.GONE:
            return Done(Outcome.BLOCKED)
        case send.Outcome.REFUSED | send.Outcome.MIGRATED:
            return Done(Outcome.REFUSED)
        case _:
            return None
