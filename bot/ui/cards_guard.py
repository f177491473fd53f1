"""The guard of a group as messages: a removed number, the notice of reading, the scam warning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, column, foot, go

if TYPE_CHECKING:
    from bot.ui.texts import Texts
    from coach.groups import Group


def removed(t: Texts, private: str) -> Card:
    """Return the short word after a removal, naming nobody; `private` is the link to a chat."""
    return Card(t.t("guard.removed"), _private(t, private))


def notice(t: Texts, *, on: bool) -> Card:
    """Return what a group is told when the guard is switched on or off."""
    return Card(t.t("guard.on" if on else "guard.off"))


def warning(t: Texts, private: str) -> Card:
    """Return the general warning of scams, at most once a week and about nobody's message."""
    return Card(t.t("guard.warning"), _private(t, private))


def _private(t: Texts, url: str) -> tuple[tuple[Button, ...], ...]:
    return ((Button(t.plain("guard.private"), url=url),),)


def state(t: Texts, group: Group, *, on: bool, missing: bool) -> Card:
    """Return whether a group's guard is on, what it lacks, and the switch."""
    parts = [t.t("guard.state_on" if on else "guard.state_off")]
    if missing:
        parts.append(t.t("guard.missing"))
    switch = None
    if on:
        switch = go(t.plain("guard.switch_off"), "guard.switch", group.id, "off")
    elif not missing:
        switch = go(t.plain("guard.switch_on"), "guard.switch", group.id, "on")
    return Card("\n\n".join(parts), column(switch) + foot(t, "groups.one", group.id))
