"""A group's region, clock, topic and rights, as its administrators see and change them in private."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_regions
from bot.ui.cards import Card, column, foot, go
from coach.groups import GroupKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.ui.cards import Button
    from bot.ui.texts import Texts
    from coach.groups import Group
    from coach.packs import RegionPack

PAGE = 8


def regions(
    t: Texts, group: Group, packs: Mapping[str, RegionPack], page: int, own: str | None
) -> Card:
    """Ask whose rights the group is told."""
    more = f"groups.regions:{group.id}:{{}}"
    rows = cards_regions.regions(t, packs, page, ("groups.in", group.id, None), more, own)
    return Card(t.t("groups.region_ask"), rows + foot(t, "groups.one", group.id))


def zones(t: Texts, group: Group, pack: RegionPack | None, page: int, own: str | None) -> Card:
    """Ask which clock the group lives by: the region's, or that of the person who asks."""
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
    if own is not None and own not in offered:
        buttons.append(go(t.plain("groups.zone_own", zone=t.zone(own)), "groups.at",
                          group.id, "own"))  # fmt: skip
    text = t.t("groups.zone_ask" if any(buttons) else "groups.zone_none")
    if not any(buttons):
        buttons = [go(t.plain("groups.zone_mine"), "settings.place")]
    return Card(text, column(*buttons) + foot(t, "groups.one", group.id))


def topic(t: Texts, group: Group, thread: int) -> Card:
    """Ask whether posts go to the topic in which /here was written."""
    yes = go(t.plain("groups.topic_yes"), "groups.here", group.id, thread)
    return Card(t.t("groups.topic_ask", title=group.title),
                column(yes) + foot(t, "groups.one", group.id))  # fmt: skip


def may(t: Texts, group: Group) -> Card:
    """Say what the bot may do, what it lacks with where that is given, and what it sees."""
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
    return Card("\n\n".join(parts), foot(t, "groups.one", group.id))
