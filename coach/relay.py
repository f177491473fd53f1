"""What passes between a client and their counsellor: words, tasks, a suggested change; and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from coach.dates import local_date, local_time, to_utc
from coach.money import Money

if TYPE_CHECKING:
    from coach.staff import Member

LONGEST = 1000
"""Characters of one message."""
A_DAY = 30
"""Messages that one side may write to the other in a day."""
KEPT = timedelta(days=90)
"""How long what was written is kept."""
OPEN_TASKS = 20
"""Tasks that one client can have open."""
CANNED = 20
"""Ready answers of one counsellor."""


class TaskStatus(StrEnum):
    """What became of a task."""

    OPEN = "open"
    DONE = "done"
    DECLINED = "declined"
    """The client says that it is not for them; nobody asks again."""
    WITHDRAWN = "withdrawn"
    """The counsellor took it back."""


class SuggestionStatus(StrEnum):
    """What became of a suggested change."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    """The client asks the lender for it; the plan stands until the lender agrees."""
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Message:
    """One message between a client and a counsellor, both as our numbers."""

    id: int
    client: int
    counsellor: int
    by_client: bool
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Task:
    """Something a counsellor asks a client to do."""

    id: int
    client: int
    counsellor: int
    words: str
    due_on: date | None
    status: TaskStatus
    at: datetime


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A payment that a counsellor suggests to ask the lender for; `count` None keeps the rest open."""

    id: int
    plan_id: int
    counsellor: int
    amount: Money
    count: int | None
    why: str | None
    status: SuggestionStatus
    at: datetime


def answers_now(member: Member, now: datetime) -> bool:
    """Tell whether a counsellor's hours are on at `now`."""
    zone = member.zone or "UTC"
    today, hour = local_date(now, zone), local_time(now, zone).hour
    return str(today.isoweekday()) in member.days and member.starts <= hour < member.ends


def answers_next(member: Member, now: datetime) -> datetime | None:
    """Return when the counsellor's hours begin again; None without any hours."""
    zone = member.zone or "UTC"
    today = local_date(now, zone)
    for ahead in range(8):
        day = today + timedelta(days=ahead)
        at = to_utc(day, time(member.starts), zone)
        if str(day.isoweekday()) in member.days and member.starts < member.ends and at > now:
            return at
    return None
