"""What the sender tells whoever watches it: plain calls, no waiting, nothing about anybody.

The sender is handed one `Observer`. The words for `why` are few and fixed, because they become
labels of a metric and rows of a table: those of `RETRIED` and `FAILED`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

LATE_SECONDS = 60.0
"""A message counts as late when it went out this long after its time: hours are promised by the
minute, and at 25 a second a minute is room for 1,500 of them."""

RETRIED = ("flood", "no_answer", "server", "database")
"""Telegram asked to wait; nothing came back; it answered with an error of its own; ours was away."""
FAILED = ("blocked", "gone", "refused", "bug")
"""The person blocked the bot; the chat is no more; Telegram rejected it; our own code did."""
OURS = ("refused", "bug")
"""The failures that a host can do something about; the others are people's own choice."""

REASONS = {
    "can't parse entities": "markup",
    "message is too long": "too_long",
    "caption is too long": "too_long",
    "text is empty": "empty",
    "button": "buttons",
    "reply markup": "buttons",
    "file": "file",
    "not enough rights": "rights",
    "have no rights": "rights",
}
"""What Telegram's words for a bad request begin a class with; the words themselves may quote a
message, so that they are neither logged nor sent on."""


def reason(error: str) -> str:
    """Return the class of a bad request, as one word: it is reported once a class and kind."""
    words = error.lower()
    return next((name for part, name in REASONS.items() if part in words), "other")


class Observer(Protocol):
    """Hears what the sender does, as it happens."""

    def sent(self, late: float) -> None:
        """One message went out, that many seconds (calendar) after its due row's time."""

    def retried(self, why: str) -> None:
        """One message will be tried again; `why` is one of `RETRIED`."""

    def failed(self, why: str) -> None:
        """One message never goes out; `why` is one of `FAILED`."""

    def ticked(self, seconds: float) -> None:
        """One look for what is due took that many seconds, a claim included."""


class Nobody:
    """Hears nothing, for a sender that nobody watches."""

    def sent(self, late: float) -> None:
        """Let it pass."""

    def retried(self, why: str) -> None:
        """Let it pass."""

    def failed(self, why: str) -> None:
        """Let it pass."""

    def ticked(self, seconds: float) -> None:
        """Let it pass."""


class Tally:
    """Passes on what it hears, and keeps sums until they are written down for all processes."""

    def __init__(self, also: Observer, real: Callable[[], datetime]) -> None:
        """`also` hears the same at once; `real` dates the last sign of life."""
        self._also = also
        self._real = real
        self._sums: Counter[str] = Counter()
        self.last_tick: datetime | None = None
        """When the sender last looked for what is due (real time)."""

    def sent(self, late: float) -> None:
        """Count a message, and whether it was late."""
        self._also.sent(late)
        self._sums["sent"] += 1
        if late > LATE_SECONDS:
            self._sums["late"] += 1

    def retried(self, why: str) -> None:
        """Count by reason."""
        self._also.retried(why)
        self._sums[f"retried.{why}"] += 1

    def failed(self, why: str) -> None:
        """Count by reason."""
        self._also.failed(why)
        self._sums[f"failed.{why}"] += 1

    def ticked(self, seconds: float) -> None:
        """Note a sign of life."""
        self._also.ticked(seconds)
        self.last_tick = self._real()

    def take(self) -> dict[str, int]:
        """Return the sums since the last call and begin anew."""
        sums, self._sums = self._sums, Counter()
        return dict(sums)

    def give_back(self, sums: Mapping[str, int]) -> None:
        """Take back sums that could not be written."""
        self._sums.update(sums)
