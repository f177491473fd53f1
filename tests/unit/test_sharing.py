from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.debts import DebtKind, LenderKind, Whose, is_priority
from coach.exchange import TypedRate
from coach.money import Money
from coach.sharing import LeftOut, share_pot
from tests.strategies import cases, money
from tests.unit.test_debts import CARD


def debt(number, amount, currency="CNY", **changes):
    return replace(CARD, id=number, principal=Money.of(amount, currency), **changes)


def test_the_pot_is_shared_in_proportion_to_the_balances():
    debts = [debt(n, amount) for n, amount in enumerate((4550, 6700, 1200), start=1)]
    sharing = share_pot(Money.of(160, "CNY"), debts)
    assert [str(share.amount.major) for share in sharing.shares] == ["58.47", "86.11", "15.42"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"kind": DebtKind.RENT}, LeftOut.PRIORITY),
        ({"whose": Whose.FRAUD}, LeftOut.NOT_LIABLE),
        ({"whose": Whose.DECEASED}, LeftOut.NOT_LIABLE),
        ({"formal": True}, LeftOut.FORMAL),
        ({"lender": LenderKind.ILLEGAL}, LeftOut.ILLEGAL),
        ({"principal": Money(0, "CNY")}, LeftOut.NOTHING_OWED),
    ],
)
def test_debts_that_take_no_part_are_named_with_the_reason(changes, reason):
    other = replace(debt(2, 50), **changes)
    sharing = share_pot(Money(1000, "CNY"), [debt(1, 100), other])
    assert sharing.left_out == ((2, reason),)
    assert sharing.of(2) is None
    assert [share.amount.minor for share in sharing.shares] == [1000]


def test_a_debt_whose_plan_goes_on_is_already_paid_for():
    sharing = share_pot(Money(1000, "CNY"), [debt(1, 100), debt(2, 100)], in_plan={2})
    assert sharing.left_out == ((2, LeftOut.IN_PLAN),)


def test_a_foreign_debt_waits_for_a_typed_rate():
    foreign = debt(2, 100, "USD")
    home = debt(1, 700)
    assert share_pot(Money(1000, "CNY"), [home, foreign]).left_out == ((2, LeftOut.CURRENCY),)
    rate = TypedRate("USD", "CNY", Decimal(7), date(2026, 11, 24))
    older = TypedRate("USD", "CNY", Decimal(9), date(2026, 10, 1))
    sharing = share_pot(Money(1000, "CNY"), [home, foreign], rates=(rate, older))
    assert sharing.left_out == ()
    share = sharing.of(2)
    assert share is not None
    assert (share.amount.minor, share.own) == (500, Money(71, "USD"))
    assert share.rate == rate


@given(cases("CNY"), money("CNY", 0, 10**8), st.frozensets(st.integers(1, 6), max_size=2))
def test_shares_and_the_debts_left_out_are_all_the_debts_and_all_the_pot(debts, pot, in_plan):
    sharing = share_pot(pot, debts, in_plan=in_plan)
    assert {share.debt_id for share in sharing.shares} | {
        number for number, _ in sharing.left_out
    } == {each.id for each in debts}
    if sharing.shares:
        assert sum(share.amount.minor for share in sharing.shares) == pot.minor
    by_id = {each.id: each for each in debts}
    assert not any(is_priority(by_id[share.debt_id]) for share in sharing.shares)


@given(cases())
def test_no_share_costs_more_than_its_part_of_the_pot(debts):
    pot = Money(10**6, "CNY")
    rates = tuple(
        TypedRate(code, "CNY", Decimal("6.9"), date(2026, 1, 1)) for code in ("USD", "JPY", "KWD")
    )
    for share in share_pot(pot, debts, rates=rates).shares:
        worth = share.own.major * (1 if share.rate is None else share.rate.rate)
        assert worth <= share.amount.major
