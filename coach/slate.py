"""Computes what can be asked for one debt, recommends one, and builds the ladder.

No instalment is ever above the debt's share of the pot, and nothing is proposed that cannot be
paid. The person's own ask is that interest stops; what it costs if it runs on is an estimate
from the debt's own rate, until the lender gives its figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach import figures
from coach.dates import MONTHS_IN_A_YEAR
from coach.debts import Debt, Stage, is_priority
from coach.proposals import (
    LONGEST_BREAK,
    Circumstances,
    Proposal,
    ProposalKind,
    Slate,
    Speed,
    Why,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.money import Money

_MOSTLY_CHARGES = 5  # at least one fifth of the balance


def propose(debt: Debt, share: Money | None, facts: Circumstances) -> Slate:
    """Return what can be asked for `debt`, of which `share` a month can be paid.

    `share` is in the debt's currency: its part of the pot or, for a priority debt, what the
    budget sets aside for it. None, zero or less: only asks that cost nothing, without any figure
    (care 5).
    """
    if share is None or share.minor <= 0 or debt.balance.minor <= 0:
        found = (figures.hold(facts), *figures.token(facts))
        why = Why.PRIORITY_FIRST if is_priority(debt) and share is None else Why.NOTHING_LEFT
        return Slate(found, why, found)
    found = tuple(_all(debt, share, facts))
    best, why = _recommend(debt, facts, found)
    ranked = (best, *(each for each in found if each is not best))
    contract_fits = (
        debt.stage in {Stage.NOT_DUE, Stage.WILL_MISS}
        and debt.payment is not None
        and debt.payment <= share
    )
    return Slate(ranked, why, _ladder(ranked), contract_fits)


def _all(debt: Debt, share: Money, facts: Circumstances) -> Iterator[Proposal]:
    by_months: dict[int, Proposal] = {}
    for speed in (Speed.STANDARD, Speed.COMFORTABLE, Speed.FAST):
        plan = figures.equal(debt, debt.balance, share.minor, speed, facts)
        if plan is not None:
            by_months.setdefault(plan.months, plan)
    yield from sorted(by_months.values(), key=lambda each: -each.months)
    for made in (
        figures.own(debt, share, facts),
        figures.extension(debt, share, facts),
        figures.waiver(debt, share, facts),
        figures.deferral(debt, share, facts),
        figures.reduced(debt, share, facts),
        figures.own_for_now(debt, share, facts),
        figures.lump(debt, facts),
    ):
        if made is not None:
            yield made
    yield figures.hold(facts)


def _recommend(debt: Debt, facts: Circumstances, found: Sequence[Proposal]) -> tuple[Proposal, Why]:
    by_kind = {each.kind: each for each in reversed(found)}
    waiver = by_kind.get(ProposalKind.WAIVER)
    if waiver is not None and waiver.waived is not None:
        mostly = waiver.waived.minor * _MOSTLY_CHARGES >= debt.balance.minor
        if mostly:
            return waiver, Why.MOSTLY_CHARGES
    equal = _main_plan(found)
    reduced = by_kind.get(ProposalKind.REDUCED)
    if reduced is not None and facts.income_back_in is not None:
        is_long = equal is None or equal.months > MONTHS_IN_A_YEAR
        if is_long and 0 < facts.income_back_in <= LONGEST_BREAK:
            return reduced, Why.INCOME_COMES_BACK
    if equal is not None:
        takes_all = equal.speed is Speed.FAST
        return equal, Why.NEEDS_WHOLE_SHARE if takes_all else Why.LEAVES_ROOM
    if reduced is not None:
        return reduced, Why.TOO_LARGE_FOR_NOW
    return by_kind[ProposalKind.HOLD], Why.TOO_LARGE_FOR_NOW


def _main_plan(found: Sequence[Proposal]) -> Proposal | None:
    by_speed = {each.speed: each for each in found if each.speed is not None}
    return by_speed.get(Speed.STANDARD) or by_speed.get(Speed.FAST)


def _ladder(ranked: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """First ask, fallback, last resort: a hold costs nothing.

    After a refusal comes other help first, and only where there is none more money a month: a
    plan that takes the whole share breaks in the first hard month.
    """
    first = ranked[0]
    by_speed = {each.speed: each for each in ranked if each.speed is not None}
    by_kind = {each.kind: each for each in reversed(ranked)}
    wanted = (
        by_speed.get(Speed.STANDARD),
        by_kind.get(ProposalKind.REDUCED),
        by_kind.get(ProposalKind.DEFERRAL),
        by_kind.get(ProposalKind.EXTENSION),
        by_speed.get(Speed.FAST),
    )
    fallback = next((each for each in wanted if each is not None and each is not first), None)
    hold = by_kind[ProposalKind.HOLD]
    middle = () if fallback is None else (fallback,)
    return (first, *middle, *(() if hold is first else (hold,)))
