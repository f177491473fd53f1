"""How fast the clock may speak: 25 of Telegram's 30 messages a second, one a second a chat.

Slots are reserved in the claim's own transaction, in one row that all processes share; here is only
the waiting for them. Answers to taps are never held back.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

PER_SECOND = 25.0
PER_CHAT_SECONDS = 1.0
PER_GROUP_SECONDS = 3.0
"""Telegram lets a bot say twenty messages a minute in a group."""
UNSETTLED_SECONDS = 0.04
"""How much of the pace may have gone out unsettled when the next message goes: a kill doubles it."""

MOMENT = 0.001
"""Where more than a thousand may go in a second there is no pace to keep."""
LATE_MESSAGES = 5
"""With the clock's 25 that makes Telegram's 30 a second."""
LATE_SLOT_SECONDS = LATE_MESSAGES / PER_SECOND
"""How late a slot may be used where others have theirs."""


async def wait_until(slot: float, real: Callable[[], datetime], stopping: asyncio.Event) -> bool:
    """Wait for a slot (seconds of real time); False when the process stops before."""
    seconds = slot - real().timestamp()
    if seconds <= 0:
        return not stopping.is_set()
    try:
        async with asyncio.timeout(seconds):
            await stopping.wait()
    except TimeoutError:
        return True
    return False


class Gate:
    """Lets one chat after the other go, however late their slots have become."""

    def __init__(
        self, per_second: float, real: Callable[[], datetime], *, shared: bool = False
    ) -> None:
        """`real` times the slots; `shared` tells that other processes take slots too."""
        self._shared = shared
        self._gap = 1 / per_second
        self._real = real
        self._free = 0.0
        self._turn = asyncio.Lock()
        self._most = max(1, int(per_second * UNSETTLED_SECONDS))
        self._sent = 0
        self._room = asyncio.Event()
        self._room.set()

    async def may_go(self, slot: float, stopping: asyncio.Event) -> bool:
        """Wait for a slot, for the one before it, and for the settling.

        False when stopping, or when the slot has passed.
        """
        if self._gap < MOMENT:
            return not stopping.is_set()
        # In turn: whoever waited for a slow commit would otherwise all go in the moment it returns.
        async with self._turn:
            mine = max(slot, self._free)
            if not await wait_until(mine, self._real, stopping):
                return False
            await self._room.wait()
            went = self._real().timestamp()
            if self._shared and went - slot > LATE_SLOT_SECONDS:
                # The moment belongs to somebody else by now: take a new slot instead.
                return False
            self._free = (mine if went - mine < self._gap else went) + self._gap
        return not stopping.is_set()

    def handed_over(self) -> None:
        """Hear that what became of a chat waits for its settling."""
        self._sent += 1
        if self._sent > self._most:
            self._room.clear()

    def settled(self, chats: int) -> None:
        """Hear that so many chats were settled."""
        self._sent -= chats
        if self._sent <= self._most:
            self._room.set()
