"""Moves everything from one database to another of either kind, and proves that it arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage import ends, migrate, quiet
from storage.filling import FillError
from storage.pouring import Poured, mark_of, pour
from storage.snapshot import Snapshot, snapshot
from storage.stream import PAGE

if TYPE_CHECKING:
    from collections.abc import Collection

    from storage.bulk import Report


class MoveError(RuntimeError):
    """Nothing was moved, or not all of it; the message says why and what to do."""


async def move(
    source: str,
    target: str,
    fingerprints: Collection[str],
    report: Report,
    *,
    again: bool = False,
    page: int = PAGE,
) -> Poured:
    """Copy every row of `source` (a URL) into `target`, check each, and set the numbering.

    `fingerprints` are those of the keys at hand. `again` begins anew where an earlier move was
    stopped. The report hears of the phases `copy` and `check`, in rows. Raises MoveError, or
    StoppedError from the report.
    """
    try:
        one, other = ends.parsed(source), ends.parsed(target)
        if one == other:
            msg = "source and target are the same database"
            raise MoveError(msg)
        await ends.prepare_source(one, still=True)
        await ends.prepare_target(other)
        async with (
            ends.opened(one) as ours,
            ends.opened(other) as theirs,
            quiet.held(ours),
            quiet.claimed(theirs),
            snapshot(ours, page) as taken,
        ):
            mark = await _checked(taken, set(fingerprints))
            return await pour(taken, theirs, mark, report, again=again)
    except (FillError, ends.EndError, quiet.InUseError, migrate.MigrationError) as error:
        raise MoveError(str(error)) from error
    except ends.BROKEN as error:
        raise MoveError(ends.words(error)) from error


async def _checked(taken: Snapshot, fingerprints: set[str]) -> str:
    """Return the mark of the source; raises MoveError when it cannot be moved."""
    if await taken.is_unfinished():
        msg = "the source is itself what a stopped move or restore left; finish that one first"
        raise MoveError(msg)
    header = await taken.header()
    if not set(header.keys) <= fingerprints:
        msg = (
            "ENCRYPTION_KEYS does not hold the key that the source was written with; nobody could "
            "read it at the target. Give that key, then run this again"
        )
        raise MoveError(msg)
    return mark_of(header)
