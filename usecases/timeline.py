"""Everything that happened in a case, in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.timeline import newest_first, of_chain
from storage import cases, chain
from storage import timeline as storage

if TYPE_CHECKING:
    from coach.timeline import Item
    from usecases.work import Work


@dataclass(frozen=True, slots=True)
class Timeline:
    """A case's short number, and what happened, newest first."""

    case: str
    items: tuple[Item, ...]


async def of_person(work: Work) -> Timeline | None:
    """Return the person's timeline; None before their first kept answer."""
    case_id = work.person.case_id
    if case_id is None:
        return None
    noted = of_chain(await chain.of_case(work.uow, case_id))
    asked = await storage.requests(work.uow, case_id)
    dates = await storage.dates(work.uow, case_id)
    number = await cases.number_of(work.uow, case_id)
    return Timeline(number, newest_first((*noted, *asked, *dates)))
