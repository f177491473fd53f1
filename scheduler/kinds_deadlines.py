"""A deadline's messages at 7, 3, 1 and 0 days: its own kind, exempt from one message a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_deadlines
from scheduler.kinds import Done, Item, Kind, Prepared
from usecases import deadlines
from usecases.access import NotYoursError

if TYPE_CHECKING:
    from bot.ui.texts import Texts
    from storage.due import Due
    from usecases.work import Work


async def prepare(work: Work, due: Due) -> Prepared | None:
    """Say what is due and when, unless it was dealt with."""
    try:
        kept = await deadlines.one(work, due.ref)
    except NotYoursError:
        return None
    if kept.deadline.done:
        return None
    on, called = kept.deadline.on, cards_deadlines.name(kept.kind, kept.what)
    left = (on - work.today).days

    def text(t: Texts) -> str:
        if left > 0:
            return t.tn("deadlines.note", left, name=called, day=on)
        if left == 0:
            return t.t("deadlines.note_now", name=called)
        return t.t("deadlines.note_past", name=called, day=on)

    return Prepared(item=Item(text, lambda t: cards_deadlines.note_rows(t, kept.id, left)))


async def settled(work: Work, due: Due, _: Done) -> Due | None:
    """Move on to the deadline's next message."""
    try:
        return await deadlines.upcoming(work, due.ref)
    except NotYoursError:
        return None


KINDS = {"deadline": Kind(prepare, settled, exempt=True)}
