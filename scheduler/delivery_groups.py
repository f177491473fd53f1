"""What groups and channels are to be told now; the same way as `delivery`, by the group's rules."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from coach.dates import local_date
from coach.digest import after_quiet
from coach.groups import AFTER_NIGHT, Group, GroupStatus
from scheduler.delivery import Message, Plan, is_late
from scheduler.kinds import Outcome, Prepared
from storage import groups
from usecases.work import GroupWork

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.ui.send_groups import Act
    from bot.ui.texts import Catalogs
    from coach.packs import RegionPack
    from scheduler.postings import Postings
    from scheduler.postings import Prepared as Post
    from storage.claims import Claimed, Lane
    from storage.uow import UnitOfWork

log = logging.getLogger(__name__)


class GroupPlanner:
    """Turns claimed groups into acts; reads, and never writes."""

    def __init__(
        self,
        postings: Postings,
        catalogs: Catalogs,
        packs: Mapping[str, RegionPack],
        bot_username: str,
    ) -> None:
        """Take what stays the same for the life of the process."""
        self.postings = postings
        self._catalogs = catalogs
        self._packs = packs
        self._bot_username = bot_username

    def work(self, uow: UnitOfWork, group: Group, now: datetime) -> GroupWork:
        """Return the work that postings are handed."""
        today = local_date(now, group.zone)
        return GroupWork(uow, group, now, today, self._packs, self._bot_username)

    async def plan(self, uow: UnitOfWork, lanes: Sequence[Lane], now: datetime) -> list[Plan]:
        """Return what to do with each group's rows."""
        found = await groups.many(uow, [-lane.number for lane in lanes])
        plans = []
        for lane in lanes:
            known = found.get(-lane.number)
            plan = Plan(known[1] if known else 0)
            if known is not None:
                work = self.work(uow, known[0], now)
                for row in lane.rows:
                    await self._row(plan, work, row)
            plans.append(plan)
        return plans

    async def _row(self, plan: Plan, work: GroupWork, row: Claimed) -> None:
        ready = await self._ready(work, row)
        if isinstance(ready, Outcome):
            plan.ended.append((row, ready))
        elif isinstance(ready, datetime):
            plan.put_off.append((row, ready))
        else:
            plan.messages.append(self._message(work.group, row, ready))

    async def _ready(self, work: GroupWork, row: Claimed) -> Post | Outcome | datetime:
        posting, group = self.postings.get(row.due.kind), work.group
        if row.sent:
            return Outcome.SENT
        if posting is None:
            # Written by a newer version of the program, which will know what to do with it.
            log.warning("nobody knows this kind", extra={"kind": row.due.kind})
            return work.now + timedelta(days=1)
        if not posting.speaks:
            return Outcome.SKIPPED
        if group.status is GroupStatus.LEFT:
            return Outcome.BLOCKED
        if posting.stale and local_date(row.due.run_at, group.zone) != work.today:
            return Outcome.SKIPPED
        if is_late(row, work.now) and not posting.by_night:
            better = after_quiet(work.now, AFTER_NIGHT, group.zone)
            if better is not None:
                return better
        try:
            return await posting.prepare(work, row.due) or Outcome.SKIPPED
        except Exception:
            log.exception("a post could not be prepared", extra={"kind": row.due.kind})
            return Outcome.REFUSED

    def _message(self, group: Group, row: Claimed, post: Post) -> Message:
        t = self._catalogs.texts(group.locale)

        def draw() -> Act:
            return replace(post.act(t), thread=group.topic)

        return Message(draw, ((row, Prepared()),))
