"""The monthly pulse as messages: the poll, how it compares, the shared progress, one's own answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, Poll, column, fit, foot, go
from coach.dates import local_date
from coach.trend import HIGHEST, LOWEST, STEP, Pulse, Trend

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from bot.ui.texts import Texts
    from coach.dates import Month
    from coach.groups import Group
    from coach.trend import Progress

OPTIONS = {
    Pulse.PLANNED: "trend.poll.planned",
    Pulse.TIGHT: "trend.poll.tight",
    Pulse.HARD: "trend.poll.hard",
    Pulse.READING: "trend.poll.reading",
}
SAID = {
    Trend.MORE: "trend.more",
    Trend.SAME: "trend.same",
    Trend.FEWER: "trend.fewer",
    Trend.MANAGED: "trend.managed",
    Trend.HARD: "trend.hard",
}


def poll(t: Texts) -> Poll:
    """Return the anonymous poll of a month; its options stand in the order of `Pulse`."""
    return Poll(t.plain("trend.poll.question"), tuple(t.plain(OPTIONS[each]) for each in Pulse))


def said(t: Texts, trend: Trend | None) -> str:
    """Return in words how the last poll went; nothing where nothing can be said."""
    return t.t(SAID[trend]) if trend is not None else ""


def prompt(
    t: Texts, trend: Trend | None, progress: Progress | None, talk: str, share: str
) -> Card:  # fmt: skip
    """Return the words before the next poll: how the last one went, and the shared progress.

    `progress` None: nothing is said of it. `talk` and `share` are links into private.
    """
    lines = [t.t("trend.prompt"), said(t, trend)]
    if progress is not None and progress.share is not None:
        lines.append(_progress(t, progress.month, progress.share))
    buttons = (
        Button(t.plain("trend.private"), url=talk), Button(t.plain("trend.share.go"), url=share),
    )  # fmt: skip
    return Card("\n\n".join(filter(None, lines)), column(*buttons))


def _progress(t: Texts, month: Month, percent: int) -> str:
    if percent >= HIGHEST:
        return t.t("trend.progress.most", month=month, percent=percent)
    if percent <= LOWEST:
        return t.t("trend.progress.few", month=month)
    return t.t("trend.progress.some", month=month, percent=percent, next=percent + STEP)


def home(t: Texts, group: Group, at: datetime | None, *, on: bool) -> Card:
    """Return to a coach whether the group is asked each month, and when next, with the switch."""
    switch = go(
        t.plain("trend.switch_off" if on else "trend.switch_on"), "trend.switch", group.id,
        0 if on else 1,
    )  # fmt: skip
    parts = [t.t("trend.on" if on else "trend.off")]
    if at is not None:
        day = t.weekday(local_date(at, group.zone))
        parts.append(t.t("trend.next", day=day, hour=t.hour(at, group.zone)))
    return Card("\n\n".join(parts), column(switch) + foot(t, "groups.one", group.id))


def offer(t: Texts, title: str, code: str) -> Card:
    """Return the question, in private, whether to add one's own yes or no to a group's share."""
    buttons = (
        go(t.plain("trend.offer.yes"), "trend.join", code), go(t.plain("trend.offer.no"), "home"),
    )  # fmt: skip
    group = title or t.plain("groups.untitled")
    return Card(t.t("trend.offer", group=group), column(*buttons) + foot(t))


def ask(t: Texts, month: Month, code: str, said: bool | None = None) -> Card:
    """Return the question how a contributor's own month went; `said` is what is noted so far."""
    name = f"{month.day:%Y-%m}"
    text = t.t("trend.ask", month=month)
    if said is not None:
        text += "\n\n" + t.t("trend.asked.yes" if said else "trend.asked.no")
    buttons = (
        go(t.plain("trend.ask.yes"), "trend.answer", code, name, 1),
        go(t.plain("trend.ask.no"), "trend.answer", code, name, 0),
        _stop(t, code),
    )
    return Card(text, column(*buttons) + foot(t, "trend.mine"))


def _stop(t: Texts, code: str) -> Button:
    return go(t.plain("trend.ask.leave"), "trend.leave", code)


def waits(t: Texts, code: str, month: Month | None, opens: date | None) -> Card:
    """Return that nothing is asked now: the month is not over, or the group is not asked."""
    if month is None or opens is None:
        text = t.t("trend.rests")
    else:
        text = t.t("trend.waits", month=month, day=opens)
    return Card(text, column(_stop(t, code)) + foot(t, "trend.mine"))


def mine(t: Texts, groups: Sequence[Group]) -> Card:
    """Return the groups that a person shares with; a tap leads to the question and the way out."""
    buttons = [
        go(fit(group.title or t.plain("groups.untitled")), "trend.share", group.code)
        for group in groups
    ]
    return Card(t.t("trend.mine" if groups else "trend.mine.none"),
                column(*buttons) + foot(t, "bridge"))  # fmt: skip


def noted(t: Texts, *, joined: bool) -> Card:
    """Return what is said after an answer, or after leaving the shared progress."""
    return Card(t.t("trend.noted" if joined else "trend.left"), foot(t, "trend.mine"))
