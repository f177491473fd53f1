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
