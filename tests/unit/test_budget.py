from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from coach.budget import (
    SIGNS,
    Category,
    Line,
    Period,
    Step,
    Verdict,
    afford,
    full_budget,
    monthly,
    quick_budget,
)
from coach.money import CurrencyMismatchError, Money
from tests.strategies import budgets, lines


def cny(amount):
    return Money.of(amount, "CNY")


@pytest.mark.parametrize(
    ("amount", "period", "expected"),
    [
        ("100", Period.WEEKLY, "433.33"),
        ("100", Period.FORTNIGHTLY, "216.67"),
        ("100", Period.MONTHLY, "100"),
        ("100", Period.QUARTERLY, "33.33"),
        ("120", Period.YEARLY, "10"),
    ],
)
def test_every_period_becomes_a_month(amount, period, expected):
    """52 / 12 for a week: a year has 52 paydays, not 48."""
    assert monthly(cny(amount), period) == cny(expected)


def test_three_numbers_give_a_pot_with_a_named_buffer():
    found = afford(quick_budget(cny(9000), cny(5000), cny(1000)))
    assert (found.left_over, found.buffer, found.pot) == (cny(3000), cny(300), cny(2700))
    assert found.verdict is Verdict.POSITIVE
    assert [line.step for line in found.working] == [
        Step.TAKE_HOME,
        Step.ESSENTIALS,
        Step.MUST_GO_ON,
        Step.LEFT_OVER,
        Step.BUFFER,
        Step.POT,
    ]


def test_a_zero_buffer_is_allowed_and_a_whole_one_leaves_nothing():
    no_buffer = afford(quick_budget(cny(100), cny(0), cny(0), buffer_share=Decimal(0)))
    assert no_buffer.pot == cny(100)
    all_kept = afford(quick_budget(cny(100), cny(0), cny(0), buffer_share=Decimal(1)))
    assert all_kept.verdict is Verdict.ZERO


@pytest.mark.parametrize(
    ("essentials", "verdict"), [(6000, Verdict.ZERO), (6001, Verdict.NEGATIVE)]
)
def test_nothing_left_is_told_apart_from_too_little(essentials, verdict):
    found = afford(quick_budget(cny(6000), cny(essentials), cny(0)))
    assert found.verdict is verdict
    assert found.pot == found.buffer == cny(0)


def test_lines_land_in_their_part_of_the_working():
    budget = full_budget(
        [
            Line(Category.WAGES, cny(2000), Period.FORTNIGHTLY),
            Line(Category.HOME, cny(1500)),
            Line(Category.IRREGULAR, cny(1200), Period.YEARLY),
            Line(Category.TAX, cny(300), Period.QUARTERLY),
            Line(Category.ONGOING_PLANS, cny(200)),
        ],
        "CNY",
    )
    found = afford(budget)
    assert found.take_home == cny("4333.33")
    assert (found.essentials, found.priority, found.plans) == (cny(1600), cny(100), cny(200))
    assert found.left_over == cny("2433.33")


def test_a_foreign_line_is_refused_and_a_wild_buffer_too():
    with pytest.raises(CurrencyMismatchError):
        full_budget([Line(Category.WAGES, Money(1, "USD"))], "CNY")
    with pytest.raises(CurrencyMismatchError):
        quick_budget(cny(1), Money(1, "USD"), cny(1))
    with pytest.raises(ValueError, match="buffer"):
        quick_budget(cny(1), cny(1), cny(1), buffer_share=Decimal("1.5"))


@given(budgets())
def test_the_shown_working_adds_up(budget):
    """A person who checks the sum on paper finds the same pot."""
    found = afford(budget)
    running = 0
    for line in found.working:
        sign = SIGNS[line.step]
        if sign == "=":
            assert line.amount.minor == (max(running, 0) if line.step is Step.POT else running)
        else:
            running += line.amount.minor if sign == "+" else -line.amount.minor
    assert found.pot.minor >= 0
    assert found.pot.minor + found.buffer.minor == max(found.left_over.minor, 0)


@given(lines())
def test_a_full_budget_leaves_no_line_out(items):
    budget = full_budget(items, "CNY")
    spent = budget.essentials.minor + budget.priority.minor + budget.plans.minor
    assert spent + budget.take_home.minor == sum(line.monthly.minor for line in items)
