"""A group learns how its month went, and nobody learns how one person's did."""

from __future__ import annotations

from datetime import date
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.dates import Month
from coach.trend import Progress, Pulse, Trend, first, freeze, may_show, share, trend

JUNE, JULY = Month(date(2026, 6, 1)), Month(date(2026, 7, 1))
PEOPLE = [f"p{n}" for n in range(16)]
votes = st.fixed_dictionaries({option: st.integers(0, 40) for option in Pulse})


def poll(planned: int, tight: int = 0, hard: int = 0, reading: int = 0) -> dict[Pulse, int]:
    return dict(zip(Pulse, (planned, tight, hard, reading), strict=True))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (poll(2, 3), poll(3, 2), Trend.MORE),
        (poll(3, 2), poll(2, 3), Trend.FEWER),
        (poll(3, 2), poll(6, 4), Trend.SAME),
        (poll(10, 10), poll(11, 10), Trend.SAME),
        (poll(5), poll(4), None),
        (poll(4), poll(5), None),
        (poll(4, reading=9), poll(9), None),
        ({}, {}, None),
    ],
)
def test_a_trend_is_told_from_five_answers_in_both_months(
    before: dict[Pulse, int], after: dict[Pulse, int], said: Trend | None
) -> None:
    """Fewer would be gossip about somebody, and who only reads along has told no month."""
    assert trend(before, after) is said


@given(votes, votes)
def test_a_trend_seen_from_the_other_side_is_its_opposite(
    one: dict[Pulse, int], other: dict[Pulse, int]
) -> None:
    opposite = {
        Trend.MORE: Trend.FEWER,
        Trend.FEWER: Trend.MORE,
        Trend.SAME: Trend.SAME,
        None: None,
    }
    assert trend(other, one) is opposite[trend(one, other)]


@given(st.integers(0, 300), st.integers(0, 300))
def test_a_share_stands_in_whole_steps_and_near_what_was_kept(kept: int, more: int) -> None:
    contributors = kept + more
    shown = share(kept, contributors)
    if contributors < 10:
        assert shown is None
        return
    assert shown in range(20, 90, 10)
    exact = 100 * kept / contributors
    assert shown <= exact < shown + 10 or (shown == 20 and exact < 20) or shown == 80 < exact


def test_a_count_that_cannot_be_is_refused() -> None:
    for kept, contributors in ((11, 10), (-1, 10)):
        with pytest.raises(ValueError):
            share(kept, contributors)


@pytest.mark.parametrize("contributors", [10, 11, 12, 13, 20, 50])
def test_no_share_tells_an_answer_even_to_somebody_who_knows_their_own(contributors: int) -> None:
    """For every figure and every own answer, each other person may have said yes, or no."""
    for kept, own in product(range(contributors + 1), (0, 1)):
        if not own <= kept <= contributors - 1 + own:
            continue
        shown = share(kept, contributors)
        others = [
            count - own
            for count in range(own, contributors + own)
            if share(count, contributors) == shown
        ]
        assert any(count > 0 for count in others)
        assert any(count < contributors - 1 for count in others)


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        (poll(3, 2, 0), Trend.MANAGED),
        (poll(0, 3, 3, 9), Trend.MANAGED),
        (poll(0, 2, 3), Trend.HARD),
        (poll(4, reading=9), None),
        ({}, None),
    ],
)
def test_a_poll_without_another_is_told_by_itself(
    votes: dict[Pulse, int], said: Trend | None
) -> None:
    """The month after the first poll hears of it too, from five answers on."""
    assert first(votes) is said


@given(st.sets(st.sampled_from(PEOPLE)), st.sets(st.sampled_from(PEOPLE)))
def test_one_or_two_who_came_or_left_stop_the_figure(before: set[str], after: set[str]) -> None:
    allowed = may_show([frozenset(before)], frozenset(after))
    changed = len(before ^ after)
    assert allowed == (len(after) >= 10 and (changed == 0 or changed >= 3))
    assert may_show([], frozenset(after)) == (len(after) >= 10)


@given(st.data())
def test_from_two_figures_nobody_who_came_or_left_can_be_told(data: st.DataObject) -> None:
    """The attacker's best case: all who stayed answer as before. There is nothing to subtract."""
    there = data.draw(st.sets(st.sampled_from(PEOPLE), min_size=10))
    changed = data.draw(st.sets(st.sampled_from(PEOPLE), min_size=1, max_size=2))
    answers = {person: data.draw(st.booleans()) for person in PEOPLE}
    shown = freeze([], JUNE, {person: answers[person] for person in there})
    following = freeze([shown], JULY, {person: answers[person] for person in there ^ changed})
    assert shown.share is not None
    assert following.share is None


@given(st.data())
def test_small_changes_are_counted_from_the_last_figure_shown(data: st.DataObject) -> None:
    """One a month, three months long, is no way round: the third shows, and hides three at once."""
    extra = data.draw(st.permutations(PEOPLE[10:]))
    present = PEOPLE[:10]
    seen = [freeze([], Month(date(2026, 1, 1)), dict.fromkeys(present, True))]
    for month in (2, 3, 4):
        present = [*present, extra[month]]
        seen.append(freeze(seen, Month(date(2026, month, 1)), dict.fromkeys(present, True)))
        assert (seen[-1].share is not None) == (month == 4)


def test_two_figures_with_another_between_them_are_no_way_round_either() -> None:
    """January and March would differ by one person, though each differs from February by three."""
    ten = PEOPLE[:10]
    january = freeze([], Month(date(2026, 1, 1)), dict.fromkeys([*ten, "p10"], True))
    february = freeze([january], Month(date(2026, 2, 1)), dict.fromkeys([*ten, "p11", "p12"], True))
    march = freeze([february, january], Month(date(2026, 3, 1)), dict.fromkeys(
        [*ten, "p10", "p13"], True
    ))  # fmt: skip
    assert january.share is not None
    assert february.share is not None
    assert march == Progress(Month(date(2026, 3, 1)), None)


@given(st.lists(st.sets(st.sampled_from(PEOPLE)), min_size=2, max_size=6))
def test_no_two_figures_ever_differ_by_one_or_two_people(months: list[set[str]]) -> None:
    """Whoever writes every figure down and knows every contributor finds none to subtract."""
    seen: list[Progress] = []
    for place, present in enumerate(months, 1):
        seen.append(freeze(seen, Month(date(2026, place, 1)), dict.fromkeys(present, True)))
    for one, other in combinations((each for each in seen if each.share is not None), 2):
        assert len(one.basis ^ other.basis) not in (1, 2)
        assert min(len(one.basis), len(other.basis)) >= 10


def test_a_month_is_frozen_once() -> None:
    """Asking again after somebody took their answer back would show the difference."""
    answers = dict.fromkeys(PEOPLE[:13], True)
    shown = freeze([], JUNE, answers)
    assert freeze([shown], JUNE, dict.fromkeys(PEOPLE[:10], False)) == shown
    hidden = freeze([shown], JULY, dict.fromkeys(PEOPLE[:12], True))
    assert hidden == Progress(JULY, None)
    assert freeze([hidden, shown], JULY, answers) == hidden
    assert freeze([hidden, shown], JUNE, answers) == hidden
