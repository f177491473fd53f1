"""Updates waiting for the bot: their numbers, and the long poll that fetches them.

An update stays until a later call's offset (or a webhook's 200) confirms it.
"""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING, Any

from simulator.errors import conflict
from simulator.signals import Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_LEFT_OUT_BY_DEFAULT = frozenset(("chat_member", "message_reaction", "message_reaction_count"))
_BLOCK = 100_000
OTHER_POLLER = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
Update = dict[str, Any]


class UpdateNumbers:
    """Numbers that never come twice, even after a crash: taken from blocks that are written ahead.

    `reserve` is called with the end of a block before its first number is used.
    """

    def __init__(self, start: int | None, reserve: Callable[[int], None]) -> None:
        self.next = start if start is not None else random.randint(10**8, 9 * 10**8)
        self._end = 0
        self._reserve = reserve

    def take(self) -> int:
        """The next number."""
        if self.next >= self._end:
            self._end = self.next + _BLOCK
            self._reserve(self._end)
        number = self.next
        self.next += 1
        return number


class UpdateQueue:
    """What the bot has not confirmed yet, in order."""

    def __init__(self, numbers: UpdateNumbers) -> None:
        self.numbers = numbers
        self.pending: dict[int, Update] = {}
        self.keys: dict[int, int] = {}
        self.allowed: frozenset[str] = frozenset()
        self.confirmed = Signal()
        self.on_push: Callable[[int, int], None] | None = None
        self._poller: asyncio.Future[str | None] | None = None

    def push(self, kind: str, payload: dict[str, Any], *, key: int) -> int | None:
        """Queue an update about chat `key`; its number, or None when the bot did not ask for it."""
        if self.allowed:
            if kind not in self.allowed:
                return None
        elif kind in _LEFT_OUT_BY_DEFAULT:
            return None
        number = self.numbers.take()
        self.pending[number] = {"update_id": number, kind: payload}
        self.keys[number] = key
        if self.on_push is not None:
            self.on_push(number, key)
        elif self._poller is not None and not self._poller.done():
            self._poller.set_result(None)
        return number

    def confirm(self, numbers: Iterable[int]) -> None:
        """Forget these: the bot has them."""
        for number in numbers:
            self.pending.pop(number, None)
            self.keys.pop(number, None)
        self.confirmed.fire()

    def confirm_before(self, offset: int) -> None:
        """Confirm as getUpdates' offset says: everything lower, or all but the last -offset."""
        if offset > 0:
            done = []
            for number in self.pending:
                if number >= offset:
                    break
                done.append(number)
            if done:
                self.confirm(done)
        elif offset < 0:
            self.confirm(list(self.pending)[:offset])

    def allow(self, kinds: list[str] | None) -> None:
        """Which kinds to queue from now on; None changes nothing, an empty list is the default."""
        if kinds is not None:
            self.allowed = frozenset(kinds)

    def stop_poller(self, reason: str) -> None:
        """End the long poll that is under way, if any, with a conflict."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(reason)
        self._poller = None

    async def poll(self, *, offset: int, limit: int, seconds: float) -> list[Update]:
        """Answer getUpdates. Raises 409 in the older of two calls."""
        self.stop_poller(OTHER_POLLER)
        self.confirm_before(offset)
        if not self.pending and seconds > 0:
            loop = asyncio.get_running_loop()
            waiting: asyncio.Future[str | None] = loop.create_future()
            self._poller = waiting
            timer = loop.call_later(seconds, _give_up, waiting)
            try:
                reason = await waiting
            finally:
                timer.cancel()
                if self._poller is waiting:
                    self._poller = None
            if reason is not None:
                raise conflict(reason)
        batch = []
        for update in self.pending.values():
            batch.append(update)
            if len(batch) == limit:
                break
        return batch

    def clear(self) -> None:
        """Drop everything that waits; the numbers go on."""
        self.confirm(list(self.pending))


def _give_up(waiting: asyncio.Future[str | None]) -> None:
    if not waiting.done():
        waiting.set_result(None)
