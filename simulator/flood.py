"""Telegram's flood limits, kept when asked for. All on real time (monotonic seconds).

30 messages a second for the whole bot, one a second in a chat after a short burst, 20 a minute in a
group. Edits count like messages.
"""

from __future__ import annotations

import math
import time
from collections import Counter, deque

from simulator.errors import flooded

OVERALL_PER_SECOND = 30
CHAT_PER_SECOND = 1.0
CHAT_BURST = 5
GROUP_PER_MINUTE = 20


class Flood:
    """Counts calls; off until `on` is set."""

    def __init__(self) -> None:
        self.on = False
        self.refused: Counter[str] = Counter()
        """How often each limit refused a call: `bot`, `chat`, `group`."""
        self._overall: deque[float] = deque()
        self._tokens: dict[int, tuple[float, float]] = {}
        self._groups: dict[int, deque[float]] = {}

    def clear(self) -> None:
        """Forget what was counted."""
        self._overall.clear()
        self._tokens.clear()
        self._groups.clear()
        self.refused.clear()

    def check(self, chat_id: int, *, private: bool) -> None:
        """Count one message to this chat, or refuse it (429) uncounted."""
        now = time.monotonic()
        waits = [_over(self._overall, now, OVERALL_PER_SECOND, 1.0)]
        group: deque[float] | None = None
        tokens = 0.0
        if private:
            had, at = self._tokens.get(chat_id, (float(CHAT_BURST), now))
            tokens = min(CHAT_BURST, had + (now - at) * CHAT_PER_SECOND)
            waits.append((1 - tokens) / CHAT_PER_SECOND)
        else:
            group = self._groups.setdefault(chat_id, deque())
            waits.append(_over(group, now, GROUP_PER_MINUTE, 60.0))
        longest = max(waits)
        if longest > 0:
            own = "chat" if private else "group"
            self.refused[own if waits[1] > 0 else "bot"] += 1
            raise flooded(max(1, math.ceil(longest)))
        self._overall.append(now)
        if group is not None:
            group.append(now)
        else:
            self._tokens[chat_id] = (tokens - 1, now)


def _over(times: deque[float], now: float, limit: int, span: float) -> float:
    while times and times[0] <= now - span:
        times.popleft()
    return times[0] + span - now if len(times) >= limit else 0.0
