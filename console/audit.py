"""What was done in a role, the newest first: numbers and names of staff, nothing of a client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.visit import Page
from usecases import overview

if TYPE_CHECKING:
    from coach.grants import Done
    from console.visit import Handler, Visit

PAGE = 40
ACTIONS = {
    "invite_client": "console.audit.invite_client",
    "invite_coach": "console.audit.invite_coach",
    "invite_counsellor": "console.audit.invite_counsellor",
    "accept_client": "console.audit.accept_client",
    "accept_coach": "console.audit.accept_coach",
    "accept_counsellor": "console.audit.accept_counsellor",
    "end_access": "console.audit.end_access",
    "owner_added": "console.audit.owner_added",
    "relay": "console.audit.relay",
    "send_task": "console.audit.send_task",
    "propose_change": "console.audit.propose_change",
    "hand_over": "console.audit.hand_over",
    "write_note": "console.audit.write_note",
    "broadcast_sent": "console.audit.broadcast_sent",
    "broadcast_paused": "console.audit.broadcast_paused",
    "broadcast_cancelled": "console.audit.broadcast_cancelled",
}


async def show(visit: Visit) -> Page:
    """Show a page."""
    before = visit.number("before") or None
    found, names, more = await overview.done(visit.work, before, PAGE)
    rows = [_row(visit, each, names) for each in found]
    older = found[-1].id if more else 0
    return Page("audit.html", {"rows": rows, "older": older, "first": before is None})


def _row(visit: Visit, each: Done, names: dict[int, str]) -> dict[str, str]:
    t = visit.t

    def name(number: int | None) -> str:
        if number is None:
            return ""
        return names.get(number) or t.plain("console.client", number=str(number))

    what = ACTIONS.get(each.action)
    return {
        "at": t.instant(each.at, visit.zone),
        "who": name(each.actor) or t.plain("console.audit.command_line"),
        "what": t.plain(what) if what else each.action,
        "whom": name(each.subject),
    }


PAGES: dict[str, Handler] = {"/audit": show}
