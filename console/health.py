"""How the bot itself is doing: the figures of /status, in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from bot.ui import cards_status
from coach.permits import Action
from console.visit import Page
from usecases import permits, status

if TYPE_CHECKING:
    from console.visit import Handler, Visit


async def show(visit: Visit) -> Page:
    """Show them, fresh at each visit."""
    await permits.require(visit.work, Action.SEE_HEALTH)
    found = await status.of(visit.work, visit.desk.real())
    desk = visit.desk
    view = cards_status.view_of(
        found, version=desk.version, database=visit.work.uow.dialect, since=desk.since,
        zone=visit.work.person.zone, webhook=bool(desk.settings.webhook_url), here=desk.polls(),
    )  # fmt: skip
    text = cards_status.status(visit.t, view).text
    # Made by our own texts, which escape what is put into them.
    parts = [[Markup(line) for line in part.split("\n")] for part in text.split("\n\n")]  # noqa: S704
    return Page("health.html", {"parts": parts})


PAGES: dict[str, Handler] = {"/health": show}
