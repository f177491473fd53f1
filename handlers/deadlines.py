"""Deadlines that somebody else set: kept, shown, done with undo, never snoozed past their date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_deadlines
from coach.people import Consent
from handlers import settings
from usecases import consents, deadlines, debts

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler
    from storage.contacts import KeptDeadline

LATER_DAYS = 2


async def show_all(ctx: Ctx) -> Card:
    """Show the open deadlines."""
    kept = await deadlines.all_(ctx.work)
    rows = [(each.id, each.kind, each.what, each.deadline.on) for each in kept]
    return cards_deadlines.list_(ctx.t, rows)


async def new(ctx: Ctx, kind: str = "", debt: str = "") -> str:
    """Ask for a deadline; the kind and the debt are not asked where they are known."""
    debt_id = callbacks.number(debt)
    if debt_id:
        await debts.one(ctx.work, debt_id)
    known = kind if kind in cards_deadlines.NAMES else None
    await deadlines.begin(ctx.work, debt_id or None, known)
    return "form"


async def show(ctx: Ctx, deadline: str = "") -> Card:
    """Show one deadline, where its date comes from, and ask about reminders once."""
    kept = await deadlines.one(ctx.work, callbacks.number(deadline))
    return cards_deadlines.one(
        ctx.t,
        kept.id,
        kept.kind,
        kept.what,
        kept.deadline.on,
        today=ctx.work.today,
        done=kept.deadline.done,
        assumed=_assumed(ctx, kept),
        agreed=await consents.allows(ctx.work, Consent.MESSAGES),
    )


def _assumed(ctx: Ctx, kept: KeptDeadline) -> str | None:
    """Say that the date is the region's shortest time, or our own caution, and not the paper's."""
    if not kept.assumed:
        return None
    words = deadlines.named_time(ctx.work, kept.kind, ctx.t.locale)
    if words is None:
        return ctx.t.tn("deadlines.caution", deadlines.CAUTIOUS_DAYS)
    said = ctx.t.t("deadlines.assumed", words=words.text)
    if not words.caution:
        return said
    return "\n".join((said, ctx.t.t("debts.rule_caution", caution=words.caution)))


async def remind(ctx: Ctx, deadline: str = "") -> str:
    """Keep it and remind; asking for that is the consent to both (care 2)."""
    number = callbacks.number(deadline)
    await deadlines.one(ctx.work, number)
    missing = settings.zone_missing(ctx, "deadline.remind", deadline)
    if missing:
        return missing
    await consents.record(ctx.work, Consent.KEEP, given=True)
    await consents.record(ctx.work, Consent.MESSAGES, given=True)
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


SCREENS: dict[str, Handler] = {"deadlines": show_all, "deadline": show}
ACTIONS: dict[str, Handler] = {
    "deadline.new": new,
    "deadline.remind": remind,
    "deadline.done": done,
    "deadline.open": reopen,
    "deadline.later": later,
}
COMMANDS: dict[str, Handler] = {"deadlines": command}
