from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.budget import afford
from coach.debts import DebtKind, Stage
from coach.money import Money
from coach.offers import Fit, Offer, check
from coach.proposals import Ask, Circumstances, ProposalKind, Risk, Speed, Why
from coach.sharing import share_pot
from coach.slate import propose
from tests.strategies import budgets, cases, dates, debts
from tests.unit.test_debts import CARD

FACTS = Circumstances(date(2027, 1, 31))


def cny(amount):
    return Money.of(amount, "CNY")


DEBT = replace(CARD, principal=cny(12000), fees=cny(600), rate=Decimal("0.18"), payment=cny(1500))


def kinds(slate):
    return {each.kind for each in slate.proposals}


def test_all_kinds_are_computed_with_their_figures():
    slate = propose(DEBT, cny(700), replace(FACTS, lump=cny(5000)))
    assert kinds(slate) == {
        ProposalKind.EQUAL_INSTALMENTS,
        ProposalKind.EXTENSION,
        ProposalKind.WAIVER,
        ProposalKind.DEFERRAL,
        ProposalKind.LUMP_SUM,
        ProposalKind.HOLD,
    }
    speeds = {each.speed: each for each in slate.proposals if each.speed is not None}
    assert [speeds[speed].months for speed in Speed] == [30, 23, 18]
    assert slate.why is Why.LEAVES_ROOM
    assert slate.recommended is speeds[Speed.STANDARD]
    assert slate.recommended.amount == cny("547.83")
    assert slate.recommended.last_due == date(2028, 11, 30)
    assert [each.kind for each in slate.ladder] == [
        ProposalKind.EQUAL_INSTALMENTS, ProposalKind.DEFERRAL, ProposalKind.HOLD,
    ]  # fmt: skip


@given(debts("CNY"), st.integers(1, 10**7))
def test_a_refusal_is_not_followed_by_more_money_where_other_help_is_left(debt, most):
    """The whole share each month breaks in the first hard one."""
    slate = propose(debt, Money(most, "CNY"), FACTS)
    if len(slate.ladder) < 3 or slate.ladder[1].speed is not Speed.FAST:
        return
    assert kinds(slate) <= {ProposalKind.EQUAL_INSTALMENTS, ProposalKind.WAIVER, ProposalKind.HOLD}


def test_interest_that_runs_on_is_reckoned_from_the_debts_own_rate():
    slate = propose(DEBT, cny(700), FACTS)
    assert slate.recommended.extra is not None
    unknown = propose(replace(DEBT, rate=None), cny(700), FACTS)
    assert all(each.extra is None for each in unknown.proposals)


def test_a_debt_made_of_charges_asks_for_the_waiver_in_figures():
    slate = propose(replace(DEBT, fees=cny(4000)), cny(700), FACTS)
    assert slate.why is Why.MOSTLY_CHARGES
    assert slate.recommended.waived == cny(4000)
    assert slate.recommended.total == cny(12000)
    assert Ask.WAIVE_CHARGES in slate.recommended.asks


def test_a_debt_too_large_for_any_plan_asks_for_less_for_a_while():
    slate = propose(DEBT, cny(50), FACTS)
    found = slate.recommended
    assert (found.kind, slate.why) == (ProposalKind.REDUCED, Why.TOO_LARGE_FOR_NOW)
    assert (found.amount, found.months, found.left) == (cny(50), 6, cny(12300))
    assert found.review_on == date(2027, 7, 31)


def test_a_short_gap_asks_for_less_until_income_is_back():
    slate = propose(DEBT, cny(400), replace(FACTS, income_back_in=3))
    assert slate.why is Why.INCOME_COMES_BACK
    assert (slate.recommended.kind, slate.recommended.months) == (ProposalKind.REDUCED, 3)


@pytest.mark.parametrize("share", [None, Money(0, "CNY"), Money(-5, "CNY")])
def test_with_nothing_left_only_asks_that_cost_nothing_and_no_figure(share):
    """Care 5: no amount appears in the words."""
    slate = propose(DEBT, share, replace(FACTS, lump=cny(5000), token_used=True))
    assert kinds(slate) == {ProposalKind.HOLD, ProposalKind.TOKEN}
    assert slate.why is Why.NOTHING_LEFT
    for each in slate.proposals:
        assert (each.amount, each.total, each.waived, each.extra) == (None, None, None, None)
        assert each.review_on is not None


def test_no_token_sum_where_it_is_not_used_or_the_debt_is_old():
    assert kinds(propose(DEBT, None, FACTS)) == {ProposalKind.HOLD}
    old = replace(FACTS, token_used=True, old=True)
    assert kinds(propose(DEBT, None, old)) == {ProposalKind.HOLD}


def test_a_priority_debt_without_a_figure_says_that_it_comes_first():
    assert propose(replace(DEBT, kind=DebtKind.RENT), None, FACTS).why is Why.PRIORITY_FIRST


def test_a_contract_payment_that_fits_is_said_aloud():
    debt = replace(DEBT, stage=Stage.NOT_DUE)
    assert propose(debt, cny(1500), FACTS).contract_fits
    assert not propose(debt, cny(1499), FACTS).contract_fits
    assert not propose(DEBT, cny(1500), FACTS).contract_fits


def test_a_lump_sum_never_exceeds_what_is_owed():
    slate = propose(DEBT, cny(700), replace(FACTS, lump=cny(99999)))
    lump = next(each for each in slate.proposals if each.kind is ProposalKind.LUMP_SUM)
    assert (lump.total, lump.waived) == (DEBT.balance, None)
    assert Risk.PAY_ONLY_AFTER_WRITING in lump.risks
    assert Ask.ACCEPT_AS_FULL not in lump.asks


facts = st.builds(
    Circumstances,
    first_due=dates,
    lump=st.one_of(st.none(), st.integers(0, 10**8).map(lambda n: Money(n, "CNY"))),
    own=st.one_of(st.none(), st.integers(0, 10**7).map(lambda n: Money(n, "CNY"))),
    income_back_in=st.one_of(st.none(), st.integers(0, 24)),
    most_months=st.integers(1, 60),
    token_used=st.booleans(),
    old=st.booleans(),
)


@given(debts("CNY"), st.one_of(st.none(), st.integers(-100, 10**7)), facts)
def test_nothing_above_the_share_is_ever_proposed_and_all_sums_are_exact(debt, share, given_facts):
    limit = None if share is None else Money(share, "CNY")
    slate = propose(debt, limit, given_facts)
    assert 1 <= len(slate.ladder) <= 3
    assert all(each in slate.proposals for each in slate.ladder)
    assert slate.ladder[0] is slate.recommended
    for each in slate.proposals:
        if each.amount is None:
            assert each.payments == ()
            continue
        assert each.total is not None
        assert len(each.payments) == each.months <= given_facts.most_months
        assert sum(one.minor for one in each.payments) == each.total.minor
        assert all(one.minor > 0 for one in each.payments)
        assert each.first_due is not None
        assert each.last_due is not None
        assert given_facts.first_due <= each.first_due <= each.last_due
        if each.kind is ProposalKind.LUMP_SUM:
            assert given_facts.lump is not None
            assert each.amount <= given_facts.lump
        else:
            assert limit is not None
            assert max(one.minor for one in each.payments) <= limit.minor
        covered = each.total.minor + sum(
            part.minor for part in (each.waived, each.left) if part is not None
        )
        grown = each.extra.minor if each.kind is ProposalKind.EXTENSION and each.extra else 0
        assert covered - grown == debt.balance.minor


@given(budgets(), cases("CNY"))
def test_budget_shares_proposals_and_offer_check_never_disagree(budget, owed):
    """What all creditors are offered together is never more than the pot that the budget shows."""
    pot = afford(budget).pot
    sharing = share_pot(pot, owed)
    together = 0
    for debt in owed:
        share = sharing.of(debt.id)
        slate = propose(debt, None if share is None else share.own, FACTS)
        found = slate.recommended
        if found.amount is None or share is None:
            continue
        together += found.amount.minor
        asked = Offer(debt.balance, found.payments)
        if len(found.payments) > 1:
            assert check(asked, share=share.own).fit is Fit.FITS
    assert together <= pot.minor


@given(debts("CNY"), st.integers(1, 10**7), facts)
def test_an_own_amount_is_kept_or_brought_to_the_nearest_that_ends_and_fits(debt, most, wish):
    """A wish is answered by a plan, never by a promise above the budget."""
    slate = propose(debt, Money(most, "CNY"), wish)
    found = next((each for each in slate.proposals if each.kind is ProposalKind.OWN), None)
    least = -(-debt.balance.minor // wish.most_months)
    possible = wish.own is not None and wish.own.minor > 0 and least <= most
    assert (found is not None) == (possible and debt.balance.minor > 0)
    if found is None:
        return
    low, high = least, min(most, debt.balance.minor)
    assert found.amount.minor == min(max(wish.own.minor, low), high)
    assert found.last_amount <= found.amount


@pytest.mark.parametrize(
    ("typed", "amount", "months"), [(500, 500, 26), (2000, 700, 18), (1, 210, 60)]
)
def test_an_own_amount_is_snapped_to_what_fits_and_ends(typed, amount, months):
    slate = propose(DEBT, cny(700), replace(FACTS, own=cny(typed)))
    (found,) = (each for each in slate.proposals if each.kind is ProposalKind.OWN)
    assert (found.amount, found.months) == (cny(amount), months)
    assert sum(each.minor for each in found.payments) == DEBT.balance.minor
