"""A progress bar for bulk work, and Ctrl-C as a wish to stop between two steps."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from storage.bulk import StoppedError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_NAMES = {
    "copy": "copying", "check": "checking", "aside": "copy of the file", "schema": "schema",
    "write": "writing", "read": "reading", "rotate": "new key",
}  # fmt: skip
_UNITS = {"aside": " pages", "schema": " steps"}


class Bar:
    """Percent and rows a second on standard error, one bar a phase."""

    def __init__(self) -> None:
        self.done = self.total = 0
        """Steps of the first phase."""
        self._first = ""
        self._name = ""
        self._stops = False
        self._bar: tqdm | None = None

    def phase(self, name: str, total: int, done: int, where: str) -> None:
        """Begin a bar of its own."""
        self.close()
        if where:
            print(f"Going on at {where}: {done} of {total} are done.", file=sys.stderr)
        self._first = self._first or name
        self._name = name
        if name == self._first:
            self.done, self.total = done, total
        # Into a file or a log a line now and then is enough.
        pause = 0.2 if sys.stderr.isatty() else 5
        self._bar = tqdm(
            total=total, initial=done, unit=_UNITS.get(name, " rows"), desc=_NAMES.get(name, name),
            file=sys.stderr, mininterval=pause, dynamic_ncols=True,
        )  # fmt: skip

    def step(self, count: int) -> None:
        """Count steps. Raises StoppedError when Ctrl-C was pressed."""
        if self._bar is not None:
            self._bar.update(count)
        if self._name == self._first:
            self.done += count
        if self._stops:
            raise StoppedError

    def close(self) -> None:
        """Leave the bar where it is."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take Ctrl-C and SIGTERM as a wish; the second time they end the process at once."""
        before = {number: signal.getsignal(number) for number in _SIGNALS}

        def wish(number: int, _: Any) -> None:
            self._stops = True
            signal.signal(number, before[signal.Signals(number)])

        for number in _SIGNALS:
            signal.signal(number, wish)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
            self.close()
