"""What a host must tell everybody: neither missing consent nor a pause of messages holds it back.

Only the pause after a sign of self-harm does: then it waits, day by day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.ui import cards_notices
from scheduler.kinds import Item, Kind, Outcome, Prepared
from usecases import notices

if TYPE_CHECKING:
    from scheduler.kinds import Done
    from storage.due import Due
    from usecases.work import Work


async def prepare(work: Work, due: Due) -> Prepared | None:
    """Say it; a discreet person taps *Show* first, as for everything that comes by itself."""
    if work.person.paused_since is not None:
        return None
    notice = notices.read(due.occurrence)
    if notice.topic == notices.CLOSING:
        on = date.fromisoformat(notice.which)
        if on < work.today:
            return None
        return Prepared(item=Item(lambda t: cards_notices.closing(t, on), cards_notices.rows))
    words = await notices.words_of(work.uow, notice)
    return Prepared(item=Item(lambda t: cards_notices.breach(t, words), cards_notices.breach_rows))


async def settled(work: Work, due: Due, done: Done) -> Due | None:
    """Wait where the person is not to be written to now; a further lead is a further try."""
    if done.outcome is Outcome.SKIPPED and work.person.paused_since is not None:
        return replace(due, lead=due.lead + 10, run_at=work.now + timedelta(days=1))
    return None


KINDS = {notices.KIND: Kind(prepare, settled, exempt=True, answers=True)}
