"""A group's guard: switched by its coaches; it keeps nothing of any message or author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.groups import GroupKind, missing
from coach.guard import may_warn
from storage import due, guard
from storage.due import Due
from usecases import groups

if TYPE_CHECKING:
    from coach.groups import Group, Rights
    from storage.uow import UnitOfWork
    from usecases.work import GroupWork, Work

NOTICE = "guard"
"""The due kind that tells a group that its guard was switched; `ref` is 1 for on."""
WANTED = ("admin", "delete")
NO_DELETE = "no_delete"


def works(group: Group) -> bool:
    """Tell whether the bot has the rights that a guard needs there."""
    return group.kind is not GroupKind.CHANNEL and not missing(group.rights, WANTED)


async def is_on(uow: UnitOfWork, group: Group) -> bool:
    """Tell whether a group's guard is switched on."""
    return await guard.is_on(uow, group.id)


async def acts(work: GroupWork) -> bool:
    """Tell whether the guard is on and has its rights."""
    return works(work.group) and await guard.is_on(work.uow, work.group.id)


async def switch(work: Work, group: Group, *, on: bool) -> None:
    """Switch the guard, and tell the group; without its rights it stays off."""
    if on == await guard.is_on(work.uow, group.id) or (on and not works(group)):
        return
    await (guard.switch_on if on else guard.switch_off)(work.uow, group.id)
    occurrence = f"{NOTICE}:{int(on)}:{int(work.now.timestamp())}"
    await due.drop(work.uow, -group.id, NOTICE)
    await due.put(
        work.uow, Due(0, NOTICE, int(on), occurrence, 0, work.now, urgent=True, chat_id=group.id)
    )


async def may_warn_now(work: GroupWork) -> bool:
    """Tell whether the group may be warned of scams today, and count it as warned."""
    if not may_warn(await guard.warned_on(work.uow, work.group.id), work.today):
        return False
    await guard.warned(work.uow, work.group.id, work.today)
    return True


async def rights_changed(work: GroupWork, before: Rights, now: Rights) -> None:
    """Tell the coaches in private when a guard that is on has lost the right to delete."""
    had, has = not missing(before, WANTED), not missing(now, WANTED)
    if had and not has and await guard.is_on(work.uow, work.group.id):
        await groups.trouble(work, NO_DELETE)
