"""What the groups and channels read in the next sixty days; it is changed in the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_series
from coach.dates import local_date
from console.visit import Page
from usecases import overview

if TYPE_CHECKING:
    from console.visit import Handler, Visit
    from usecases.overview import Ahead

PAGE = 8
"""Groups a page."""


async def show(visit: Visit) -> Page:
    """Show a page of groups."""
    page = min(visit.number("page"), 10_000)
    found, more = await overview.series_ahead(visit.work, page, PAGE)
    groups = [_group(visit, each) for each in found]
    return Page("ahead.html", {"groups": groups, "page": page, "more": more})


def _group(visit: Visit, each: Ahead) -> dict[str, object]:
    t, setup = visit.t, each.setup
    posts = [] if setup is None else [
        (
            t.weekday(local_date(post.run_at, setup.zone)),
            t.hour(post.run_at, setup.zone),
            cards_series.what(t, post, each.own),
        )
        for post in each.posts
    ]  # fmt: skip
    return {
        "id": each.group.id, "title": each.group.title, "posts": posts,
        "begun": setup is not None, "paused": setup is not None and setup.paused,
        "city": t.zone(setup.zone) if setup else "",
    }  # fmt: skip


PAGES: dict[str, Handler] = {"/series": show}
