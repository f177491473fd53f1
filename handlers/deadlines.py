"""Deadlines that somebody else set: kept, shown, done with undo, never snoozed past their date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_deadlines
from coach import packs
from coach.dates import local_date
from coach.pack_words import rule_words
from coach.people import Consent
from handlers import settings
from usecases import consents, deadlines, debts

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler
    from storage.contacts import KeptDeadline

LATER_DAYS = 2


async def show_all(ctx: Ctx, page: str = "0") -> Card:
    """Show the open deadlines, a few a page."""
    kept = await deadlines.all_(ctx.work)
    rows = [(each.id, each.kind, each.what, each.deadline.on) for each in kept]
    return cards_deadlines.list_(ctx.t, rows, callbacks.number(page))


async def new(ctx: Ctx, kind: str = "", debt: str = "") -> str:
    """Ask for a deadline; the kind and the debt are not asked where they are known."""
    debt_id = callbacks.number(debt)
    if debt_id:
        await debts.one(ctx.work, debt_id)
    known = kind if kind in cards_deadlines.NAMES else None
    await deadlines.begin(ctx.work, debt_id or None, known)
    return "form"


async def show(ctx: Ctx, deadline: str = "") -> Card:
    """Show one deadline, whether its date is the paper's, and ask about reminders once."""
    kept = await deadlines.one(ctx.work, callbacks.number(deadline))
    agreed = await consents.allows(ctx.work, Consent.MESSAGES)
    coming = await deadlines.upcoming(ctx.work, kept.id) if agreed else None
    zone, on = ctx.work.person.zone or "UTC", kept.deadline.on
    return cards_deadlines.one(
        ctx.t,
        cards_deadlines.Shown(
            kept.id, kept.kind, kept.what, on, (on - ctx.work.today).days, kept.deadline.done
        ),
        assumed=await _assumed(ctx, kept),
        agreed=agreed,
        reminded_on=None if coming is None else local_date(coming.run_at, zone),
    )


async def _assumed(ctx: Ctx, kept: KeptDeadline) -> str | None:
    """Say that the date is the region's shortest time, or our own caution, and not the paper's."""
    if not kept.assumed:
        return None
    if await deadlines.named_time(ctx.work, kept, ctx.t.locale) is None:
        return ctx.t.tn("deadlines.caution", deadlines.CAUTIOUS_DAYS)
    return ctx.t.t("deadlines.assumed")


async def court(ctx: Ctx, debt: str = "") -> Card:
    """Show what court papers about a debt ask for first: their date, and the rule on answering."""
    found = await debts.one(ctx.work, callbacks.number(debt))
    pack = ctx.work.pack(found.region)
    binding = packs.rules_for(pack, found.kind, found.lender, found.stage, ctx.work.today)
    only = [rule for rule in binding if found.stage in rule.binds.stages == packs.AT_COURT]
    rule = rule_words(pack, only[0], ctx.t.locale) if only else None
    return cards_deadlines.court(ctx.t, found, await deadlines.court(ctx.work, found.id), rule)


async def why(ctx: Ctx, deadline: str = "") -> Card:
    """Show where an assumed date comes from."""
    kept = await deadlines.one(ctx.work, callbacks.number(deadline))
    words = await deadlines.named_time(ctx.work, kept, ctx.t.locale)
    return cards_deadlines.why(ctx.t, kept.id, words, deadlines.CAUTIOUS_DAYS)


async def remind(ctx: Ctx, deadline: str = "") -> str:
    """Keep it and remind; asking for that is the consent to both (care 2)."""
    number = callbacks.number(deadline)
    await deadlines.one(ctx.work, number)
    missing = settings.zone_missing(ctx, "deadline.remind", deadline)
    if missing:
        return missing
    await consents.keep_and_remind(ctx.work)
    await deadlines.recompute(ctx.work, number)
    return callbacks.pack("deadline", number)


async def done(ctx: Ctx, deadline: str = "") -> str:
    """Mark it as dealt with."""
    await deadlines.done(ctx.work, callbacks.number(deadline), done=True)
    return callbacks.pack("deadline", callbacks.number(deadline))


async def reopen(ctx: Ctx, deadline: str = "") -> str:
    """Take that back."""
    await deadlines.done(ctx.work, callbacks.number(deadline), done=False)
    return callbacks.pack("deadline", callbacks.number(deadline))


async def later(ctx: Ctx, deadline: str = "") -> str:
    """Ask again in two days, or on the date itself if that comes first."""
    await deadlines.put_off(ctx.work, callbacks.number(deadline), LATER_DAYS)
    return callbacks.pack("deadline", callbacks.number(deadline))


async def command(_: Ctx) -> str:
    """Answer /deadlines."""
    return "deadlines"


SCREENS: dict[str, Handler] = {
    "deadlines": show_all,
    "deadline": show,
    "deadline.court": court,
    "deadline.why": why,
}
ACTIONS: dict[str, Handler] = {
    "deadline.new": new,
    "deadline.remind": remind,
    "deadline.done": done,
    "deadline.open": reopen,
    "deadline.later": later,
}
COMMANDS: dict[str, Handler] = {"deadlines": command, "deadline": command}
