"""Delivery of updates by POST: in order within a chat, side by side across chats."""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import aiohttp

if TYPE_CHECKING:
    from simulator.updates import UpdateQueue

_PATIENCE = aiohttp.ClientTimeout(total=60)


class Webhook:
    """Where updates go, if anywhere.

    `backoff` is the wait after a first failure, in seconds; it doubles up to a minute.
    """

    def __init__(self, queue: UpdateQueue, backoff: float) -> None:
        self.queue = queue
        self.backoff = backoff
        self.url = ""
        self.secret = ""
        self.max_connections = 40
        self.last_error: tuple[int, str] | None = None
        self._lanes: dict[int, deque[int]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(40)
        self._session: aiohttp.ClientSession | None = None

    async def set(self, url: str, secret: str, max_connections: int) -> None:
        """Send everything that waits, and all that comes, to this address."""
        await self.unset()
        self.url, self.secret, self.max_connections = url, secret, max_connections
        self.last_error = None
        self._slots = asyncio.Semaphore(max_connections)
        self._session = aiohttp.ClientSession(timeout=_PATIENCE)
        self.queue.on_push = self._offer
        for number, key in list(self.queue.keys.items()):
            self._offer(number, key)

    async def unset(self) -> None:
        """Stop delivering; what is not confirmed stays queued."""
        self.url = ""
        self.queue.on_push = None
        self._lanes.clear()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def info(self) -> dict[str, Any]:
        """The Bot API's WebhookInfo object."""
        info: dict[str, Any] = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.queue.pending),
        }
        if self.url:
            info["max_connections"] = self.max_connections
            if self.last_error is not None:
                info["last_error_date"], info["last_error_message"] = self.last_error
        if self.queue.allowed:
            info["allowed_updates"] = sorted(self.queue.allowed)
        return info

    def _offer(self, number: int, key: int) -> None:
        lane = self._lanes.get(key)
        if lane is not None:
            lane.append(number)
            return
        self._lanes[key] = deque((number,))
        task = asyncio.get_running_loop().create_task(self._drive(key))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drive(self, key: int) -> None:
        lane = self._lanes[key]
        while lane:
            number = lane[0]
            update = self.queue.pending.get(number)
            if update is not None:
                await self._deliver(update)
                self.queue.confirm((number,))
            lane.popleft()
        self._lanes.pop(key, None)

    async def _deliver(self, update: dict[str, Any]) -> None:
        wait = self.backoff
        while True:
            async with self._slots:
                error = await self._post(update)
            if error is None or update["update_id"] not in self.queue.pending:
                return
            self.last_error = (int(time.time()), error)
            await asyncio.sleep(wait)
            wait = min(wait * 2, 60.0)

    async def _post(self, update: dict[str, Any]) -> str | None:
        assert self._session is not None
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.secret
        body = json.dumps(update, ensure_ascii=False).encode()
        try:
            async with self._session.post(self.url, data=body, headers=headers) as answer:
                await answer.read()
                if answer.status == HTTPStatus.OK:
                    return None
                said = f"{answer.status} {answer.reason or ''}".strip()
                return f"Wrong response from the webhook: {said}"
        except TimeoutError:
            return "Read timeout expired"
        except aiohttp.ClientError:
            return "Connection failed"
