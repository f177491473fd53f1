"""Every page by its address, and the menu: readable at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.permits import Action
from console import case, caseload

if TYPE_CHECKING:
    from console.visit import Handler


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu, for whoever may."""

    path: str
    label: str
    action: Action


MENU = (Entry("/caseload", "console.menu.caseload", Action.SEE_CASELOAD),)
_TOPICS = (caseload, case)
PAGES: dict[str, Handler] = {path: do for topic in _TOPICS for path, do in topic.PAGES.items()}
"""What is read, below /console."""
POSTS: dict[str, Handler] = {
    path: do for topic in _TOPICS for path, do in getattr(topic, "POSTS", {}).items()
}
"""What changes something."""
