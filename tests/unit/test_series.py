"""The calendar of a series: one post a day, the preview is what comes, nothing lost or doubled."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.dates import QUIET, local_date, local_time
from coach.series import advance, month, next_post, preview, read
from coach.series_changes import (
    begin,
    begin_again,
    insert,
    leave_out,
    move,
    pause,
    postpone,
    prompt_days,
    resume,
    skip,
)
from coach.series_lessons import CURRICULUM, default_order
from coach.series_setup import Kind, Part, Post, Setup, own, own_number
from tests.strategies import zones

NOW = datetime(2027, 2, 20, 12, tzinfo=UTC)
WEEKLY = {Kind.LESSON, Kind.OWN, Kind.FINAL}


def series(zone: str = "Europe/London", **values: object) -> Setup:
    """Return a series of all lessons on Mondays at ten."""
    setup = begin(
        zone=zone, locale="en", weekday=0, hour=10, started=date(2027, 3, 1),
        length=len(CURRICULUM),
    )  # fmt: skip
    return replace(setup, **values)  # type: ignore[arg-type]


@st.composite
def setups(draw: st.DrawFn) -> Setup:
    """Series of every weekday, hour, zone, length and choice of parts."""
    setup = begin(
        zone=draw(zones),
        locale="en",
        weekday=draw(st.integers(0, 6)),
        hour=draw(st.integers(0, 23)),
        started=draw(st.dates(date(2027, 1, 1), date(2028, 12, 31))),
        length=draw(st.integers(1, len(CURRICULUM))),
        parts=draw(st.frozensets(st.sampled_from(Part))),
    )
    days = draw(st.lists(st.integers(1, 31), min_size=1, max_size=4))
    return replace(prompt_days(setup, tuple(days)), pulse=draw(st.integers(1, 31)))


def played(setup: Setup, after: datetime, until: datetime) -> tuple[list[Post], Setup]:
    """Post one after the other as the clock would, up to an instant."""
    posts = []
    while (post := next_post(setup, after)) is not None and post.run_at <= until:
        posts.append(post)
        setup, after = advance(setup, post), post.run_at
    return posts, setup


def said(posts: list[Post]) -> list[str]:
    """Return what was said of the order."""
    return [own(int(p.what)) if p.kind is Kind.OWN else p.what for p in posts if p.what]


@given(setups(), st.integers(0, 500))
@settings(max_examples=60, deadline=None)
def test_a_year_brings_what_the_preview_showed(setup: Setup, later: int) -> None:
    """What a coach agrees to by the preview is what the group gets, over every clock change."""
    now = datetime(2027, 1, 1, tzinfo=UTC) + timedelta(days=later)
    year = preview(setup, now, 365)
    posts, _ = played(setup, now, now + timedelta(days=400))
    assert list(year) == posts[: len(year)]
    sixty = preview(setup, now)
    assert sixty == year[: len(sixty)]
    end = local_date(now, setup.zone) + timedelta(days=60)
    assert all((post.day < end) == (post in sixty) for post in year)


@given(setups())
@settings(max_examples=60, deadline=None)
def test_there_is_one_post_a_local_day_and_none_at_night(setup: Setup) -> None:
    """A group is not talked at: never two posts on a day, never one in the quiet hours."""
    posts = preview(setup, NOW, 365)
    assert len({post.day for post in posts}) == len(posts)
    assert [post.run_at for post in posts] == sorted({post.run_at for post in posts})
    for post in posts:
        assert local_date(post.run_at, setup.zone) == post.day >= setup.started
        assert not QUIET.covers(local_time(post.run_at, setup.zone))
    assert len({post.occurrence for post in posts}) == len(posts)


def test_an_hour_is_the_wall_hour_on_both_sides_of_a_clock_change() -> None:
    """Ten in the morning stays ten in the morning."""
    for zone in ("Europe/London", "Australia/Lord_Howe", "America/Santiago"):
        posts = preview(series(zone), NOW, 365)
        assert {local_time(post.run_at, zone) for post in posts} == {time(10)}
        assert len({post.run_at.time() for post in posts}) == 2


def test_the_whole_order_comes_week_by_week_and_then_a_farewell() -> None:
    """After the last lesson the series ends kindly; prompts and pulse go on."""
    posts = preview(series(), NOW, 365)
    weekly = [post for post in posts if post.kind in WEEKLY]
    assert [post.what for post in weekly] == [*default_order(14), ""]
    assert {b.day - a.day for a, b in pairwise(weekly)} == {timedelta(days=7)}
    assert weekly[-1].kind is Kind.FINAL
    after = {post.kind for post in posts if post.day > weekly[-1].day}
    assert after == {Kind.PROMPT, Kind.PULSE}


def test_a_prompt_on_a_lesson_day_comes_earlier_and_the_pulse_later() -> None:
    """A check-in is of use before a due date, and a look back after the month's days."""
    posts = {post.occurrence: post.day for post in preview(series(), NOW, 150)}
    assert posts["series:prompt:2027-03-22"] == date(2027, 3, 21), "the 22nd is a Monday"
    monday = replace(series(), pulse=26)
    moved = {post.occurrence: post.day for post in preview(monday, NOW, 150)}
    assert moved["series:pulse:2027-04-26"] == date(2027, 4, 27)
    assert len([k for k in posts if k.startswith("series:prompt:2027-04")]) == 2


@given(setups(), st.data())
@settings(max_examples=80, deadline=None)
def test_changes_in_mid_series_lose_nothing_and_double_nothing(
    setup: Setup, data: st.DataObject
) -> None:
    """Pause, resume, postpone, reorder, own posts, another day: each item is said once, in order."""
    setup = replace(setup, parts=setup.parts | {Part.LESSONS})
    now, gone = NOW, set[str]()
    posts: list[Post] = []
    for number in range(6):
        until = now + timedelta(days=data.draw(st.integers(0, 30)))
        more, setup = played(setup, now, until)
        posts, now = posts + more, until
        upcoming = preview(setup, now)
        match data.draw(st.integers(0, 6)):
            case 0:
                setup = resume(setup) if setup.paused else pause(setup)
            case 1 if upcoming:
                setup = postpone(setup, data.draw(st.sampled_from(upcoming)))
            case 2 if setup.left:
                item = data.draw(st.sampled_from(setup.left))
                before = set(setup.left)
                setup = move(setup, item, data.draw(st.sampled_from((-1, 1))))
                assert set(setup.left) == before
            case 3:
                setup = insert(setup, own(number), data.draw(st.integers(0, 20)))
            case 4 if setup.left:
                gone.add(item := data.draw(st.sampled_from(setup.left)))
                setup = leave_out(setup, item)
            case 5:
                setup = replace(setup, weekday=data.draw(st.integers(0, 6)))
            case 6:
                setup = replace(setup, zone=data.draw(zones), hour=data.draw(st.integers(0, 23)))
    more, setup = played(resume(setup), now, now + timedelta(days=900))
    posts += more
    assert said(posts) == list(setup.order), "each item once, in the order that stands"
    assert not gone & set(setup.order)
    assert setup.ended
    assert len({post.occurrence for post in posts}) == len(posts)
    assert len({post.day for post in posts}) == len(posts)


def test_a_pause_posts_nothing_and_goes_on_where_it_stopped() -> None:
    """A group on holiday misses no lesson."""
    before, setup = played(series(), NOW, datetime(2027, 3, 20, tzinfo=UTC))
    assert preview(pause(setup), NOW) == ()
    after = next_post(resume(pause(setup)), datetime(2027, 6, 1, tzinfo=UTC))
    assert said(before) == ["early", "means", "talk"]
    assert after is not None
    later = preview(resume(pause(setup)), datetime(2027, 6, 1, tzinfo=UTC))
    assert said(list(later))[0] == "hardship"


def test_left_out_brings_the_next_lesson_and_a_week_later_keeps_it() -> None:
    """The two ways not to have a lesson on a day differ, and do what they say."""
    first = next_post(series(), NOW)
    assert first is not None
    left_out = next_post(skip(series(), first), NOW)
    assert left_out is not None
    assert (left_out.what, left_out.day) == ("means", first.day)
    weeks = [p for p in preview(postpone(series(), first), NOW, 20) if p.kind in WEEKLY]
    assert [(p.what, p.day) for p in weeks] == [("early", date(2027, 3, 8))]


def test_a_skipped_prompt_or_farewell_does_not_come_another_day() -> None:
    """What a coach takes off stays off."""
    prompt = next(p for p in preview(series(), NOW) if p.kind is Kind.PROMPT)
    without = skip(series(), prompt)
    assert [p for p in preview(series(), NOW) if p != prompt] == list(preview(without, NOW))
    assert read(without, prompt.occurrence) is None
    last = next(p for p in preview(series(), NOW, 365) if p.kind is Kind.FINAL)
    at_end = replace(series(), at=14)
    assert skip(at_end, last).ended


def test_a_post_is_done_once_however_often_it_is_told() -> None:
    """A row that is settled twice moves the series once."""
    first = next_post(series(), NOW)
    assert first is not None
    once = advance(series(), first)
    assert advance(once, first) == once
    assert once.at == 1


def test_a_change_of_weekday_asks_no_prompt_a_second_time() -> None:
    """The prompt of the 22nd, asked on the 21st, is not asked again on the 22nd."""
    posts, setup = played(series(), NOW, datetime(2027, 3, 21, 12, tzinfo=UTC))
    assert posts[-1].occurrence == "series:prompt:2027-03-22"
    moved = replace(setup, weekday=2)
    prompts = [p for p in month(moved, posts[-1].run_at) if p.kind is Kind.PROMPT]
    assert prompts == []


def test_a_due_row_read_back_says_what_stands_now_and_its_quiz_what_was_said() -> None:
    """A row written on Monday is drawn on Wednesday with the order as it is, its quiz as it was."""
    setup = series()
    for post in preview(setup, NOW, 30):
        assert read(setup, post.occurrence) == post
        setup = advance(setup, post)
        assert read(setup, post.occurrence) is None, "said: nothing to say again"
        if post.kind is Kind.LESSON:
            assert post.leads == (0, 1)
            quiz = read(move(setup, "papers", -1), post.occurrence, 1)
            assert quiz is not None
            assert quiz.what == post.what
    assert read(pause(setup), "series:lesson:2027-04-05") is None
    with pytest.raises(ValueError, match="no post of a series"):
        read(setup, "payment:1:2")


def test_what_is_off_does_not_come() -> None:
    """Each part is a switch of its own."""
    for part, kind in (
        (Part.PRACTICE, Kind.PRACTICE), (Part.PROMPTS, Kind.PROMPT), (Part.PULSE, Kind.PULSE),
        (Part.LESSONS, Kind.LESSON),
    ):  # fmt: skip
        setup = series(parts=frozenset(Part) - {part})
        assert kind not in {post.kind for post in preview(setup, NOW)}
    quiet = series(parts=frozenset({Part.LESSONS}))
    assert all(post.leads == (0,) for post in preview(quiet, NOW))
    assert preview(series(parts=frozenset()), NOW) == ()


def test_the_month_ends_with_its_last_day() -> None:
    """The pinned plan speaks of one month of the group's own calendar."""
    posts = month(series(), NOW.replace(month=3, day=10))
    assert posts[0].day == date(2027, 3, 11)
    assert posts[-1].day == date(2027, 3, 29)


def test_a_series_can_begin_again_and_wrong_days_are_refused() -> None:
    """A new year starts from the first lesson; a day of the month that is none is said to be."""
    posts, setup = played(series(), NOW, datetime(2027, 12, 1, tzinfo=UTC))
    again = begin_again(setup, date(2027, 12, 6), 3)
    weekly = [p for p in preview(again, posts[-1].run_at, 365) if p.kind in WEEKLY]
    assert said(weekly) == list(default_order(3))
    for days in ((), (0,), (32,), (1, 2, 3, 4, 5)):
        with pytest.raises(ValueError, match="days of the month"):
            prompt_days(series(), days)
    assert own_number(own(7)) == 7
    assert own_number("early") is None
