"""The time messages are dated with: real, or the demo's, which may be moved.

Only message dates follow the demo's clock. Whatever Telegram times for itself (how long a tap may
be answered, flood limits, polling) runs on real time.
"""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

import aiohttp

_PATIENCE = aiohttp.ClientTimeout(total=2)
_MOVE_PATIENCE = aiohttp.ClientTimeout(total=600)


class Clock:
    """Real time plus the offset of the demo clock at `url` (None: no demo clock)."""

    def __init__(self, url: str | None = None) -> None:
        self.url = url.rstrip("/") if url else None
        self.offset = 0.0
        self.shown: dict[str, Any] | None = None
        self.moving = 0
        self._deaf = False
        self._session: aiohttp.ClientSession | None = None

    def now(self) -> float:
        """Seconds since 1970, by the demo's calendar where there is one."""
        return time.time() + self.offset

    @staticmethod
    def real() -> float:
        """Monotonic seconds, for what Telegram times itself."""
        return time.monotonic()

    async def ask(self, *, seconds: float = 2) -> dict[str, Any] | None:
        """What the demo clock says: {now, next_due}; None where there is none or it is silent."""
        if self.url is None:
            return None
        patience = aiohttp.ClientTimeout(total=seconds)
        try:
            async with self._http().get(f"{self.url}/clock", timeout=patience) as answer:
                return self._learn(await answer.json()) if answer.status == 200 else None
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return None

    async def follow(self) -> None:
        """While a move is under way, take the demo's time anew before a message is dated."""
        if self.moving and not self._deaf:
            self._deaf = await self.ask(seconds=0.5) is None

    async def move(self, to: Any) -> tuple[int, Any]:
        """Ask the demo to move its clock; its status and answer."""
        if self.url is None:
            return 404, {"description": "no demo clock"}
        self.moving += 1
        self._deaf = False
        try:
            request = self._http().post(f"{self.url}/clock", json=to, timeout=_MOVE_PATIENCE)
            async with request as answer:
                body = await answer.json(content_type=None)
                if answer.status == 200:
                    self._learn(body)
                return answer.status, body
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            return 502, {"description": f"the demo clock does not answer: {type(error).__name__}"}
        finally:
            self.moving -= 1

    async def reset(self) -> bool:
        """Tell the demo to forget its data; whether it did (True where there is no demo)."""
        if self.url is None:
            return True
        try:
            async with self._http().post(f"{self.url}/reset", timeout=_MOVE_PATIENCE) as answer:
                done = answer.status < 300
        except (aiohttp.ClientError, TimeoutError):
            return False
        await self.ask()
        return done

    async def close(self) -> None:
        """Let go of connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _http(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=_PATIENCE)
        return self._session

    def _learn(self, answer: Any) -> dict[str, Any]:
        if not isinstance(answer, dict) or "now" not in answer:
            raise ValueError("not a clock")
        self.offset = seconds(answer["now"]) - time.time()
        self.shown = answer
        return answer


def seconds(value: Any) -> float:
    """An ISO time (UTC when it names no zone) or a number, as seconds since 1970."""
    if isinstance(value, (int, float)):
        return float(value)
    moment = dt.datetime.fromisoformat(str(value))
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return moment.timestamp()
