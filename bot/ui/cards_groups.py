"""What is said in a group about the bot itself, and the private screens that set a group up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, column, fit, foot, go
from bot.ui.cards_settings import language_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.texts import Texts
    from coach.groups import Group


def hello(t: Texts, *, set_up: str, talk: str) -> Card:
    """Return the bot's first words in a group or channel."""
    buttons = (
        Button(t.plain("groups.set_up"), url=set_up),
        Button(t.plain("groups.open"), url=talk),
    )
    return Card(t.t("groups.hello"), column(*buttons))


def in_private(t: Texts, link: str) -> Card:
    """Return the answer to a personal command in a group."""
    return Card(t.t("groups.private"), column(Button(t.plain("groups.open"), url=link)))


def set_up_in_private(t: Texts, link: str) -> Card:
    """Return the answer to whoever wants to set the group up."""
    return Card(t.t("groups.set_up_private"), column(Button(t.plain("groups.set_up"), url=link)))


def not_admin(t: Texts) -> Card:
    """Say that Telegram does not know the person as an administrator there."""
    return Card(t.t("groups.not_admin"), foot(t))


def list_(t: Texts, groups: Sequence[Group]) -> Card:
    """Return the groups that a person set up, or how to add the bot to one."""
    buttons = [go(fit(group.title or t.plain("groups.untitled")), "groups.one", group.id)
               for group in groups]  # fmt: skip
    return Card(t.t("groups.list" if groups else "groups.none"), column(*buttons) + foot(t))


def one(t: Texts, group: Group, locales: Sequence[str]) -> Card:
    """Return how a group is set up, with what can be changed."""
    parts = [t.t("groups.one", title=group.title, zone=t.zone(group.zone))]
    if group.is_forum:
        parts.append(t.t("groups.topic_set" if group.topic else "groups.topic_general"))
    text = "\n\n".join((*parts, t.t("groups.advice")))
    speak = [
        go(t.plain("groups.speak", language=language_name(locale)), "groups.speak",
           group.id, locale)
        for locale in locales if locale != group.locale
    ]  # fmt: skip
    return Card(
        text,
        column(
            go(t.plain("series.open"), "series", group.id),
            go(t.plain("guard.open"), "guard", group.id),
            go(t.plain("box.open"), "box", group.id),
            go(t.plain("trend.open"), "trend", group.id),
            go(t.plain("groups.region"), "groups.regions", group.id),
            go(t.plain("groups.zone"), "groups.zones", group.id),
            *speak,
            go(t.plain("groups.may"), "groups.may", group.id),
        )
        + foot(t, "groups"),
    )


WHY = {
    "no_right": "groups.trouble.no_right",
    "no_topic": "groups.trouble.no_topic",
    "no_polls": "groups.trouble.no_polls",
    "no_delete": "guard.trouble",
}


def trouble(t: Texts, group: Group, why: str) -> Card:
    """Tell a coach what a group lacks and where it is mended."""
    text = t.t(WHY.get(why, WHY["no_right"]), title=group.title)
    return Card(text, column(go(t.plain("groups.look"), "groups.one", group.id)) + foot(t))
