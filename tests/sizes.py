"""How much the tests do: the short form of `make test`, and the full sizes of `make soak`."""

from __future__ import annotations

import os

SOAK = os.environ.get("SOAK") == "1"
"""Whether this run is a soak."""


def size(short: int, soak: int) -> int:
    """Return how many rounds, people or messages a test takes in this run."""
    return soak if SOAK else short
