"""What stands beside an offer's price: ceilings, what is unsaid, what not to agree to, what to say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.ceilings import Against
from coach.debts import Debt, DebtKind, LenderKind, Stage, Whose
from coach.money import Money
from coach.offers import Offer, check
from coach.offers_advice import Never, Say, beyond, nevers, say, unsaid
from coach.terms import Term
from storage.packs import load_packs

TODAY = date(2026, 11, 25)
STALE = date(2031, 1, 1)
PACKS = load_packs()


def cny(amount):
    return Money.of(amount, "CNY")


def offer(count, each, **extra):
    return Offer(cny(9600), (cny(each),) * count, **extra)


def debt(kind=DebtKind.ONLINE_LOAN, lender=LenderKind.PLATFORM):
    return Debt(1, 1, "x", kind, lender, Whose.MINE, Stage.OVERDUE, "cn", cny(9600))


def over(made, of=None, on=TODAY):
    return beyond(PACKS["cn"], of or debt(), check(made).rate, on)


@pytest.mark.parametrize(("each", "against"), [
    (850, []), (900, [Against.DEPENDS]), (1000, [Against.ABOVE]), (790, []),
])  # fmt: skip
def test_a_ceiling_is_named_only_where_the_offer_goes_beyond_it(each, against):
    """24 % a year: 900 is 22.32 % simple and 24.75 % compounded, 1000 above by both."""
    assert [found.against for found in over(offer(12, each))] == against


@given(st.sampled_from(list(DebtKind)), st.sampled_from(list(LenderKind)))
def test_no_ceiling_is_named_for_a_debt_it_does_not_bind(kind, lender):
    """A rule quoted to the wrong lender costs the person the talk, and their trust."""
    for found in over(offer(12, 1200), debt(kind, lender)):
        assert found.rule.binds.covers(kind.value, lender.value, "overdue")
        assert found.rule.certain
        assert lender is not LenderKind.NOT_SURE


def test_a_rule_past_its_review_is_not_compared():
    assert over(offer(12, 1200), on=STALE) == ()


def test_what_the_line_says_is_not_asked_again():
    bare = offer(12, 900)
    full = replace(bare, fees_said=True, day=15)
    said = {Term.INTEREST_AND_FEES, Term.PAYMENT_DATES}
    assert said <= set(unsaid(bare, check(bare)))
    assert not said & set(unsaid(full, check(full)))
    assert unsaid(bare, check(bare))[0] is Term.INTEREST_AND_FEES


def test_a_settlement_asks_first_what_becomes_of_the_rest():
    lump = Offer(cny(5000), (cny(3000),), first_after=0)
    assert unsaid(lump, check(lump))[0] is Term.REST_CANCELLED
    assert Term.PAY_BY in unsaid(lump, check(lump))
    dated = replace(lump, by=TODAY)
    assert Term.PAY_BY not in unsaid(dated, check(dated))
    less = offer(12, 500)
    assert Term.REST_CANCELLED in unsaid(less, check(less)), "instalments below the debt waive too"


@pytest.mark.parametrize(("made", "first"), [
    (offer(12, 900, new_loan=True), Never.NEW_LOAN),
    (offer(12, 900, upfront=cny(500)), Never.FEE_FIRST),
    (offer(12, 500), Never.OPEN_REST),
    (Offer(cny(9600), (*(cny(500),) * 11, cny(5000))), Never.LARGE_LAST),
    (offer(12, 900), Never.BEFORE_WRITING),
])  # fmt: skip
def test_the_most_pressing_refusal_comes_first(made, first):
    """Under pressure one sentence is heard."""
    found = nevers(made, check(made))
    assert found[0] is first
    assert {Never.BEFORE_WRITING, Never.PERSONAL_ACCOUNT} <= set(found)


def test_what_to_say_next_follows_the_worst_of_the_offer():
    made = offer(12, 1000)
    found = check(made, share=cny(900))
    assert say(found, (), admits=True) is Say.TOO_MUCH
    # Where only the fee breaks the budget, the fee is what to ask about.
    one_dear_month = replace(found, over_at_times=True)
    assert say(one_dear_month, (), admits=True) is Say.AT_TIMES
    # Who has nothing left asks for a pause, not for longer terms (care 5).
    none = replace(found, share=Money(0, found.total.currency))
    assert say(none, (), admits=True) is Say.NOTHING_LEFT
    assert say(check(made), over(made), admits=True) is Say.COUNTED_HOW
    assert say(check(made), (), admits=True) is Say.WHAT_IS_THE_EXTRA
    assert say(found, over(made), admits=False) is Say.PROVE_IT, "nothing is said that admits"
