"""One chat's messages: sent in order, and what became of each of the rows they stand for."""

from __future__ import annotations

import asyncio
import logging
import random
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.ui import send, send_groups
from bot.ui.send import Sent
from bot.ui.send_groups import Act
from scheduler.kinds import Done, Foreseen, Outcome
from scheduler.observe import reason
from scheduler.pace import PER_CHAT_SECONDS, PER_GROUP_SECONDS
from scheduler.settling import Finished

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from telegram import Bot

    from bot.ui.cards import Card
    from scheduler.delivery import Message, Plan
    from scheduler.observe import Observer

log = logging.getLogger(__name__)

SEND_SECONDS = 15
"""Longest one message is waited for; then it counts as unsure and is tried again."""
FIRST_BACK_OFF = 2.0
LONGEST_BACK_OFF = 600.0


class Carrier:
    """Carries out what was planned for a chat."""

    def __init__(
        self,
        bot: Bot,
        observer: Observer,
        now: Callable[[], datetime],
        real: Callable[[], datetime],
    ) -> None:
        """`now` is the calendar, `real` times what is tried again."""
        self._bot = bot
        self._observer = observer
        self._now = now
        self._real = real
        self.messages_sent = 0

    async def carry_out(self, plan: Plan) -> list[Finished]:
        """Send a chat's messages in order; return what became of every row."""
        finished = [Finished(row, Done(outcome)) for row, outcome in plan.ended]
        for _, outcome in plan.ended:
            if outcome is Outcome.REFUSED:
                self._observer.failed("bug")
        finished += [Finished(row, put_off=at) for row, at in plan.put_off]
        for number, message in enumerate(plan.messages):
            if number:
                group = message.rows[0][0].due.chat_id is not None
                await asyncio.sleep(PER_GROUP_SECONDS if group else PER_CHAT_SECONDS)
            sent, done = await self._say(plan.chat_id, message)
            behind = plan.messages[number + 1 :]
            if done is None:
                finished += self._again(sent, message, behind)
                break
            finished += _settled(message, done)
            if done.outcome is not Outcome.SENT:
                finished[-1] = replace(finished[-1], parts=sent.message_ids)
            if done.outcome is Outcome.BLOCKED:
                finished += [each for later in behind for each in _settled(later, done)]
                break
        return finished

    async def _say(self, chat_id: int, message: Message) -> tuple[Sent, Done | None]:
        """Send one message; None when it must be tried again."""
        try:
            card = message.draw()
        except Exception:
            log.exception("a message could not be drawn", extra={"kinds": _kinds(message)})
            self._observer.failed("bug")
            return Sent(send.Outcome.REFUSED), Done(Outcome.REFUSED, why="bug")
        sent = await self._send(chat_id, message, card)
        match sent.outcome:
            case send.Outcome.SENT:
                if card.speaks if isinstance(card, Act) else message.edit is None:
                    self.messages_sent += 1
                    at = min(row.due.run_at for row, _ in message.rows)
                    self._observer.sent((self._now() - at).total_seconds())
                done = Done(
                    Outcome.SENT, sent.message_ids, poll_id=sent.poll_id, moved_to=sent.new_chat_id
                )
                return sent, done
            case send.Outcome.BLOCKED | send.Outcome.GONE:
                self._observer.failed(sent.outcome.value)
                return sent, Done(Outcome.BLOCKED)
            case send.Outcome.NO_RIGHT | send.Outcome.NO_TOPIC | send.Outcome.NO_POLLS:
                self._observer.failed("refused")
                return sent, Done(Outcome.REFUSED, why=sent.outcome.value)
            case send.Outcome.REFUSED | send.Outcome.MIGRATED:
                self._observer.failed("refused")
                log.error("telegram refused a message", extra={"kinds": _kinds(message)})
                return sent, Done(Outcome.REFUSED, why=reason(sent.error))
            case send.Outcome.WAIT:
                self._observer.retried("flood")
            case _:
                self._observer.retried("no_answer")
        return sent, None

    async def _send(self, chat_id: int, message: Message, said: Card | Act) -> Sent:
        """Say it; where a group became a supergroup meanwhile, once more at its new address."""
        ids: list[int] = []
        try:
            async with asyncio.timeout(SEND_SECONDS):
                sent = await self._once(chat_id, message, said, ids)
                if sent.outcome is send.Outcome.MIGRATED and sent.new_chat_id is not None:
                    again = await self._once(sent.new_chat_id, message, said, ids)
                    return replace(again, new_chat_id=sent.new_chat_id)
                return sent
        except TimeoutError:
            return Sent(send.Outcome.UNSURE, tuple(ids))

    async def _once(self, chat_id: int, message: Message, said: Card | Act, ids: list[int]) -> Sent:
        """Say it; `ids` collects what went out of a card of several messages."""
        if isinstance(said, Act):
            return await send_groups.do(self._bot, chat_id, said)
        if message.edit is not None:
            return await send.edit(self._bot, chat_id, message.edit, said)
        silent = message.late or any(prepared.silent for _, prepared in message.rows)
        return await send.show(self._bot, chat_id, said, silent=silent, ids=ids)

    def _again(self, sent: Sent, failed: Message, behind: Sequence[Message]) -> list[Finished]:
        """Give rows back until later; what follows in the chat waits too, so that order stays."""
        attempts = failed.rows[0][0].attempts
        counted = sent.outcome is not send.Outcome.WAIT
        later = self._real() + timedelta(
            seconds=back_off(attempts) if counted else sent.retry_after
        )
        left = [row for message in behind for row, _ in message.rows]
        mine = [Finished(row, not_before=later, counted=counted) for row, _ in failed.rows]
        mine[0] = replace(mine[0], parts=sent.message_ids)
        return mine + [Finished(row, not_before=later, counted=False) for row in left]


def back_off(attempts: int) -> float:
    """Return the seconds until the next try after so many: 2, 4, 8 …, each a fifth more or less."""
    seconds = min(FIRST_BACK_OFF * 2.0 ** min(max(attempts - 1, 0), 20), LONGEST_BACK_OFF)
    return seconds * random.uniform(0.8, 1.2)


def _settled(message: Message, done: Done) -> list[Finished]:
    """Return a message's rows as done; what follows was foreseen only for what was sent."""
    finished = []
    for row, prepared in message.rows:
        foreseen = None
        if done.outcome is Outcome.SENT and prepared.following is not None:
            foreseen = Foreseen(prepared.following())
        finished.append(Finished(row, done, foreseen))
    return finished


def _kinds(message: Message) -> str:
    return ",".join(sorted({row.due.kind for row, _ in message.rows}))
