"""Door one: who is calling, words at once, what they said, and a reminder if it is wanted."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_contacted
from coach.people import Consent
from handlers import settings
from handlers.unexpected import NotHereError
from usecases import consents, contacts, start

if TYPE_CHECKING:
    from datetime import date

    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


def _caller(caller: str) -> str:
    if caller not in cards_contacted.CALLERS:
        raise NotHereError
    return caller


def _said(outcome: str) -> str:
    if outcome not in cards_contacted.SAID:
        raise NotHereError
    return outcome


async def door(ctx: Ctx, caller: str = "") -> Card:
    """Ask who it is; then give the words to say."""
    return cards_contacted.say(ctx.t, _caller(caller)) if caller else cards_contacted.who(ctx.t)


async def scary(ctx: Ctx) -> Card:
    """Put safety first."""
    return cards_contacted.scary(ctx.t)


async def friend(ctx: Ctx) -> Card:
    """Show the short words for family and friends."""
    return cards_contacted.friend(ctx.t)


async def today(ctx: Ctx, caller: str = "") -> Card:
    """Show the words for "pay today"."""
    return cards_contacted.today(ctx.t, _caller(caller))


async def picture(ctx: Ctx, caller: str = "", which: str = "") -> Card:
    """Send the words as a large-print picture; `which` names those for "pay today"."""
    return cards_contacted.picture(ctx.t, _caller(caller), today=which == "today")


async def over(ctx: Ctx, caller: str = "") -> Card:
    """Ask what they said."""
    return cards_contacted.over(ctx.t, _caller(caller))


async def next_(ctx: Ctx, caller: str = "", outcome: str = "") -> Card:
    """Show the next step and ask whether to remind."""
    on = ctx.work.today + timedelta(days=cards_contacted.SOON)
    agreed = await consents.allows(ctx.work, Consent.MESSAGES)
    return cards_contacted.next_(ctx.t, _caller(caller), _said(outcome), on, agreed=agreed)


async def other(ctx: Ctx, caller: str = "", outcome: str = "") -> str:
    """Ask for another day."""
    await start.begin_callback(ctx.work, _caller(caller), _said(outcome))
    return "form"


async def what_is_kept(ctx: Ctx, caller: str = "", outcome: str = "") -> Card:
    """Show what would be kept."""
    return cards_contacted.what_is_kept(ctx.t, _caller(caller), _said(outcome))


async def gone(ctx: Ctx) -> Card:
    """Say that nothing was kept."""
    return cards_contacted.gone(ctx.t)


async def keep(ctx: Ctx, caller: str = "", outcome: str = "", day: str = "") -> str:
    """Keep the call and the reminder; the place is asked first, for the right time of day."""
    on = _day(day)
    missing = settings.zone_missing(ctx, "contacted.keep", _caller(caller), _said(outcome), day)
    if missing:
        return missing
    contact_id = await start.keep_call(ctx.work, caller, outcome, max(on, ctx.work.today))
    return callbacks.pack("contacted.done", contact_id)


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%y%m%d").date()  # noqa: DTZ007 - a local date
    except ValueError:
        raise NotHereError from None


async def done(ctx: Ctx, contact: str = "") -> Card:
    """Show what was kept and when the reminder comes."""
    kept = await start.kept_call(ctx.work, callbacks.number(contact))
    return cards_contacted.done(ctx.t, kept.id, kept.on or ctx.work.today, kept.caller)


async def undo(ctx: Ctx, contact: str = "") -> str:
    """Take the call out again."""
    await contacts.forget(ctx.work, callbacks.number(contact))
    await start.drop_call(ctx.work, callbacks.number(contact))
    return "contacted.gone"


async def add_debt(ctx: Ctx, caller: str = "") -> str:
    """Write down the debt; who is calling is not asked again."""
    await start.begin_called_debt(ctx.work, caller)
    return "form"


SCREENS: dict[str, Handler] = {
    "contacted": door,
    "contacted.scary": scary,
    "contacted.friend": friend,
    "contacted.today": today,
    "contacted.over": over,
    "contacted.next": next_,
    "contacted.kept": what_is_kept,
    "contacted.gone": gone,
    "contacted.done": done,
}
ACTIONS: dict[str, Handler] = {
    "contacted.picture": picture,
    "contacted.other": other,
    "contacted.keep": keep,
    "contacted.undo": undo,
    "contacted.debt": add_debt,
}
