"""A word from the host to its people: drafted, aimed, sent, paused, cancelled, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.ui.cards_broadcasts import STAGES, STATUS
from bot.ui.cards_settings import language_name
from coach import regions
from coach.broadcasts import LONGEST, Stage, Status
from console.visit import Page
from usecases import broadcasts
from usecases.access import NotYoursError

if TYPE_CHECKING:
    from coach.broadcasts import Broadcast
    from console.visit import Handler, Visit


async def show_all(visit: Visit) -> Page:
    """Show the newest, and a form for another."""
    found = await broadcasts.all_(visit.work)
    rows = [
        {"id": each.id, "day": visit.t.day(each.at.date()), "status": STATUS[each.status],
         "words": each.words[:80]}
        for each in found
    ]  # fmt: skip
    return Page("words.html", {"rows": rows, "longest": LONGEST, **_choices(visit, None)})


def _choices(visit: Visit, found: Broadcast | None) -> dict[str, Any]:
    return {
        "languages": [(each, language_name(each)) for each in visit.desk.catalogs.locales],
        "places": list(regions.names(visit.work.packs, visit.t.locale).items()),
        "stages": [(each.value, STAGES[each]) for each in Stage],
        "locale": found.locale if found else visit.work.person.locale,
        "region": (found.region or "") if found else "",
        "stage": found.stage.value if found else Stage.ALL.value,
    }


async def new(visit: Visit) -> str:
    """Keep a draft."""
    words = visit.form.get("words", "").strip()
    if not words:
        await broadcasts.all_(visit.work)
        return "/broadcasts"
    number = await broadcasts.draft(visit.work, words, visit.work.person.locale)
    await _aim(visit, number)
    return f"/broadcasts/{number}"


async def show(visit: Visit) -> Page:
    """Show a draft with whom it would go to, or how far one has come."""
    found = await broadcasts.one(visit.work, visit.number("number"))
    draft = found.status is Status.DRAFT
    seen = None if draft else (await broadcasts.see(visit.work, found.id)).progress
    return Page("word.html", {
        "number": found.id, "words": found.words, "status": STATUS[found.status],
        "draft": draft, "going": found.status is Status.SENDING,
        "paused": found.status is Status.PAUSED,
        "many": await broadcasts.audience(visit.work, found) if draft else 0,
        "seen": seen, "language": language_name(found.locale),
        "place": regions.names(visit.work.packs, visit.t.locale).get(found.region or "", ""), "stage_name": STAGES[found.stage],
        **_choices(visit, found),
    })  # fmt: skip


async def _aim(visit: Visit, number: int) -> None:
    form = visit.form
    locale, region, stage = form.get("locale", ""), form.get("region", ""), form.get("stage", "")
    fits = locale in visit.desk.catalogs.locales and stage in {each.value for each in Stage}
    if not fits or (region and region not in visit.work.packs):
        raise NotYoursError
    await broadcasts.aim(
        visit.work, number, locale=locale, region=region or None, stage=Stage(stage)
    )


async def aim(visit: Visit) -> str:
    """Choose to whom a draft goes."""
    number = visit.number("number")
    await _aim(visit, number)
    return f"/broadcasts/{number}"


async def send(visit: Visit) -> str:
    """Send, or go on."""
    number = visit.number("number")
    await broadcasts.send(visit.work, number)
    return f"/broadcasts/{number}"


async def pause(visit: Visit) -> str:
    """Stop for now."""
    number = visit.number("number")
    await broadcasts.pause(visit.work, number)
    return f"/broadcasts/{number}"


async def asks_cancel(visit: Visit) -> Page:
    """Ask once."""
    found = await broadcasts.one(visit.work, visit.number("number"))
    if found.status not in (Status.SENDING, Status.PAUSED):
        raise NotYoursError
    return Page("word_end.html", {"number": found.id, "words": found.words})


async def cancel(visit: Visit) -> str:
    """Stop for good."""
    number = visit.number("number")
    await broadcasts.cancel(visit.work, number)
    return f"/broadcasts/{number}"


async def drop(visit: Visit) -> str:
    """Throw a draft away."""
    found = await broadcasts.one(visit.work, visit.number("number"))
    if found.status is not Status.DRAFT:
        raise NotYoursError
    await broadcasts.drop(visit.work, found.id)
    return "/broadcasts"


PAGES: dict[str, Handler] = {
    "/broadcasts": show_all, "/broadcasts/{number}": show,
    "/broadcasts/{number}/cancel": asks_cancel,
}  # fmt: skip
POSTS: dict[str, Handler] = {
    "/broadcasts": new, "/broadcasts/{number}/aim": aim, "/broadcasts/{number}/send": send,
    "/broadcasts/{number}/pause": pause, "/broadcasts/{number}/cancel": cancel,
    "/broadcasts/{number}/drop": drop,
}  # fmt: skip
