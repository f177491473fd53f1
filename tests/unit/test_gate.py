from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.debts import Answer, Gate, LastPaid, LenderKind, Stage, Whose
from coach.gate import Passage, Reason, allowed
from tests.strategies import dates, debts
from tests.unit.test_debts import CARD

TODAY = date(2026, 11, 24)
CLEAR = Gate(Answer.YES, Answer.YES, date(2026, 9, 1))


def test_a_debt_that_is_yours_right_and_recent_may_be_admitted():
    assert allowed(CARD, CLEAR, 3, TODAY).admits


@pytest.mark.parametrize(
    ("gate", "reason"),
    [
        (None, Reason.NOT_ASKED),
        (replace(CLEAR, yours=Answer.NO), Reason.NOT_YOURS),
        (replace(CLEAR, yours=Answer.NOT_SURE), Reason.YOURS_NOT_SURE),
        (replace(CLEAR, right=Answer.NO), Reason.AMOUNT_WRONG),
        (replace(CLEAR, right=Answer.NOT_SURE), Reason.AMOUNT_NOT_SURE),
        (replace(CLEAR, last_paid=LastPaid.NOT_SURE), Reason.AGE_NOT_SURE),
        (replace(CLEAR, last_paid=LastPaid.NEVER), Reason.AGE_NOT_SURE),
        (replace(CLEAR, last_paid=date(2023, 11, 24)), Reason.TOO_OLD),
    ],
)
def test_every_doubt_opens_only_questions(gate, reason):
    found = allowed(CARD, gate, 3, TODAY)
    assert found.passage is Passage.ONLY_QUESTIONS
    assert found.reasons == (reason,)


def test_the_day_before_the_period_ends_is_not_yet_old():
    assert allowed(CARD, replace(CLEAR, last_paid=date(2023, 11, 25)), 3, TODAY).admits


@pytest.mark.parametrize("last_paid", [date(2010, 1, 1), LastPaid.NOT_SURE])
def test_reading_the_warning_opens_the_rest_for_an_old_debt(last_paid):
    unread = replace(CLEAR, last_paid=last_paid)
    assert allowed(CARD, unread, 3, TODAY).warning_opens
    assert allowed(CARD, replace(unread, warning_read=True), 3, TODAY).admits


@pytest.mark.parametrize("gate", [replace(CLEAR, yours=Answer.NO), replace(CLEAR, right=Answer.NO)])
def test_no_warning_makes_a_disputed_debt_admissible(gate):
    found = allowed(CARD, replace(gate, warning_read=True), 3, TODAY)
    assert not found.admits
    assert not found.warning_opens


def test_without_a_known_period_an_older_debt_asks_for_the_warning():
    found = allowed(CARD, replace(CLEAR, last_paid=date(2025, 1, 1)), None, TODAY)
    assert found.reasons == (Reason.LIMITATION_UNKNOWN,)
    assert allowed(CARD, CLEAR, None, TODAY).admits


def test_a_debt_that_never_was_due_is_not_old():
    debt = replace(CARD, stage=Stage.NOT_DUE)
    assert allowed(debt, replace(CLEAR, last_paid=LastPaid.NEVER), 3, TODAY).admits


@pytest.mark.parametrize(
    ("change", "passage", "reason"),
    [
        ({"lender": LenderKind.ILLEGAL}, Passage.ONLY_SAFETY, Reason.ILLEGAL_LENDER),
        ({"whose": Whose.FRAUD}, Passage.ONLY_QUESTIONS, Reason.FRAUD),
        ({"whose": Whose.DECEASED}, Passage.ONLY_QUESTIONS, Reason.DECEASED),
        ({"whose": Whose.PARTNERS}, Passage.ONLY_QUESTIONS, Reason.PARTNERS),
        ({"formal": True}, Passage.ONLY_ADMINISTRATOR, Reason.FORMAL),
    ],
)
def test_some_debts_never_get_an_offer(change, passage, reason):
    found = allowed(replace(CARD, **change), CLEAR, 3, TODAY)
    assert (found.passage, found.reasons) == (passage, (reason,))


@given(debts(), st.one_of(st.none(), st.integers(1, 30)), dates)
def test_only_a_clear_answer_or_a_read_warning_admits(debt, years, today):
    found = allowed(debt, debt.gate, years, today)
    assert found.admits == (found.reasons == ())
    if found.admits:
        gate = debt.gate
        assert gate is not None
        assert gate.yours is Answer.YES
        assert gate.right is not Answer.NO
        assert gate.warning_read or (
            gate.right is Answer.YES and gate.last_paid is not LastPaid.NOT_SURE
        )
