"""Where a person lives: the region they named, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from storage import people

if TYPE_CHECKING:
    from usecases.work import Work


async def live_in(work: Work, region: str) -> None:
    """Remember the region; its only zone and its currency become theirs where none was set."""
    pack = work.packs.get(region)
    if pack is None:
        return
    values: dict[str, Any] = {"region": region}
    if work.person.currency is None and pack.currency:
        values["currency"] = pack.currency
    if len(pack.zones) == 1:
        values["zone"] = pack.zones[0]
    await people.change(work.uow, work.person.id, **values)
    work.person = replace(work.person, **values)
