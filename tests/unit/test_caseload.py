"""Who needs attention most comes first, and nothing is told that is not shared."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.budget import quick_budget
from coach.caseload import (
    Attention,
    Client,
    Facts,
    Instalment,
    attention,
    client,
    ordered,
    too_much,
)
from coach.dates import Every
from coach.money import Money
from coach.permits import Level

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
LONG_AGO = NOW - timedelta(days=30)
ALL = Facts(
    7, "M.", Level.PROGRESS, LONG_AGO, told=True, missed=True, renegotiate=True, open=True,
    deadline=date(2026, 3, 9), follow_up=True, task=True,
)  # fmt: skip
clients = st.lists(
    st.builds(
        Client, st.integers(1, 10_000), st.just(""), st.sampled_from(Level),
        st.sets(st.sampled_from(Attention)).map(lambda some: tuple(sorted(some, key=list(Attention).index))),
    ),
    unique_by=lambda each: each.number,
)  # fmt: skip


@given(clients)
def test_ordering_loses_nobody_and_does_not_depend_on_where_it_began(found: list[Client]) -> None:
    """A list that changes between two looks makes a counsellor lose somebody."""
    told = ordered(found)
    assert sorted(told, key=lambda each: each.number) == sorted(found, key=lambda each: each.number)
    assert ordered(reversed(found)) == told
    assert ordered(told) == told


@given(clients)
def test_nobody_stands_before_somebody_with_something_more_urgent(found: list[Client]) -> None:
    """The first line is the one to read when there is time for one."""
    told = ordered(found)
    ranks = [
        min((list(Attention).index(which) for which in each.attention), default=99) for each in told
    ]
    assert ranks == sorted(ranks)


@given(clients)
def test_more_that_is_urgent_comes_before_less_of_it(found: list[Client]) -> None:
    """Danger and a missed payment come before danger alone."""
    places = {each.attention: place for place, each in reversed(list(enumerate(ordered(found))))}
    for few, at in places.items():
        for many, before in places.items():
            if len(many) > len(few) > 0 and many[: len(few)] == few:
                assert before < at


def test_everything_is_named_in_its_order() -> None:
    """The order is the order of what may not wait."""
    assert attention(ALL, NOW, TODAY) == tuple(Attention)


def test_who_shares_nothing_shows_only_what_they_chose_to_tell() -> None:
    """A new client's missed payment is theirs to tell."""
    assert attention(replace(ALL, level=Level.NOTHING), NOW, TODAY) == (Attention.DANGER,)
    assert client(replace(ALL, level=Level.NOTHING, told=False), NOW, TODAY).attention == ()


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        (replace(ALL, open=False), False),
        (replace(ALL, last_seen=NOW - timedelta(days=20)), False),
        (replace(ALL, last_seen=NOW - timedelta(days=21)), True),
    ],
)
def test_silence_counts_only_while_something_is_open(facts: Facts, wanted: bool) -> None:
    """Who is through is left in peace."""
    assert (Attention.SILENT in attention(facts, NOW, TODAY)) is wanted


@pytest.mark.parametrize(("on", "wanted"), [(9, True), (10, False), (2, True), (1, True)])
def test_a_deadline_is_near_a_week_before_and_after_it_passed(on: int, wanted: bool) -> None:
    """One that passed unanswered needs attention most of all."""
    facts = replace(ALL, deadline=date(2026, 3, on))
    assert (Attention.DEADLINE in attention(facts, NOW, TODAY)) is wanted


@pytest.mark.parametrize(
    ("amount", "every", "agreed", "wanted"),
    [
        (450_00, Every.MONTHLY, 1, False),
        (450_01, Every.MONTHLY, 1, True),
        (104_00, Every.WEEKLY, 1, True),
        (103_00, Every.WEEKLY, 1, False),
        (750_00, Every.MONTHLY, 3, True),
        (750_00, Every.MONTHLY, 1, True),
        (750_00, Every.MONTHLY, -1, False),
    ],
)
def test_an_instalment_above_the_pot_is_too_much(
    amount: int, every: Every, agreed: int, wanted: bool
) -> None:
    """2,000 in, 1,200 to live on, 300 that goes on, a tenth as buffer: 450 can be offered.

    A plan older than the budget may stand among the 300 already.
    """
    gbp = "GBP"
    budget = quick_budget(Money(2000_00, gbp), Money(1200_00, gbp), Money(300_00, gbp))
    plan = Instalment(Money(amount, gbp), every, NOW + timedelta(days=agreed))
    facts = replace(ALL, budget=budget, budget_at=NOW, instalments=(plan,))
    assert too_much(facts) is wanted


def test_without_a_budget_or_in_another_currency_nothing_is_said() -> None:
    """No figure is guessed."""
    plan = Instalment(Money(10**9, "USD"), Every.MONTHLY, NOW)
    assert not too_much(replace(ALL, instalments=(plan,)))
    gbp = "GBP"
    budget = quick_budget(Money(2000_00, gbp), Money(1200_00, gbp), Money(300_00, gbp))
    assert not too_much(replace(ALL, budget=budget, budget_at=NOW, instalments=(plan,)))
