from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.debts import (
    Debt,
    DebtKind,
    LenderKind,
    Stage,
    Whose,
    cost_of_waiting,
    is_owed_by_person,
    is_priority,
    relative_is_liable,
)
from coach.money import Money
from tests.strategies import debts

CARD = Debt(
    id=1,
    number=1,
    creditor="Bank",
    kind=DebtKind.CARD,
    lender=LenderKind.BANK,
    whose=Whose.MINE,
    stage=Stage.OVERDUE,
    region=None,
    principal=Money.of(13500, "TWD"),
    rate=Decimal("0.15"),
)


def test_what_waiting_costs_matches_the_published_card_example():
    """Knowledge T-E4: 13,500 x 15 % x 41 / 365 = 227.47."""
    waiting = cost_of_waiting(CARD, 41)
    assert waiting is not None
    assert waiting.cost == Money.of("227.47", "TWD")
    assert waiting.per_day == Money.of("5.55", "TWD")
    assert waiting.per_month == Money.of("168.75", "TWD")


def test_an_unknown_rate_gives_no_figure():
    assert cost_of_waiting(replace(CARD, rate=None), 30) is None


def test_the_balance_adds_what_is_known():
    debt = replace(CARD, interest=Money.of(100, "TWD"), fees=Money.of(50, "TWD"))
    assert debt.balance == Money.of(13650, "TWD")
    assert CARD.balance == CARD.principal


@pytest.mark.parametrize("kind", DebtKind)
def test_home_supply_and_tax_come_first(kind):
    first = {DebtKind.MORTGAGE, DebtKind.RENT, DebtKind.UTILITY, DebtKind.TAX}
    assert is_priority(replace(CARD, kind=kind)) is (kind in first)


@pytest.mark.parametrize("whose", Whose)
def test_joint_and_guaranteed_debts_are_the_persons_and_others_are_not(whose):
    owed = {Whose.MINE, Whose.JOINT, Whose.GUARANTEED}
    assert is_owed_by_person(replace(CARD, whose=whose)) is (whose in owed)


def test_no_contact_ban_is_offered_where_a_relative_may_be_liable():
    assert not relative_is_liable(CARD)
    assert relative_is_liable(replace(CARD, whose=Whose.JOINT))
    assert relative_is_liable(replace(CARD, kind=DebtKind.FAMILY))


@given(debts(), st.integers(0, 4000))
def test_waiting_longer_never_costs_less(debt, days):
    now, later = cost_of_waiting(debt, days), cost_of_waiting(debt, days + 1)
    assert (now is None) == (later is None) == (debt.rate is None)
    if now is not None and later is not None:
        assert now.cost <= later.cost
