from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.cards_evidence import WHAT
from coach.debts import DebtKind, LenderKind, Stage
from coach.evidence import ALWAYS, Item, is_of_one_debt, needed
from coach.forms_budget import REASONS
from coach.forms_evidence import NAMES
from coach.proposals import ProposalKind
from tests.strategies import debts
from tests.unit.test_debts import CARD

REASON_IDS = [option.value for option in REASONS]


@pytest.mark.parametrize("reason", REASON_IDS)
def test_every_reason_gives_a_list_that_begins_with_its_own_papers(reason):
    """The paper that proves what happened is looked for first."""
    listed = needed(reason)
    assert set(ALWAYS) <= set(listed)
    own = [item for item in listed if item not in ALWAYS]
    assert listed[: len(own)] == tuple(own)
    assert own or reason in {"overspend", "other"}


def test_job_loss_illness_and_fraud_name_their_papers():
    assert Item.END_OF_JOB in needed("job_loss")
    assert {Item.SICK_NOTE, Item.MEDICAL_BILLS} <= set(needed("illness"))
    assert Item.POLICE_RECEIPT in needed("fraud_victim")
    assert Item.TWO_PAYSLIPS in needed("income_cut")


def test_what_the_debt_is_for_and_how_far_it_went_adds_papers():
    """A notice about the home or the court's papers decide what comes first."""
    rent = replace(CARD, kind=DebtKind.RENT)
    assert Item.HOME_NOTICE in needed(None, rent)
    assert Item.TAX_NOTICE in needed(None, replace(CARD, kind=DebtKind.TAX))
    assert Item.COURT_PAPERS in needed(None, replace(CARD, stage=Stage.COURT))
    assert Item.LENDERS_LETTERS in needed(None, replace(CARD, stage=Stage.COLLECTOR))
    assert Item.HOME_NOTICE not in needed(None, CARD)


def test_what_is_asked_adds_papers():
    assert Item.SUM_SOURCE in needed(None, CARD, ProposalKind.LUMP_SUM)
    assert Item.INCOME_AGAIN in needed(None, CARD, ProposalKind.DEFERRAL)
    assert Item.SUM_SOURCE not in needed(None, CARD, ProposalKind.EQUAL_INSTALMENTS)


def test_friends_are_not_asked_for_a_contract():
    friend = replace(CARD, kind=DebtKind.FAMILY, lender=LenderKind.PRIVATE)
    assert Item.CONTRACT not in needed(None, friend)


def test_caring_never_asks_for_the_other_persons_medical_papers():
    """Their illness is not ours to show (care 10)."""
    assert not {Item.SICK_NOTE, Item.MEDICAL_BILLS} & set(needed("caring", CARD))


def test_identity_papers_are_on_no_list():
    """A copy of an identity card in a chat is a loan in someone's name tomorrow (care 10)."""
    assert not [item for item in Item if "id_" in item.value or "passport" in item.value]


@given(
    st.sampled_from([None, *REASON_IDS]),
    st.one_of(st.none(), debts()),
    st.one_of(st.none(), st.sampled_from(ProposalKind)),
)
def test_nothing_is_listed_twice_and_everything_has_a_name(reason, debt, ask):
    listed = needed(reason, debt, ask)
    assert len(listed) == len(set(listed))
    assert all(item in NAMES and item in WHAT for item in listed)
    if debt is None:
        assert not [item for item in listed if is_of_one_debt(item)]
