"""Who has not been here for long: asked once, in a message that names nothing, then erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_retention
from scheduler.kinds import Done, Kind, Prepared
from usecases import retention
from usecases.people import INACTIVE

if TYPE_CHECKING:
    from storage.due import Due
    from usecases.work import Work


async def ask(work: Work, due: Due) -> Prepared | None:
    """Ask whether to keep what is there."""
    if due.lead or not await retention.is_over(work):
        return None
    on = retention.erased_on(work)
    return Prepared(card=lambda t: cards_retention.ask(t, on))


async def settled(work: Work, due: Due, _: Done) -> Due | None:
    """Go on to the erasure, or to the next look."""
    return await retention.following(work, due)


KINDS = {INACTIVE: Kind(ask, settled, exempt=True)}
