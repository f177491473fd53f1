"""The facts that papers are made from: a debt's dossier, a plan's days, everything as lists."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.documents import MOST_PHOTOS, OFFERING, Dossier, open_days, summary
from coach.evidence import Item, Status
from coach.people import Consent
from coach.script_lines import Channel
from storage import cases
from storage import documents as storage
from storage import plans as stored_plans
from usecases import access, consents, debts, evidence, plans, room, scripts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coach.debts import Debt
    from coach.documents import Attached
    from coach.evidence import Ticked
    from coach.plans import Instalment
    from coach.script_lines import Aim
    from storage.plans import Kept
    from usecases.plans import Shown
    from usecases.work import Work


@dataclass(frozen=True, slots=True)
class Lists:
    """What is owed, agreed and paid, for tables."""

    debts: tuple[Debt, ...]
    plans: tuple[Shown, ...]


async def dossier(
    work: Work, debt_id: int, aim: Aim, *, with_photos: bool = False
) -> Dossier | None:
    """Return what the debt's dossier says; None where nothing is ever written to the lender.

    `with_photos` tells whether the host allows them. Raises NotYoursError.
    """
    made = await scripts.prepare(work, debt_id, Channel.LETTER, aim)
    if made.script is None:
        return None
    case_id = await access.existing_case(work)
    case = await cases.number_of(work.uow, case_id)
    reference = (await scripts.earlier(work, debt_id)).reference
    known = made.case.known
    attached = await photos(work, debt_id) if with_photos else ()
    if made.script.kind not in OFFERING:
        return Dossier(made.brief, made.script, case, reference, photos=attached)
    asked = made.brief.proposal
    shows = scripts.shows_budget(made.case, asked)
    own = known.sharing.of(debt_id) if known else None
    listed = await evidence.of(work, debt_id)
    budget = summary(known.budget) if known and shows else ()
    return Dossier(
        made.brief,
        made.script,
        case,
        reference,
        budget=budget,
        share=own.own if own and shows and own.own.minor > 0 else None,
        rate=own.rate if own and shows else None,
        proposal=asked,
        evidence=tuple(_enclosed(listed.items, budget=bool(budget))),
        photos=attached,
    )


def _enclosed(items: Iterable[Ticked], *, budget: bool) -> Iterator[Ticked]:
    """Return the papers as the set has them: its own budget is at hand where it stands in it."""
    for each in items:
        if each.item is not Item.BUDGET_SHEET:
            yield each
        elif budget:
            yield replace(each, status=Status.HAVE)


async def photos(work: Work, debt_id: int) -> tuple[Attached, ...]:
    """Return the photos noted for the person's debt; raises NotYoursError."""
    debt = await debts.one(work, debt_id)
    return await storage.of_debt(work.uow, debt.id)


async def add_photo(work: Work, debt_id: int, file_id: str, width: int, height: int) -> None:
    """Note a photo for the dossier; beyond `MOST_PHOTOS` none is."""
    if len(await photos(work, debt_id)) < MOST_PHOTOS:
        await room.for_another(work, "attachments", await access.existing_case(work))
        await storage.add(work.uow, debt_id, file_id, width, height, work.now)


async def drop_photo(work: Work, debt_id: int) -> None:
    """Forget the last photo; nothing happens when there is none."""
    found = await photos(work, debt_id)
    if found:
        await storage.drop(work.uow, found[-1])


async def days(work: Work, plan_id: int) -> tuple[Kept, str | None, tuple[Instalment, ...]]:
    """Return a plan with its name and the days that still wait; raises NotYoursError."""
    kept = await plans.one(work, plan_id)
    said = await stored_plans.payments_of(work.uow, kept.plan)
    return kept, await plans.label(work, kept), open_days(kept.plan, said)


async def lists(work: Work) -> Lists | None:
    """Return everything for the tables, or None while nothing is kept for long (care 2)."""
    if not await consents.allows(work, Consent.KEEP):
        return None
    case_id = await access.existing_case(work)
    kept = await stored_plans.of_case(work.uow, case_id, ended=True)
    gone = await stored_plans.of_deleted(work.uow, case_id)
    shown = [await plans.show(work, each.plan.id) for each in kept if each.plan.id not in gone]
    return Lists(await debts.all_(work), tuple(shown))
