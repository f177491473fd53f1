"""A group's language, region, clock, topic and rights, seen and changed by its administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_regions
from bot.ui.cards import Card, column, foot, go
from bot.ui.cards_settings import language_name
from coach.groups import GroupKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.ui.cards import Button
    from bot.ui.texts import Texts
    from coach.groups import Group
    from coach.packs import RegionPack

PAGE = 3


def place(t: Texts, group: Group, pack: RegionPack | None, locales: Sequence[str]) -> Card:
    """Return which language, region, clock and topic a group has, with the ways to change them."""
    lines = [
        t.t("groups.has_region", region=pack.name(t.locale))
        if pack is not None
        else t.t("groups.has_no_region"),
        t.t("groups.has_zone", zone=t.zone(group.zone)),
        t.t("groups.has_language", language=language_name(group.locale)),
    ]
    parts = [t.t("groups.set_title", title=group.title), "\n".join(lines)]
    if group.is_forum:
        parts.append(t.t("groups.topic_set" if group.topic else "groups.topic_general"))
    rows = column(
        go(t.plain("groups.region"), "groups.regions", group.id),
        go(t.plain("groups.zone"), "groups.zones", group.id),
        *_speak(t, group, [locale for locale in locales if locale != group.locale]),
        go(t.plain("groups.may"), "groups.may", group.id),
    )
    return Card("\n\n".join(parts), rows + foot(t, "groups.one", group.id))


def _speak(t: Texts, group: Group, locales: Sequence[str]) -> list[Button]:
    return [
        go(t.plain("groups.speak", language=language_name(locale)), "groups.speak",
           group.id, locale)
        for locale in locales
    ]  # fmt: skip


def languages(t: Texts, group: Group, locales: Sequence[str]) -> Card:
    """Ask which language the group speaks."""
    rows = column(*_speak(t, group, locales))
    return Card(t.t("groups.speak_ask", title=group.title), rows + foot(t, "first", group.id))


def regions(
    t: Texts, group: Group, packs: Mapping[str, RegionPack], page: int, own: str | None,
    *, first: bool = False,
) -> Card:  # fmt: skip
    """Ask whose rights the group is told; `first` says what is about to be asked."""
    more = f"groups.regions:{group.id}:{{}}"
    rows = cards_regions.regions(t, packs, page, ("groups.in", group.id, None), more, own)
    asked = t.t("groups.region_ask")
    if first:
        asked = t.t("first.hello", title=group.title) + "\n\n" + asked
    return Card(asked, rows + foot(t, "groups.one", group.id))


def zones(t: Texts, group: Group, pack: RegionPack | None, page: int, own: str | None) -> Card:
    """Ask which clock the group lives by: the region's, the asker's own, or a typed one."""
    offered = pack.zones if pack else ()
    names = pack.words(t.locale).zones if pack else {}
    first = page * PAGE if page * PAGE < len(offered) else 0
    here = list(enumerate(offered))[first : first + PAGE]
    buttons: list[Button | None] = [
        go(names.get(each) or t.zone(each), "groups.at", group.id, at) for at, each in here
    ]
    if len(offered) > PAGE:
        following = page + 1 if first + PAGE < len(offered) else 0
        buttons.append(go(t.plain("form.more"), "groups.zones", group.id, following))
    elif own is not None and own not in offered:
        buttons.append(go(t.plain("groups.zone_own", zone=t.zone(own)), "groups.at",
                          group.id, "own"))  # fmt: skip
    buttons.append(go(t.plain("groups.zone_type"), "groups.write_place", group.id))
    return Card(t.t("groups.zone_ask"), column(*buttons) + foot(t, "groups.one", group.id))


def found(t: Texts, group: Group, zone: str, hour: str) -> Card:
    """Show the clock that a typed place has now, to be confirmed."""
    rows = column(
        go(t.plain("groups.place.yes"), "groups.by", group.id, zone),
        go(t.plain("groups.place.again"), "groups.write_place", group.id),
    )
    text = t.t("groups.place.found", zone=t.zone(zone), hour=hour)
    return Card(text, rows + foot(t, "groups.zones", group.id))


def topic(t: Texts, group: Group, thread: int) -> Card:
    """Ask whether posts go to the topic in which /here was written."""
    yes = go(t.plain("groups.topic_yes"), "groups.here", group.id, thread)
    return Card(t.t("groups.topic_ask", title=group.title),
                column(yes) + foot(t, "groups.one", group.id))  # fmt: skip


def may(t: Texts, group: Group, following: tuple[str, str] | None, talk: str | None) -> Card:
    """Say what the bot may do, what it lacks with where that is given, and what it sees.

    `following`: day and hour of the next post; `talk`: the discussion group of a channel.
    """
    rights = group.rights
    lines = [
        t.t("groups.may_post" if rights.post else "groups.may_not_post"),
        t.t("groups.may_pin" if rights.pin else "groups.may_not_pin"),
        t.t("groups.may_delete" if rights.delete else "groups.may_not_delete"),
    ]
    parts = [t.t("groups.may_title", title=group.title), "\n".join(lines)]
    if not (rights.post and rights.pin and rights.delete):
        parts.append(t.t("groups.may_where"))
    if group.kind is not GroupKind.CHANNEL:
        parts.append(t.t("groups.sees_all" if rights.admin else "groups.sees_little"))
    else:
        parts.append(t.t("groups.talk", title=talk) if talk else t.t("groups.talk_none"))
    if following is not None:
        parts.append(t.t("groups.may_next", day=following[0], hour=following[1]))
    return Card("\n\n".join(parts), foot(t, "groups.one", group.id), long=True)
