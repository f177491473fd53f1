"""The people in one's care, who needs attention most first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.caseload import Attention
from coach.permits import Level
from console.visit import Page
from usecases import caseload

if TYPE_CHECKING:
    from bot.ui.texts import Texts
    from console.visit import Handler, Visit

PAGE = 25
"""Clients a page."""
NEEDS = {
    Attention.DANGER: "console.needs.danger",
    Attention.MISSED: "console.needs.missed",
    Attention.UNAFFORDABLE: "console.needs.unaffordable",
    Attention.SILENT: "console.needs.silent",
    Attention.DEADLINE: "console.needs.deadline",
    Attention.FOLLOW_UP: "console.needs.follow_up",
    Attention.TASK: "console.needs.task",
}
SHARES = {
    Level.NOTHING: "console.shares.nothing",
    Level.PROGRESS: "console.shares.progress",
    Level.CASE: "console.shares.case",
    Level.DOCUMENTS: "console.shares.documents",
}


def called(t: Texts, number: int, name: str | None) -> str:
    """Return how a client is called; a number where they did not say."""
    return name or t.plain("console.client", number=str(number))


async def show(visit: Visit) -> Page:
    """Show a page of them."""
    everybody = await caseload.caseload(visit.work)
    first = min(visit.number("page"), len(everybody)) * PAGE
    here = everybody[first : first + PAGE]
    return Page("caseload.html", {
        "cases": [
            {
                "number": each.number, "called": called(visit.t, each.number, each.called),
                "needs": [(NEEDS[need], need is Attention.DANGER) for need in each.attention],
                "shares": SHARES[each.level],
            }
            for each in here
        ],
        "count": len(everybody),
        "page": first // PAGE,
        "more": first + PAGE < len(everybody),
    })  # fmt: skip


PAGES: dict[str, Handler] = {"/caseload": show}
