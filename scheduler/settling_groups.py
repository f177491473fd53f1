"""What becomes of a group's due row: moved on, or waiting for a right; the group may have moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from scheduler.kinds import Foreseen, Outcome
from storage import groups
from usecases import groups as group_cases

if TYPE_CHECKING:
    from datetime import datetime

    from scheduler.delivery_groups import GroupPlanner
    from scheduler.kinds import Done
    from storage.claims import Claimed
    from storage.uow import UnitOfWork

WAITS = timedelta(days=1)
"""How long something waits for a right, unless Telegram tells sooner that it is back."""


async def following(
    uow: UnitOfWork,
    planner: GroupPlanner,
    row: Claimed,
    done: Done,
    now: datetime,
    *,
    held: bool,
) -> Foreseen | None:
    """Return what becomes of the row; None leaves it to whoever changed it meanwhile."""
    group = await groups.get(uow, -row.due.lane)
    if group is None:
        return None
    work = planner.work(uow, group, now)
    if done.moved_to is not None:
        await group_cases.moved(work, done.moved_to)
    if done.outcome is Outcome.BLOCKED:
        await group_cases.left(work)
        return Foreseen(replace(row.due, run_at=now + WAITS), late=True) if held else None
    posting = planner.postings.get(row.due.kind)
    may_wait = posting is None or row.due.lead not in posting.forgoes
    if may_wait and done.outcome is Outcome.REFUSED and done.why in ("no_right", "no_topic"):
        await group_cases.trouble(work, done.why)
        return Foreseen(replace(row.due, run_at=now + WAITS), late=True) if held else None
    if done.message_ids and not group.rights.post:
        # What all members may is given back without a word to the bot.
        await groups.change(uow, group.id, may_post=True)
    if not held:
        return None
    if posting is None:
        return Foreseen(None)
    return Foreseen(await posting.settled(work, row.due, done))
