"""The evidence checklist: made from what happened, the debt and the ask; ticked by the person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.evidence import Item, Status, Ticked, is_of_one_debt, needed
from coach.proposals import ProposalKind
from storage import asks
from storage import evidence as storage
from usecases import access, budget, debts, forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.debts import Debt
    from coach.interview import Value
    from usecases.work import Work


@dataclass(frozen=True, slots=True)
class Checklist:
    """Every paper that helps, with what was said of it; `debt` None means for all debts."""

    debt: Debt | None
    items: tuple[Ticked, ...]

    @property
    def have(self) -> tuple[Item, ...]:
        """The papers the person says they have."""
        return tuple(each.item for each in self.items if each.status is Status.HAVE)

    def of(self, item: Item) -> Ticked:
        """Return what was said of one paper; raises NotYoursError when it is not on the list."""
        found = next((each for each in self.items if each.item is item), None)
        if found is None:
            raise access.NotYoursError
        return found


async def of(work: Work, debt_id: int = 0) -> Checklist:
    """Return the checklist for one debt, or for all (0); raises NotYoursError."""
    debt = await debts.one(work, debt_id) if debt_id else None
    known = await budget.hardship(work)
    chosen = await asks.get(work.uow, debt.id) if debt else None
    ask = ProposalKind(chosen.kind) if chosen else None
    listed = needed(known.reason if known else None, debt, ask)
    case_id = work.person.case_id
    said = {} if case_id is None else await storage.of_debt(work.uow, case_id, debt_id)
    return Checklist(debt, tuple(said.get(item, Ticked(item)) for item in listed))


async def tick(work: Work, debt_id: int, item: Item, status: Status) -> None:
    """Note that the person has a paper, will do without it, or takes that back."""
    ticked = (await of(work, debt_id)).of(item)
    await _save(work, debt_id, replace(ticked, status=status))


async def _save(work: Work, debt_id: int, ticked: Ticked) -> None:
    case_id = await access.case_of(work)
    whose = debt_id if is_of_one_debt(ticked.item) else storage.FOR_ALL
    await storage.save(work.uow, case_id, whose, ticked, work.now)


async def begin_place(work: Work, debt_id: int, item: Item) -> None:
    """Ask where a paper lies."""
    (await of(work, debt_id)).of(item)
    await forms.start(work, "place", subject=debt_id or None, seed={"item": item.value})


async def finish_place(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Note where a paper lies; who knows where it is has it."""
    debt_id, item = subject or 0, Item(str(answers["item"]))
    place = str(answers["place"])
    (await of(work, debt_id)).of(item)
    await _save(work, debt_id, Ticked(item, Status.HAVE, place))
    return f"evidence.one:{item.value}:{debt_id}"
