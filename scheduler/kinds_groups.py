"""A word in private to those who set a group up: what it lacks, and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_groups
from scheduler.kinds import Kind, Prepared, over
from usecases import groups

if TYPE_CHECKING:
    from storage.due import Due
    from usecases.work import Work


async def prepare(work: Work, due: Due) -> Prepared | None:
    """Name the group and what it lacks, unless that was mended meanwhile; another day's is told anew."""
    group = await groups.troubled(work, due.ref, due.note or "")
    if group is None:
        return None
    return Prepared(card=lambda t: cards_groups.trouble(t, group, due.note or ""))


KINDS = {groups.TROUBLE: Kind(prepare, over, answers=True)}
