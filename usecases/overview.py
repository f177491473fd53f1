"""What whoever works here reads in the console alone: the series of groups, and what was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach import series as rules
from coach.people import Role
from coach.permits import Action
from storage import grants, groups, staff
from usecases import permits, series

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.grants import Done
    from coach.groups import Group
    from coach.series_setup import Post, Setup
    from usecases.work import Work


@dataclass(frozen=True, slots=True)
class Ahead:
    """One group's next sixty days."""

    group: Group
    setup: Setup | None
    """None while nothing was begun."""
    posts: tuple[Post, ...]
    own: Mapping[str, str]
    """The coaches' own posts by number."""


async def series_ahead(work: Work, page: int, many: int) -> tuple[tuple[Ahead, ...], bool]:
    """Return a page of groups with what comes in each, and whether there are more.

    A coach reads of the groups they set up, an owner of all. Raises NotYoursError.
    """
    await permits.require(work, Action.KEEP_SERIES)
    coach = None if work.person.role is Role.OWNER else work.person.id
    found = await groups.page(work.uow, coach, many + 1, page * many)
    return tuple([await _ahead(work, each) for each in found[:many]]), len(found) > many


async def _ahead(work: Work, group: Group) -> Ahead:
    setup = await series.setup_of(work.uow, group)
    if setup is None:
        return Ahead(group, None, (), {})
    own = await series.own_words(work.uow, group.id)
    return Ahead(group, setup, rules.preview(setup, work.now), own)


async def done(
    work: Work, before: int | None, many: int
) -> tuple[tuple[Done, ...], dict[int, str], bool]:
    """Return what was done in a role, the newest first; who works here by name; whether older is.

    `before` is the number of the last one shown. Raises NotYoursError.
    """
    await permits.require(work, Action.SEE_AUDIT)
    found = await grants.noted(work.uow, many + 1, before)
    names = {each.person_id: each.name for each in await staff.members(work.uow)}
    return found[:many], names, len(found) > many
