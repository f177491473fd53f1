"""The notice in a group that its guard was switched on or off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_guard
from bot.ui.send_groups import Act
from scheduler.kinds import over
from scheduler.postings import Posting, Prepared
from usecases import guard

if TYPE_CHECKING:
    from storage.due import Due
    from usecases.work import GroupWork


async def notice(_: GroupWork, due: Due) -> Prepared:
    """Say whether the bot reads the messages from now on."""
    on = bool(due.ref)
    return Prepared(lambda t: Act(cards_guard.notice(t, on=on)))


POSTINGS = {guard.NOTICE: Posting(notice, over, by_night=True)}
