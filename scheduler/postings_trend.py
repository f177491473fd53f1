"""The monthly poll in a group: the words before it, the poll, and its end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.ui import cards_trend
from bot.ui.send_groups import Act
from scheduler.kinds import Outcome
from scheduler.postings import Posting, Prepared
from usecases import series, trend

if TYPE_CHECKING:
    from scheduler.kinds import Done
    from storage.due import Due
    from usecases.work import GroupWork


async def prepare(work: GroupWork, due: Due) -> Prepared | None:
    """Say the words, ask, or close."""
    if due.lead == trend.FREEZE:
        return None
    if due.lead == trend.PROMPT:
        said = await trend.said(work.uow, work.group, trend.month_of(due))
        progress = await trend.progress(work, due)
        talk, share = work.link("grp"), work.link("share")
        return Prepared(lambda t: Act(cards_trend.prompt(t, said, progress, talk, share)))
    if due.lead == trend.POLL:
        return Prepared(lambda t: Act(cards_trend.poll(t)))
    message = await trend.to_close(work, due)
    return Prepared(lambda _: Act(close=message)) if message is not None else None


async def settled(work: GroupWork, due: Due, done: Done) -> Due | None:
    """Go on from the words to the poll, from there to its end, and to the next month."""
    if due.lead == trend.FREEZE:
        await trend.freeze(work, due)
        if not await trend.rests(work.uow, work.group):
            return replace(due, lead=trend.PROMPT, run_at=work.now)
    if done.outcome is Outcome.SENT and due.lead == trend.PROMPT:
        return replace(due, lead=trend.POLL, run_at=work.now)
    if done.outcome is Outcome.SENT and due.lead == trend.POLL and done.message_ids:
        row = await trend.asked(work, due, done.poll_id, done.message_ids[0])
        await series.plan_follows(work.uow, work.group, work.now)
        return row
    if due.note == trend.LAST:
        return None
    return await trend.following(work.uow, work.group, work.now, trend.month_after(due))


POSTINGS = {trend.TREND: Posting(prepare, settled, forgoes=frozenset({trend.POLL, trend.CLOSE}))}
