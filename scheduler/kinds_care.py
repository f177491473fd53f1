"""The message that a client's counsellor has changed; it says no more than what is so now."""

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


KINDS = {care.KIND: Kind(prepare, over, once=True)}
