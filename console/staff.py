"""Who works for the host: invited by links, and out again in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards_staff import ROLES
from coach.people import Role
from coach.permits import Action
from console.visit import Page
from usecases import permits, staff
from usecases.access import NotYoursError

if TYPE_CHECKING:
    from coach.staff import Member
    from console.visit import Handler, Visit

DAYS = {
    "12345": "staff.hours.weekdays",
    "123456": "staff.hours.saturday",
    "1234567": "staff.hours.every_day",
}
INVITED = {
    Role.CLIENT: "console.staff.link_client",
    Role.COACH: "console.staff.link_coach",
    Role.COUNSELLOR: "console.staff.link_counsellor",
}


async def show(visit: Visit) -> Page:
    """Show everybody who works here."""
    found = await staff.team(visit.work)
    me = visit.work.person.id
    members = [
        {
            "number": each.person_id, "name": each.name, "role": ROLES[each.role],
            "hours": f"{each.starts}-{each.ends}", "days": _days(visit, each),
            "ends": each.role is not Role.OWNER and each.person_id != me,
            "counsels": each.role in (Role.COUNSELLOR, Role.OWNER),
        }
        for each in found
    ]  # fmt: skip
    return Page("team.html", {"members": members, "done": visit.query.get("done") == "ended"})


def _days(visit: Visit, each: Member) -> str:
    if each.days in DAYS:
        return visit.t.plain(DAYS[each.days])
    return visit.t.show([visit.t.weekday_name(int(day) - 1) for day in each.days])


async def _one(visit: Visit) -> Member:
    for each in await staff.team(visit.work):
        if each.person_id == visit.number("number") and each.role is not Role.OWNER:
            return each
    raise NotYoursError


async def asks_end(visit: Visit) -> Page:
    """Ask once before somebody's access ends."""
    found = await _one(visit)
    return Page("staff_end.html", {"number": found.person_id, "name": found.name})


async def end(visit: Visit) -> str:
    """End it at once."""
    found = await _one(visit)
    await staff.end(visit.work, found.person_id)
    return "/staff?done=ended"


async def invite(visit: Visit) -> Page:
    """Make a link that invites, and show it this once."""
    wanted = visit.form.get("role", "")
    if wanted not in {each.value for each in INVITED}:
        raise NotYoursError
    role = Role(wanted)
    token = await staff.invite(visit.work, role, visit.picked("counsellor") or None)
    link = f"https://t.me/{visit.desk.bot_username}?start=inv_{token}"
    back = await permits.allowed(visit.work, Action.INVITE_STAFF)
    return Page(
        "invited.html",
        {"text": INVITED[role], "link": link, "back": "/staff" if back else "/caseload"},
    )


PAGES: dict[str, Handler] = {"/staff": show, "/staff/{number}/end": asks_end}
POSTS: dict[str, Handler] = {"/staff/{number}/end": end, "/invite": invite}
