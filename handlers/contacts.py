"""The contact log: noted in seconds, its next step, its follow-up; details, delete with undo."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_contacts
from coach import danger
from coach.contacts import Outcome
from coach.dates import local_date
from coach.people import Consent
from handlers import settings
from usecases import consents, contacts, debts, timeline

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler

LATER_DAYS = 2
OUTCOMES = frozenset(outcome.value for outcome in Outcome)


async def show_all(ctx: Ctx) -> Card:
    """Show the newest entries."""
    rows = [(each, await contacts.name(ctx.work, each)) for each in await contacts.all_(ctx.work)]
    return cards_contacts.list_(ctx.t, rows)


async def new(ctx: Ctx, debt: str = "", outcome: str = "") -> str:
    """Open the log for a debt; without one, for the only debt, or ask which; 0 is somebody else."""
    debt_id = callbacks.number(debt)
    if debt_id:
        await debts.one(ctx.work, debt_id)
    elif not debt:
        known = await debts.all_(ctx.work)
        if len(known) > 1:
            return "contact.whom"
        debt_id = known[0].id if known else 0
    await contacts.begin(ctx.work, debt_id or None, outcome if outcome in OUTCOMES else None)
    return "form"


async def whom(ctx: Ctx, page: str = "0") -> Card:
    """Ask whom the contact was with."""
    return cards_contacts.whom(ctx.t, await debts.all_(ctx.work), callbacks.number(page))


async def show(ctx: Ctx, contact: str = "", sign: str = "") -> Card:
    """Show the next step and ask about a reminder once; `sign`: with the way to help first."""
    held = next((each for each in danger.Sign if each.value == sign), None)
    kept = await contacts.one(ctx.work, callbacks.number(contact))
    on = kept.contact.next_on or ctx.work.today + timedelta(days=kept.next.days)
    reminded = await contacts.is_followed(ctx.work, kept.contact.id)
    agreed = await consents.allows(ctx.work, Consent.MESSAGES)
    return cards_contacts.logged(
        ctx.t, kept.contact, kept.next, on=on, reminded=reminded, agreed=agreed, sign=held
    )


async def remind(ctx: Ctx, contact: str = "") -> str:
    """Follow it up; asking for that is the consent to both (care 12)."""
    number = callbacks.number(contact)
    kept = await contacts.one(ctx.work, number)
    missing = settings.zone_missing(ctx, "contact.remind", contact)
    if missing:
        return missing
    await consents.keep_and_remind(ctx.work)
    on = kept.contact.next_on or ctx.work.today + timedelta(days=kept.next.days)
    await contacts.remind(ctx.work, number, on)
    return callbacks.pack("contact", number)


async def other_day(ctx: Ctx, contact: str = "") -> str:
    """Ask for another day."""
    await contacts.begin_other_day(ctx.work, callbacks.number(contact))
    return "form"


async def later(ctx: Ctx, contact: str = "") -> str:
    """Ask again in two days."""
    number = callbacks.number(contact)
    await contacts.remind(ctx.work, number, ctx.work.today + timedelta(days=LATER_DAYS))
    return callbacks.pack("contact", number)


async def forget(ctx: Ctx, contact: str = "") -> str:
    """Follow it up no more."""
    await contacts.forget(ctx.work, callbacks.number(contact))
    return callbacks.pack("contact.kept", callbacks.number(contact))


async def kept(ctx: Ctx, contact: str = "") -> Card:
    """Say that it stands in the log."""
    found = await contacts.one(ctx.work, callbacks.number(contact))
    return cards_contacts.kept(ctx.t, found.contact, trial=ctx.work.person.trial)


async def more(ctx: Ctx, contact: str = "") -> Card:
    """Show everything noted."""
    found = (await contacts.one(ctx.work, callbacks.number(contact))).contact
    zone = ctx.work.person.zone or "UTC"
    corrected = [
        (local_date(at, zone), words)
        for at, words in await timeline.corrections(ctx.work, found.id)
    ]
    return cards_contacts.details(ctx.t, found, await contacts.name(ctx.work, found), corrected)


async def delete(ctx: Ctx, contact: str = "") -> Card:
    """Ask once."""
    found = await contacts.one(ctx.work, callbacks.number(contact))
    return cards_contacts.delete_ask(ctx.t, found.contact)


async def delete_now(ctx: Ctx, contact: str = "") -> Card:
    """Delete, with a day to undo."""
    found = await contacts.delete(ctx.work, callbacks.number(contact))
    return cards_contacts.deleted(ctx.t, found)


async def undo(ctx: Ctx, contact: str = "") -> str:
    """Bring a deleted entry back."""
    await contacts.undelete(ctx.work, callbacks.number(contact))
    return callbacks.pack("contact.more", callbacks.number(contact))


async def command(_: Ctx) -> str:
    """Answer /log."""
    return "contacts"


SCREENS: dict[str, Handler] = {
    "contacts": show_all,
    "contact": show,
    "contact.whom": whom,
    "contact.kept": kept,
    "contact.more": more,
}
ACTIONS: dict[str, Handler] = {
    "contact.new": new,
    "contact.remind": remind,
    "contact.other": other_day,
    "contact.later": later,
    "contact.forget": forget,
    "contact.delete": delete,
    "contact.delete2": delete_now,
    "contact.undo": undo,
}
COMMANDS: dict[str, Handler] = {"log": command}
