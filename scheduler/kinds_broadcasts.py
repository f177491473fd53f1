"""A word from the host: people are chosen batch by batch, and each gets it as their own note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_broadcasts
from scheduler.kinds import Done, Item, Kind, Prepared, nothing
from usecases import broadcasts

if TYPE_CHECKING:
    from storage.due import Due
    from usecases.work import Work


async def say(work: Work, due: Due) -> Prepared | None:
    """Say it, unless it was stopped meanwhile."""
    found = await broadcasts.to_say(work, due.ref)
    if found is None:
        return None
    return Prepared(
        item=Item(
            lambda t: cards_broadcasts.said(t, found.words),
            lambda _: (),
        )
    )


async def said(work: Work, due: Due, done: Done) -> None:
    """Note what became of it."""
    await broadcasts.said(work, due, done.outcome.value)


async def choose(work: Work, due: Due, _: Done) -> Due | None:
    """Choose the next people."""
    return await broadcasts.choose(work, due)


KINDS = {
    broadcasts.KIND: Kind(say, said),
    broadcasts.CHOOSE: Kind(nothing, choose, speaks=False),
}
