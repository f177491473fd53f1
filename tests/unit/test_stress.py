from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.budget import Category, Line, Period, afford, full_budget, quick_budget
from coach.money import CurrencyMismatchError, Money
from coach.stress import MONTHS, Cause, stress
from tests.strategies import budgets, lines

FIRST = date(2026, 3, 15)

any_budget = st.one_of(budgets(), lines().map(lambda found: full_budget(found, "CNY")))


def cny(amount):
    return Money.of(amount, "CNY")


def months(found):
    return [each.month for each in found.weak]


def test_the_months_that_fall_short_are_named_and_the_hardest_is_told():
    """By hand: 200 a month is kept before the months of less income, and the missed pay is more."""
    found = stress(quick_budget(cny(6000), cny(5000), cny(0)), cny(800), FIRST)
    # 6 x 200 = 1,200 kept; then 200 - 1,200 twice: 200 left, then 800 short.
    assert months(found) == [date(2026, 10, 1), date(2027, 3, 1), date(2027, 9, 1)]
    assert [each.short_by for each in found.weak] == [cny(800), cny(5000), cny(300)]
    assert found.holds == 21
    assert found.weakest is not None
    assert found.weakest.month == date(2027, 3, 1)
    causes = [each.cause for each in found.weak]
    assert causes == [Cause.INCOME_DOWN, Cause.PAY_MISSED, Cause.BILL]
    assert found.ordinary == cny(1000)
    assert found.anyway == 0


def test_the_amount_that_survives_adds_no_weak_month_and_one_unit_more_does():
    budget = quick_budget(cny(6000), cny(5000), cny(0))
    found = stress(budget, cny(800), FIRST)
    # With no payment enough is kept for all three, so every month can hold.
    assert found.survives is not None
    assert stress(budget, found.survives, FIRST).holds == MONTHS
    more = replace(found.survives, minor=found.survives.minor + 1)
    assert stress(budget, more, FIRST).holds < MONTHS


def test_a_yearly_cost_of_the_persons_own_is_felt_when_it_falls_due():
    """What the budget sets aside for it is gone after a setback, so it bites in its own month."""
    written = [
        Line(Category.WAGES, cny(6000)),
        Line(Category.FOOD, cny(4000)),
        Line(Category.IRREGULAR, cny(2400), Period.YEARLY),
    ]
    found = stress(full_budget(written, "CNY"), cny(1700), FIRST)
    spread = stress(quick_budget(cny(6000), cny(4200), cny(0)), cny(1700), FIRST)
    assert (found.own_costs, spread.own_costs) == (True, False)
    assert date(2027, 2, 1) in months(found)
    assert date(2027, 2, 1) not in months(spread)


def test_a_yearly_cost_bites_in_the_month_the_person_named():
    """The weak month is February because the person pays the whole insurance then."""
    written = [
        Line(Category.WAGES, cny(6000)),
        Line(Category.FOOD, cny(4000)),
        Line(Category.IRREGULAR, cny(6000), Period.YEARLY),
    ]
    budget = full_budget(written, "CNY")
    named = stress(budget, cny(1400), date(2026, 11, 20), due_in=2)
    assert [each.month for each in named.turns if each.cause is Cause.OWN_COST] == [
        date(2027, 2, 1), date(2028, 2, 1),
    ]  # fmt: skip
    # 3 x 600 are kept by then; 600 - 6,000 leaves 3,600 short.
    assert named.weak[0].month == date(2027, 2, 1)
    assert named.weak[0].short_by == cny(3600)
    assert named.weak[0].cause is Cause.OWN_COST


def test_a_bonus_once_a_year_is_not_spent_before_it_comes():
    """A twelfth of it each month would be money that is not there yet."""
    written = [
        Line(Category.WAGES, cny(6000)),
        Line(Category.OTHER_INCOME, cny(12000), Period.YEARLY),
        Line(Category.FOOD, cny(5500)),
    ]
    found = stress(full_budget(written, "CNY"), cny(900), FIRST)
    assert found.ordinary == cny(500)
    assert months(found)[0] == date(2026, 3, 1)
    assert found.weak[0].cause is None


def test_what_the_other_creditors_get_is_paid_as_well():
    """Else the first creditor's offer would be proved with the money of those not called today."""
    budget = quick_budget(cny(6000), cny(5000), cny(0))
    apart = stress(budget, cny(400), FIRST, others=cny(400))
    assert apart.weak == stress(budget, cny(800), FIRST).weak


def test_what_the_budget_set_aside_for_this_payment_is_not_taken_twice():
    """Arrears on the rent stand in the budget already; their payment comes out of that line."""
    written = [
        Line(Category.WAGES, cny(6000)),
        Line(Category.FOOD, cny(5000)),
        Line(Category.PRIORITY_ARREARS, cny(200)),
    ]
    found = stress(full_budget(written, "CNY"), cny(200), FIRST, others=cny(-200))
    assert found.ordinary == cny(1000)


def test_a_budget_with_nothing_left_holds_in_no_month_and_no_amount_is_suggested():
    found = stress(quick_budget(cny(3000), cny(3500), cny(0)), cny(1), FIRST)
    assert (found.holds, found.anyway) == (0, MONTHS)
    # Every amount scores alike here; what may be suggested is the caller's limit.
    assert (
        stress(quick_budget(cny(3000), cny(3500), cny(0)), cny(9), FIRST, most=cny(0)).survives
        is None
    )


def test_nothing_is_suggested_above_the_limit():
    """The person's share of the pot is the most that may ever be named (care 5)."""
    budget = quick_budget(cny(6000), cny(1000), cny(0))
    assert stress(budget, cny(800), FIRST, most=cny(300)).survives == cny(300)


def test_nothing_and_foreign_money_are_refused():
    budget = quick_budget(cny(6000), cny(5000), cny(0))
    with pytest.raises(ValueError, match="cannot be replayed"):
        stress(budget, cny(0), FIRST)
    with pytest.raises(CurrencyMismatchError):
        stress(budget, Money(1, "USD"), FIRST)


due_months = st.one_of(st.none(), st.integers(1, 12))


@given(any_budget, st.integers(1, 10**8), st.integers(0, 10**8), st.integers(0, 10**7), due_months)
def test_a_lower_offer_never_scores_worse(budget, low, above, others, due_in):
    """Care 5: nobody may be led to promise more by a better score."""
    code = budget.currency
    rest = Money(others, code)
    lower = stress(budget, Money(low, code), FIRST, others=rest, due_in=due_in)
    higher = stress(budget, Money(low + above, code), FIRST, others=rest, due_in=due_in)
    assert lower.anyway == higher.anyway
    assert lower.holds >= higher.holds
    assert set(months(lower)) <= set(months(higher))
    gaps = {each.month: each.short_by for each in higher.weak}
    assert all(each.short_by <= gaps[each.month] for each in lower.weak)


@given(any_budget, st.integers(1, 10**8), due_months)
def test_the_suggested_amount_holds_in_every_month_in_which_any_amount_could(
    budget, amount, due_in
):
    """What is suggested must not itself fall short; one unit more, and it would."""
    code = budget.currency
    tested = stress(budget, Money(amount, code), FIRST, due_in=due_in)
    least = stress(budget, Money(1, code), FIRST, due_in=due_in)
    if tested.survives is None:
        assert least.holds < MONTHS - least.anyway
        return
    assert 0 < tested.survives.minor <= amount
    held = stress(budget, tested.survives, FIRST, due_in=due_in)
    assert held.holds == MONTHS - tested.anyway
    assert set(months(held)) <= set(months(least))
    if tested.survives.minor < amount:
        more = Money(tested.survives.minor + 1, code)
        assert stress(budget, more, FIRST, due_in=due_in).holds < held.holds


@given(any_budget, st.integers(1, 10**8))
def test_the_result_rests_on_the_answers_only(budget, amount):
    """The same answers give the same months; the day of the month and the buffer change nothing."""
    paid = Money(amount, budget.currency)
    found = stress(budget, paid, date(2026, 3, 1))
    assert found == stress(replace(budget, buffer_share=Decimal(0)), paid, date(2026, 3, 31))


@given(any_budget)
def test_without_setbacks_of_its_own_the_first_months_hold_within_the_pot(budget):
    """The replay and the budget agree: what the pot allows holds until the first setback."""
    pot = afford(budget).pot
    # A rounded monthly share may set aside a unit too little for a cost that is not monthly.
    if pot.minor <= 0 or any(line.period is not Period.MONTHLY for line in budget.lines):
        return
    found = stress(budget, pot, date(2026, 1, 1))
    assert all(each.month >= date(2026, 7, 1) for each in found.weak)
