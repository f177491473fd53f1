"""How a person wants to be reminded, in the coach's words."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from coach.people import Messages
from coach.reminders import LEADS, Prefs, fewer

if TYPE_CHECKING:
    from coach.people import Person


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
