"""A thing to wait for: many may wait, one call wakes them all."""

from __future__ import annotations

import asyncio


class Signal:
    """Wakes everyone who waits; remembers nothing."""

    __slots__ = ("_waiting",)

    def __init__(self) -> None:
        self._waiting: list[asyncio.Future[bool]] = []

    def fire(self) -> None:
        """Wake all who wait now."""
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            for future in waiting:
                _settle(future, True)

    async def wait(self, seconds: float) -> bool:
        """True when woken, False when the seconds are over."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[bool] = loop.create_future()
        self._waiting.append(future)
        timer = loop.call_later(seconds, _settle, future, False)
        try:
            return await future
        finally:
            timer.cancel()
            if future in self._waiting:
                self._waiting.remove(future)


def _settle(future: asyncio.Future[bool], woken: bool) -> None:
    if not future.done():
        future.set_result(woken)
