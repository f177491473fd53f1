"""A group's time zone, typed by a coach; it changes nothing until an administrator's tap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.zones import find
from usecases import forms, groups

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.groups import Group
    from coach.interview import Value
    from usecases.work import Work


async def write(work: Work, group: Group) -> None:
    """Ask for a city or a zone."""
    await forms.start(work, "group_place", subject=group.id)


async def finish(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Show the zone that was found, to be confirmed."""
    number = subject or 0
    return await groups.drafted(
        work, number, f"groups.found:{number}:{find(str(answers['place']))}"
    )
