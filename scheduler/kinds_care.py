"""That a client's counsellor has changed, and that a client let theirs know of a danger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_care
from scheduler.kinds import Item, Kind, Prepared, over
from usecases import care, grants

if TYPE_CHECKING:
    from storage.due import Due
    from usecases.work import Work


async def prepare(work: Work, _: Due) -> Prepared | None:
    """Say who counsels them now, and that nothing is shared with anybody new."""
    names = [name for _, name in await grants.mine(work)]
    return Prepared(item=Item(lambda t: cards_care.note(t, names), cards_care.note_rows))


async def told(work: Work, due: Due) -> Prepared | None:
    """Tell a counsellor, at once, that a client let them know of a danger: the fact, no words."""
    called = await care.was_told(work, due.ref)
    if called is None:
        return None
    return Prepared(card=lambda t: cards_care.told(t, due.ref, called))


KINDS = {care.KIND: Kind(prepare, over, once=True), care.TOLD: Kind(told, over, answers=True)}
