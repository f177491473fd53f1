"""The people in one's care."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.permits import Action
from console.visit import Page
from usecases import permits

if TYPE_CHECKING:
    from console.visit import Handler, Visit


async def show(visit: Visit) -> Page:
    """Show them."""
    await permits.require(visit.work, Action.SEE_CASELOAD)
    return Page("caseload.html", {"cases": ()})


PAGES: dict[str, Handler] = {"/caseload": show}
