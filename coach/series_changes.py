"""What a coach can change in a running series; each returns a new setup and loses nothing unasked.

Two ways not to have a lesson on a day, told apart in words: *left out* takes it from the order and
the next one comes in its place; *a week later* keeps it, and everything after it moves a week.
Weekday, hour, zone and parts are changed by `dataclasses.replace`: the order goes on where it was.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coach.series_lessons import default_order
from coach.series_setup import MOST_PROMPTS, Kind, Part, Setup, own

if TYPE_CHECKING:
    from datetime import date

    from coach.series_setup import Post


def begin(
    *,
    zone: str,
    locale: str,
    weekday: int,
    hour: int,
    started: date,
    length: int,
    region: str | None = None,
    parts: frozenset[Part] = frozenset(Part),
) -> Setup:
    """Return a new series of so many lessons (at least one, at most all there are)."""
    order = default_order(length)
    return Setup(zone, locale, weekday, hour, started, order, region=region, parts=parts)


def begin_again(setup: Setup, started: date, length: int) -> Setup:
    """Return the series from its first lesson on, with the same settings and without own posts."""
    return replace(setup, order=default_order(length), at=0, started=started, off=(), paused=False)


def pause(setup: Setup) -> Setup:
    """Nothing is posted until `resume`."""
    return replace(setup, paused=True)


def resume(setup: Setup) -> Setup:
    """Go on with what was next when it paused."""
    return replace(setup, paused=False)


def skip(setup: Setup, post: Post) -> Setup:
    """Leave a post out: a lesson or own post from the order, any other on its day.

    The farewell is left out as if it had been said. A weekly post that has been said stays said.
    """
    match post.kind:
        case Kind.LESSON:
            return leave_out(setup, post.what)
        case Kind.OWN:
            return leave_out(setup, own(int(post.what)))
        case Kind.FINAL:
            return replace(setup, at=max(setup.at, len(setup.order) + 1))
    return _without(setup, post)


def postpone(setup: Setup, post: Post) -> Setup:
    """Say nothing on a post's day: a weekly post and all after it come a week later."""
    return _without(setup, post)


def leave_out(setup: Setup, item: str) -> Setup:
    """Take an item that is still to come out of the order; one already said stays."""
    if item not in setup.left:
        return setup
    return replace(setup, order=setup.order[: setup.at] + tuple(x for x in setup.left if x != item))


def move(setup: Setup, item: str, by: int) -> Setup:
    """Move an item up (-1) or down (1) among those still to come; as far as there is room."""
    if item not in setup.left:
        return setup
    left = [each for each in setup.left if each != item]
    place = max(0, min(len(left), setup.left.index(item) + by))
    left.insert(place, item)
    return replace(setup, order=setup.order[: setup.at] + tuple(left))


def insert(setup: Setup, item: str, place: int) -> Setup:
    """Put a lesson or own post (`coach.series_setup.own`) at a place of what is to come, 0 being next.

    An item that is to come already is moved there. After the end it opens the series again.
    """
    left = [each for each in setup.left if each != item]
    left.insert(max(0, min(len(left), place)), item)
    said = min(setup.at, len(setup.order))
    return replace(setup, order=setup.order[:said] + tuple(left), at=said)


def prompt_days(setup: Setup, days: tuple[int, ...]) -> Setup:
    """Set the days of the month (1-31; the last day where a month is shorter) of the check-ins.

    Raises ValueError for none, more than four, or a day that is none.
    """
    chosen = tuple(sorted(set(days)))
    if not 0 < len(chosen) <= MOST_PROMPTS or not all(1 <= day <= 31 for day in chosen):
        msg = f"one to {MOST_PROMPTS} days of the month, not {days}"
        raise ValueError(msg)
    return replace(setup, prompts=chosen)


def _without(setup: Setup, post: Post) -> Setup:
    if post.occurrence in setup.off or (setup.last is not None and post.day <= setup.last):
        return setup
    return replace(setup, off=(*setup.off, post.occurrence))
