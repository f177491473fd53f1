"""The log of Bot API calls, for tests and the curious; bounded."""

from __future__ import annotations

import time
from collections import deque
from typing import Any

KEEP = 20_000


class CallLog:
    """Calls in order, numbered from 1."""

    def __init__(self) -> None:
        self._calls: deque[tuple[Any, ...]] = deque(maxlen=KEEP)
        self.count = 0

    def add(
        self, method: str, chat_id: Any, params: dict[str, Any], *, refused: str | None = None
    ) -> None:
        """One call that was answered."""
        self.count += 1
        self._calls.append(
            (self.count, method, chat_id, time.time(), refused is None, refused, params)
        )

    def after(self, number: int) -> list[dict[str, Any]]:
        """Calls later than this number."""
        names = ("n", "method", "chat_id", "at", "ok", "description", "params")
        skip = max(0, number - (self.count - len(self._calls)))
        return [
            dict(zip(names, call, strict=True))
            for index, call in enumerate(self._calls)
            if index >= skip
        ]
