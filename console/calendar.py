"""What is due for one's clients, month by month."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from bot.ui.cards_deadlines import NAMES
from coach.dates import Month, add_months
from console.caseload import called
from console.visit import Page
from usecases import calendar
from usecases.calendar import What

if TYPE_CHECKING:
    from console.visit import Handler, Visit
    from usecases.calendar import Entry

WHAT = {
    What.DEADLINE: "console.calendar.deadline",
    What.PAYMENT: "console.calendar.payment",
    What.CONTACT: "console.calendar.contact",
    What.TASK: "console.calendar.task",
}


def _wanted(visit: Visit) -> date:
    """Return the first day of the month that the address names, else of this one."""
    year, _, number = visit.query.get("month", "").partition("-")
    today = visit.work.today.replace(day=1)
    if not (year.isascii() and year.isdigit() and number.isascii() and number.isdigit()):
        return today
    if not (len(year) == 4 and abs(int(year) - today.year) <= 20 and 1 <= int(number[:3]) <= 12):
        return today
    return date(int(year), int(number), 1)


async def show(visit: Visit) -> Page:
    """Show a month."""
    first = _wanted(visit)
    found = await calendar.month(visit.work, first)
    days = [
        {"day": visit.t.weekday(day), "today": day == visit.work.today,
         "entries": [_entry(visit, each) for each in entries]}
        for day, entries in groupby(found, key=lambda each: each.day)
    ]  # fmt: skip
    before, after = first - timedelta(days=1), add_months(first, 1)
    return Page("month.html", {
        "days": days,
        "month": visit.t.show(Month(first)),
        "before": f"{before:%Y-%m}",
        "after": f"{after:%Y-%m}",
        "before_name": visit.t.show(Month(before)),
        "after_name": visit.t.show(Month(after)),
    })  # fmt: skip


def _entry(visit: Visit, each: Entry) -> dict[str, object]:
    t = visit.t
    detail = each.detail
    if each.what is What.DEADLINE:
        detail = t.plain(NAMES[detail]) if detail in NAMES else ""
    return {
        "what": t.plain(WHAT[each.what]),
        "client": each.client,
        "called": called(t, each.client, each.called),
        "detail": detail,
    }


PAGES: dict[str, Handler] = {"/calendar": show}
