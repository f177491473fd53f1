from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui import cards_evidence
from bot.ui.cards_evidence import COVERS, INSTEAD, ISSUERS, LEADS, LINES, WHAT
from bot.ui.texts import Catalogs
from coach.debts import DebtKind, LenderKind, Stage
from coach.evidence import ALWAYS, Item, Status, Ticked, is_of_one_debt, needed
from coach.evidence_rules import (
    BEFORE,
    LATEST,
    LOOK_AFTER,
    RULES,
    Cover,
    Instead,
    Issuer,
    Lead,
    reminder_day,
)
from coach.forms_budget import REASONS
from coach.forms_evidence import NAMES
from coach.proposals import ProposalKind
from tests.limits import faults
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


def test_every_paper_has_its_row_and_every_word_of_a_row_is_used_and_named():
    """The table is total: nobody meets a paper of which nothing is known (S7)."""
    assert set(RULES) == set(Item) == set(WHAT) == set(NAMES)
    for enum, words, column in (
        (Issuer, ISSUERS, "issuer"), (Lead, LEADS, "lead"), (Cover, COVERS, "cover"),
        (Instead, INSTEAD, "instead"),
    ):  # fmt: skip
        assert set(enum) == set(words) == {getattr(rule, column) for rule in RULES.values()}
    assert set(LINES) == set(Status)


def test_only_proof_of_income_has_an_age():
    """A figure nobody wrote down is not made up: other papers have no stated age."""
    aged = {item for item, rule in RULES.items() if rule.months is not None}
    assert aged == {Item.INCOME_PROOF, Item.BANK_STATEMENTS, Item.BENEFIT_LETTER}
    assert {RULES[item].months for item in aged} == {LATEST}


def test_papers_about_health_are_covered_up():
    assert RULES[Item.SICK_NOTE].cover is RULES[Item.MEDICAL_BILLS].cover is Cover.HEALTH


@given(st.sampled_from(Item), st.sampled_from(Status), st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_a_reminder_never_comes_before_it_can_help(item, status, said):
    """Asked for: after its usual time. In hand: before it is too old, never at once."""
    day = reminder_day(item, status, said)
    if status is Status.ASKED:
        assert day == said + timedelta(days=LOOK_AFTER[RULES[item].lead])
    elif status is Status.HAVE and RULES[item].months:
        assert day is not None
        assert timedelta(days=80) < day - said < timedelta(days=93 - BEFORE)
    else:
        assert day is None


PLACES = {"en": "blue folder in the drawer", "zh_Hans_CN": "抽屉里的蓝色文件夹"}


@pytest.mark.parametrize("locale", PLACES)
@pytest.mark.parametrize("item", Item)
def test_every_paper_in_every_state_is_a_short_card(locale, item):
    """What serves, from whom, how long, how new, what to cover: in sixty words (care 9)."""
    t = Catalogs(strict=True).texts(locale)
    wrong = []
    for status in Status:
        spoken = status is Status.ASKED or (status is Status.HAVE and RULES[item].months)
        for place in (None, PLACES[locale]):
            for day in (None, date(2026, 12, 30)) if spoken else (None,):
                for agreed in (True, False):
                    card = cards_evidence.one(
                        t, 1, Ticked(item, status, place, 3), comes_on=day, agreed=agreed
                    )
                    wrong += [f"{status}: {fault}" for fault in faults(t, card, "evidence.one")]
    card = cards_evidence.about(t, 1, item)
    wrong += [f"about: {fault}" for fault in faults(t, card, "evidence.about")]
    assert not wrong, "\n".join(wrong)
