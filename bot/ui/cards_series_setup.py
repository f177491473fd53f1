"""A coach's private screens of a group's series: begun, moved, left out, looked at beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_series
from bot.ui.cards import Button, Card, column, fit, foot, go
from coach.dates import local_date
from coach.series_lessons import lesson
from coach.series_setup import WEEKLY, Part, own_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.ui.texts import Texts
    from coach.groups import Group
    from coach.lessons import Lesson
    from coach.series_setup import Post, Setup

PAGE = 8
ITEMS = 3
_PARTS = {
    Part.LESSONS: ("series.part.lessons", "series.part.lessons_off"),
    Part.QUIZ: ("series.part.quiz", "series.part.quiz_off"),
    Part.PRACTICE: ("series.part.practice", "series.part.practice_off"),
    Part.PROMPTS: ("series.part.prompts", "series.part.prompts_off"),
}


def lengths(t: Texts, group: Group, weeks: Sequence[int]) -> Card:
    """Ask how long a series is to be."""
    rows = [go(t.plain("series.begin.weeks", weeks=each), "series.begin", group.id, each)
            for each in weeks]  # fmt: skip
    return Card(t.t("series.begin.ask", title=group.title), column(*rows) + _back(t, group))


def home(t: Texts, group: Group, setup: Setup, post: Post | None, own: Mapping[str, str]) -> Card:
    """Return what comes next, with what can be done about it."""
    if setup.paused:
        text = t.t("series.home.paused", title=group.title)
    elif post is None:
        text = t.t("series.home.none", title=group.title)
    else:
        text = t.t(
            "series.home.next", title=group.title,
            day=t.weekday(local_date(post.run_at, setup.zone)),
            hour=t.hour(post.run_at, setup.zone), what=cards_series.what(t, post, own),
        )  # fmt: skip
    buttons = [go(t.plain("series.preview.go"), "series.ahead", group.id, 0)]
    if post is not None:
        buttons.append(go(t.plain("series.rest.go"), "series.rest", group.id, post.day.isoformat()))
    buttons.append(go(t.plain("series.order.go"), "series.order", group.id, 0))
    buttons.append(go(t.plain("series.when.go"), "series.when", group.id))
    resume = go(t.plain("series.resume"), "series.on", group.id)
    pause = go(t.plain("series.pause"), "series.off", group.id)
    buttons.append(resume if setup.paused else pause)
    return Card(text, column(*buttons) + _back(t, group), long=True)


def rest(t: Texts, group: Group, post: Post, own: Mapping[str, str]) -> Card:
    """Ask in which of two ways the next post does not come: left out, or a week later."""
    day = post.day.isoformat()
    out = go(t.plain("series.skip.go"), "series.skip", group.id, day)
    later = go(t.plain("series.later.go"), "series.later", group.id, day)
    weekly = post.kind in WEEKLY
    text = t.t(
        "series.rest.weekly" if weekly else "series.rest", what=cards_series.what(t, post, own)
    )
    return Card(text, column(out, later if weekly else None) + _home(t, group))


def skipped(t: Texts, group: Group, name: str) -> Card:
    """Say that a post was left out, with the way to take it back."""
    undo = go(t.plain("series.skip.undo"), "series.undo", group.id, name)
    later = "/" in name
    return Card(t.t("series.later.done" if later else "series.skip.done"),
                column(undo) + _home(t, group))  # fmt: skip


def ahead(
    t: Texts, group: Group, setup: Setup, posts: Sequence[Post], days: int, page: int,
    own: Mapping[str, str],
) -> Card:  # fmt: skip
    """Return a page of what comes in so many days, in the group's wall time."""
    shown = posts[page * PAGE : (page + 1) * PAGE]
    card = cards_series.preview(t, setup, shown, days, own)
    more = len(posts) > (page + 1) * PAGE
    next_ = column(go(t.plain("series.more"), "series.ahead", group.id, page + 1)) if more else ()
    return Card(card.text, next_ + _home(t, group), long=True)


def when(t: Texts, group: Group, setup: Setup, weekday: str, hour: str) -> Card:
    """Return day, hour and parts; each tap changes one."""
    day = (
        go(t.plain("series.when.day_back"), "series.day", group.id, (setup.weekday - 1) % 7),
        go(t.plain("series.when.day_on"), "series.day", group.id, (setup.weekday + 1) % 7),
    )
    hours = (
        go(t.plain("series.when.hour_back"), "series.hour", group.id, (setup.hour - 1) % 24),
        go(t.plain("series.when.hour_on"), "series.hour", group.id, (setup.hour + 1) % 24),
    )
    more = go(t.plain("series.parts.go"), "series.parts", group.id)
    text = t.t("series.when", weekday=weekday, hour=hour, city=t.zone(setup.zone))
    return Card(text, (day, hours, *column(more), *_home(t, group)))


def parts(t: Texts, group: Group, setup: Setup, *, ours: bool = False) -> Card:
    """Return what a series is made of; a tap switches a part on or off.

    `ours`: the host has lessons of its own in the group's language.
    """
    buttons = [
        go(t.plain(on if part in setup.parts else off), "series.part", group.id, part.value)
        for part, (on, off) in _PARTS.items()
    ]
    more = go(t.plain("series.ours.go"), "series.ours", group.id, 0) if ours else None
    return Card(t.t("series.parts"), column(*buttons, more) + _home(t, group))


def ours(t: Texts, group: Group, said: Texts, lessons: Sequence[Lesson], page: int) -> Card:
    """Return the host's own lessons, to be looked at as a post; `said` speaks as the group does."""
    shown = lessons[page * ITEMS : (page + 1) * ITEMS]
    buttons = [
        go(fit(said.plain(each.title)), "series.ours_take", group.id, each.id) for each in shown
    ]
    if len(lessons) > (page + 1) * ITEMS:
        buttons.append(go(t.plain("series.more"), "series.ours", group.id, page + 1))
    return Card(t.t("series.ours"), column(*buttons) + _home(t, group))


def as_post(said: Texts, about: Lesson) -> str:
    """Return a lesson of the host's as the words of an own post."""
    return f"{said.plain(about.title)}\n\n{said.plain(about.text)}"


def order(t: Texts, group: Group, setup: Setup, page: int, own: Mapping[str, str]) -> Card:
    """Return what is still to come week by week, to be moved or left out."""
    shown = setup.left[page * ITEMS : (page + 1) * ITEMS]
    buttons = [go(fit(name(t, each, own)), "series.item", group.id, each) for each in shown]
    if len(setup.left) > (page + 1) * ITEMS:
        buttons.append(go(t.plain("series.more"), "series.order", group.id, page + 1))
    again = () if setup.left else column(go(t.plain("series.again"), "series.lengths", group.id))
    buttons.append(go(t.plain("series.write.go"), "series.write", group.id))
    text = t.t("series.order" if setup.left else "series.order.none")
    return Card(text, column(*buttons) + again + _home(t, group))


def item(t: Texts, group: Group, setup: Setup, which: str, own: Mapping[str, str]) -> Card:
    """Return one item of the order with its place."""
    place = setup.left.index(which) + 1
    buttons: list[Button] = []
    if place > 1:
        buttons.append(go(t.plain("series.item.up"), "series.up", group.id, which))
    if place < len(setup.left):
        buttons.append(go(t.plain("series.item.down"), "series.down", group.id, which))
    buttons.append(go(t.plain("series.item.out"), "series.out", group.id, which))
    text = t.t("series.item", what=name(t, which, own), place=place, all=len(setup.left))
    return Card(text, column(*buttons) + foot(t, "series.order", group.id, 0))


def draft(t: Texts, group: Group, place: str, words: str) -> Card:
    """Return a coach's own post as it will stand in the group, to be confirmed."""
    put = go(t.plain("series.write.put"), "series.put", group.id, place)
    again = go(t.plain("series.write.again"), "series.write", group.id)
    text = t.t("series.write.draft", text=words)
    return Card(text, column(put, again) + _home(t, group), long=True)


def name(t: Texts, which: str, own: Mapping[str, str]) -> str:
    """Return what an item of the order is called."""
    number = own_number(which)
    if number is not None:
        return " ".join(own.get(str(number), "").split()) or t.plain("series.what.own")
    found = lesson(which)
    return t.plain(found.title) if found else which


def _back(t: Texts, group: Group) -> tuple[tuple[Button, ...], ...]:
    return foot(t, "groups.one", group.id)


def _home(t: Texts, group: Group) -> tuple[tuple[Button, ...], ...]:
    return foot(t, "series", group.id)
