"""Channels: silent before their readers, claimed in private, tied to the group of their comments."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coach.groups import Group, GroupKind, GroupStatus
from storage import due, groups, people, series
from storage.due import Due
from usecases.groups import TROUBLE

if TYPE_CHECKING:
    from collections.abc import Collection

    from storage.uow import UnitOfWork
    from usecases.work import GroupWork, Work

ADDED = "added"
"""Why a coach hears of a channel at once: its readers were told nothing."""
ASKED = 10
"""Channels without a coach about which Telegram is asked at most, the newest."""


async def added(work: GroupWork, telegram_id: int) -> None:
    """Tell whoever added the bot to a channel, if they have ever written to it, how to set it up.

    Nothing is kept of anybody else: they find the channel under /groups once they write.
    """
    found = await people.find(work.uow, telegram_id)
    if found is None:
        return
    person, group = found[0], work.group
    # Only an administrator can add a bot to a channel.
    await groups.coach(work.uow, group.id, person.id, work.now)
    occurrence = f"{TROUBLE}:{group.id}:{int(work.now.timestamp())}"
    row = Due(person.id, TROUBLE, group.id, occurrence, 0, work.now, note=ADDED, urgent=True)
    await due.put(work.uow, row)


async def unclaimed(uow: UnitOfWork) -> tuple[tuple[Group, int], ...]:
    """Return channels that nobody has set up, each with its Telegram id."""
    return await groups.unclaimed(uow, GroupKind.CHANNEL, ASKED)


async def claim(work: Work, numbers: Collection[int]) -> None:
    """Note that Telegram just called the person an administrator of these."""
    for number in numbers:
        await groups.coach(work.uow, number, work.person.id, work.now)


async def link(uow: UnitOfWork, group: Group, telegram_id: int | None) -> Group:
    """Tie a channel and its discussion group together, or part them (None).

    A discussion group that nobody has set up takes the channel's language, zone and region.
    """
    other = await groups.find(uow, telegram_id) if telegram_id is not None else None
    number = other.id if other is not None else None
    if group.linked != number and group.linked is not None:
        await groups.change(uow, group.linked, linked=None)
    if group.linked != number:
        await groups.change(uow, group.id, linked=number)
    if other is not None and other.linked != group.id:
        await groups.change(uow, other.id, linked=group.id)
        channel, talk = (group, other) if group.kind is GroupKind.CHANNEL else (other, group)
        if not await groups.coaches_of(uow, talk.id) and await series.get(uow, talk.id) is None:
            alike = {"locale": channel.locale, "zone": channel.zone, "region": channel.region}
            await groups.change(uow, talk.id, **alike)
    return replace(group, linked=number)


async def heard_by(work: GroupWork) -> GroupWork:
    """Return the work of those who hear questions: in comments that nobody runs, the channel's."""
    group = work.group
    if group.linked is None or await groups.coaches_of(work.uow, group.id):
        return work
    channel = await groups.get(work.uow, group.linked)
    return replace(work, group=channel) if channel is not None else work


async def talk_of(work: Work, group: Group) -> str | None:
    """Return the title of a channel's discussion group, if the bot is in it."""
    found = await groups.get(work.uow, group.linked) if group.linked is not None else None
    return found.title if found is not None and found.status is GroupStatus.ACTIVE else None
