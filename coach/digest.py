"""Few messages (care 7): what falls on one day is one message; deadlines stand on their own.

The sender and the preview ask the same questions here, so that one never promises what the other
would not do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from coach.dates import QUIET, Quiet, local_date, local_time, reminder_instant, to_utc

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Manner:
    """How one kind of scheduled message shares a day with others."""

    exempt: bool = False
    """A message of its own, and not counted for "one message a day" (deadlines)."""
    once: bool = False
    """Nothing follows: it waits, day by day, and is not lost."""
    stale: bool = False
    """Tied to its day: it is let go, instead of coming a day late."""


MANNERS: Mapping[str, Manner] = {
    "payment": Manner(stale=True),
    "deadline": Manner(exempt=True),
    "checkin": Manner(),
    "followup": Manner(once=True),
    "look": Manner(once=True),
    "record": Manner(once=True),
    "paper": Manner(once=True),
    "nudge": Manner(),
    "care": Manner(once=True),
    "relay": Manner(exempt=True, once=True),
    "broadcast": Manner(),
    "inactive": Manner(exempt=True),
    "task": Manner(exempt=True, once=True),
    "task_day": Manner(once=True),
    "suggestion": Manner(exempt=True, once=True),
}
"""Every kind that speaks by itself."""


class Fate(StrEnum):
    """What becomes of one thing to say."""

    ALONE = "alone"
    TOGETHER = "together"
    """In the day's one message, with everything else that is due."""
    TOMORROW = "tomorrow"
    LET_GO = "let_go"


def fate(*, exempt: bool, stale: bool, spoke: bool) -> Fate:
    """Return what to do with a thing that is due; `spoke`: the day's message has gone out."""
    if exempt:
        return Fate.ALONE
    if not spoke:
        return Fate.TOGETHER
    return Fate.LET_GO if stale else Fate.TOMORROW


def day_began(today: date, zone: str) -> datetime:
    """Return the instant from which a message counts as today's."""
    return to_utc(today, time(0), zone)


def spoke_today(spoke: datetime | None, now: datetime, zone: str) -> bool:
    """Tell whether a message that went out at `spoke` was today's in that zone."""
    return spoke is not None and spoke >= day_began(local_date(now, zone), zone)


def tomorrow(today: date, at: time, zone: str, quiet: Quiet = QUIET) -> datetime:
    """Return when to say what today has no room for."""
    return reminder_instant(today + timedelta(days=1), at, zone, quiet)


def after_quiet(now: datetime, at: time, zone: str, quiet: Quiet = QUIET) -> datetime | None:
    """Return when to say what comes due in the quiet hours (after a downtime); None outside them.

    It is the person's own hour, not the minute in which the quiet hours end: so what is late and
    what is due that day still make one message.
    """
    wall = local_time(now, zone)
    if not quiet.covers(wall):
        return None
    wraps = quiet.start > quiet.end
    day = local_date(now, zone) + timedelta(days=1 if wraps and wall.hour >= quiet.start else 0)
    return reminder_instant(day, at, zone, quiet)
