from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.money import CurrencyMismatchError, Money, share, total


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**10), min_size=1, max_size=20))
def test_shares_sum_to_the_pot_and_stay_within_one_unit_of_fair(pot, weights):
    """Not one cent is lost or invented, whoever gets the remainder."""
    parts = share(pot, weights)
    assert sum(parts) == pot
    whole = sum(weights)
    if whole:
        for part, weight in zip(parts, weights, strict=True):
            assert abs(part * whole - pot * weight) < whole


@pytest.mark.parametrize(
    ("pot", "weights", "parts"),
    [
        (10000, (50000, 100000, 23300, 20000), (2587, 5173, 1205, 1035)),
        (16000, (455000, 670000, 120000), (5847, 8611, 1542)),
    ],
)
def test_the_published_examples_of_fair_shares(pot, weights, parts):
    assert share(pot, weights) == parts


@pytest.mark.parametrize(("code", "minor"), [("CNY", 1250), ("JPY", 13), ("KWD", 12500)])
def test_minor_units_follow_the_currency(code, minor):
    amount = Money.of(Decimal("12.5"), code)
    assert amount.minor == minor


def test_different_currencies_are_never_added():
    with pytest.raises(CurrencyMismatchError):
        total([Money(1, "CNY"), Money(1, "USD")], "CNY")
