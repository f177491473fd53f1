"""`duewell packs check`: every error of the region packs, and what is due for review.

For whoever writes a pack: one line each, with file and key, and nothing else to install.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import RealClock
from storage.packs import PACKS, failing_cases, read_packs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from coach.packs import RegionPack, Source


def main(folders: Sequence[str], today: date | None = None) -> int:
    """Check the bundled packs, overridden by `folders` in order.

    Returns 0 when all are whole and their example cases hold (a fact past its review is only
    named), 1 when one is not.
    """
    day = today or RealClock().now().date()
    read = (PACKS, *map(Path, folders))
    packs, errors = read_packs(read)
    errors += failing_cases(read, packs)
    for error in errors:
        print(error, file=sys.stderr)  # noqa: T201  a command prints
    for pack in packs.values():
        for key, source in sources(pack):
            if source.stale(day):
                print(  # noqa: T201  a command prints
                    f"{pack.id}/{key}: to be reviewed since {source.review_by}; "
                    "its figures are not shown"
                )
    if errors:
        return 1
    print(f"All well: {', '.join(sorted(packs))}")  # noqa: T201  a command prints
    return 0


def sources(pack: RegionPack) -> Iterator[tuple[str, Source]]:
    """Yield every sourced entry of a pack as (file: key, source)."""
    yield "facts.toml: limitation", pack.limitation.source
    yield from ((f"facts.toml: rule.{rule.id}", rule.source) for rule in pack.rules)
    yield from ((f"facts.toml: period.{each.id}", each.source) for each in pack.periods)
    yield from ((f"helplines.toml: helpline.{line.id}", line.source) for line in pack.helplines)
    yield from ((f"terms.toml: term.{term.id}", term.source) for term in pack.terms)
    yield from ((f"papers.toml: paper.{note.id}", note.source) for note in pack.papers)
