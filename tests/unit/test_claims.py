from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import claims
from coach.claims import Contradiction
from coach.evidence import Item, needed
from coach.hardship import Hardship
from coach.money import Money
from coach.script_lines import Fact
from coach.scripts import draft
from tests.unit.test_scripts import TODAY, briefs

JOB_LOST = Hardship("job_loss", date(2025, 9, 1), None, "income_less", None, None)
held = st.sets(st.sampled_from(list(Item)))


@given(briefs())
def test_a_drafted_script_rests_on_what_was_told_and_on_nothing_else(brief):
    """A sentence nobody gave us would be an invented fact (S15)."""
    script = draft(brief)
    if script is not None:
        assert claims.check(script, claims.told(brief), ()).groundless == ()


@given(briefs(admits=True))
def test_what_is_put_by_and_the_budget_made_here_ask_for_no_paper(brief):
    """Nobody can prove a buffer; and the sheet is made from the answers themselves."""
    script = draft(brief)
    if script is None:
        return
    found = claims.check(script, claims.told(brief), (), made=(Item.BUDGET_SHEET,))
    assert all(each.line.message != "scripts.figures_buffer" for each in found.unproved)
    assert all(Item.BUDGET_SHEET not in each.papers for each in found.unproved)
    assert found.unused == ()


@given(briefs(), st.sampled_from(list(Fact)))
def test_whichever_fact_is_dropped_the_check_names_its_sentences(brief, dropped):
    """The mutation that proves the check: take one fact away, and see who stood on it."""
    script = draft(brief)
    if script is None:
        return
    found = claims.check(script, claims.told(brief) - {dropped}, ())
    assert found.groundless == tuple(each for each in script.lines if dropped in each.facts)


@given(briefs(admits=True))
def test_an_answer_taken_back_is_missed_by_the_words_drafted_before(brief):
    """The same, from the person's side: the answer itself is gone, not a label."""
    script = draft(brief)
    if script is None:
        return
    for gone, fact in ((replace(brief, hardship=None), Fact.HARDSHIP),
                       (replace(brief, figures=None), Fact.BUDGET),
                       (replace(brief, proposal=None), Fact.PROPOSAL)):  # fmt: skip
        named = claims.check(script, claims.told(gone), ()).groundless
        assert {each for each in script.lines if fact in each.facts} <= set(named)


@given(briefs(), held)
def test_each_paper_named_as_missing_helps_and_none_is_both_missing_and_unused(brief, papers):
    """The advice must be followable: with what it names at hand, nothing is lacking."""
    script = draft(brief)
    if script is None:
        return
    given_facts = {"hardship": brief.hardship, "proposal": brief.proposal}
    found = claims.check(script, claims.told(brief), papers, **given_facts)
    wanted = {item for each in found.unproved for item in each.papers}
    assert not wanted & set(found.unused)
    assert set(found.unused) <= papers
    after = claims.check(script, claims.told(brief), papers | wanted, **given_facts)
    assert after.unproved == ()


@given(briefs(admits=True))
def test_every_paper_that_is_asked_for_stands_on_the_checklist(brief):
    """A paper that the list does not offer could never be ticked."""
    script = draft(brief)
    if script is None:
        return
    found = claims.check(
        script, claims.told(brief), (), hardship=brief.hardship, proposal=brief.proposal
    )
    reason = brief.hardship.reason if brief.hardship else None
    ask = brief.proposal.kind if brief.proposal else None
    listed = needed(reason, brief.debt, ask)
    assert {item for each in found.unproved for item in each.papers} <= set(listed)


def told(brief, **changes):
    return claims.contradictions(replace(brief, **changes), TODAY)


@given(briefs(admits=True).filter(lambda brief: brief.figures is not None))
def test_answers_that_cannot_both_be_right_are_named(brief):
    """A lender who sees two different incomes believes neither."""
    income = brief.figures.income
    more = Money(income.minor + 1, income.currency)
    plain = replace(brief.debt, overdue_since=None)

    def found(**changes):
        return told(brief, debt=plain, hardship=replace(JOB_LOST, **changes))

    assert found() == ()
    assert found(income_now=income) == ()
    assert found(income_now=more) == (Contradiction.INCOME_DIFFERS,)
    assert found(income_before=income, income_now=income) == (Contradiction.INCOME_NOT_LOWER,)
    assert found(until=TODAY - timedelta(days=1)) == (Contradiction.OVER_ALREADY,)
    if income.minor > 0:
        assert found(effect="income_none") == (Contradiction.NO_INCOME,)
    late = replace(plain, overdue_since=JOB_LOST.since - timedelta(days=1))
    assert told(brief, debt=late, hardship=JOB_LOST) == (Contradiction.LATE_BEFORE,)
    assert told(brief, hardship=None) == ()


@pytest.mark.parametrize("fact", list(Fact))
def test_every_fact_has_an_answer_to_what_bears_it_out(fact):
    """A new kind of fact must not fall through to the budget's papers unseen."""
    groups = claims.proofs(fact, JOB_LOST, None)
    budget_facts = {Fact.BUDGET, Fact.SHARE}
    assert bool(groups) == (fact in budget_facts | {Fact.HARDSHIP})


@given(briefs(admits=False))
def test_words_that_only_ask_need_no_paper_and_are_not_said_to_have_one(brief):
    """That each sentence has its paper is untrue of somebody who holds none."""
    script = draft(brief)
    if script is not None:
        found = claims.check(script, claims.told(brief), ())
        assert found.needs_papers == bool(found.unproved)
