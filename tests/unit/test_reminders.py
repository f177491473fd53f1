from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.dates import Every, Quiet, local_date, local_time
from coach.money import Money
from coach.payment_reminders import due_together, may_coincide, next_due
from coach.plans import (
    HowPaid,
    Payment,
    PaymentStatus,
    Plan,
    PlanKind,
    PlanStatus,
    is_open,
    latest,
    occurrence,
    schedule,
)
from coach.reminders import (
    Deadline,
    Kind,
    Prefs,
    fewer,
    next_check_in,
    next_deadline,
    next_nudge,
    next_once,
    snooze,
)
from tests.strategies import dates, instants, payments, plans, prefs

SHANGHAI = Prefs("Asia/Shanghai")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
PLAN = Plan(
    id=1,
    debt_id=1,
    version=1,
    status=PlanStatus.ACTIVE,
    kind=PlanKind.INSTALMENTS,
    amount=Money(90000, "CNY"),
    count=2,
    first_due=date(2026, 1, 31),
)


def walk(plan, told, wishes, after=LONG_AGO, most=200, **extra):
    """All messages in order, each asked for from the one before, as the clock does."""
    found = []
    while len(found) < most:
        wanted = next_due(plan, told, wishes, after, **extra)
        if wanted is None:
            break
        found.append(wanted)
        after = wanted.run_at
    return found


def said(n, status, promised=None):
    return Payment(n, status, Money(0, "CNY"), datetime(2026, 1, 1, tzinfo=UTC), promised)


def test_a_payment_gets_a_question_two_reminders_and_one_look_back():
    found = walk(PLAN, (), SHANGHAI)
    assert [(each.kind, each.local_date) for each in found[:4]] == [
        (Kind.QUESTION, date(2026, 1, 26)),
        (Kind.DAY_BEFORE, date(2026, 1, 30)),
        (Kind.DAY, date(2026, 1, 31)),
        (Kind.UNKNOWN_FOLLOWUP, date(2026, 2, 1)),
    ]
    assert found[0].run_at == datetime(2026, 1, 26, 1, tzinfo=UTC)
    assert [each.n for each in found] == [1, 1, 1, 1, 2, 2, 2, 2]


def test_a_payment_that_is_made_is_not_spoken_of_again():
    found = walk(PLAN, [said(1, PaymentStatus.PAID)], SHANGHAI)
    assert {each.n for each in found} == {2}


def test_later_means_one_message_on_the_promised_day():
    told = [said(1, PaymentStatus.LATER, date(2026, 2, 3))]
    first = [each for each in walk(PLAN, told, SHANGHAI) if each.n == 1]
    assert [(each.kind, each.local_date) for each in first] == [(Kind.PROMISED, date(2026, 2, 3))]


def test_later_than_today_but_before_the_day_keeps_the_messages_that_follow():
    """Asked five days before and put off by two: the day itself must not pass in silence."""
    told = [said(1, PaymentStatus.LATER, date(2026, 1, 28))]
    first = [each for each in walk(PLAN, told, SHANGHAI) if each.n == 1]
    assert [(each.kind, each.local_date) for each in first] == [
        (Kind.PROMISED, date(2026, 1, 28)),
        (Kind.DAY_BEFORE, date(2026, 1, 30)),
        (Kind.DAY, date(2026, 1, 31)),
    ]


def test_an_automatic_payment_is_only_checked_the_day_after():
    found = walk(replace(PLAN, how_paid=HowPaid.AUTO), (), SHANGHAI)
    assert [(each.kind, each.local_date) for each in found] == [
        (Kind.AUTO_CHECK, date(2026, 2, 1)),
        (Kind.AUTO_CHECK, date(2026, 3, 1)),
    ]


def test_a_holiday_is_looked_at_from_the_working_day_before_and_said_so():
    holidays = {date(2026, 1, 31), date(2026, 1, 30)}
    found = walk(PLAN, (), SHANGHAI, non_working=holidays)
    assert found[2].kind is Kind.DAY
    assert (found[2].local_date, found[2].due, found[2].shifted) == (
        date(2026, 1, 29),
        date(2026, 1, 31),
        True,
    )


def test_nine_in_the_morning_stays_nine_when_the_clocks_change():
    plan = replace(PLAN, first_due=date(2026, 3, 1), count=2)
    found = walk(plan, (), Prefs("Europe/London", leads=(0,)))
    days = [each for each in found if each.kind is Kind.DAY]
    assert [(each.due, each.run_at.hour) for each in days] == [
        (date(2026, 3, 1), 9),
        (date(2026, 4, 1), 8),
    ]


@pytest.mark.parametrize(
    "change", [{"status": PlanStatus.REPLACED}, {"status": PlanStatus.FINISHED}]
)
def test_a_plan_that_no_longer_runs_is_silent(change):
    assert next_due(replace(PLAN, **change), (), SHANGHAI, LONG_AGO) is None


@pytest.mark.parametrize("change", [{"paused": True}, {"silenced": True}])
def test_pause_and_the_quiet_after_a_danger_sign_stop_a_plans_messages(change):
    assert next_due(PLAN, (), replace(SHANGHAI, **change), LONG_AGO) is None


def test_fewer_takes_one_message_at_a_time_and_keeps_the_last():
    assert fewer((5, 1, 0)) == (1, 0)
    assert fewer((1, 0)) == (1,)
    assert fewer((1,)) == (1,)


def test_of_two_instalments_on_one_instant_the_nearer_speaks():
    weekly = replace(PLAN, every=Every.WEEKLY, count=3)
    found = walk(weekly, (), replace(SHANGHAI, leads=(7, 0)))
    both = next(each for each in found if each.local_date == date(2026, 1, 31))
    assert (both.kind, both.n) == (Kind.DAY, 1)


@given(plans(running=False), payments(most=30), prefs)
def test_no_open_instalment_is_skipped_and_none_is_mentioned_in_quiet_hours(plan, told, wishes):
    # A day that was promised may fall on another instalment's; then the nearer one speaks.
    told = [replace(each, promised=None) for each in told]
    found = walk(plan, told, wishes)
    instants_seen = [each.run_at for each in found]
    assert instants_seen == sorted(set(instants_seen))
    for each in found:
        assert not wishes.quiet.covers(local_time(each.run_at, wishes.zone))
        assert local_date(each.run_at, wishes.zone) == each.local_date
    answers = latest(told)
    mentioned = {each.n for each in found}
    for instalment in schedule(plan):
        answer = answers.get(instalment.n)
        if answer is None:
            assert instalment.n in mentioned
        if not is_open(answer):
            assert instalment.n not in mentioned


@given(plans(), payments(), prefs, instants)
def test_the_next_message_is_always_later_and_about_an_instalment_that_exists(
    plan, told, wishes, after
):
    wanted = next_due(plan, told, wishes, after)
    if wanted is None:
        assert plan.count is not None
        return
    assert wanted.run_at > after
    instalment = occurrence(plan, wanted.n)
    assert instalment is not None
    assert instalment.due == wanted.due
    assert is_open(latest(told).get(wanted.n))


@given(plans(), payments(), prefs, instants, st.integers(1, 90))
def test_asking_later_gives_the_same_message_until_it_is_due(plan, told, wishes, after, days):
    """Rows are recomputed at any time; that must never move or lose what is due next."""
    wanted = next_due(plan, told, wishes, after)
    middle = after + timedelta(days=days)
    if wanted is not None and middle < wanted.run_at:
        assert next_due(plan, told, wishes, middle) == wanted


def test_a_deadline_speaks_at_seven_three_one_and_no_days():
    deadline, after, leads = Deadline(date(2026, 6, 15)), LONG_AGO, []
    while (wanted := next_deadline(deadline, SHANGHAI, after)) is not None:
        leads.append(wanted.lead)
        after = wanted.run_at
    assert leads == [7, 3, 1, 0]


def test_a_deadline_ignores_pause_but_not_done_nor_the_quiet_after_a_danger_sign():
    deadline = Deadline(date(2026, 6, 15))
    assert next_deadline(deadline, replace(SHANGHAI, paused=True), LONG_AGO) is not None
    assert next_deadline(deadline, replace(SHANGHAI, silenced=True), LONG_AGO) is None
    assert next_deadline(replace(deadline, done=True), SHANGHAI, LONG_AGO) is None


@given(dates, dates, st.integers(-5, 400))
def test_a_snooze_never_passes_the_deadline(today, last, days):
    assert snooze(today, days, last) <= max(last, today)
    assert snooze(today, days, last) <= last


@given(dates, dates, prefs, instants)
def test_a_snoozed_deadline_still_speaks_by_its_date(on, until, wishes, after):
    wanted = next_deadline(Deadline(on, snoozed_until=until), wishes, after)
    if wanted is not None:
        assert min(until, on) <= wanted.local_date <= on
    elif local_date(after, wishes.zone) < on:
        raise AssertionError


@given(dates, prefs, instants)
def test_check_ins_come_every_month_on_the_anchor_day(start, wishes, after):
    wanted = next_check_in(start, wishes, after)
    assert wanted is not None
    assert wanted.run_at > after
    again = next_check_in(start, wishes, wanted.run_at)
    assert again is not None
    assert again.n == wanted.n + 1
    if local_date(after, wishes.zone) >= start:
        assert wanted.local_date - local_date(after, wishes.zone) <= timedelta(days=32)


def test_an_unfinished_form_is_nudged_twice_and_only_after_consent():
    touched = datetime(2026, 1, 1, 12, tzinfo=UTC)
    first = next_nudge(touched, SHANGHAI, touched, consented=True)
    assert first is not None
    second = next_nudge(touched, SHANGHAI, first.run_at, consented=True)
    assert second is not None
    assert (first.local_date, second.local_date) == (date(2026, 1, 3), date(2026, 1, 8))
    assert next_nudge(touched, SHANGHAI, second.run_at, consented=True) is None
    assert next_nudge(touched, SHANGHAI, touched, consented=False) is None


def test_a_chosen_day_speaks_once():
    wishes = replace(SHANGHAI, at=time(22), quiet=Quiet(21, 8))
    wanted = next_once(date(2026, 5, 1), wishes, LONG_AGO)
    assert wanted is not None
    assert wanted.run_at == datetime(2026, 5, 1, 12, tzinfo=UTC)
    assert next_once(date(2026, 5, 1), wishes, wanted.run_at) is None


@given(plans(), prefs, dates, st.integers(0, 10))
def test_messages_of_a_monthly_plan_without_a_promise_never_fall_on_one_day(
    plan, wishes, begins, length
) -> None:
    """The sender looks for company on the day only where there can be any."""
    plan = replace(plan, every=Every.MONTHLY)
    closed = frozenset(begins + timedelta(days=n) for n in range(length))
    assert not may_coincide(plan, ())
    assert may_coincide(replace(plan, every=Every.WEEKLY), ())
    for wanted in walk(plan, (), wishes, most=60, non_working=closed):
        day = wanted.local_date
        assert len(due_together(plan, (), wishes, day, non_working=closed)) == 1
