"""Safe to spend until payday: never more than there is, and each payment once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coach.budget import Budget, Category, Line, full_budget, quick_budget
from coach.dates import Every
from coach.debts import Debt, DebtKind, LenderKind, Stage, Whose
from coach.money import Money
from coach.plans import Payment, PaymentStatus, Plan, PlanKind, PlanStatus
from coach.week import (
    Payday,
    Paying,
    Unknown,
    days_of,
    due_in,
    monthly_from,
    safe_to_spend,
    weekly_from,
)

TODAY = date(2026, 11, 20)
AT = datetime(2026, 11, 1, tzinfo=UTC)
sums = st.integers(0, 10**7)
days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
paydays = st.builds(
    lambda every, anchor, today, ago: (
        today,
        Payday(every, monthly_from(anchor, today), anchor)
        if every is Every.MONTHLY
        else Payday(every, weekly_from(today - timedelta(days=ago), every, today)),
    ),
    st.sampled_from(Every), st.integers(1, 31), days, st.integers(-60, 60),
)  # fmt: skip


def gbp(minor: int) -> Money:
    return Money(minor, "GBP")


def quick(income: int = 200_000, living: int = 150_000, going_on: int = 0) -> Budget:
    return quick_budget(gbp(income), gbp(living), gbp(going_on))


def monthly(day: int = 1, bills: int | None = 100_000) -> Payday:
    told = None if bills is None else gbp(bills)
    return Payday(Every.MONTHLY, monthly_from(day, TODAY), day, bills=told)


@given(paydays)
def test_today_lies_in_its_pay_period(given_: tuple[date, Payday]) -> None:
    """A day outside of its period would count the wrong bills."""
    today, payday = given_
    found = days_of(payday, today)
    assert found.holds(today)
    assert 1 <= found.left(today) <= found.whole <= 31


def test_the_sum_is_worked_out_from_the_whole_period() -> None:
    """2,000 pay − 1,000 bills − 50 buffer − 180 to a lender = 770; 11 of 30 days are left."""
    paying = Paying(agreed(18_000, date(2026, 11, 15)))
    safe = safe_to_spend(quick(), monthly(), TODAY, plans=[paying], spent=[gbp(5_000)])
    assert (safe.days.start, safe.days.end, safe.left) == (
        date(2026, 11, 1), date(2026, 12, 1), 11,
    )  # fmt: skip
    assert (safe.income, safe.kept, safe.lenders) == (gbp(200_000), gbp(105_000), gbp(18_000))
    assert safe.share == gbp(77_000 * 11 // 30)
    assert safe.sum == safe.share - gbp(5_000)
    assert safe.a_day == gbp(safe.sum.minor // 11)
    assert safe.unknown == ()


def debt(stage: Stage, payment: int, due_day: int) -> Debt:
    return Debt(
        id=1, number=1, creditor="Visa", kind=DebtKind.CARD, lender=LenderKind.BANK,
        whose=Whose.MINE, stage=stage, region=None, principal=gbp(400_000), payment=gbp(payment),
        due_day=due_day,
    )  # fmt: skip


def agreed(due: int, first: date, count: int | None = 12, **more: object) -> Plan:
    made = Plan(
        id=1, debt_id=None, version=1, status=PlanStatus.ACTIVE, kind=PlanKind.INSTALMENTS,
        amount=gbp(due), count=count, first_due=first,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


@given(paydays, sums, sums, sums, sums, st.lists(sums, max_size=3))
def test_what_is_shown_a_day_never_adds_up_to_more_than_is_safe(
    given_: tuple[date, Payday], income: int, living: int, bills: int, due: int, gone: list[int]
) -> None:
    """A sum that runs out two days early is worse than none."""
    today, payday = given_
    payday = replace(payday, bills=gbp(bills))
    paying = Paying(agreed(due, today))
    safe = safe_to_spend(
        quick(income, living), payday, today, plans=[paying], spent=[gbp(each) for each in gone]
    )
    assert safe.a_day.minor * safe.left <= max(safe.sum.minor, 0)
    assert safe.a_day.minor >= 0
    assert safe.sum.minor <= safe.income.minor
    assert safe.sum == safe.share - safe.spent


@given(paydays, sums, sums, sums, st.integers(1, 10**6))
def test_a_bill_more_never_raises_the_safe_sum(
    given_: tuple[date, Payday], income: int, bills: int, food: int, more: int
) -> None:
    """The buffer that shrinks with it must not make up for it."""
    today, payday = given_

    def full(home: int) -> int:
        lines = [Line(Category.WAGES, gbp(income)), Line(Category.HOME, gbp(home)),
                 Line(Category.FOOD, gbp(food))]  # fmt: skip
        return safe_to_spend(full_budget(lines, "GBP"), payday, today).sum.minor

    def three(added: int) -> int:
        told = replace(payday, bills=gbp(bills + added))
        return safe_to_spend(quick(income, bills + food + added), told, today).sum.minor

    assert full(bills + more) <= full(bills)
    assert three(more) <= three(0)


@given(paydays, sums, sums, sums, st.booleans())
def test_a_plan_more_or_a_big_spend_never_raises_it(
    given_: tuple[date, Payday], going_on: int, due: int, gone: int, counted: bool
) -> None:
    """More that is owed cannot mean more to spend."""
    today, payday = given_
    budget = quick(400_000, 150_000, going_on)
    none = safe_to_spend(budget, payday, today).sum
    plan_ = Paying(agreed(due, today, None), counted=counted)
    assert safe_to_spend(budget, payday, today, plans=[plan_]).sum <= none
    spent = safe_to_spend(budget, payday, today, spent=[gbp(gone)]).sum
    assert spent == none - gbp(gone)


def test_a_plan_that_the_budget_holds_is_counted_once() -> None:
    """Told as a payment that must go on and written down as a plan, it is still one payment."""
    paying = Paying(agreed(18_000, date(2026, 11, 15)), counted=True)
    budget = quick(going_on=18_000)
    assert safe_to_spend(budget, monthly(), TODAY, plans=[paying]).lenders == gbp(18_000)
    newer = replace(paying, counted=False)
    assert safe_to_spend(budget, monthly(), TODAY, plans=[newer]).lenders == gbp(36_000)


def test_only_payments_of_this_period_are_taken_off() -> None:
    """The real schedule counts: two of a fortnightly plan, none of one that begins later."""
    fortnightly = Paying(agreed(5_000, date(2026, 11, 6), every=Every.FORTNIGHTLY))
    later = Paying(agreed(9_000, date(2026, 12, 1)))
    days_ = days_of(monthly(), TODAY)
    assert [each.due.day for each in due_in(fortnightly, days_)] == [6, 20]
    assert due_in(later, days_) == ()


def test_a_payment_that_was_said_to_be_too_much_is_not_taken_off() -> None:
    """What was told to the lender is not money that goes out."""
    cannot = Payment(1, PaymentStatus.CANNOT, gbp(0), AT)
    paying = Paying(agreed(18_000, date(2026, 11, 15)), (cannot,))
    assert due_in(paying, days_of(monthly(), TODAY)) == ()


def test_without_bills_all_living_costs_are_taken_off_and_that_is_said() -> None:
    """Which part is food is never guessed."""
    safe = safe_to_spend(quick(), monthly(bills=None), TODAY)
    assert safe.kept == gbp(155_000)
    assert safe.unknown == (Unknown.DAILY,)


def test_debts_without_a_plan_count_as_agreed_or_are_named() -> None:
    """A contract payment that still runs is a bill; what is overdue is talked about first."""
    running = debt(Stage.NOT_DUE, 12_000, 25)
    overdue = debt(Stage.OVERDUE, 12_000, 25)
    safe = safe_to_spend(quick(), monthly(), TODAY, debts=[running])
    assert (safe.lenders, safe.unknown) == (gbp(12_000), ())
    safe = safe_to_spend(quick(), monthly(), TODAY, debts=[overdue])
    assert (safe.lenders, safe.unknown) == (gbp(0), (Unknown.DEBTS,))


def test_another_currency_is_left_out_and_named() -> None:
    """Sums in two currencies are never added (care 3)."""
    foreign = Paying(agreed(0, date(2026, 11, 15), amount=Money(18_000, "CNY")))
    safe = safe_to_spend(quick(), monthly(), TODAY, plans=[foreign])
    assert safe.lenders == gbp(0)
    assert Unknown.OTHER_CURRENCY in safe.unknown


def test_pay_by_the_week_takes_a_week_of_everything() -> None:
    """52 weeks a year: 2,600 a month are 600 a week."""
    weekly = Payday(Every.WEEKLY, weekly_from(date(2026, 11, 20), Every.WEEKLY, TODAY),
                    bills=gbp(65_000))  # fmt: skip
    safe = safe_to_spend(quick(260_000, 130_000), weekly, TODAY)
    assert safe.income == gbp(60_000)
    assert safe.days.whole == 7
    assert safe.kept == gbp(18_000)


def test_a_day_before_the_first_pay_day_takes_no_more_than_the_whole() -> None:
    """Flying west moves the calendar back a day; the sum must not grow by it."""
    payday = Payday(Every.WEEKLY, TODAY + timedelta(days=1), bills=gbp(0))
    safe = safe_to_spend(quick(), payday, TODAY)
    assert safe.share == safe.free
