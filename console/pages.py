"""Every page by its address, and the menu: readable at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.permits import Action
from console import (
    audit,
    broadcasts,
    calendar,
    case,
    caseload,
    health,
    numbers,
    series,
    staff,
)

if TYPE_CHECKING:
    from console.visit import Handler


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu, for whoever may."""

    path: str
    label: str
    action: Action


MENU = (
    Entry("/caseload", "console.menu.caseload", Action.SEE_CASELOAD),
    Entry("/calendar", "console.menu.calendar", Action.SEE_CASELOAD),
    Entry("/series", "console.menu.series", Action.KEEP_SERIES),
    Entry("/broadcasts", "console.menu.broadcasts", Action.BROADCAST),
    Entry("/numbers", "console.menu.numbers", Action.SEE_NUMBERS),
    Entry("/staff", "console.menu.staff", Action.INVITE_STAFF),
    Entry("/audit", "console.menu.audit", Action.SEE_AUDIT),
    Entry("/health", "console.menu.health", Action.SEE_HEALTH),
)
_TOPICS = (caseload, case, calendar, series, broadcasts, numbers, staff, audit, health)
PAGES: dict[str, Handler] = {path: do for topic in _TOPICS for path, do in topic.PAGES.items()}
"""What is read, below /console."""
POSTS: dict[str, Handler] = {
    path: do for topic in _TOPICS for path, do in getattr(topic, "POSTS", {}).items()
}
"""What changes something."""
