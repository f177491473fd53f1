from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.reviews import (
    Change,
    CheckIn,
    NextMonth,
    NextStep,
    Outcome,
    Paid,
    Reason,
    every_check_in,
    review,
)

GOOD = CheckIn(Paid.YES, Change.SAME, Change.SAME, new_debt=False, next_month=NextMonth.FINE)
ALL = tuple(every_check_in())
check_ins = st.sampled_from(ALL)


def test_every_combination_is_there_once():
    assert len(ALL) == len(set(ALL)) == 3 * 3 * 3 * 2 * 3


@pytest.mark.parametrize("now", ALL)
def test_every_combination_has_a_verdict_that_agrees_with_its_answers(now):
    found = review(now)
    assert found.reasons
    strongest = now.paid is Paid.NO or now.next_month is NextMonth.CANT
    if strongest:
        assert found.outcome is Outcome.RENEGOTIATE
    if now.paid is not Paid.YES:
        assert found.next_step in {NextStep.CONTACT_CREDITOR, NextStep.CHANGE_REQUEST}
    if found.outcome is Outcome.ON_TRACK:
        assert now.paid is Paid.YES
        assert now.next_month is NextMonth.FINE
        assert not now.new_debt
        assert found.next_step in {NextStep.KEEP_GOING, NextStep.UPDATE_BUDGET}
    if found.outcome is Outcome.RENEGOTIATE:
        assert found.next_step in {NextStep.CONTACT_CREDITOR, NextStep.CHANGE_REQUEST}
    assert (Reason.NEW_DEBT in found.reasons) is now.new_debt


def test_a_quiet_month_needs_nothing():
    found = review(GOOD)
    assert (found.outcome, found.reasons, found.next_step) == (
        Outcome.ON_TRACK,
        (Reason.AS_PLANNED,),
        NextStep.KEEP_GOING,
    )


def test_asking_comes_before_missing():
    """S11: 'can't' with this month paid prepares the change request, not an apology."""
    now = CheckIn(Paid.YES, Change.DOWN, Change.SAME, new_debt=False, next_month=NextMonth.CANT)
    assert review(now).next_step is NextStep.CHANGE_REQUEST


def test_two_months_unpaid_in_half_a_year_go_to_an_adviser():
    missed = CheckIn(Paid.NO, Change.SAME, Change.SAME, new_debt=False, next_month=NextMonth.FINE)
    assert review(missed).next_step is NextStep.CONTACT_CREDITOR
    assert review(missed, (missed, GOOD)).next_step is NextStep.ADVISER
    assert review(missed, (missed, *(GOOD,) * 5)).next_step is NextStep.CONTACT_CREDITOR


def test_three_tight_months_in_a_row_ask_for_a_change():
    tight = CheckIn(Paid.YES, Change.SAME, Change.SAME, new_debt=False, next_month=NextMonth.TIGHT)
    assert review(tight, (tight,)).outcome is Outcome.ADJUST
    found = review(tight, (tight, tight))
    assert (found.outcome, found.next_step) == (Outcome.RENEGOTIATE, NextStep.CHANGE_REQUEST)
    assert review(tight, (tight, GOOD)).outcome is Outcome.ADJUST


@given(check_ins, st.lists(check_ins, max_size=8))
def test_a_history_never_makes_a_verdict_milder(now, earlier):
    order = tuple(Outcome)
    assert order.index(review(now, earlier).outcome) >= order.index(review(now).outcome)
