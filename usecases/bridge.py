"""From a group into private: remembered only with a yes, seen and forgotten in one tap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage import bridge, groups

if TYPE_CHECKING:
    from coach.groups import Group
    from usecases.work import Work


async def remembered(work: Work) -> tuple[Group, ...]:
    """Return the groups that the person let the bot remember, the newest first."""
    numbers = await bridge.of_person(work.uow, work.person.id)
    found = await groups.many(work.uow, numbers)
    return tuple(found[number][0] for number in numbers if number in found)


async def knows(work: Work, group: Group) -> bool:
    """Tell whether the person let the bot remember this group."""
    return group.id in await bridge.of_person(work.uow, work.person.id)


async def remember(work: Work, code: str) -> Group | None:
    """Remember the group that a deep link names; None when it is gone."""
    group = await groups.of_code(work.uow, code)
    if group is not None:
        await bridge.remember(work.uow, work.person.id, group.id, work.now)
    return group


async def forget(work: Work, group_id: int) -> None:
    """Forget that the person came from a group."""
    await bridge.forget(work.uow, work.person.id, group_id)
