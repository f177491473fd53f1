"""The anonymous box in private: a question shown to its coaches, its outcome to its asker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_box
from coach.box import WAITS, DecidedError, Reason, Status
from scheduler.kinds import Done, Kind, Prepared, over
from usecases import box

if TYPE_CHECKING:
    from storage.due import Due
    from usecases.work import Work


async def new(work: Work, due: Due) -> Prepared | None:
    """Show the question, if no other coach was quicker."""
    group_id = int(due.note or 0)
    try:
        found = await box.one(work, group_id, due.ref)
    except DecidedError:
        return None
    until = found.day + WAITS
    return Prepared(card=lambda t: cards_box.waiting(t, group_id, found.id, found.words, until))


async def word(_work: Work, due: Due) -> Prepared:
    """Say what became of a question, without a word of it."""
    name, _, why = (due.note or "").partition(":")
    status, reason = Status(name), Reason(why) if why else None
    return Prepared(card=lambda t: cards_box.outcome(t, status, reason))


async def told(work: Work, due: Due, _: Done) -> None:
    """Forget that it was said."""
    await box.told(work, due)


KINDS = {
    box.NEW: Kind(new, over, answers=True),
    box.WORD: Kind(word, told, answers=True),
}
