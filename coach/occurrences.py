"""What a message stands for, in one line: written when it is planned, read when it is said.

With the person and the lead, the line is unique for ever, so nothing is said twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coach.reminders import Kind

if TYPE_CHECKING:
    from coach.reminders import Wanted

_DAY = "%y%m%d"
ONCE = frozenset(
    {
        "followup",
        "look",
        "record",
        "paper",
        "care",
        "relay",
        "broadcast",
        "inactive",
        "task",
        "task_day",
        "suggestion",
    }
)
"""Kinds that are said on one chosen day and not again."""


@dataclass(frozen=True, slots=True)
class About:
    """An occurrence read back: `n` as in `Wanted`; `day` is the local date it was planned for.

    For a check-in `day` is the date from which check-ins count; for a deadline `due` is its date.
    """

    kind: str
    ref: int
    says: Kind
    n: int
    lead: int
    day: date
    due: date | None = None


def payment(plan_id: int, wanted: Wanted) -> str:
    """Write a plan's message."""
    return f"payment:{plan_id}:{wanted.n}:{wanted.kind.value}:{wanted.local_date:{_DAY}}"


def deadline(deadline_id: int, wanted: Wanted) -> str:
    """Write a deadline's message."""
    return f"deadline:{deadline_id}:{wanted.due:{_DAY}}:{wanted.local_date:{_DAY}}"


def check_in(case_id: int, n: int, start: date) -> str:
    """Write the check-in `n`, counted from `start`."""
    return f"checkin:{case_id}:{n}:{start.isoformat()}"


def nudge(form_id: int, wanted: Wanted) -> str:
    """Write a nudge; with its day, so that a form left a second time is nudged a second time."""
    return f"nudge:{form_id}:{wanted.due.isoformat()}"


def once(kind: str, ref: int, day: date) -> str:
    """Write a message for one chosen day."""
    return f"{kind}:{ref}:{day.isoformat()}"


def _date(text: str) -> date:
    return date(2000 + int(text[:2]), int(text[2:4]), int(text[4:]))


def read(occurrence: str, lead: int) -> About:
    """Read an occurrence back; raises ValueError for a kind that does not speak by itself."""
    kind, ref, *rest = occurrence.split(":")
    match kind, rest:
        case "payment", [n, says, day]:
            return About(kind, int(ref), Kind(says), int(n), lead, _date(day))
        case "deadline", [due, day]:
            return About(kind, int(ref), Kind.DEADLINE, 1, lead, _date(day), _date(due))
        case "checkin", [n, start]:
            return About(kind, int(ref), Kind.CHECK_IN, int(n), lead, date.fromisoformat(start))
        case "nudge", [day]:
            return About(kind, int(ref), Kind.NUDGE, lead, lead, date.fromisoformat(day))
        case name, [day] if name in ONCE:
            return About(kind, int(ref), Kind.ONCE, 1, lead, date.fromisoformat(day))
    msg = f"nothing is said for {occurrence!r}"
    raise ValueError(msg)
