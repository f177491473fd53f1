"""When the next message about a deadline, a check-in or an unfinished form is due.

Those about a plan's payments stand in `payment_reminders`.

Every `next_*` is total: it returns the first thing wanted strictly after an instant, or None.
Called again with its own `run_at` it walks through all of them, so nothing is skipped however
late the caller is. Few messages (care 7): by default three a payment and one gentle question.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from coach.dates import (
    QUIET,
    Every,
    Quiet,
    local_date,
    reminder_instant,
    repeat,
    repeats_before,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

LEADS = (5, 1, 0)
"""Days before a payment: a question, the day before, the day."""

DEADLINE_LEADS = (7, 3, 1, 0)
"""Days before a deadline; never fewer."""

NUDGE_DAYS = (2, 7)
"""Days after an unfinished form was last touched; then silence."""


class Kind(StrEnum):
    """What a message is about."""

    QUESTION = "question"
    DAY_BEFORE = "day_before"
    DAY = "day"
    PROMISED = "promised"
    UNKNOWN_FOLLOWUP = "unknown_followup"
    AUTO_CHECK = "auto_check"
    DEADLINE = "deadline"
    CHECK_IN = "check_in"
    NUDGE = "nudge"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class Prefs:
    """How a person wants to be reminded; `at` is wall time in `zone` (IANA).

    `paused` stops one plan's messages, but not deadlines; `silenced` is the pause after a danger
    sign and stops everything.
    """

    zone: str
    at: time = time(9)
    leads: tuple[int, ...] = LEADS
    quiet: Quiet = QUIET
    paused: bool = False
    silenced: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """One message: what for, on which local date, and its UTC instant.

    `n` is the number of the instalment, check-in or nudge, `due` the date it is about, `lead` the
    days before it (-1: the day after). `shifted` tells that `due` is no working day and the
    message therefore looks to the working day before it.
    """

    kind: Kind
    n: int
    lead: int
    local_date: date
    run_at: datetime
    due: date
    shifted: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date that someone else set; a snooze never passes it."""

    on: date
    done: bool = False
    snoozed_until: date | None = None


def fewer(leads: tuple[int, ...]) -> tuple[int, ...]:
    """Return one message less: (5, 1, 0), (1, 0), (1,); a single one stays (then *pause*)."""
    ordered = tuple(sorted(set(leads), reverse=True))
    if len(ordered) <= 1:
        return ordered
    return ordered[:-1] if len(ordered) == 2 else ordered[1:]


def snooze(today: date, days: int, last: date | None = None) -> date:
    """Return the date `days` on, but never after `last`."""
    wanted = today + timedelta(days=max(days, 0))
    return wanted if last is None else min(wanted, last)


def _wanted(kind: Kind, n: int, lead: int, day: date, due: date, prefs: Prefs) -> Wanted:
    run_at = reminder_instant(day, prefs.at, prefs.zone, prefs.quiet)
    return Wanted(kind, n, lead, day, run_at, due)


def _first_after(candidates: Iterable[Wanted], after: datetime) -> Wanted | None:
    later = [each for each in candidates if each.run_at > after]
    return min(later, key=lambda each: each.run_at, default=None)


def next_deadline(deadline: Deadline, prefs: Prefs, after: datetime) -> Wanted | None:
    """Return the next reminder of a deadline (7/3/1/0 days), from the snoozed date if any."""
    if deadline.done or prefs.silenced:
        return None
    days = {deadline.on - timedelta(days=lead) for lead in DEADLINE_LEADS}
    if deadline.snoozed_until is not None:
        begin = min(deadline.snoozed_until, deadline.on)
        days = {day for day in days if day >= begin} | {begin}
    return _first_after(
        (_wanted(Kind.DEADLINE, 1, (deadline.on - day).days, day, deadline.on, prefs)
         for day in days),
        after,
    )  # fmt: skip


def next_check_in(start: date, prefs: Prefs, after: datetime) -> Wanted | None:
    """Return the next monthly check-in; the first is one month after `start`."""
    if prefs.silenced:
        return None
    today = local_date(after, prefs.zone)
    index = max(repeats_before(start, Every.MONTHLY, today, start.day) - 1, 1)
    days = ((n, repeat(start, Every.MONTHLY, n, start.day)) for n in range(index, index + 4))
    return _first_after((_wanted(Kind.CHECK_IN, n, 0, day, day, prefs) for n, day in days), after)


def next_nudge(
    touched: datetime, prefs: Prefs, after: datetime, *, consented: bool
) -> Wanted | None:
    """Return the next nudge for an unfinished form (days 2 and 7), only after consent."""
    if prefs.silenced or prefs.paused or not consented:
        return None
    begun = local_date(touched, prefs.zone)
    days = ((n, begun + timedelta(days=gap)) for n, gap in enumerate(NUDGE_DAYS, start=1))
    return _first_after((_wanted(Kind.NUDGE, n, 0, day, day, prefs) for n, day in days), after)


def came_back(seen: datetime, n: int, run_at: datetime, zone: str) -> bool:
    """Tell whether the person was here since nudge `n` was planned: then it counts anew."""
    wait = timedelta(days=NUDGE_DAYS[min(n, len(NUDGE_DAYS)) - 1])
    return local_date(seen, zone) + wait > local_date(run_at, zone)


def next_once(day: date, prefs: Prefs, after: datetime) -> Wanted | None:
    """Return the message for one chosen day (get back to them, look again); None once it is past."""
    if prefs.silenced:
        return None
    return _first_after([_wanted(Kind.ONCE, 1, 0, day, day, prefs)], after)
