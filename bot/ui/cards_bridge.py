"""From a group into private: the first word there, and the groups that are remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, column, fit, foot, go
from bot.ui.cards_danger import listening

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.texts import Texts
    from coach.groups import Group
    from coach.packs import RegionPack


def came(t: Texts, group: Group, then: str) -> Card:
    """Return the one calm line, and the question before the group is remembered."""
    text = t.t("bridge.came", title=group.title or t.plain("groups.untitled"))
    rows = column(
        go(t.plain("bridge.without"), then or "home"),
        go(t.plain("bridge.remember"), "bridge.remember", group.code, *([then] if then else [])),
    )
    return Card(text, rows)


def remembered(t: Texts, groups: Sequence[Group], *, shares: bool = False) -> Card:
    """Return the remembered groups; a tap on one forgets it. `shares`: a yes or no goes to one."""
    rows = column(
        *(
            go(fit(t.plain("bridge.forget", title=group.title)), "bridge.forget", group.id)
            for group in groups
        ),
        go(t.plain("trend.mine.open"), "trend.mine") if shares else None,
    )
    return Card(t.t("bridge.list" if groups else "bridge.none"), rows + foot(t, "privacy"))


def heavy(t: Texts, pack: RegionPack, private: str) -> Card:
    """Return a short word in a group where somebody's words hold a sign of danger (care 6).

    It names nobody and nothing that was said.
    """
    parts = [t.t("bridge.heavy"), *listening(t, pack)]
    return Card("\n\n".join(parts), column(Button(t.plain("groups.open"), url=private)))
