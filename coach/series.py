"""The weekly series of a group or channel: what is posted next, and when; no clock, no text.

A series is a small state, not a list of dates. `Setup.order` is what shall be said week by week and
`Setup.at` how much of it has been said; `next_post` looks from there and `advance` notes a post
that is done. So whatever changes in between (pause, another weekday, another order, a zone, a
server that slept) nothing of the order is lost and nothing is said twice.

Rules of the calendar, all in the group's own wall time:

- one post a local day. The weekly post has its weekday; the practice person comes three days later;
- check-in prompts come on days of the month (`Setup.prompts`). The 7th and the 22nd are our own
  choice and no rule: many payments fall due around the middle and the turn of a month, and a week
  before is time enough to tell the lender first (S11). The pulse looks back, on the 28th, which
  every month has;
- a monthly post that falls on a weekly one's weekday moves inside its month: a prompt to an earlier
  day where there is one, since it must come before the due dates, the pulse to a later one;
- after the order's end comes one farewell in the next week; then the practice person rests too,
  and prompts and pulse go on.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from coach.dates import QUIET, local_date, reminder_instant
from coach.series_setup import WEEKLY, Kind, Part, Post, Setup, own_number

if TYPE_CHECKING:
    from datetime import datetime

PREVIEW_DAYS = 60
_SLOT = "lesson"
_APART = 3
_HORIZON = 400
"""Days looked ahead; only a year of weeks left free by hand would reach it."""


def next_post(setup: Setup, after: datetime) -> Post | None:
    """Return the first post strictly after an instant; None while paused or when nothing is on."""
    if setup.paused or not _goes_on(setup):
        return None
    first = max(local_date(after, setup.zone), setup.started)
    if setup.last is not None:
        first = max(first, setup.last + timedelta(days=1))
    for distance in range(_HORIZON):
        post = _on(setup, first + timedelta(days=distance))
        if post is not None and post.run_at > after:
            return post
    return None


def advance(setup: Setup, post: Post) -> Setup:
    """Note that a post's first message is done (or was given up); once only, whatever is called.

    The quiz of a lesson is read from the lesson before `at`, so a new order does not reach it.
    """
    if setup.last is not None and post.day <= setup.last:
        return setup
    said = 1 if post.kind in WEEKLY else 0
    kept = tuple(each for each in setup.off if day_of(each) >= post.day.replace(day=1))
    done = () if post.kind in WEEKLY else (post.occurrence,)
    return replace(setup, at=setup.at + said, last=post.day, off=(*kept, *done))


def preview(setup: Setup, after: datetime, days: int = PREVIEW_DAYS) -> tuple[Post, ...]:
    """Return all posts after an instant whose local day lies within so many days from its own."""
    end = local_date(after, setup.zone) + timedelta(days=days)
    return _until(setup, after, end)


def month(setup: Setup, after: datetime) -> tuple[Post, ...]:
    """Return the posts still to come in the local month of an instant."""
    today = local_date(after, setup.zone)
    end = today.replace(day=monthrange(today.year, today.month)[1]) + timedelta(days=1)
    return _until(setup, after, end)


def whole_month(setup: Setup, now: datetime) -> tuple[Post, ...]:
    """Return what went out in the local month of an instant, and what is still to come in it."""
    today = local_date(now, setup.zone)
    out = (
        post for post in setup.out if (post.day.year, post.day.month) == (today.year, today.month)
    )
    return (*out, *month(setup, now))


def went_out(setup: Setup, post: Post, now: datetime) -> Setup:
    """Note that a post went out just now; those of earlier months are forgotten."""
    today = local_date(now, setup.zone)
    this_month = tuple(each for each in setup.out if each.day >= today.replace(day=1))
    return replace(setup, out=(*this_month, replace(post, day=today, run_at=now)))


def with_pulse(setup: Setup) -> Setup:
    """Return a setup that counts the pulse among its posts, which has its own switch and row."""
    return replace(setup, parts=setup.parts | {Part.PULSE})


def pulse_day(setup: Setup, month: date) -> date:
    """Return the day of a month's pulse, moved off the days of other posts."""
    found = _month_of(with_pulse(setup), month)
    return next(day for day, (kind, _, _) in found.items() if kind is Kind.PULSE)


def read(setup: Setup, occurrence: str, lead: int = 0) -> Post | None:
    """Return what a due row's occurrence says now, on time or late.

    Lead 0 of the weekly post is what stands next in the order, lead 1 the quiz of the lesson just
    said. None where nothing is to be said any more: paused, switched off, left out, or ended.
    Raises ValueError for an occurrence that is none of a series.
    """
    series, slot, text = occurrence.split(":")
    if series != "series" or slot not in {_SLOT, Kind.PRACTICE, Kind.PROMPT, Kind.PULSE}:
        msg = f"no post of a series: {occurrence!r}"
        raise ValueError(msg)
    day = date.fromisoformat(text)
    if lead:
        return _quiz(setup, occurrence, day)
    if setup.paused or occurrence in setup.off:
        return None
    if slot in {Kind.PROMPT, Kind.PULSE}:
        found = _month_of(setup, day)
        return next((_post(setup, on, *found[on]) for on in found if found[on][2] == day), None)
    if setup.last is not None and day <= setup.last:
        return None
    kind, what = _weekly(setup) if slot == _SLOT else _practice(setup)
    return _post(setup, day, kind, what, day) if kind else None


def _quiz(setup: Setup, occurrence: str, day: date) -> Post | None:
    said = setup.order[setup.at - 1] if 0 < setup.at <= len(setup.order) else None
    if said is None or own_number(said) is not None or Part.QUIZ not in setup.parts:
        return None
    return Post(occurrence, Kind.LESSON, said, day, _instant(setup, day), (0, 1))


def _until(setup: Setup, after: datetime, end: date) -> tuple[Post, ...]:
    posts: list[Post] = []
    while (post := next_post(setup, after)) is not None and post.day < end:
        posts.append(post)
        setup, after = advance(setup, post), post.run_at
    return tuple(posts)


def _goes_on(setup: Setup) -> bool:
    if setup.parts & {Part.PROMPTS, Part.PULSE}:
        return True
    return not setup.ended and bool(setup.parts & {Part.LESSONS, Part.PRACTICE})


def _on(setup: Setup, day: date) -> Post | None:
    """Return the post of a local day, if there is one and it is still to take place."""
    kind, what, wished = _kind_on(setup, day)
    if kind is None:
        return None
    post = _post(setup, day, kind, what, wished)
    # A zone that crosses the date line has a day that never comes.
    comes = local_date(post.run_at, setup.zone) == day
    return post if comes and post.occurrence not in setup.off else None


def _post(setup: Setup, day: date, kind: Kind, what: str, wished: date) -> Post:
    slot = _SLOT if kind in WEEKLY else kind.value
    quiz = kind is Kind.LESSON and Part.QUIZ in setup.parts
    occurrence = f"series:{slot}:{wished.isoformat()}"
    return Post(occurrence, kind, what, day, _instant(setup, day), (0, 1) if quiz else (0,))


def _kind_on(setup: Setup, day: date) -> tuple[Kind | None, str, date]:
    if Part.LESSONS in setup.parts and day.weekday() == setup.weekday:
        return *_weekly(setup), day
    if Part.PRACTICE in setup.parts and day.weekday() == _practice_weekday(setup.weekday):
        return *_practice(setup), day
    return _month_of(setup, day).get(day, (None, "", day))


def _practice(setup: Setup) -> tuple[Kind | None, str]:
    return (None if setup.ended or Part.PRACTICE not in setup.parts else Kind.PRACTICE), ""


def _weekly(setup: Setup) -> tuple[Kind | None, str]:
    if Part.LESSONS not in setup.parts or setup.ended:
        return None, ""
    if setup.at == len(setup.order):
        return Kind.FINAL, ""
    item = setup.order[setup.at]
    number = own_number(item)
    return (Kind.LESSON, item) if number is None else (Kind.OWN, str(number))


def _practice_weekday(weekday: int) -> int:
    return (weekday + _APART) % 7


def _taken(setup: Setup) -> frozenset[int]:
    lessons = {setup.weekday} if Part.LESSONS in setup.parts else set()
    practice = {_practice_weekday(setup.weekday)} if Part.PRACTICE in setup.parts else set()
    return frozenset(lessons | practice)


def _month_of(setup: Setup, day: date) -> dict[date, tuple[Kind, str, date]]:
    """Return the monthly posts of a day's month by the day they come on."""
    prompts = setup.prompts if Part.PROMPTS in setup.parts else ()
    pulse = setup.pulse if Part.PULSE in setup.parts else None
    return _monthly(day.year, day.month, _taken(setup), prompts, pulse)


@lru_cache(maxsize=1024)
def _monthly(
    year: int, month: int, taken: frozenset[int], prompts: tuple[int, ...], pulse: int | None
) -> dict[date, tuple[Kind, str, date]]:
    """Return the monthly posts of a month, each on its day or the nearest free one."""
    end = monthrange(year, month)[1]
    wanted = [(day, Kind.PROMPT) for day in dict.fromkeys(min(each, end) for each in prompts)]
    wanted += [] if pulse is None else [(min(pulse, end), Kind.PULSE)]
    found: dict[date, tuple[Kind, str, date]] = {}
    for day, kind in wanted:
        back, on = range(day, 0, -1), range(day, end + 1)
        for each in (*back, *on) if kind is Kind.PROMPT else (*on, *back):
            candidate = date(year, month, each)
            if candidate.weekday() not in taken and candidate not in found:
                found[candidate] = (kind, "", date(year, month, day))
                break
    return found


def _instant(setup: Setup, day: date) -> datetime:
    return reminder_instant(day, time(setup.hour), setup.zone, QUIET)


def day_of(occurrence: str) -> date:
    """Return the day that an occurrence is named by."""
    return date.fromisoformat(occurrence.rpartition(":")[2])
