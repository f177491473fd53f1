"""A group that became a supergroup is one group, in whatever order its move is heard of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.groups import GroupKind
from storage import groups
from storage import series as kept
from usecases import groups as cases
from usecases import series
from usecases.people import transaction
from usecases.work import GroupWork

if TYPE_CHECKING:
    from coach.groups import Group
    from storage.uow import UnitOfWork
    from tests.fakes.telegram_edge import World

OLD, NEW = -5, -1005


async def met(world: World, uow: UnitOfWork, telegram_id: int) -> GroupWork:
    """Return the work of an update from that chat."""
    group = await cases.meet(
        uow, telegram_id, GroupKind.GROUP, "Circle", locale="en", region=None,
        packs=world.services.packs, now=world.now,
    )  # fmt: skip
    return GroupWork(uow, group, world.now, world.now.date(), world.services.packs)


async def begun(world: World) -> Group:
    """Return a group in the middle of its series."""
    async with transaction(world.database) as uow:
        group = (await met(world, uow, OLD)).group
        await series.begin(uow, group, world.now, 6)
        await kept.pinned(uow, group.id, kept.Board(3, "2026-03"))
        await uow.commit()
    return group


@pytest.mark.parametrize(
    "heard",
    [
        ("old", "new"), ("new", "old"), ("error", "old", "new"), ("error", "new", "old"),
        ("old", "error", "new"), ("new", "error", "old"), ("old", "old", "new", "new"),
    ],
    ids="-".join,
)  # fmt: skip
async def test_its_series_moves_along_and_nothing_is_left_twice(
    world: World, heard: tuple[str, ...]
) -> None:
    """A coach's order, own posts and place in it are months of work."""
    group = await begun(world)
    for voice in heard:
        async with transaction(world.database) as uow:
            if voice == "new":
                await cases.moved_from(await met(world, uow, NEW), OLD)
            elif voice == "old":
                await cases.moved(await met(world, uow, OLD), NEW)
            else:
                there = await groups.get(uow, group.id)
                assert there is not None
                work = GroupWork(uow, there, world.now, world.now.date(), world.services.packs)
                await cases.moved(work, NEW)
            await uow.commit()
    async with transaction(world.database, read=True) as uow:
        found = await groups.find(uow, NEW)
        assert found is not None
        assert found.id == group.id
        assert found.code == group.code
        assert await groups.find(uow, OLD) is None
        told = await kept.get(uow, group.id)
    assert told is not None
    assert told[0].length == 6
    assert told[1] is None
