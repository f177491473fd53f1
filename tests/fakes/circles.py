"""A group in which everything is set up, for tests of its private screens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach import series_changes
from coach.box import Status
from coach.groups import Group, GroupKind, Rights
from coach.series_setup import own
from storage import box, groups
from storage import series as kept
from usecases import series
from usecases.people import transaction

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import World

TELEGRAM_ID = -100777


@dataclass(frozen=True, slots=True)
class Whole:
    """A forum with a series, an own post and a question that waits."""

    group: Group
    question: int
    place: int


async def whole(world: World, *, locale: str = "en") -> Whole:
    """Make it, in a land with several zones."""
    async with transaction(world.database) as uow:
        found = await groups.add(
            uow, TELEGRAM_ID, GroupKind.SUPERGROUP, "Hidden circle", locale=locale,
            zone="Europe/Paris", region="europe", now=world.now,
        )  # fmt: skip
        await groups.change(
            uow, found.id, is_forum=True, may_admin=True, may_pin=True, may_delete=True
        )
        rights = Rights(admin=True, pin=True, delete=True)
        group = replace(found, is_forum=True, rights=rights)
        setup = await series.begin(uow, group, world.now, series.LENGTHS[0])
        place = await kept.add_own(uow, group.id, "Library on Monday")
        await series.change(uow, group, world.now, series_changes.insert(setup, own(place), 1))
        question = await box.add(
            uow, group.id, "May they call my work?", world.now.date(), Status.WAITING, reply=5
        )
        await uow.commit()
    return Whole(group, question, place)
