"""When owners are told that something is wrong, and when that it is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coach.status import Done, Load
from scheduler import watch
from scheduler.observe import LATE_SECONDS, Nobody, Tally, reason
from scheduler.watch import decide

REAL = datetime(2026, 11, 24, 10, tzinfo=UTC)
WELL = Load()
NOTHING = Done()


def test_a_short_wait_is_no_alarm() -> None:
    """A restart takes a minute or two; an owner woken for it stops reading alerts."""
    assert decide(Load(due=40, lag=watch.LAG_LIMIT), NOTHING, ()) == ()


def test_lag_is_told_once_when_it_passes_its_limit_and_once_when_it_is_over() -> None:
    """A message every ten seconds would bury the one that matters."""
    late = Load(due=40, lag=watch.LAG_LIMIT + 60)
    (told,) = decide(late, NOTHING, ())
    assert (told.topic, told.passed, told.said) == ("lag", True, (6, 40))
    assert decide(late, NOTHING, {"lag"}) == ()
    assert decide(Load(due=9, lag=watch.LAG_LIMIT - 1), NOTHING, {"lag"}) == ()
    (over,) = decide(WELL, NOTHING, {"lag"})
    assert (over.topic, over.passed) == ("lag", False)


@pytest.mark.parametrize(
    ("sent", "failed", "told"),
    [(18, 1, False), (19, 1, False), (18, 2, True), (950, 50, False), (949, 51, True)],
)
def test_failures_are_told_by_their_share_of_enough_messages(
    sent: int, failed: int, told: bool
) -> None:
    """One of two is chance, one in twenty of many is something broken."""
    hour = Done(sent=sent, failed=(("refused", failed),))
    assert [turn.topic for turn in decide(WELL, hour, ())] == (["failures"] if told else [])


def test_people_who_block_the_bot_are_no_failure_of_ours() -> None:
    """Leaving is everybody's right, and nothing that an owner can mend."""
    assert decide(WELL, Done(sent=10, failed=(("blocked", 30), ("gone", 5))), ()) == ()


def test_failures_are_over_once_few_are_left_of_the_hour() -> None:
    """Between the limits nothing is said, so that it is not told by turns."""
    between = Done(sent=970, failed=(("bug", 30),))
    assert decide(WELL, between, {"failures"}) == ()
    assert decide(WELL, between, ()) == ()
    for after in (Done(sent=990, failed=(("bug", 10),)), NOTHING):
        (over,) = decide(WELL, after, {"failures"})
        assert (over.topic, over.passed) == ("failures", False)


@pytest.mark.parametrize(
    ("error", "named"),
    [
        ("Can't parse entities: unclosed start tag at byte offset 12", "markup"),
        ("Message is too long", "too_long"),
        ("Message text is empty", "empty"),
        ("BUTTON_DATA_INVALID", "buttons"),
        ("Inline keyboard button text is empty", "empty"),
        ("Something new", "other"),
        ("", "other"),
    ],
)
def test_a_bad_request_is_named_by_its_class_alone(error: str, named: str) -> None:
    """Telegram's words may quote what a person wrote; an alert must not."""
    assert reason(error) == named


def test_sums_are_kept_until_they_were_written_down() -> None:
    """A database that is away for a minute must not hide what happened in it."""
    tally = Tally(Nobody(), lambda: REAL)
    tally.sent(0)
    tally.sent(LATE_SECONDS + 1)
    tally.retried("flood")
    tally.failed("refused")
    first = tally.take()
    assert first == {"sent": 2, "late": 1, "retried.flood": 1, "failed.refused": 1}
    assert tally.take() == {}
    tally.sent(0)
    tally.give_back(first)
    assert tally.take()["sent"] == 3


def test_a_clock_or_a_sender_that_fell_silent_is_stuck() -> None:
    """A process that serves its pages and sends nothing must be taken out and started again."""
    now = REAL
    tally = Tally(Nobody(), lambda: now)
    looked = watch.Watch(None, tally, None, None, lambda: now, lambda: now)  # type: ignore[arg-type]
    assert not looked.stuck(), "before the first tick it is only starting"
    looked.ticked()
    tally.ticked(0.01)
    assert not looked.stuck()
    now = REAL + watch.TICK_SILENT + timedelta(seconds=1)
    assert looked.stuck(), "no tick"
    looked.ticked()
    assert not looked.stuck()
    now = REAL + watch.SENDER_SILENT + timedelta(seconds=1)
    looked.ticked()
    assert looked.stuck(), "ticks, but the sender does not look"
