"""A person's own yes or no for a group's month: agreed to, given and taken back in private.

What a group is shown of it is made in `usecases.trend`, which reads the yes and no alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.dates import local_date
from coach.groups import GroupStatus
from storage import contributions, groups
from usecases import trend
from usecases.refusal import NotYoursError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from coach.dates import Month
    from coach.groups import Group
    from usecases.work import Work


@dataclass(frozen=True, slots=True)
class Sharing:
    """How a person and a group's progress stand to each other."""

    group: Group
    agreed: bool
    month: Month | None
    """The month that is frozen next; None: the group is not asked any more."""
    opens: date | None
    """The day from which its answers are taken, while that is still to come."""
    said: bool | None
    """What the person said of that month, or their payments for them."""

    @property
    def is_asked(self) -> bool:
        """Whether answers for the month are taken now."""
        return self.agreed and self.month is not None and self.opens is None


async def of_code(work: Work, code: str) -> Sharing:
    """Return how it stands with the group that a link names; raises NotYoursError."""
    group = await groups.of_code(work.uow, code)
    if group is None:
        raise NotYoursError
    return await _sharing(work, group, await contributions.of_person(work.uow, work.person.id))


async def _sharing(
    work: Work, group: Group, mine: Mapping[int, tuple[Month, bool] | None]
) -> Sharing:  # fmt: skip
    month = None if group.status is GroupStatus.LEFT else await trend.asked_of(work.uow, group)
    opens = trend.opens(month) if month else None
    given = mine.get(group.id)
    return Sharing(
        group, group.id in mine, month,
        opens if opens and opens > local_date(work.now, group.zone) else None,
        given[1] if given and given[0] == month else None,
    )  # fmt: skip


async def mine(work: Work) -> tuple[Group, ...]:
    """Return the groups that the person shares with."""
    numbers = await contributions.of_person(work.uow, work.person.id)
    if not numbers:
        return ()
    found = await groups.many(work.uow, list(numbers))
    return tuple(found[number][0] for number in numbers if number in found)


async def agreed(work: Work) -> tuple[Sharing, ...]:
    """Return how it stands with each group that the person shares with."""
    given = await contributions.of_person(work.uow, work.person.id)
    if not given:
        return ()
    found = await groups.many(work.uow, list(given))
    return tuple([await _sharing(work, found[each][0], given) for each in given if each in found])


async def note(work: Work, sharing: Sharing, *, kept: bool) -> None:
    """Give a group the answer for the month that it asks about."""
    if sharing.month is not None and sharing.is_asked:
        group_id = sharing.group.id
        await contributions.give(
            work.uow, group_id, work.person.id, sharing.month, kept=kept
        )  # fmt: skip


async def join(work: Work, code: str) -> None:
    """Note the person's yes to sharing."""
    group = (await of_code(work, code)).group
    await contributions.join(work.uow, group.id, work.person.id, work.person.locale, work.now)


async def leave(work: Work, code: str) -> None:
    """Stop sharing; what was given goes with it."""
    group = (await of_code(work, code)).group
    await contributions.leave(work.uow, group.id, work.person.id)


async def give(work: Work, code: str, month: str, *, kept: bool) -> bool:
    """Give the answer for a month (2027-03); False when that month is not asked about (any more).

    The button names its month, because it can be tapped long after it was shown.
    """
    found = await of_code(work, code)
    if not found.is_asked or found.month is None or f"{found.month.day:%Y-%m}" != month:
        return False
    await note(work, found, kept=kept)
    return True
