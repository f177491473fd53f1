"""Our rates beside those of an independent library, on random cash flows: 10,000 of them in a soak."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
import pyxirr

from coach.dates import Every
from coach.money import Money
from coach.offers import PERIODS, Offer, rate_of
from coach.rates import as_rate, monthly_rate
from tests.sizes import size

HUNDREDTH_OF_A_PERCENT = 0.0001
SEEDS = 10


def same(ours: Decimal, theirs: float) -> bool:
    """Tell whether both agree to a hundredth of a percent, or to eight digits where that is finer.

    The library counts in floats: of a rate of a million percent it has no hundredth of a percent.
    """
    return abs(float(ours) - theirs) <= max(HUNDREDTH_OF_A_PERCENT / 2, abs(theirs) * 1e-8)


def flows_of(chance: random.Random) -> list[int]:
    """Return what is received and what is paid in each month: gaps, lumps, and too little too."""
    months = chance.randint(1, chance.choice([6, 24, 60, 120]))
    received = chance.randint(100, 10**7)
    whole = received * chance.uniform(0.4, 3)
    weights = [0.0 if chance.random() < 0.2 else chance.random() ** 2 for _ in range(months)]
    weights[-1] = weights[-1] or 0.5
    paid = [int(whole * weight / sum(weights)) for weight in weights]
    return [-received, *paid[:-1], max(paid[-1], 1)]


@pytest.mark.parametrize("seed", range(SEEDS))
def test_rates_agree_with_an_independent_library(seed: int) -> None:
    """Two ways that were written apart and agree are seldom both wrong."""
    chance = random.Random(seed)
    for number in range(size(30, 10_000 // SEEDS)):
        flows = flows_of(chance)
        theirs = pyxirr.irr(flows)
        ours = monthly_rate(-flows[0], list(enumerate(flows))[1:])
        assert theirs is not None, (number, flows)
        assert ours is not None, (number, flows)
        assert same(ours, theirs), (number, flows, ours, theirs)
        assert same(as_rate(ours).effective, (1 + theirs) ** 12 - 1), (number, flows)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_whole_offers_agree_too(seed: int) -> None:
    """Fees, a sum today, a late start and weekly payments reach the cash flows as they were said."""
    chance = random.Random(1000 + seed)
    for _ in range(size(30, 10_000 // SEEDS)):
        owed, count = chance.randint(10**4, 10**7), chance.randint(2, 60)
        every = chance.choice(list(Every))
        late = chance.choice([0, 0, 12]) if every is Every.FORTNIGHTLY else chance.choice([0, 0, 3])
        upfront, once = (chance.choice([0, owed // chance.randint(10, 90)]) for _ in range(2))
        each_fee = chance.choice([0, owed // count // 20])
        each = int((owed - upfront) / count * chance.uniform(1, 1.6)) + 1
        last = int(each * chance.choice([1, 1, 2.5]))
        offer = Offer(
            Money(owed, "CNY"),
            (*(Money(each, "CNY"),) * (count - 1), Money(last, "CNY")),
            upfront=Money(upfront, "CNY"),
            fee_once=Money(once, "CNY"),
            fee_each=Money(each_fee, "CNY"),
            first_after=1 + late,
            every=every,
        )
        waits = late * PERIODS[every] // 12
        flows = [upfront - owed, *[0] * waits, each + each_fee + once,
                 *[each + each_fee] * (count - 2), last + each_fee]  # fmt: skip
        theirs, found = pyxirr.irr(flows), rate_of(offer)
        assert theirs is not None
        assert found is not None, flows
        assert same(found.effective, (1 + theirs) ** PERIODS[every] - 1), (flows, found)
