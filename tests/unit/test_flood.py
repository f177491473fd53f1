"""How much one person may send: room for haste, an end to floods, and a way back that is sure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from handlers.flood import AGAIN, AT_ONCE, URGENT_AT_ONCE, Allowance

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
A_SECOND = 0.5


def taken(mine: Allowance, at: datetime, count: int) -> int:
    """Return how many of so many updates at one instant are read."""
    mine.grow(at, A_SECOND)
    return sum(mine.take() for _ in range(count) if not mine.grow(at, A_SECOND))


def test_a_hurried_walk_is_never_held_up() -> None:
    """One tap a second for most of a minute is a person who knows the way."""
    mine = Allowance(NOW)
    assert all(taken(mine, NOW + timedelta(seconds=n), 1) for n in range(45))


def test_a_flood_is_cut_and_soon_everything_is_read_again() -> None:
    """The sentence promises half a minute."""
    mine = Allowance(NOW)
    assert taken(mine, NOW, 1_000) == AT_ONCE
    assert taken(mine, NOW + timedelta(seconds=5), 5) == 0
    assert taken(mine, NOW + timedelta(seconds=AGAIN / A_SECOND), 5) == 5


def test_a_clock_that_goes_back_gives_and_takes_nothing() -> None:
    """The machine's time is set right while somebody writes."""
    mine = Allowance(NOW)
    assert taken(mine, NOW, 5) == 5
    assert taken(mine, NOW - timedelta(hours=1), 5) == 5
    assert mine.left == AT_ONCE - 10


@given(st.lists(st.integers(0, 20_000), min_size=1, max_size=200))
def test_nobody_is_read_more_often_than_the_first_forty_and_the_pace(gaps: list[int]) -> None:
    """Whatever the rhythm, in thousandths of a second."""
    mine, at, count = Allowance(NOW), NOW, 0
    for gap in gaps:
        at += timedelta(milliseconds=gap)
        count += taken(mine, at, 3)
    assert count <= AT_ONCE + (at - NOW).total_seconds() * A_SECOND + 1e-6


def test_help_has_an_allowance_of_its_own() -> None:
    """A flood does not use it up; cries without end do, and it comes back."""
    mine = Allowance(NOW)
    taken(mine, NOW, 1_000)
    assert sum(mine.take_urgent() for _ in range(100)) == URGENT_AT_ONCE
    mine.grow(NOW + timedelta(seconds=11), A_SECOND)
    assert mine.take_urgent()
