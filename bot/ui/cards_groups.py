"""What is said in a group about the bot itself, and the private screens that set a group up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, column, fit, foot, go

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


def about(t: Texts, link: str, *, admin: bool) -> Card:
    """Tell members what the bot does in a group, and which of their messages reach it."""
    text = t.t("groups.about_admin" if admin else "groups.about")
    return Card(text, column(Button(t.plain("groups.open"), url=link)))


def set_up_in_private(t: Texts, link: str) -> Card:
    """Return the answer to whoever wants to set the group up."""
    return Card(t.t("groups.set_up_private"), column(Button(t.plain("groups.set_up"), url=link)))


def not_admin(t: Texts) -> Card:
    """Say that Telegram does not know the person as an administrator there."""
    return Card(t.t("groups.not_admin"), foot(t))


def again(t: Texts, address: str) -> Card:
    """Say that a draft is kept, and that Telegram is asked anew who runs the group."""
    return Card(
        t.t("groups.again"), column(Button(t.plain("groups.again.go"), data=address)) + foot(t)
    )


def list_(t: Texts, groups: Sequence[Group]) -> Card:
    """Return the groups that a person set up, or how to add the bot to one."""
    buttons = [go(fit(group.title or t.plain("groups.untitled")), "groups.one", group.id)
               for group in groups]  # fmt: skip
    return Card(t.t("groups.list" if groups else "groups.none"), column(*buttons) + foot(t))


def one(t: Texts, group: Group) -> Card:
    """Return a group's card, from which all that belongs to it is reached."""
    rows = column(
        go(t.plain("series.open"), "series", group.id),
        go(t.plain("box.open"), "box", group.id),
        go(t.plain("trend.open"), "trend", group.id),
        go(t.plain("guard.open"), "guard", group.id),
        go(t.plain("groups.set"), "groups.set", group.id),
    )
    text = t.t("groups.one", title=group.title) + "\n\n" + t.t("groups.advice")
    return Card(text, rows + foot(t, "groups"))


WHY = {
    "no_right": "groups.trouble.no_right",
    "no_topic": "groups.trouble.no_topic",
    "no_polls": "groups.trouble.no_polls",
    "no_delete": "guard.trouble",
    "added": "groups.added",
}


def trouble(t: Texts, group: Group, why: str) -> Card:
    """Tell a coach what a group lacks and where it is mended."""
    text = t.t(WHY.get(why, WHY["no_right"]), title=group.title)
    look = go(t.plain("groups.look"), "groups.one", group.id)
    first = go(t.plain("first.go"), "first", group.id)
    return Card(text, column(first if why == "added" else look) + foot(t))
