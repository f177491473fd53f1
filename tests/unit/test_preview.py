"""Few messages, whatever the plans: counted ahead by the same rules that the sender follows."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from coach import occurrences
from coach.dates import QUIET, Every, local_date, local_time
from coach.digest import MANNERS, Fate, after_quiet, fate, spoke_today, tomorrow
from coach.money import Money
from coach.payment_reminders import next_due
from coach.plans import HowPaid, Payment, PaymentStatus, Plan, PlanKind, PlanStatus
from coach.preview import Coming, Followed, Row, Start, coming, horizon
from coach.reminders import (
    LEADS,
    Deadline,
    Kind,
    Prefs,
    next_check_in,
    next_deadline,
    next_nudge,
    next_once,
    snooze,
)
from tests.sizes import size
from tests.unit.test_exactness import ODD

NOW = datetime(2026, 3, 20, 12, 30, tzinfo=UTC)
"""Nine days before clocks change in Europe, three weeks before the south."""


@st.composite
def plans(draw: st.DrawFn, number: int) -> Plan:
    """Plans of every rhythm that have begun or begin soon."""
    first = draw(st.dates(date(2026, 1, 1), date(2026, 5, 1)))
    count = draw(st.one_of(st.none(), st.integers(1, 30)))
    anchor = draw(st.sampled_from([29, 30, 31, first.day]))
    return Plan(
        number, None, 1, PlanStatus.ACTIVE,
        PlanKind.RUNNING if count is None else PlanKind.INSTALMENTS, Money(9000, "GBP"), count,
        first, every=draw(st.sampled_from(Every)), anchor_day=max(anchor, first.day),
        how_paid=draw(st.sampled_from(HowPaid)),
    )  # fmt: skip


@st.composite
def said(draw: st.DrawFn) -> tuple[Payment, ...]:
    """What was said of some payments, some of them put off."""
    numbers = draw(st.lists(st.integers(1, 8), unique=True, max_size=4))
    found = []
    for n in numbers:
        status = draw(st.sampled_from(PaymentStatus))
        later = snooze(date(2026, 3, 20), draw(st.integers(1, 14)))
        put_off = status in {PaymentStatus.LATER, PaymentStatus.PARTLY}
        amount = Money(0, "GBP")
        found.append(Payment(n, status, amount, NOW, later if put_off else None))
    return tuple(found)


@st.composite
def starts(draw: st.DrawFn) -> Start:
    """A whole life: up to four plans, deadlines (some put off), and everything else that speaks."""
    prefs = Prefs(draw(st.sampled_from(ODD)), time(draw(st.integers(8, 20))))
    now = NOW + timedelta(minutes=draw(st.integers(0, 3 * 24 * 60)))
    off = frozenset(draw(st.sets(st.dates(date(2026, 3, 1), date(2026, 6, 30)), max_size=12)))
    today = local_date(now, prefs.zone)
    rows: list[Row] = []
    followed = {}
    for number in range(1, draw(st.integers(0, 4)) + 1):
        leads = draw(st.sampled_from([LEADS, (1, 0), (1,)]))
        wishes = replace(prefs, leads=leads)
        each = Followed(draw(plans(number)), draw(said()), wishes)
        followed[number] = each
        wanted = next_due(each.plan, each.payments, wishes, now, non_working=off)
        if wanted is not None:
            line = occurrences.payment(number, wanted)
            rows.append(Row("payment", number, line, wanted.lead, wanted.run_at))
    deadlines = {}
    for number in range(1, draw(st.integers(0, 3)) + 1):
        on = today + timedelta(days=draw(st.integers(0, 50)))
        until = draw(st.one_of(st.none(), st.integers(0, 60)))
        put_off = None if until is None else snooze(today, until, on)
        deadlines[number] = Deadline(on, snoozed_until=put_off)
        wanted = next_deadline(deadlines[number], prefs, now)
        if wanted is not None:
            line = occurrences.deadline(number, wanted)
            rows.append(Row("deadline", number, line, wanted.lead, wanted.run_at))
    begun = today - timedelta(days=draw(st.integers(0, 40)))
    month = next_check_in(begun, prefs, now)
    if month is not None and draw(st.booleans()):
        rows.append(Row("checkin", 1, occurrences.check_in(1, month.n, begun), 0, month.run_at))
    for kind in ("followup", "look", "record", "paper"):
        once = next_once(today + timedelta(days=draw(st.integers(0, 50))), prefs, now)
        if once is not None:
            line = occurrences.once(kind, 1, once.local_date)
            # The clock may have been moved by an hour since: then two instants share a day.
            at = once.run_at + timedelta(minutes=draw(st.sampled_from([0, 0, 30])))
            rows.append(Row(kind, 1, line, 0, at))
    nudge = next_nudge(now, prefs, now, consented=True)
    if nudge is not None:
        rows.append(Row("nudge", 1, occurrences.nudge(1, nudge), nudge.n, nudge.run_at))
    return Start(now, prefs, now, tuple(draw(st.permutations(rows))), followed, deadlines,
                 non_working=off)  # fmt: skip


def shares(message: Coming) -> bool:
    """Tell whether a message is one of those of which a day has only one."""
    return not any(MANNERS[each.kind].exempt for each in message.about)


@settings(max_examples=size(150, 5_000), deadline=None)
@given(starts(), st.booleans())
def test_no_day_has_two_scheduled_messages_and_none_comes_at_night(
    start: Start, answered: bool
) -> None:
    """Three plans, a check-in and a follow-up are still one message a day."""
    zone = start.prefs.zone
    found = coming(start, horizon(start.now, start.prefs), answered=answered)
    days = Counter(local_date(each.at, zone) for each in found if shares(each))
    assert all(count == 1 for count in days.values()), days.most_common(1)
    assert all(not QUIET.covers(local_time(each.at, zone)) for each in found)
    assert [each.at for each in found] == sorted(each.at for each in found)
    lines = [(about.kind, about.ref, about.n, about.says, about.lead, about.day)
             for each in found for about in each.about]  # fmt: skip
    assert len(lines) == len(set(lines)), "something is said twice"


@settings(max_examples=size(150, 5_000), deadline=None)
@given(starts(), st.booleans())
def test_no_deadline_is_passed_by_a_snooze_and_each_is_said(start: Start, answered: bool) -> None:
    """However it is put off, something is said before the date is over, each in its own message."""
    end = horizon(start.now, start.prefs)
    found = coming(start, end, answered=answered)
    for number, deadline in start.deadlines.items():
        about = [
            (message.at, each) for message in found for each in message.about
            if (each.kind, each.ref) == ("deadline", number)
        ]  # fmt: skip
        days = [local_date(at, start.prefs.zone) for at, _ in about]
        assert all(day <= deadline.on for day in days)
        if any(row.kind == "deadline" and row.ref == number for row in start.rows):
            assert days[-1] == deadline.on
    for message in found:
        if not shares(message):
            assert len(message.about) == 1


@settings(max_examples=size(60, 3_000), deadline=None)
@given(starts())
def test_what_waits_for_another_day_is_not_lost(start: Start) -> None:
    """A follow-up that finds the day taken comes the next day; at most a week of days is taken."""
    end = horizon(start.now, start.prefs)
    found = coming(start, end, answered=False)
    heard = {(each.kind, each.ref) for message in found for each in message.about}
    for row in start.rows:
        if MANNERS[row.kind].once and row.run_at < end - timedelta(days=7):
            assert (row.kind, row.ref) in heard


@settings(max_examples=size(60, 3_000), deadline=None)
@given(starts())
def test_whoever_marks_every_payment_hears_no_look_back(start: Start) -> None:
    """The question of the next day is only for what was left open."""
    today = local_date(start.now, start.prefs.zone)
    found = coming(start, horizon(start.now, start.prefs), answered=True)
    for message in found:
        for about in message.about:
            if about.says is Kind.UNKNOWN_FOLLOWUP:
                assert about.day <= today, "it was due before the preview began"


def test_two_payments_of_one_plan_on_one_day_are_both_named() -> None:
    """A promise for the last one must not hide the question about the next one."""
    prefs = Prefs("Europe/London", time(10))
    weekly = Plan(1, None, 1, PlanStatus.ACTIVE, PlanKind.RUNNING, Money(9000, "GBP"), None,
                  date(2026, 3, 20), every=Every.WEEKLY, anchor_day=20)  # fmt: skip
    later = (Payment(1, PaymentStatus.LATER, Money(0, "GBP"), NOW, date(2026, 3, 22)),)
    wanted = next_due(weekly, later, prefs, NOW)
    assert wanted is not None
    row = Row("payment", 1, occurrences.payment(1, wanted), wanted.lead, wanted.run_at)
    start = Start(NOW, prefs, NOW, (row,), {1: Followed(weekly, later, prefs)}, {})
    first = coming(start, NOW + timedelta(days=3), answered=False)[0]
    assert [(each.n, each.says) for each in first.about] == [
        (1, Kind.PROMISED), (2, Kind.QUESTION),
    ]  # fmt: skip


def test_what_was_said_today_counts_and_is_not_said_again() -> None:
    """Whoever moves the hour in the afternoon has had today's message already."""
    prefs = Prefs("Europe/London", time(18))
    today = local_date(NOW, prefs.zone)
    wanted = next_once(today, prefs, NOW)
    assert wanted is not None
    line = occurrences.once("look", 1, today)
    row = Row("look", 1, line, 0, wanted.run_at)
    fresh = Start(NOW, prefs, NOW, (row,), {}, {})
    days = [
        [local_date(each.at, prefs.zone) for each in coming(start, until, answered=False)]
        for start in (
            fresh,
            replace(fresh, spoke=NOW - timedelta(hours=2)),
            replace(fresh, sent=frozenset({(line, 0)})),
        )
        for until in (NOW + timedelta(days=5),)
    ]
    assert days == [[today], [today + timedelta(days=1)], []]


def test_the_rules_of_a_day() -> None:
    """A table, since two places lean on it."""
    assert fate(exempt=True, stale=False, spoke=True) is Fate.ALONE
    assert fate(exempt=False, stale=True, spoke=False) is Fate.TOGETHER
    assert fate(exempt=False, stale=True, spoke=True) is Fate.LET_GO
    assert fate(exempt=False, stale=False, spoke=True) is Fate.TOMORROW


def test_the_day_counts_in_the_persons_own_zone() -> None:
    """Eleven at night in London is tomorrow morning in Shanghai."""
    sent = datetime(2026, 3, 20, 15, 30, tzinfo=UTC)
    now = datetime(2026, 3, 20, 17, tzinfo=UTC)
    assert spoke_today(sent, now, "Europe/London")
    assert not spoke_today(sent, now, "Asia/Shanghai")
    assert not spoke_today(None, now, "Europe/London")


def test_what_is_late_at_night_comes_at_the_usual_hour_with_the_rest_of_the_day() -> None:
    """At eight it would take the day's one message from what is due at ten."""
    night = datetime(2026, 3, 20, 2, tzinfo=UTC)
    evening = datetime(2026, 3, 20, 22, tzinfo=UTC)
    noon = datetime(2026, 3, 20, 12, tzinfo=UTC)
    ten = time(10)
    assert after_quiet(night, ten, "Europe/London") == datetime(2026, 3, 20, 10, tzinfo=UTC)
    assert after_quiet(evening, ten, "Europe/London") == datetime(2026, 3, 21, 10, tzinfo=UTC)
    assert after_quiet(noon, ten, "Europe/London") is None
    assert tomorrow(date(2026, 3, 28), ten, "Europe/London") == datetime(2026, 3, 29, 9, tzinfo=UTC)
