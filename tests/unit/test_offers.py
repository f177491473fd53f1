from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.money import Money
from coach.offers import (
    Ask,
    Fit,
    Flag,
    Offer,
    check,
    rate_of,
)
from coach.offers_typed import Missing, Per, TypedOffer, offer_from
from coach.terms import Term, needed_terms
from tests.strategies import money

HUNDREDTH_OF_A_PERCENT = Decimal("0.00005")


def cny(amount):
    return Money.of(amount, "CNY")


def near(found, percent):
    return abs(found - Decimal(percent) / 100) <= HUNDREDTH_OF_A_PERCENT


def offer(owed, count, each, **extra):
    return Offer(cny(owed), (cny(each),) * count, **extra)


CASES = {
    "T1": (offer(60000, 60, 1000), "0", "0", "0"),
    "T2": (offer(12000, 12, 1000, fee_each=cny(72)), "1.0862", "13.03", "13.84"),
    "T3": (offer(24000, 24, 1000, fee_each=cny(180)), "1.3688", "16.43", "17.72"),
    "T4": (offer(48000, 36, "1573.33"), "0.9235", "11.08", "11.66"),
    "T5": (offer(10000, 10, 1000, upfront=cny(500)), "0.9436", "11.32", "11.93"),
    "T6": (offer(36000, 36, 1000, fee_once=cny(1800)), "0.2791", "3.35", "3.40"),
    "T7": (offer(12000, 12, 1100), "1.4977", "17.97", "19.53"),
    "T8": (offer(10000, 12, "916.80"), "1.5000", "18.00", "19.56"),
    "T9": (offer(10000, 24, 350, upfront=cny(2000)), "0.3941", "4.73", "4.83"),
    "T10": (offer(3000, 3, "1081.05", upfront=cny(300)), "9.7560", "117.07", "205.59"),
    "T11": (offer(10000, 1, 10000, upfront=cny(1500)), "17.6471", "211.76", "603.03"),
    "T12": (offer(1000, 1, 1050), "5.0000", "60.00", "79.59"),
    "T14": (offer(9000, 12, 1000), "4.7296", "56.75", "74.11"),
    "card page": (offer(9600, 12, 900), "1.8603", "22.32", "24.75"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_true_rate_matches_the_worked_example(name):
    """Knowledge 8.2, to a hundredth of a percent; the headline is never believed."""
    made, monthly, nominal, effective = CASES[name]
    found = rate_of(made)
    assert found is not None
    assert abs(found.monthly - Decimal(monthly) / 100) <= Decimal("0.0000005")
    assert near(found.nominal, nominal)
    assert near(found.effective, effective)


def test_no_fee_is_exactly_zero_and_not_almost():
    found = rate_of(CASES["T1"][0])
    assert found is not None
    assert (found.monthly, found.nominal, found.effective) == (0, 0, 0)
    assert not found.effective.is_signed()


def test_below_the_debt_it_saves_money_and_has_no_rate():
    """Knowledge T13: ten payments of 90 on 1,000."""
    found = check(offer(1000, 10, 90, settles=True))
    assert (found.saves, found.rest) == (cny(100), None)
    assert found.rate is None
    assert found.ask is Ask.IS_THE_REST_WAIVED


def test_without_words_of_settlement_the_rest_stays_owed():
    """200 "to show good faith" on 4,800 saves nothing."""
    once = check(Offer(cny(4800), (cny(200),), first_after=0))
    assert (once.saves, once.rest, once.rate) == (None, cny(4600), None)
    assert once.ask is Ask.WHAT_FOR
    several = check(offer(52000, 12, 900, fee_once=cny(1560)))
    assert (several.saves, several.rest) == (None, cny(39640))
    assert several.ask is Ask.IS_THE_REST_OWED


def test_the_offer_from_the_first_five_minutes():
    found = check(offer(9600, 12, 900), share=cny(850))
    assert (found.total, found.difference) == (cny(10800), cny(1200))
    assert (found.fit, found.over_by) == (Fit.OVER, cny(50))
    assert found.ask is Ask.WHAT_IS_THE_EXTRA


def test_fees_count_in_what_leaves_each_month():
    found = check(offer(12000, 12, 1000, fee_once=cny(300), fee_each=cny(10)), share=cny(1300))
    assert found.largest == cny(1310)
    assert (found.fit, found.over_by) == (Fit.OVER, cny(10))
    assert found.total == cny(12420)
    assert Flag.FEES_ON_TOP in found.flags


def test_a_fee_with_the_first_payment_does_not_make_every_month_too_dear():
    """Said of every month it frightens, where only one is."""
    once = check(offer(48000, 48, 1150, fee_once=cny(960)), share=cny(1620))
    assert (once.fit, once.over_by, once.over_at_times) == (Fit.OVER, cny(490), True)
    always = check(offer(48000, 48, 1700), share=cny(1620))
    assert (always.fit, always.over_at_times) == (Fit.OVER, False)


def test_what_is_not_known_is_not_judged():
    assert check(offer(9600, 12, 900)).fit is Fit.NOT_KNOWN
    assert check(offer(9600, 12, 900, upfront=cny(5)), share=cny(900)).fit is Fit.NOT_KNOWN
    assert check(offer(9600, 12, 900), share=cny(900)).fit is Fit.FITS


@pytest.mark.parametrize(
    ("cash", "fit"), [(None, Fit.NOT_KNOWN), (4000, Fit.FITS), (3999, Fit.OVER)]
)
def test_a_lump_sum_is_measured_against_real_money(cash, fit):
    """A monthly share says nothing about a sum due on Friday."""
    typed = TypedOffer(pay_fraction=Decimal("0.4"), by=date(2026, 11, 27))
    made = offer_from(typed, cny(10000))
    assert isinstance(made, Offer)
    found = check(made, share=cny(100), cash=None if cash is None else cny(cash))
    assert found.fit is fit
    assert found.rest == cny(6000)


def test_a_new_loan_and_a_large_end_are_flagged():
    made = Offer(cny(1000), (cny(100), cny(100), cny(900)), upfront=cny(50), new_loan=True)
    assert check(made).flags == (Flag.PAY_TODAY, Flag.REBORROWING, Flag.LARGE_LAST)


def test_a_typed_line_becomes_an_offer():
    made = offer_from(TypedOffer(owed=cny(9600), count=12, each=cny(900)))
    assert made == offer(9600, 12, 900)
    fee = TypedOffer(count=12, each=cny(900), fee_fraction=Decimal("0.03"))
    assert offer_from(fee, cny(9600)) == offer(9600, 12, 900, fee_once=cny(288), fees_said=True)
    monthly = TypedOffer(count=12, each=cny(1000), fee_fraction=Decimal("0.006"), fee_per=Per.EACH)
    assert offer_from(monthly, cny(12000)) == replace(CASES["T2"][0], fees_said=True)


def test_a_line_without_a_sum_per_payment_is_split_evenly():
    made = offer_from(TypedOffer(owed=cny(1000), count=3))
    assert isinstance(made, Offer)
    assert made.payments == (cny("333.33"), cny("333.33"), cny("333.34"))


def test_beside_a_last_payment_of_its_own_the_first_takes_the_remainder():
    made = offer_from(TypedOffer(owed=cny(9600), count=12, last=cny(5000)))
    assert isinstance(made, Offer)
    assert made.payments == (cny("418.20"), *(cny("418.18"),) * 10, cny(5000))
    assert check(made).difference == cny(0)


@pytest.mark.parametrize(
    ("typed", "missing"),
    [
        (TypedOffer(count=12, each=cny(900)), Missing.OWED),
        (TypedOffer(owed=cny(900)), Missing.PAYMENTS),
        (TypedOffer(owed=cny(5000), each=cny(150), upfront=cny(1500)), Missing.COUNT),
        (TypedOffer(owed=cny(5000), count=1, after=3, cost_open=True), Missing.COST),
        (TypedOffer(owed=cny(900), count=0, each=cny(1)), Missing.PAYMENTS),
    ],
)
def test_what_the_line_does_not_say_is_asked_for(typed, missing):
    assert offer_from(typed) == (missing,)


@given(
    money("CNY", 1, 10**8),
    st.lists(money("CNY", 0, 10**7), min_size=1, max_size=60),
    st.one_of(st.none(), money("CNY", 0, 10**7)),
    st.one_of(st.none(), money("CNY", 0, 10**7)),
)
def test_every_offer_gets_a_verdict_that_agrees_with_itself(owed, payments, upfront, share):
    found = check(Offer(owed, tuple(payments), upfront=upfront), share=share)
    assert found.difference == found.total - owed
    assert (found.rest is not None) == (found.difference.minor < 0)
    assert found.saves is None, "nothing was said to settle it"
    if found.rate is not None:
        assert found.rate.monthly >= 0
        assert found.saves is None
    assert (found.over_by is not None) == (found.fit is Fit.OVER)


def test_a_lump_sum_needs_the_rest_cancelled_in_writing():
    lump = needed_terms(lump=True, waives=True)
    assert Term.REST_CANCELLED in lump
    assert Term.PAYMENT_DATES not in lump
    assert Term.WAIVED_AMOUNT not in needed_terms(lump=False, waives=False)
