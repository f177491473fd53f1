"""The funder report of a quarter: as a table, as a file for spreadsheets, as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_numbers
from bot.ui.cards_settings import language_name
from coach import regions
from coach.numbers import OTHERS, Quarter
from console.visit import File, Page
from usecases import numbers
from usecases.access import NotYoursError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coach.numbers import Line, Report
    from console.visit import Handler, Visit

FIRST_YEAR = 2000


def _quarter(visit: Visit) -> Quarter:
    now = Quarter.of(visit.work.now.date())
    found = Quarter.read(visit.query.get("quarter") or str(now))
    if found is None or found > now or found.year < FIRST_YEAR:
        raise NotYoursError
    return found


async def show(visit: Visit) -> Page:
    """Show a quarter; without one, the one that runs."""
    found = await numbers.of(visit.work, _quarter(visit))
    now = Quarter.of(visit.work.now.date())
    t, quarter = visit.t, found.quarter
    return Page("numbers_table.html", {
        "quarter": str(quarter),
        "over": found.over,
        "whole": list(cards_numbers.said(t, found)),
        "split": _split(visit, found),
        "before": str(quarter.before) if quarter.before.year >= FIRST_YEAR else "",
        "after": str(quarter.following) if quarter < now else "",
    })  # fmt: skip


def _split(visit: Visit, found: Report) -> list[dict[str, str]]:
    """Return what is told by language and region, where anything is."""
    t, places = visit.t, regions.names(visit.work.packs, visit.t.locale)
    return [
        {
            "name": t.plain(cards_numbers.NAMES[figure]),
            "languages": _by(visit, line.languages, language_name),
            "regions": _by(visit, line.regions, lambda each: places.get(each, "")),
        }
        for figure, line in found.lines.items()
        if _has_parts(line)
    ]


def _has_parts(line: Line) -> bool:
    return bool(line.languages or line.regions)


def _by(visit: Visit, parts: Mapping[str, int], name: Callable[[str], str]) -> str:
    t = visit.t
    return t.show([
        t.plain(
            "console.numbers.part",
            name=(t.plain("numbers.others") if each == OTHERS else name(each))
            or t.plain("numbers.nowhere"),
            value=value,
        )
        for each, value in parts.items()
    ])  # fmt: skip


async def table(visit: Visit) -> File:
    """Hand over the table."""
    found = await numbers.of(visit.work, _quarter(visit))
    paper = cards_numbers.table(visit.t, found, regions.names(visit.work.packs, visit.t.locale))
    return File(paper.name, "text/csv", paper.build)


async def picture(visit: Visit) -> File:
    """Draw the counts."""
    found = await numbers.of(visit.work, _quarter(visit))
    paper = cards_numbers.picture(visit.t, found)
    return File(paper.name, "image/png", paper.build, shown=True)


PAGES: dict[str, Handler] = {
    "/numbers": show, "/numbers/table.csv": table, "/numbers/picture.png": picture,
}  # fmt: skip
