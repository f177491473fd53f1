"""Work on many rows: whoever watches it hears of each step, and may stop it between two."""

from __future__ import annotations

import logging
from typing import Protocol

log = logging.getLogger(__name__)


class StoppedError(RuntimeError):
    """The work was asked to stop; begun again, it goes on where it was."""


class Report(Protocol):
    """Whoever watches."""

    def phase(self, name: str, total: int, done: int, where: str) -> None:
        """Begin something that has so many steps (mostly rows), so many of them done earlier.

        `where` names the place at which work that was stopped goes on, or is empty.
        """

    def step(self, count: int) -> None:
        """Count steps. Raises StoppedError to stop here."""


class Logged:
    """Notes every tenth of it in the log, for a bot that starts."""

    def __init__(self) -> None:
        self._name, self._total, self._done = "", 0, 0

    def phase(self, name: str, total: int, done: int, where: str) -> None:
        """Begin anew."""
        self._name, self._total, self._done = name, total, done

    def step(self, count: int) -> None:
        """Count."""
        before, self._done = self._done, self._done + count
        if self._total and before * 10 // self._total < self._done * 10 // self._total:
            percent = min(100, self._done * 100 // self._total)
            log.info("bulk work", extra={"work": self._name, "percent": percent})
