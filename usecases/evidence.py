"""The evidence checklist: made from what happened, the debt and the ask; ticked by the person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.dates import local_date
from coach.evidence import Item, Status, Ticked, is_of_one_debt, needed
from coach.pack_words import paper_words
from coach.packs import paper_notes
from coach.proposals import ProposalKind
from storage import asks, due
from storage import evidence as storage
from usecases import access, budget, debts, forms, papers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from coach.debts import Debt
    from coach.interview import Value
    from coach.packs import Source, Words
    from storage.evidence import Kept
    from usecases.work import Work


@dataclass(frozen=True, slots=True)
class Checklist:
    """Every paper that helps, with what was said of it; `debt` None means for all debts."""

    debt: Debt | None
    items: tuple[Ticked, ...]
    ask: ProposalKind | None = None

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
    return Checklist(debt, tuple(said.get(item, Ticked(item)) for item in listed), ask)


async def tick(work: Work, debt_id: int, item: Item, status: Status) -> None:
    """Note that a paper is at hand, was asked for, is done without, or take that back.

    Said again, it counts from now: a newer one, or asked once more.
    """
    ticked = (await of(work, debt_id)).of(item)
    await _save(work, debt_id, replace(ticked, status=status, at=work.now))


async def _save(work: Work, debt_id: int, ticked: Ticked) -> None:
    case_id = await access.case_of(work)
    whose = debt_id if is_of_one_debt(ticked.item) else storage.FOR_ALL
    number = await storage.save(work.uow, case_id, whose, ticked)
    await papers.recompute(work, number)


async def reminded(work: Work, number: int) -> Kept | None:
    """Return the paper that a reminder is about; None when it is no longer wanted.

    So it is when it was ticked otherwise, left the list, its debt is gone, or a plan was agreed.
    """
    case_id = work.person.case_id or 0
    found = await storage.of_case(work.uow, case_id, number)
    if not found:
        return None
    (kept,) = found
    if papers.day(kept, await storage.negotiated(work.uow, case_id)) is None:
        return None
    try:
        (await of(work, kept.debt_id)).of(kept.ticked.item)
    except access.NotYoursError:
        return None
    return kept


async def comes_on(work: Work, ticked: Ticked) -> date | None:
    """Return the local day on which a paper will be spoken of, if any."""
    planned = await due.of_person(work.uow, work.person.id)
    rows = (row for row in planned if (row.kind, row.ref) == (papers.KIND, ticked.number))
    return next((local_date(row.run_at, work.person.zone or "UTC") for row in rows), None)


async def plan(work: Work, debt_id: int, item: Item) -> None:
    """Plan anew when to speak of a paper."""
    ticked = (await of(work, debt_id)).of(item)
    if ticked.number:
        await papers.recompute(work, ticked.number)


async def where_from(
    work: Work, debt_id: int, item: Item, locale: str
) -> tuple[tuple[Words, Source], ...]:
    """Return what the debt's region says of a paper, as far as it may be quoted today.

    Nothing where no debt is meant, since a rule belongs to a debt. Raises NotYoursError.
    """
    listed = await of(work, debt_id)
    listed.of(item)
    debt = listed.debt
    if debt is None:
        return ()
    pack = work.pack(debt.region)
    rows = paper_notes(pack, item.value, debt.kind, debt.lender, debt.stage)
    return tuple(
        (paper_words(pack, each, locale, work.today), each.source)
        for each in rows
        if not each.asks or listed.ask in each.asks
    )


async def begin_place(work: Work, debt_id: int, item: Item) -> None:
    """Ask where a paper lies."""
    (await of(work, debt_id)).of(item)
    await forms.start(work, "place", subject=debt_id or None, seed={"item": item.value})


async def finish_place(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Note where a paper lies; who knows where it is has it, as old as it was."""
    debt_id, item = subject or 0, Item(str(answers["item"]))
    before = (await of(work, debt_id)).of(item)
    at = before.at if before.status is Status.HAVE else work.now
    place = str(answers["place"])
    await _save(work, debt_id, replace(before, status=Status.HAVE, place=place, at=at))
    return f"evidence.one:{item.value}:{debt_id}"
