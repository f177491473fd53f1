from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.dates import Every
from coach.money import Money
from coach.plans import (
    Payment,
    PaymentStatus,
    Plan,
    PlanKind,
    PlanStatus,
    amend,
    is_finished,
    next_open,
    occurrence,
    plan_total,
    progress,
    schedule,
    waiting,
)
from tests.strategies import dates, payments, plans

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def cny(amount):
    return Money.of(amount, "CNY")


PLAN = Plan(
    id=7,
    debt_id=1,
    version=1,
    status=PlanStatus.ACTIVE,
    kind=PlanKind.INSTALMENTS,
    amount=cny("277.78"),
    count=36,
    first_due=date(2026, 1, 31),
    last_amount=cny("277.70"),
)


def said(n, status, amount=0, days=0, promised=None):
    return Payment(n, status, cny(amount), NOON + timedelta(days=days), promised)


def test_the_last_instalment_takes_the_remainder():
    """Knowledge T-E8: 35 x 277.78 and 277.70 make 10,000.00."""
    amounts = [each.amount for each in schedule(PLAN)]
    assert len(amounts) == 36
    assert sum(each.minor for each in amounts) == cny(10000).minor
    assert plan_total(PLAN) == cny(10000)


def test_a_running_plan_is_read_lazily():
    plan = Plan(1, None, 1, PlanStatus.ACTIVE, PlanKind.RUNNING, cny(5), None, date(2026, 1, 30))
    dues = [each.due for each in islice(schedule(plan), 3)]
    assert dues == [date(2026, 1, 30), date(2026, 2, 28), date(2026, 3, 30)]
    assert plan_total(plan) is None
    assert not is_finished(plan, [said(1, PaymentStatus.PAID)])


def test_the_next_open_instalment_passes_over_what_is_paid_or_cannot_be():
    told = [said(1, PaymentStatus.PAID), said(2, PaymentStatus.CANNOT)]
    found = next_open(PLAN, told, date(2026, 1, 1))
    assert found is not None
    assert found.n == 3


def test_the_last_word_on_an_instalment_counts():
    told = [said(1, PaymentStatus.PAID, 277, days=2), said(1, PaymentStatus.LATER, days=1)]
    assert progress(PLAN, told).paid_count == 1
    undone = [*told, said(1, PaymentStatus.UNKNOWN, days=3)]
    assert progress(PLAN, undone).paid_count == 0


def test_what_is_past_waits_until_it_is_paid_or_cannot_be():
    """Silence, a part and *later* are all still open, and none of them is missed."""
    told = [
        said(1, PaymentStatus.PAID, 277),
        said(2, PaymentStatus.PARTLY, 100),
        said(3, PaymentStatus.CANNOT),
    ]
    found = waiting(PLAN, told, date(2026, 5, 1))
    assert [each.n for each in found] == [2, 4]
    assert waiting(replace(PLAN, status=PlanStatus.ENDED), told, date(2026, 5, 1)) == ()


def test_part_payments_count_with_their_own_amount():
    told = [said(1, PaymentStatus.PAID, "277.78"), said(2, PaymentStatus.PARTLY, 100)]
    found = progress(PLAN, told)
    assert (found.paid, found.paid_count, found.left) == (cny("377.78"), 1, cny("9622.22"))


def test_a_plan_is_finished_when_every_instalment_is_paid():
    told = [said(n, PaymentStatus.PAID, "277.78") for n in range(1, 37)]
    assert is_finished(PLAN, told)
    assert not is_finished(PLAN, told[:-1])


def test_a_change_keeps_history_and_numbers_run_on():
    old, new = amend(
        PLAN,
        first_due=date(2026, 4, 15),
        amount=cny(200),
        count=40,
        agreed_on=date(2026, 4, 1),
    )
    assert (old.status, old.count) == (PlanStatus.REPLACED, 3)
    assert (new.version, new.id, new.first_n, new.count) == (2, 7, 4, 40)
    assert occurrence(new, 3) is None
    fourth = occurrence(new, 4)
    assert fourth is not None
    assert (fourth.due, fourth.amount) == (date(2026, 4, 15), cny(200))


@pytest.mark.parametrize("status", [PaymentStatus.CANNOT, PaymentStatus.PAID])
def test_new_terms_on_the_day_of_an_answered_payment_are_still_to_be_paid(status):
    """*Can't*, then less on the same day: the old word must not silence the new payment."""
    told = [said(1, PaymentStatus.PAID, "277.78"), said(2, status)]
    second = occurrence(PLAN, 2)
    assert second is not None
    _, new = amend(
        PLAN, first_due=second.due, amount=cny(100), count=3, agreed_on=second.due, said=told
    )
    waits = next_open(new, told, second.due)
    assert waits is not None
    assert (waits.n, waits.due, waits.amount) == (3, second.due, cny(100))
    assert progress(new, told).paid_count == 0


@given(plans(), st.integers(0, 80))
def test_numbers_and_dates_rise_together(plan, offset):
    one, two = occurrence(plan, offset + 1), occurrence(plan, offset + 2)
    if two is not None:
        assert one is not None
        assert one.due < two.due


@given(plans(), payments(), dates)
def test_the_next_open_instalment_is_the_first_that_waits(plan, told, today):
    found = next_open(plan, told, today)
    closed = {each.n for each in told if each.status in {PaymentStatus.PAID, PaymentStatus.CANNOT}}
    for each in schedule(plan):
        if found is not None and each.n == found.n:
            assert each.due >= today
            assert each.n not in closed
            break
        assert each.due < today or each.n in closed


@given(plans(), dates, st.integers(1, 20), st.sampled_from(Every))
def test_a_changed_plan_never_loses_or_doubles_a_number(plan, start, count, every):
    old, new = amend(
        plan,
        first_due=start,
        amount=Money(100, "CNY"),
        count=count,
        agreed_on=start,
        every=every,
    )
    numbers = [each.n for each in schedule(old)] + [each.n for each in schedule(new)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(each.due < start for each in schedule(old))


@given(plans(running=False), payments(most=30))
def test_what_is_paid_and_what_is_left_make_the_whole(plan, told):
    found = progress(plan, told)
    whole = plan_total(plan)
    assert whole is not None
    assert found.left is not None
    assert found.left.minor == max(whole.minor - found.paid.minor, 0)
