"""The anonymous box in a group: a question posted without author, and one that waited too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_box
from bot.ui.send_groups import Act
from scheduler.kinds import Outcome
from scheduler.postings import Posting, Prepared
from usecases import box

if TYPE_CHECKING:
    from scheduler.kinds import Done
    from storage.due import Due
    from usecases.work import GroupWork


async def prepare(work: GroupWork, due: Due) -> Prepared | None:
    """Post what a coach let through."""
    found = await box.to_post(work, due.ref)
    if found is None:
        return None
    words, answer = found.words, found.answer or ""
    return Prepared(lambda t: Act(cards_box.posted(t, words, answer)))


async def settled(work: GroupWork, due: Due, done: Done) -> None:
    """Erase the way back in the transaction that notes the post."""
    if done.outcome is Outcome.SENT:
        await box.posted(work, due.ref)
    else:
        await box.ended(work, due.ref, due.kind)


async def nothing(_: GroupWork, __: Due) -> None:
    """Prepare nothing: the work is done when it is settled."""


async def ended(work: GroupWork, due: Due, _: Done) -> None:
    """Erase what nobody decided."""
    await box.ended(work, due.ref, due.kind)


POSTINGS = {
    box.POST: Posting(prepare, settled),
    box.END: Posting(nothing, ended, by_night=True, speaks=False),
}
