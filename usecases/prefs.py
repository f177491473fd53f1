"""How a person wants to be reminded, in the coach's words."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from coach.people import Messages
from coach.reminders import LEADS, Prefs, Wanted, fewer, next_once

if TYPE_CHECKING:
    from coach.people import Person
    from usecases.work import Work


def of(person: Person, *, leads: tuple[int, ...] = LEADS, paused: bool = False) -> Prefs:
    """Return the preferences for one thing; `paused` is that thing's own pause.

    The person's own pause and the one after a sign of danger are the sender's: rows move on
    unsaid meanwhile, so that nothing has to be planned anew when they are ready.
    """
    if person.messages is Messages.FEWER:
        leads = fewer(leads)
    return Prefs(
        zone=person.zone or "UTC",
        at=time(person.hour),
        leads=leads,
        paused=paused,
    )


def once(work: Work, day: date) -> Wanted:
    """Return the message for one chosen day; where its hour is past, for the next that is not."""
    wishes, first = of(work.person), max(day, work.today)
    days = (first + timedelta(days=more) for more in range(3))
    return next(found for each in days if (found := next_once(each, wishes, work.now)))
