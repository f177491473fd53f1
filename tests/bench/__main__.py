"""`python -m tests.bench [NAME …]`: one JSON object a line on stdout, progress on stderr."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import TYPE_CHECKING, Any

from tests.bench import (
    answer,
    console,
    dispatch,
    dossier,
    flat,
    flood,
    groups,
    lateness,
    offer,
    sizes,
    startup,
    tick,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

BENCHES: dict[str, Callable[[], Awaitable[dict[str, Any]]]] = {
    "startup": startup.measure,
    "answer.sqlite": answer.on_sqlite,
    "answer.postgresql": answer.on_postgresql,
    "offer.check": offer.measure,
    "dispatch.sqlite": dispatch.on_sqlite,
    "dispatch.postgresql": dispatch.on_postgresql,
    "tick.sqlite": tick.on_sqlite,
    "tick.postgresql": tick.on_postgresql,
    "groups": groups.measure,
    "flat": flat.measure,
    "flood": flood.measure,
    "lateness": lateness.measure,
    "sizes": sizes.measure,
    "dossier": dossier.measure,
    "console.flat": console.flat,
    "deployment": console.deployment,
}


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all; a name may be a beginning (`answer`)."""
    chosen = [name for name in BENCHES if not names or any(name.startswith(n) for n in names)]
    if not chosen:
        sys.stderr.write(f"there is no such benchmark; there are {', '.join(BENCHES)}\n")
        return 2
    for name in chosen:
        sys.stderr.write(f"{name} …\n")
        figures = asyncio.run(BENCHES[name]())
        sys.stdout.write(json.dumps({"bench": name, **figures}) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
