"""The first set-up of a group, step by step: after place and language the day, then it is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Card, column, foot, go

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.texts import Texts
    from coach.groups import Group


def when(t: Texts, group: Group, weekday: int, hour: int, words: tuple[str, str]) -> Card:
    """Ask for day and hour; each tap moves one. `words` are their names."""

    def to(label: str, day: int, at: int) -> tuple[str, str, int, int, int]:
        return label, "first.when", group.id, day % 7, at % 24

    rows = (
        (go(*to(t.plain("series.when.day_back"), weekday - 1, hour)),
         go(*to(t.plain("series.when.day_on"), weekday + 1, hour))),
        (go(*to(t.plain("series.when.hour_back"), weekday, hour - 1)),
         go(*to(t.plain("series.when.hour_on"), weekday, hour + 1))),
        (go(t.plain("first.suits"), "first.weeks", group.id, weekday, hour),),
    )  # fmt: skip
    text = t.t("first.when", weekday=words[0], hour=words[1], city=t.zone(group.zone))
    return Card(text, rows + foot(t, "groups.zones", group.id))


def weeks(t: Texts, group: Group, weekday: int, hour: int, lengths: Sequence[int]) -> Card:
    """Ask how long the series is to be."""
    rows = column(*(
        go(t.plain("series.begin.weeks", weeks=each), "first.begin", group.id, weekday, hour, each)
        for each in lengths
    ))  # fmt: skip
    text = t.t("first.weeks", title=group.title)
    return Card(text, rows + foot(t, "first.when", group.id, weekday, hour))


def ready(t: Texts, group: Group, day: str, hour: str, weeks: int) -> Card:
    """Say that all is set, with the first post's time and what else is good to do."""
    parts = [
        t.t("first.ready", title=group.title, day=day, hour=hour, weeks=weeks),
        t.t("groups.advice"),
    ]
    rows = column(
        go(t.plain("series.preview.go"), "series.ahead", group.id, 0),
        go(t.plain("series.open"), "series", group.id),
        go(t.plain("groups.look"), "groups.one", group.id),
    )
    return Card("\n\n".join(parts), rows + foot(t))
