"""Counts since the start of the process, for /metrics; no names, no sums."""

from __future__ import annotations

from collections import Counter


class Metrics:
    """A counter for each kind of event."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def count(self, name: str, by: int = 1) -> None:
        """Add to one counter."""
        self._counts[name] += by

    def __getitem__(self, name: str) -> int:
        return self._counts[name]

    def text(self) -> str:
        """Return all counters in Prometheus's text form."""
        return "".join(
            f"# TYPE duewell_{name} counter\nduewell_{name} {value}\n"
            for name, value in sorted(self._counts.items())
        )
