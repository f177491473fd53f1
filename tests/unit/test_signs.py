"""Early signs are arithmetic on a person's own figures, and silent where a figure is missing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from coach.budget import quick_budget
from coach.debts import Debt, DebtKind, LenderKind, Stage, Whose
from coach.money import Money
from coach.rates import pay_off
from coach.reviews import Change, CheckIn, NextMonth, Paid
from coach.signs import Sign, never_clears, signs

BUDGET = quick_budget(Money(200_000, "GBP"), Money(150_000, "GBP"), Money(0, "GBP"))
CARD = Debt(
    id=7, number=1, creditor="Visa", kind=DebtKind.CARD, lender=LenderKind.BANK, whose=Whose.MINE,
    stage=Stage.NOT_DUE, region=None, principal=Money(1_000_000, "GBP"), rate=Decimal("0.18"),
    payment=Money(20_000, "GBP"),
)  # fmt: skip


def seen(*debts: Debt, budget=BUDGET, last: CheckIn | None = None) -> list[Sign]:
    return [each.sign for each in signs(budget, debts, last)]


def test_calm_figures_show_nothing() -> None:
    """A warning that is always there warns of nothing."""
    assert seen(CARD) == []
    assert signs(None, ()) == ()


def test_costs_above_income_are_said_with_the_gap() -> None:
    """The weightiest sign comes first."""
    budget = replace(BUDGET, essentials=Money(230_000, "GBP"))
    found = signs(budget, (CARD,))
    assert found[0].sign is Sign.COSTS_OVER_INCOME
    assert found[0].gap == Money(30_000, "GBP")


def test_a_payment_of_just_the_interest_never_clears() -> None:
    """Knowledge 8.2, T-E7: 150 a month on 10,000 at 1.5 % a month never ends; 200 does."""
    assert never_clears(replace(CARD, payment=Money(15_000, "GBP")))
    assert not never_clears(CARD)
    assert seen(replace(CARD, payment=Money(15_000, "GBP"))) == [Sign.NEVER_CLEARS]


@given(st.integers(10_000, 10**8), st.integers(1, 10**7), st.integers(1, 100))
def test_the_sign_agrees_with_paying_it_out(balance: int, payment: int, percent: int) -> None:
    """What is called endless must not end when it is counted out."""
    rate = Decimal(percent) / 100
    debt = replace(CARD, principal=Money(balance, "GBP"), rate=rate, payment=Money(payment, "GBP"))
    # Rounding to the minor unit moves the edge by less than one.
    less = Money(max(payment - 1, 0), "GBP")
    if never_clears(debt):
        assert pay_off(debt.balance, rate / 12, less) is None


def test_unknown_figures_give_no_sign() -> None:
    """Nothing is guessed."""
    assert not never_clears(replace(CARD, rate=None))
    assert not never_clears(replace(CARD, payment=None))


def test_payments_above_what_is_left_are_said_with_the_gap() -> None:
    """The person sees it before the first one is missed."""
    heavy = replace(CARD, payment=Money(60_000, "GBP"))
    found = signs(BUDGET, (heavy,))
    assert (found[0].sign, found[0].gap) == (Sign.PAYMENTS_OVER_LEFT, Money(10_000, "GBP"))
    foreign = replace(heavy, payment=Money(60_000, "CNY"), principal=Money(1_000_000, "CNY"))
    assert seen(foreign) == []


def test_a_new_debt_in_the_last_check_in_is_remembered() -> None:
    """Borrowing to pay is the sign that lessons speak of."""
    said = CheckIn(Paid.YES, Change.SAME, Change.SAME, True, NextMonth.FINE)
    assert seen(CARD, last=said) == [Sign.BORROWED]
    assert seen(CARD, last=replace(said, new_debt=False)) == []


def test_somebody_elses_debt_is_no_sign() -> None:
    """A partner's card is not the person's payment."""
    assert seen(replace(CARD, whose=Whose.PARTNERS, payment=Money(60_000, "GBP"))) == []


def test_payments_that_living_costs_hold_already_are_not_counted_again() -> None:
    """Rent that is paid like every month is no sign of anything."""
    rent = replace(CARD, kind=DebtKind.RENT, rate=None, payment=Money(80_000, "GBP"))
    assert seen(rent) == []
    assert seen(replace(CARD, payment=Money(80_000, "GBP"))) == [Sign.PAYMENTS_OVER_LEFT]
    assert seen(replace(CARD, payment=Money(80_000, "GBP"), formal=True)) == []
