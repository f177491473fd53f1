"""What an owner sees of the bot's own work: one screen, and short messages when something is wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.ui.cards import Card, column, foot, go
from bot.ui.texts import Raw
from coach.status import poller

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.texts import Texts
    from coach.status import Status
    from coach.weekly import Week

FAILED = {
    "blocked": "status.failed.blocked",
    "gone": "status.failed.gone",
    "refused": "status.failed.refused",
    "bug": "status.failed.bug",
}
REASONS = {
    "markup": "status.reason.markup",
    "too_long": "status.reason.too_long",
    "empty": "status.reason.empty",
    "buttons": "status.reason.buttons",
    "file": "status.reason.file",
    "rights": "status.reason.rights",
    "bug": "status.reason.bug",
    "other": "status.reason.other",
}
POLLERS = {
    "webhook": "status.poller.webhook",
    "here": "status.poller.here",
    "other": "status.poller.other",
    "nobody": "status.poller.nobody",
}
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True, slots=True)
class View:
    """Everything on the screen; seconds are calendar time, beats real time."""

    version: str
    database: str
    since: datetime
    zone: str | None
    """The owner's; times are shown in UTC, and say so, until it is known."""
    poller: str
    """One of `POLLERS`."""
    due: int
    lag: int
    sent: int
    late: int
    retried: int
    failed: tuple[tuple[str, int], ...]
    beats: tuple[int, ...]
    """Seconds since each process's last sign of life; empty where there can be only one."""
    late_since: datetime | None = None
    failing_since: datetime | None = None


def view_of(
    found: Status, *, version: str, database: str, since: datetime, zone: str | None, webhook: bool,
    here: bool,
) -> View:  # fmt: skip
    """Return what the screen shows of a look at everything; `here`: this process polls."""
    today = found.today
    return View(
        version=version,
        database=database,
        since=since,
        zone=zone,
        poller=poller(found.alive, webhook=webhook, here=here),
        due=found.load.due,
        lag=found.load.lag,
        sent=today.sent,
        late=today.late,
        retried=today.retried,
        failed=today.failed,
        beats=tuple(each.seconds for each in found.alive),
        late_since=found.open_since.get("lag"),
        failing_since=found.open_since.get("failures"),
    )


def status(t: Texts, view: View) -> Card:
    """Return the screen: is all well, then the figures."""
    head = t.t("status.title", version=view.version, database=DATABASES[view.database])
    parts = ["\n".join((f"<b>{head}</b>", *_verdict(t, view)))]
    today = t.tn("status.today", view.sent, late=view.late, retried=view.retried)
    parts.append("\n".join((_waiting(t, view), today, _failed(t, view.failed))))
    parts.append("\n".join(_processes(t, view)))
    again = column(go(t.plain("status.again"), "status"))
    # Figures for whoever runs the bot: the length that suits a person in trouble is not for them.
    return Card("\n\n".join(parts), again + foot(t), long=True)


def _verdict(t: Texts, view: View) -> Sequence[str]:
    lines = []
    if view.late_since is not None:
        lines.append(t.t("status.late_since", at=when(t, view.late_since, view.zone)))
    if view.failing_since is not None:
        lines.append(t.t("status.failing_since", at=when(t, view.failing_since, view.zone)))
    return lines or [t.t("status.well")]


def _waiting(t: Texts, view: View) -> str:
    if not view.due:
        return t.t("status.nothing_due")
    return t.tn("status.due", view.due, lag=_duration(t, view.lag))


def _failed(t: Texts, failed: Sequence[tuple[str, int]]) -> str:
    if not failed:
        return t.t("status.none_failed")
    return t.t("status.failed", kinds=[t.tn(FAILED[why], number) for why, number in failed])


def _processes(t: Texts, view: View) -> Sequence[str]:
    lines = []
    if view.beats:
        age = _duration(t, max(view.beats))
        lines.append(t.tn("status.processes", len(view.beats), age=age))
    lines += [
        t.t(POLLERS[view.poller]),
        t.t("status.since", at=when(t, view.since, view.zone)),
    ]
    return lines


def when(t: Texts, at: datetime, zone: str | None) -> str:
    """Return an instant in the owner's zone; in UTC, and named so, when that is not known."""
    if zone is None:
        return t.plain("status.utc", at=t.instant(at, "UTC"))
    return t.instant(at, zone)


def _duration(t: Texts, seconds: int) -> Raw:
    """Return a length of time in the unit that is read at a glance."""
    if seconds < 120:
        return Raw(t.tn("status.seconds", seconds))
    if seconds < 7200:
        return Raw(t.tn("status.minutes", seconds // 60))
    return Raw(t.tn("status.hours", seconds // 3600))


def _alert(t: Texts, words: str) -> Card:
    return Card(words, column(go(t.plain("status.see"), "status")) + foot(t))


def lag(t: Texts, at: str, minutes: int, due: int) -> Card:
    """Say that reminders are late; `at` is when that was seen."""
    return _alert(t, t.tn("status.alert.lag", due, at=at, lag=_duration(t, minutes * 60)))


def lag_over(t: Texts, at: str) -> Card:
    """Say that they are on time again."""
    return _alert(t, t.t("status.alert.lag_over", at=at))


def failures(t: Texts, at: str, failed: int, tried: int) -> Card:
    """Say that messages fail."""
    return _alert(t, t.t("status.alert.failures", at=at, failed=failed, tried=tried))


def failures_over(t: Texts, at: str) -> Card:
    """Say that they go out again."""
    return _alert(t, t.t("status.alert.failures_over", at=at))


def refused(t: Texts, kind: str, why: str) -> Card:
    """Say that messages of a kind are rejected; said once."""
    reason = Raw(t.t(REASONS.get(why, REASONS["other"])))
    return _alert(t, t.t("status.alert.refused", kind=kind, reason=reason))


WORRIES = {
    "backup": "status.weekly.worry.backup",
    "disk": "status.weekly.worry.disk",
    "failed": "status.weekly.worry.failed",
}


def weekly(t: Texts, week: Week) -> Card:
    """Say once a week that all is well, or what to look at."""
    head = [t.t(WORRIES[each]) for each in week.worries] or [t.t("status.weekly.well")]
    lines = [
        t.t("status.weekly.version", version=week.version),
        t.tn("status.weekly.people", week.people, here=week.here),
        t.tn("status.weekly.sent", week.sent, late=week.late, failed=week.failed),
        _backup(t, week.backup_hours),
        t.t("status.weekly.disk", gigabytes=week.disk_mb // 1_000),
    ]
    card = _alert(t, "\n".join(head) + "\n\n" + "\n".join(lines))
    return replace(card, long=True)


def _backup(t: Texts, hours: int) -> str:
    if hours == -2:
        return t.t("status.weekly.backup.off")
    if hours == -1:
        return t.t("status.weekly.backup.none")
    return t.t("status.weekly.backup", age=_duration(t, hours * 3600))
