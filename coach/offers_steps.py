"""Offers whose amounts change on the way, or that begin with interest only: typed, and in full."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.dates import MONTHS_IN_A_YEAR

if TYPE_CHECKING:
    from coach.money import Money
    from coach.offers import Offer
    from coach.offers_typed import TypedOffer


@dataclass(frozen=True, slots=True)
class Step:
    """So many payments of one amount before others follow; None: they are interest only."""

    count: int
    each: Money | None


def interest_of(typed: TypedOffer, debt: Money) -> Money | None:
    """Return what a payment of interest only comes to: as it was said, or by the rate, a month."""
    if typed.interest is not None or typed.interest_rate is None:
        return typed.interest
    return debt.times(typed.interest_rate / MONTHS_IN_A_YEAR)


def stepped(typed: TypedOffer, debt: Money) -> tuple[Money, ...]:
    """Return the payments of an offer with steps; () where what was said contradicts itself."""
    interest = interest_of(typed, debt)
    paid: list[Money] = []
    left = debt if typed.upfront is None else debt - typed.upfront
    for step in typed.steps:
        each = interest if step.each is None else step.each
        if each is None:
            return ()
        paid += [each] * step.count
        if step.each is not None:
            left = left - each.times(step.count)
    count = len(paid) if typed.count is None else typed.count
    last = typed.rest_last or typed.last is not None
    regular = count - len(paid) - (last and typed.count is not None)
    if regular < 0 or (regular and typed.each is None):
        return ()
    if regular and typed.each is not None:
        paid += [typed.each] * regular
        left = left - typed.each.times(regular)
    if typed.last is not None:
        return (*paid, typed.last)
    if typed.rest_last:
        return (*paid, left) if left.minor > 0 else ()
    return tuple(paid)


def steps_of(offer: Offer) -> tuple[tuple[int, Money], ...]:
    """Return the stretches before the last one where a first and a last payment do not tell it all.

    A single last payment stands beside the last stretch. () for an offer of equal payments.
    """
    runs = offer.runs
    if len(runs) > 1 and runs[-1][0] == 1:
        runs = runs[:-1]
    plain = len(runs) == 1 or (len(runs) == 2 and runs[0][0] == 1)
    return () if plain and not offer.interest_first else runs[:-1] or runs


def stepped_of(offer: Offer, base: TypedOffer, steps: tuple[tuple[int, Money], ...]) -> TypedOffer:
    """Return an offer of such stretches as a line, on the `base` of what else it says."""
    said = [Step(count, each) for count, each in steps]
    interest = None
    if offer.interest_first:
        interest, said[0] = steps[0][1], Step(steps[0][0], None)
    after = offer.payments[sum(count for count, _ in steps) :]
    return replace(
        base,
        steps=tuple(said),
        interest=interest,
        count=len(offer.payments),
        each=after[0] if len(after) > 1 else None,
        last=after[-1] if after and (len(after) == 1 or after[-1] != after[0]) else None,
    )
