from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.money import Money
from coach.rates import as_rate, equal_payments, grown, level_payment, monthly_rate, pay_off

HUNDREDTH_OF_A_PERCENT = Decimal("0.00005")


def usd(amount):
    return Money.of(amount, "USD")


def near(found, percent):
    return abs(found - Decimal(percent) / 100) <= HUNDREDTH_OF_A_PERCENT


@pytest.mark.parametrize(
    ("count", "payment", "total"), [(12, "1100.16", "13201.92"), (24, "599.09", "14378.16")]
)
def test_an_extension_about_doubles_the_interest(count, payment, total):
    """Knowledge T-E1."""
    found = level_payment(usd(12000), Decimal("0.015"), count)
    assert found == usd(payment)
    assert found.times(count) == usd(total)


def test_a_payment_holiday_costs_what_the_example_says():
    """Knowledge T-E2: three unpaid months, then twelve of 1,150.41; about 603 more."""
    later = grown(usd(12000), Decimal("0.015"), 3)
    assert later == usd("12548.14")
    found = level_payment(later, Decimal("0.015"), 12)
    assert found == usd("1150.41")
    assert found.times(12) - usd("13201.92") == usd("603.00")


def test_a_break_at_a_yearly_rate_matches_the_published_figure():
    """Knowledge T-E3: 4,000 x (1.219^0.25 - 1) = 203.01."""
    monthly = Decimal("1.219") ** (Decimal(1) / 12) - 1
    assert grown(usd(4000), monthly, 3) - usd(4000) == usd("203.01")


def test_a_daily_rate_becomes_a_yearly_one():
    """Knowledge T-E5: 0.05 % a day on months of 30 days."""
    found = as_rate(Decimal("0.0005") * 30)
    assert near(found.nominal, "18.00")
    assert near(found.effective, "19.56")


def test_a_short_loan_under_a_daily_cap_doubles_after_125_days():
    """Knowledge T-E6: 0.8 % a day: 24 for 30 days, 100 % after 125."""
    daily = Decimal("0.008")
    assert usd(100).times(daily * 30) == usd(24)
    assert usd(100).times(daily * 125) == usd(100)


@pytest.mark.parametrize(
    ("payment", "months", "total"),
    [(200, 94, "18622.34"), (250, 62, "15386.26"), (300, 47, "13967.25")],
)
def test_pay_off_times_match_the_worked_examples(payment, months, total):
    """Knowledge T-E7."""
    found = pay_off(usd(10000), Decimal("0.015"), usd(payment))
    assert found is not None
    assert (found.months, found.total) == (months, usd(total))


def test_a_payment_that_only_covers_the_interest_never_clears():
    assert pay_off(usd(10000), Decimal("0.015"), usd(150)) is None


def test_equal_payments_leave_the_remainder_to_the_last():
    """Knowledge T-E8."""
    found = equal_payments(usd(10000), 36)
    assert found[:-1] == (usd("277.78"),) * 35
    assert found[-1] == usd("277.70")


@given(st.integers(1, 10**9), st.integers(1, 360))
def test_equal_payments_sum_exactly_and_are_all_something(owed, count):
    found = equal_payments(Money(owed, "JPY"), count)
    assert sum(each.minor for each in found) == owed
    assert all(each.minor > 0 for each in found)
    assert len(found) == (count if owed >= count else 1)


@given(
    st.integers(1, 10**8),
    st.lists(st.integers(1, 10**7), min_size=1, max_size=36),
    st.integers(1, 6),
)
def test_the_rate_makes_both_sides_worth_the_same(received, amounts, first):
    flows = [(first + index, amount) for index, amount in enumerate(amounts)]
    monthly = monthly_rate(received, flows)
    assert monthly is not None
    assert monthly > -1
    worth = sum(amount / (1 + monthly) ** month for month, amount in flows)
    assert abs(worth - received) < Decimal("0.01")
    paid = sum(amounts)
    assert (monthly > 0, monthly == 0) == (paid > received, paid == received)


@pytest.mark.parametrize(
    ("received", "flows"), [(0, [(1, 5)]), (100, []), (100, [(0, 100)]), (100, [(0, 150), (1, 5)])]
)
def test_there_is_no_rate_where_nothing_is_lent(received, flows):
    assert monthly_rate(received, flows) is None
