"""Before you borrow: the price agrees with the known cases, and no answer makes a loan good."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.borrow import (
    ASKED,
    GOOD,
    Price,
    Red,
    Said,
    ceilings,
    following,
    judge,
    price,
    read,
    told,
)
from coach.ceilings import Against
from coach.dates import Every
from coach.debts import LenderKind
from coach.money import Money
from coach.offers import Offer
from storage.packs import load_packs

CN = load_packs()["cn"]
FRESH, STALE = date(2026, 12, 1), date(2028, 12, 1)


def usd(major: str | int) -> Money:
    return Money.of(major, "USD")


@pytest.mark.parametrize(("offer", "days", "extra", "yearly"), [
    (Offer(usd(12000), (usd(1000),) * 12, fee_each=usd(72)), 0, "864", "0.1384"),
    (Offer(usd(2700), (usd("1081.05"),) * 3), 0, "543.15", "2.0559"),
    (Offer(usd(3000), (usd("1081.05"),) * 3, upfront=usd(300)), 0, "543.15", "2.0559"),
    (Offer(usd(8500), (usd(10000),), first_after=0), 365, "1500", "0.1765"),
        (Offer(usd(8500), (usd(10000),)), 0, "1500", "6.0303"),
        (Offer(usd(1000), (usd(1050),)), 0, "50", "0.7959"),
])  # fmt: skip
def test_the_price_agrees_with_the_known_cases(
    offer: Offer, days: int, extra: str, yearly: str
) -> None:
    """Knowledge 8.2, T2, T10, T11 and T12; a fee taken off first lowers what was received."""
    found = price(offer, days)
    assert found.extra == usd(extra)
    assert found.yearly is not None
    assert abs(found.yearly - Decimal(yearly)) < Decimal("0.0001")


def test_without_a_time_there_is_no_rate_but_still_a_cost() -> None:
    """A rate for an unknown time would be made up."""
    found = price(Offer(usd(850), (usd(1000),), first_after=0))
    assert (found.extra, found.yearly) == (usd(150), None)


def test_no_more_back_than_received_has_no_rate() -> None:
    """Zero is no price; the screen says to look for a fee."""
    assert price(Offer(usd(1200), (usd(100),) * 12)).yearly is None


@given(st.lists(st.sampled_from(Said), max_size=len(ASKED)))
def test_answers_survive_the_way_through_a_button(answers: list[Said]) -> None:
    """They stand in addresses alone."""
    assert read(told(answers)) == tuple(answers)
    expected = ASKED[len(answers)] if len(answers) < len(ASKED) else None
    assert following(answers) is expected


@given(st.integers(0, 10**15))
def test_a_forged_number_is_no_answer_or_a_short_one(number: int) -> None:
    """Button data is hostile until proved otherwise."""
    assert len(read(number)) <= len(ASKED)


def test_each_flag_hangs_on_its_own_answer() -> None:
    """Six questions of three answers: all 729 ways."""
    for answers in product(Said, repeat=len(ASKED)):
        found = judge(answers)
        for red, said in zip(ASKED, answers, strict=True):
            bad = Said.NO if red in GOOD else Said.YES
            assert (red in found.flags) is (said is bad)
            assert (red in found.unsure) is (said is Said.NOT_SURE)
        assert found.stop is bool({Red.FEE_FIRST, Red.KEEPS_PAPERS} & set(found.flags))


def loan(each: str) -> Price:
    """12,000 in twelve payments: 1,085 is 15.9 %, 1,120 is 22.2 or 24.6 %, 1,200 is 41.3 %."""
    return price(Offer(usd(12000), (usd(each),) * 12))


@pytest.mark.parametrize(
    ("each", "against"),
    [("1085", Against.WITHIN), ("1125", Against.DEPENDS), ("1200", Against.ABOVE)],
)
def test_a_ceiling_is_compared_in_both_ways_of_counting_a_year(each: str, against: Against) -> None:
    """Above is said only where it is above however a year is counted."""
    found = ceilings(CN, LenderKind.PLATFORM, loan(each), FRESH)
    assert [(one.rule.id, one.against) for one in found] == [("platform_cost", against)]


def test_a_ceiling_is_named_only_to_whom_it_binds() -> None:
    """A cap for loan apps is none for banks, and none for whoever is not sure."""
    assert ceilings(CN, LenderKind.BANK, loan("1200"), FRESH) == ()
    assert ceilings(CN, LenderKind.NOT_SURE, loan("1200"), FRESH) == ()


def test_past_its_review_nothing_is_compared() -> None:
    """A figure that may have changed judges nobody."""
    found = ceilings(CN, LenderKind.PLATFORM, loan("1200"), STALE)
    assert [(each.against, each.rule.value) for each in found] == [(None, None)]


def test_a_private_lenders_multiple_is_quoted_and_not_computed() -> None:
    """Four times a reference rate that we do not hold is a rule, not a figure."""
    found = ceilings(CN, LenderKind.PRIVATE, loan("1200"), FRESH)
    assert found
    assert all(each.against is None for each in found)


def test_a_payment_by_the_week_is_measured_by_the_month():
    """60 a week is 260 a month; a fee that comes once comes once."""
    weekly = Offer(usd(1000), (usd(60),) * 20, fee_once=usd(30), every=Every.WEEKLY)
    assert price(weekly).largest == usd(290)
    assert price(Offer(usd(1000), (usd(60),) * 20, fee_once=usd(30))).largest == usd(90)
