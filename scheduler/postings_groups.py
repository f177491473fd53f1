"""The bot's first words in a group, and its own clutter deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_groups
from bot.ui.send_groups import Act
from scheduler.kinds import over
from scheduler.postings import Posting, Prepared
from usecases import groups

if TYPE_CHECKING:
    from storage.due import Due
    from usecases.work import GroupWork


async def hello(work: GroupWork, _: Due) -> Prepared:
    """Introduce the bot, with the way to set it up and the way into private."""
    card = cards_groups.hello
    return Prepared(lambda t: Act(card(t, set_up=work.link("set"), talk=work.link("grp"))))


async def tidy(_: GroupWork, due: Due) -> Prepared:
    """Delete the message that the row is about."""
    return Prepared(lambda _: Act(delete=due.ref))


POSTINGS = {
    groups.HELLO: Posting(hello, over, by_night=True),
    groups.TIDY: Posting(tidy, over, by_night=True),
}
