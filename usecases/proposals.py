"""What can be asked for a debt, chosen and kept; its figures are the budget's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from coach import money
from coach.budget import Category
from coach.dates import MONTHS_IN_A_YEAR, add_months
from coach.debts import is_priority
from coach.exchange import between
from coach.gate import Reason, allowed
from coach.money import Money
from coach.packs import rules_for
from coach.proposals import (
    MOST_MONTHS,
    Circumstances,
    ProposalKind,
    longest_plan,
    token_used,
)
from coach.sharing import LeftOut
from coach.slate import propose
from storage import asks as storage
from storage.asks import Chosen
from usecases import access, budget, debts, forms

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from coach.debts import Debt
    from coach.gate import Allowed
    from coach.hardship import Hardship
    from coach.interview import Value
    from coach.proposals import Proposal, Slate
    from usecases.budget import Offerable
    from usecases.work import Work

NOTICE = timedelta(days=7)
"""A first payment is never proposed earlier: the creditor needs time to answer."""

_OLD = frozenset({Reason.TOO_OLD, Reason.AGE_NOT_SURE, Reason.LIMITATION_UNKNOWN})
_OWN = ProposalKind.OWN.value


@dataclass(frozen=True, slots=True)
class Case:
    """One debt with what can be asked for it.

    `slate` is None before there is a budget, or where the gate lets nothing be offered, or where
    `left_out` says that this debt takes no part in the sharing for another reason than priority.
    `chosen` is the proposal to talk about: the one picked, else the recommended one, or none where
    nothing is recommended. `own` is the
    amount a month the person typed, `longest` the most months that a rule of the region allows.
    """

    debt: Debt
    allowed: Allowed
    known: Offerable | None
    hardship: Hardship | None
    share: Money | None
    left_out: LeftOut | None
    slate: Slate | None
    starts: date
    chosen: Proposal | None
    picked: bool
    lump: Money | None
    own: Money | None = None
    longest: int | None = None
    longest_sure: bool = True
    """False where `longest` stands on a source that is not official."""


_NO_SLATE = frozenset({LeftOut.CURRENCY, LeftOut.IN_PLAN, LeftOut.NOTHING_OWED})


async def of(work: Work, debt_id: int) -> Case:
    """Return what can be asked for the person's debt; raises NotYoursError."""
    debt = await debts.one(work, debt_id)
    passage = debts.passage(work, debt)
    known = await budget.of(work)
    hardship = await budget.hardship(work)
    if known is None or not passage.admits:
        return Case(debt, passage, known, hardship, None, None, None, first_day(work.today, debt),
                    None, picked=False, lump=None)  # fmt: skip
    said = await storage.get(work.uow, debt.id)
    starts = first_day(work.today, debt)
    if said is not None and said.starts >= work.today:
        starts = said.starts
    left_out = dict(known.sharing.left_out).get(debt.id)
    share = await share_of(work, debt, known)
    lump = await storage.lump(work.uow, await access.existing_case(work))
    own = Money(said.amount, debt.currency) if said and said.kind == _OWN and said.amount else None
    slate, longest, sure = None, None, True
    if left_out not in _NO_SLATE:
        facts, longest, sure = _facts(work, debt, hardship, starts)
        facts = replace(facts, lump=part_of(lump, debt, known), own=own)
        slate = propose(debt, share, facts)
    picked = _picked(slate, said) if slate and said else None
    chosen = picked or (slate.recommended if slate and not work.informs else None)
    return Case(debt, passage, known, hardship, share, left_out, slate, starts, chosen,
                picked=picked is not None, lump=lump, own=own, longest=longest,
                longest_sure=sure)  # fmt: skip


def first_day(today: date, debt: Debt) -> date:
    """Return the first day a payment can be offered for: the debt's own day, or the first."""
    earliest = today + NOTICE
    day = debt.due_day or 1
    found = add_months(earliest.replace(day=1), 0, day)
    return found if found >= earliest else add_months(earliest.replace(day=1), 1, day)


async def share_of(work: Work, debt: Debt, known: Offerable) -> Money | None:
    """Return what can go to this debt a month: its share, or what the budget sets aside for it."""
    own = known.sharing.of(debt.id)
    if own is not None:
        return own.own
    rate = between(known.rates, debt.currency, known.budget.currency)
    if not is_priority(debt) or (rate is None and debt.currency != known.budget.currency):
        return None
    first = [each for each in await debts.all_(work) if is_priority(each)]
    aside = [each.monthly for each in known.budget.lines
             if each.category is Category.PRIORITY_ARREARS]  # fmt: skip
    # With several priority debts the budget does not say which of them the line is for.
    if len(first) != 1 or len(aside) != 1:
        return None
    return aside[0] if rate is None else rate.at_most(aside[0], debt.currency)


def part_of(lump: Money | None, debt: Debt, known: Offerable) -> Money | None:
    """Return this debt's part of a sum at hand, in proportion like the pot (knowledge 3).

    It is in the debt's own currency, by the typed rate where that is another one.
    """
    own = known.sharing.of(debt.id)
    if lump is None or own is None or lump.currency != known.budget.currency:
        return None
    ids = [each.debt_id for each in known.sharing.shares]
    weights = [each.amount.minor for each in known.sharing.shares]
    parts = money.share(lump.minor, weights)
    part = Money(parts[ids.index(debt.id)], lump.currency)
    return part if own.rate is None else own.rate.at_most(part, debt.currency)


def _facts(
    work: Work, debt: Debt, hardship: Hardship | None, starts: date
) -> tuple[Circumstances, int | None, bool]:
    """Return what bears on a debt, the longest plan (months) by a rule, and if that is certain."""
    pack = work.pack(debt.region)
    rules = rules_for(pack, debt.kind.value, debt.lender.value, debt.stage.value, work.today)
    longest, sure = longest_plan(rules)
    years = pack.limitation.years
    unread = replace(debt.gate, warning_read=False) if debt.gate else None
    old = not _OLD.isdisjoint(allowed(debt, unread, years, work.today).reasons)
    facts = Circumstances(
        first_due=starts,
        income_back_in=_months_until(work.today, hardship.until if hardship else None),
        most_months=longest or MOST_MONTHS,
        token_used=token_used(rules),
        old=old,
    )
    return facts, longest, sure


def _months_until(today: date, until: date | None) -> int | None:
    """Return the whole months until a day, a begun one counted; None when it is past."""
    if until is None or until <= today:
        return None
    months = (until.year - today.year) * MONTHS_IN_A_YEAR + until.month - today.month
    return months + (1 if until.day > today.day else 0)


def _picked(slate: Slate, said: Chosen) -> Proposal | None:
    """Find the choice again; after a change of the budget, the same kind with its new figures.

    An own amount too low for a plan with an end stays what it is, for some months: nobody's
    number is raised unseen.
    """
    if said.kind == _OWN and said.amount is not None:
        low = [each for each in slate.proposals
               if each.kind is ProposalKind.REDUCED and _minor(each) == said.amount]  # fmt: skip
        if low:
            return low[0]
    same = [each for each in slate.proposals if each.kind.value == said.kind]
    exact = [each for each in same if _minor(each) == said.amount and each.months == said.count]
    return next(iter(exact + same), None)


def _minor(proposal: Proposal) -> int | None:
    return None if proposal.amount is None else proposal.amount.minor


async def choose(work: Work, debt_id: int, index: int, kind: str) -> bool:
    """Keep the choice; False when the list has changed since the button was drawn."""
    case = await of(work, debt_id)
    found = case.slate.proposals if case.slate else ()
    if not 0 <= index < len(found) or found[index].kind.value != kind:
        return False
    each = found[index]
    chosen = Chosen(kind, _minor(each), each.months, case.starts)
    await storage.save(work.uow, case.debt.id, chosen, work.now)
    return True


async def begin_budget(work: Work, debt_id: int) -> None:
    """Ask the three numbers, then come back to this debt's proposals."""
    debt = await debts.one(work, debt_id)
    await budget.begin(work, full=False, origin=f"negotiate:{debt.id}")


async def begin_hardship(work: Work, debt_id: int) -> None:
    """Ask why paying became hard, then come back to this debt's words."""
    debt = await debts.one(work, debt_id)
    await forms.start(work, "hardship", origin=f"hardship:{debt.id}")


async def begin_lump(work: Work, debt_id: int) -> None:
    """Ask for a real sum that could be paid at once."""
    case = await of(work, debt_id)
    if case.known is None:
        raise access.NotYoursError
    seed: dict[str, Value] = {"currency": case.known.budget.currency}
    await forms.start(work, "lump", subject=case.debt.id, seed=seed)


async def finish_lump(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Note the sum; nothing takes it back."""
    debt = await debts.one(work, subject or 0)
    said = answers.get("amount")
    amount = said if isinstance(said, Money) else None
    await storage.set_lump(work.uow, await access.existing_case(work), amount)
    return f"negotiate:{debt.id}"


async def begin_own(work: Work, debt_id: int) -> None:
    """Ask for the amount a month that the person would like to offer."""
    debt = await debts.one(work, debt_id)
    await forms.start(work, "own_amount", subject=debt.id, seed={"currency": debt.currency})


async def finish_own(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Take the amount as the choice, as near to it as a plan that can be kept comes."""
    debt = await debts.one(work, subject or 0)
    said = answers.get("amount")
    if not isinstance(said, Money):
        return f"negotiate:{debt.id}"
    await take_own(work, debt.id, said)
    return f"proposal.own:{debt.id}"


async def take_own(work: Work, debt_id: int, amount: Money) -> None:
    """Keep an amount a month, in the debt's currency, as the choice; raises NotYoursError."""
    debt = await debts.one(work, debt_id)
    starts = first_day(work.today, debt)
    await storage.save(work.uow, debt.id, Chosen(_OWN, amount.minor, 1, starts), work.now)
