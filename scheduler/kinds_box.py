"""The anonymous box in private: coaches told of a question, its outcome to its asker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_box
from coach.box import DecidedError, Reason, Status
from scheduler.kinds import Done, Kind, Prepared, over
from usecases import box

if TYPE_CHECKING:
    from storage.due import Due
    from usecases.work import Work


async def new(work: Work, due: Due) -> Prepared | None:
    """Say that a question waits, if no other coach was quicker.

    Its words are shown on a tap alone: then Telegram is asked who still runs the group.
    """
    try:
        found = await box.one(work, int(due.note or 0), due.ref)
    except DecidedError:
        return None
    group = await box.group_of(work, found)
    return Prepared(card=lambda t: cards_box.new(t, group.title, group.id))


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
