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
    from usecases.status import Status


async def show(visit: Visit) -> Page:
    """Show them, fresh at each visit."""
    await permits.require(visit.work, Action.SEE_HEALTH)
    found = await status.of(visit.work, visit.desk.real())
    text = cards_status.status(visit.t, _view(visit, found)).text
    # Made by our own texts, which escape what is put into them.
    parts = [[Markup(line) for line in part.split("\n")] for part in text.split("\n\n")]  # noqa: S704
    return Page("health.html", {"parts": parts})


def _view(visit: Visit, found: Status) -> cards_status.View:
    today = found.today
    return cards_status.View(
        version=visit.desk.version,
        database=visit.work.uow.dialect,
        since=visit.desk.since,
        zone=visit.work.person.zone,
        poller=_poller(visit, found),
        due=found.load.due,
        lag=found.load.lag,
        sent=today.sent,
        late=today.late,
        retried=today.retried,
        failed=today.failed,
        beats=tuple(each.seconds for each in found.alive),
        late_since=found.open_since.get("lag"),
        failing_since=found.open_since.get("failures"),
    )


def _poller(visit: Visit, found: Status) -> str:
    if visit.desk.settings.webhook_url:
        return "webhook"
    if visit.desk.polls():
        return "here"
    return "other" if any(each.polls for each in found.alive) else "nobody"


PAGES: dict[str, Handler] = {"/health": show}
