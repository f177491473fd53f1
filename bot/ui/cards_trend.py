"""The monthly pulse as messages: the poll, how it compares, the shared progress, one's own answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, Poll, column, foot, go
from coach.trend import HIGHEST, LOWEST, STEP, Pulse, Trend

if TYPE_CHECKING:
    from bot.ui.texts import Texts
    from coach.dates import Month

OPTIONS = {
    Pulse.PLANNED: "trend.poll.planned",
    Pulse.TIGHT: "trend.poll.tight",
    Pulse.HARD: "trend.poll.hard",
    Pulse.READING: "trend.poll.reading",
}
SAID = {Trend.MORE: "trend.more", Trend.SAME: "trend.same", Trend.FEWER: "trend.fewer"}


def poll(t: Texts) -> Poll:
    """Return the anonymous poll of a month; its options stand in the order of `Pulse`."""
    return Poll(t.plain("trend.poll.question"), tuple(t.plain(OPTIONS[each]) for each in Pulse))


def prompt(t: Texts, said: Trend | None, progress: int | None, private: str) -> Card:
    """Return the words before the next poll: how the last compares, and the shared progress.

    `progress` is a share in percent as `coach.trend.share` gives it; None: nothing is said of it.
    """
    lines = [t.t("trend.prompt")]
    if said is not None:
        lines.append(t.t(SAID[said]))
    if progress is not None:
        lines.append(_progress(t, progress))
    join = Button(t.plain("trend.private"), url=private)
    return Card("\n\n".join(lines), ((join,),))


def _progress(t: Texts, percent: int) -> str:
    if percent >= HIGHEST:
        return t.t("trend.progress.most", percent=percent)
    if percent <= LOWEST:
        return t.t("trend.progress.few")
    return t.t("trend.progress.some", percent=percent, next=percent + STEP)


def home(t: Texts, group_id: int, *, on: bool) -> Card:
    """Return to a coach whether the group is asked each month, with the switch."""
    switch = go(
        t.plain("trend.switch_off" if on else "trend.switch_on"), "trend.switch", group_id,
        0 if on else 1,
    )  # fmt: skip
    back = go(t.plain("series.back"), "groups.one", group_id)
    return Card(t.t("trend.on" if on else "trend.off"), column(switch, back) + foot(t))


def offer(t: Texts, group: str, code: str) -> Card:
    """Return the question, in private, whether to add one's own yes or no to a group's share."""
    buttons = (
        go(t.plain("trend.offer.yes"), "trend_join", code),
        go(t.plain("trend.offer.no"), "trend_leave", code),
    )
    return Card(t.t("trend.offer", group=group), column(*buttons) + foot(t))


def ask(t: Texts, month: Month, code: str) -> Card:
    """Return the question, in private, how a contributor's own month went."""
    buttons = (
        go(t.plain("trend.ask.yes"), "trend_answer", code, 1),
        go(t.plain("trend.ask.no"), "trend_answer", code, 0),
        go(t.plain("trend.ask.leave"), "trend_leave", code),
    )
    return Card(t.t("trend.ask", month=month), column(*buttons) + foot(t))


def noted(t: Texts, *, joined: bool) -> Card:
    """Return what is said after an answer, or after leaving the shared progress."""
    return Card(t.t("trend.noted" if joined else "trend.left"), foot(t))
