"""`duewell packs check`: every error of the region packs, one line each, for whoever writes one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from storage.packs import PACKS, read_packs

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(folders: Sequence[str]) -> int:
    """Check the bundled packs, overridden by `folders` in order; 0 when all are whole."""
    packs, errors = read_packs((PACKS, *map(Path, folders)))
    for error in errors:
        print(error, file=sys.stderr)  # noqa: T201  a command prints
    if errors:
        return 1
    print(f"All well: {', '.join(sorted(packs))}")  # noqa: T201  a command prints
    return 0
