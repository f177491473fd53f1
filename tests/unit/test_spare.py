"""Snowball against avalanche: the same money, the same principal, and never offered too early."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.budget import afford, quick_budget
from coach.debts import Debt, DebtKind, LenderKind, Stage, Whose
from coach.money import Money
from coach.rates import pay_off
from coach.spare import Choice, Order, Owing, WhyNot, both, simulate


def gbp(minor: int) -> Money:
    return Money(minor, "GBP")


@st.composite
def owings(draw: st.DrawFn) -> tuple[Owing, ...]:
    """Two to five debts whose payments at least cover a month's interest."""
    found = []
    for number in range(1, draw(st.integers(2, 5)) + 1):
        balance = draw(st.integers(1_000, 3_000_000))
        rate = draw(st.decimals(Decimal(0), Decimal("0.6"), places=4))
        least = int(balance * rate / 12) + 1
        payment = draw(st.integers(least, least + 100_000))
        found.append(Owing(number, gbp(balance), rate, gbp(payment)))
    return tuple(found)


extras = st.integers(1, 200_000).map(gbp)


@given(owings(), extras)
def test_the_highest_rate_first_never_costs_more_interest(
    owing: tuple[Owing, ...], extra: Money
) -> None:
    """That is what the screen says of it."""
    snowball = simulate(owing, extra, Order.SNOWBALL)
    avalanche = simulate(owing, extra, Order.AVALANCHE)
    if snowball is None:
        return
    assert avalanche is not None
    assert avalanche.interest <= snowball.interest
    assert avalanche.months <= snowball.months


@given(owings(), extras, st.sampled_from(Order))
def test_every_way_clears_all_of_the_principal_and_each_debt_once(
    owing: tuple[Owing, ...], extra: Money, order: Order
) -> None:
    """Both ways end at nothing owed, by the same money a month."""
    way = simulate(owing, extra, order)
    if way is None:
        return
    whole = sum(each.balance.minor for each in owing)
    assert way.principal == gbp(whole)
    assert sorted(number for number, _ in way.cleared) == [each.id for each in owing]
    assert way.cleared[-1][1] == way.months
    month_sum = extra.minor + sum(each.payment.minor for each in owing)
    paid = whole + way.interest.minor
    # The last month takes what is left, and one half unit may be rounding.
    assert month_sum * (way.months - 1) - 1 < paid <= month_sum * way.months + 1


@given(owings(), extras)
def test_without_interest_both_ways_cost_nothing(owing: tuple[Owing, ...], extra: Money) -> None:
    """An estimate may not invent a cost."""
    free = tuple(replace(each, rate=Decimal(0)) for each in owing)
    for order in Order:
        way = simulate(free, extra, order)
        assert way is None or way.interest == gbp(0)


def test_one_debt_agrees_with_paying_it_off_alone() -> None:
    """Knowledge 8.2, T-E7: 10,000 at 1.5 % a month with 200 a month takes 94 months."""
    debt = Owing(1, gbp(1_000_000), Decimal("0.18"), gbp(15_000))
    way = simulate([debt], gbp(5_000), Order.AVALANCHE)
    alone = pay_off(debt.balance, Decimal("0.015"), gbp(20_000))
    assert way is not None
    assert alone is not None
    assert way.months == alone.months == 94
    # Rounded once instead of each month.
    assert abs(way.interest.minor - (alone.total.minor - 1_000_000)) < 94


def test_a_debt_that_grows_faster_than_it_is_paid_has_no_end() -> None:
    """No figure is shown for what never ends."""
    debt = Owing(1, gbp(1_000_000), Decimal("0.5"), gbp(10_000))
    assert simulate([debt], gbp(1), Order.SNOWBALL) is None


BUDGET = afford(quick_budget(gbp(300_000), gbp(200_000), gbp(0)))
STORE = Debt(
    id=1, number=1, creditor="Store", kind=DebtKind.CARD, lender=LenderKind.BANK, whose=Whose.MINE,
    stage=Stage.NOT_DUE, region=None, principal=gbp(50_000), rate=Decimal("0.1"),
    payment=gbp(5_000),
)  # fmt: skip
BANK = replace(STORE, id=2, number=2, creditor="Bank", principal=gbp(200_000), rate=Decimal("0.3"),
               payment=gbp(10_000))  # fmt: skip


def test_the_two_orders_differ_as_they_are_named() -> None:
    """Smallest first ends the store card first, highest rate first the bank's."""
    found = both(BUDGET, [STORE, BANK])
    assert isinstance(found, Choice)
    assert found.extra == gbp(75_000)
    assert found.snowball.cleared[0][0] == STORE.id
    assert found.avalanche.interest < found.snowball.interest


@pytest.mark.parametrize("debts", [
    [replace(STORE, stage=Stage.OVERDUE), BANK],
    [STORE, BANK, replace(STORE, id=3, kind=DebtKind.RENT, stage=Stage.OVERDUE)],
    [STORE, BANK, replace(STORE, id=3, stage=Stage.COURT)],
    [STORE, BANK, replace(STORE, id=3, lender=LenderKind.ILLEGAL)],
])  # fmt: skip
def test_nothing_is_compared_while_a_debt_is_in_danger(debts: list[Debt]) -> None:
    """Rent arrears and court papers come before any order of cards (care 5)."""
    assert both(BUDGET, debts) is WhyNot.DANGER


def test_an_overdue_debt_with_a_plan_is_no_danger_and_takes_no_part() -> None:
    """It is being paid as agreed."""
    kept = replace(STORE, id=3, stage=Stage.OVERDUE)
    found = both(BUDGET, [STORE, BANK, kept], frozenset({3}))
    assert isinstance(found, Choice)
    assert {each.id for each in found.owing} == {1, 2}


def test_what_is_missing_is_named_instead_of_guessed() -> None:
    """A debt without a rate is left out and counted; its payment is not spent twice."""
    unknown = replace(STORE, id=3, rate=None)
    found = both(BUDGET, [STORE, BANK, unknown])
    assert isinstance(found, Choice)
    assert (found.left_out, found.extra) == (1, gbp(70_000))
    assert both(BUDGET, [STORE, unknown]) is WhyNot.TOO_FEW
    assert both(None, [STORE, BANK]) is WhyNot.NO_BUDGET
    assert both(BUDGET, [STORE, BANK], promised=gbp(80_000)) is WhyNot.NOTHING_SPARE
    poor = afford(quick_budget(gbp(200_000), gbp(200_000), gbp(0)))
    assert both(poor, [STORE, BANK]) is WhyNot.NOTHING_SPARE
