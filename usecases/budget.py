"""The budget and the hardship: what can be offered, and why paying became hard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from coach.budget import (
    Affordability,
    Budget,
    Category,
    Line,
    afford,
    decode_line,
    encode_line,
    full_budget,
    quick_budget,
)
from coach.hardship import Hardship
from coach.interview import Skipped, Value
from coach.money import Money
from coach.sharing import Sharing, share_pot
from storage import budgets as storage
from storage import plans
from storage import rates as typed_rates
from usecases import access, consents, debts, forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.exchange import TypedRate
    from usecases.work import Work

BUFFERS = (Decimal(0), Decimal("0.05"), Decimal("0.10"), Decimal("0.20"))


@dataclass(frozen=True, slots=True)
class Offerable:
    """The budget, its working, and how the pot is shared over the debts."""

    budget: Budget
    affordability: Affordability
    sharing: Sharing
    rates: tuple[TypedRate, ...] = ()
    """What the person typed for currencies other than the budget's own."""


THREE = ("take_home", "essentials", "must_go_on")
"""The questions of the quick budget, in the order of `quick_budget`."""


async def of(work: Work) -> Offerable | None:
    """Return what can be offered, or None before there is a budget."""
    if work.person.case_id is None:
        return None
    budget = await storage.get(work.uow, work.person.case_id)
    if budget is None:
        return None
    affordability = afford(budget)
    agreed = await plans.in_plan(work.uow, work.person.case_id)
    owed = await debts.all_(work)
    rates: tuple[TypedRate, ...] = ()
    if any(each.currency != budget.currency for each in owed):
        rates = await typed_rates.of_case(work.uow, work.person.case_id)
    sharing = share_pot(affordability.pot, owed, in_plan=agreed, rates=rates)
    return Offerable(budget, affordability, sharing, rates)


async def begin(work: Work, *, full: bool, origin: str | None = None) -> None:
    """Open the quick or the full budget; what is known is not asked again.

    `origin` is the screen to come back to once the numbers are in.
    """
    seed: dict[str, Value] = {}
    if work.person.region:
        seed["region"] = work.person.region
        currency = work.person.currency or work.pack(work.person.region).currency
        if currency:
            seed["currency"] = currency
    name = "budget_full" if full else "budget"
    offered: dict[str, Value] = {}
    if work.person.case_id is not None:
        budget = await storage.get(work.uow, work.person.case_id)
        if full:
            for line in budget.lines if budget else ():
                seed[line.category.value] = encode_line(line.amount, line.period)
        elif budget and budget.quick and budget.take_home.currency == seed.get("currency"):
            # One number may have changed; the others stand by a tap.
            parts = (budget.take_home, budget.essentials, budget.plans)
            offered = dict(zip(THREE, parts, strict=True))
    await forms.start(work, name, seed=seed, offered=offered, origin=origin, anew=False)


def _buffer(budget: Budget | None) -> Decimal:
    return budget.buffer_share if budget else Decimal("0.10")


async def finish_quick(work: Work, _: int | None, answers: Mapping[str, Value]) -> str:
    """Store the three numbers."""
    parts = [answers[name] for name in THREE]
    amounts = [part for part in parts if isinstance(part, Money)]
    case_id = await access.case_of(work)
    before = await storage.get(work.uow, case_id)
    budget = quick_budget(*amounts, buffer_share=_buffer(before))
    await storage.save(work.uow, case_id, budget, work.now)
    return "budget"


async def finish_full(work: Work, _: int | None, answers: Mapping[str, Value]) -> str:
    """Store the lines of a full budget; a skipped line counts as nothing."""
    lines = []
    for category in Category:
        said = answers.get(category.value)
        read = decode_line(said) if isinstance(said, str) else None
        if read is not None:
            lines.append(Line(category, *read))
    case_id = await access.case_of(work)
    before = await storage.get(work.uow, case_id)
    currency = str(answers["currency"])
    budget = full_budget(lines, currency, buffer_share=_buffer(before))
    await storage.save(work.uow, case_id, budget, work.now)
    return "budget"


async def set_buffer(work: Work, percent: int) -> None:
    """Change the buffer to one of the offered shares; any other leaves it."""
    share = Decimal(percent) / 100
    if share in BUFFERS:
        await storage.set_buffer(work.uow, await access.existing_case(work), share)


async def hardship(work: Work) -> Hardship | None:
    """Return the person's hardship, or None."""
    if work.person.case_id is None:
        return None
    return await storage.hardship(work.uow, work.person.case_id)


async def begin_hardship(work: Work) -> None:
    """Open the hardship's questions."""
    await forms.start(work, "hardship")


async def finish_hardship(work: Work, _: int | None, answers: Mapping[str, Value]) -> str:
    """Store the hardship; the income now comes from the budget, so the two never disagree."""

    def said(name: str) -> Value | None:
        value = answers.get(name)
        return None if isinstance(value, Skipped) else value

    case_id = await access.case_of(work)
    budget = await storage.get(work.uow, case_id)
    before = said("income_before")
    since, until = said("since"), said("until")
    known = Hardship(
        reason=str(answers["reason"]),
        since=since if isinstance(since, date) else None,
        until=until if isinstance(until, date) else None,
        effect=str(answers["effect"]),
        income_before=before if isinstance(before, Money) else None,
        income_now=budget.take_home if budget else None,
    )
    await storage.save_hardship(work.uow, case_id, known, work.now)
    return await consents.after_hardship(work, known.reason)
