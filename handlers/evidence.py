"""The evidence checklist: shown, ticked, with a note of where each paper lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_evidence
from coach.evidence import Item, Status
from coach.people import Consent
from handlers import settings
from handlers.unexpected import NotHereError
from usecases import consents, deadlines, debts, evidence

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


async def show(ctx: Ctx, debt: str = "", page: str = "0") -> Card | str:
    """Show the checklist; without a debt, the only one's, or ask which."""
    if not debt:
        known = await debts.all_(ctx.work)
        if len(known) == 1:
            return callbacks.pack("evidence", known[0].id)
        if known:
            return cards_evidence.pick(ctx.t, known, 0)
    number = callbacks.number(debt)
    listed = await evidence.of(ctx.work, number)
    asked = await deadlines.papers(ctx.work, number)
    wanted = [(each.id, each.what or "", each.deadline.on) for each in asked]
    return cards_evidence.checklist(
        ctx.t,
        listed.debt,
        listed.items,
        callbacks.number(page),
        wanted,
        proof_first=listed.debt is not None and debts.passage(ctx.work, listed.debt).proof_first,
    )


async def pick(ctx: Ctx, page: str = "0") -> Card:
    """Show more debts to choose from."""
    known = await debts.all_(ctx.work)
    return cards_evidence.pick(ctx.t, known, callbacks.number(page))


def _item(text: str) -> Item:
    if text not in set(Item):
        raise NotHereError
    return Item(text)


async def one(ctx: Ctx, item: str = "", debt: str = "0") -> Card:
    """Show one paper, and on which day it will be spoken of."""
    number = callbacks.number(debt)
    ticked = (await evidence.of(ctx.work, number)).of(_item(item))
    comes_on = await evidence.comes_on(ctx.work, ticked) if ticked.number else None
    agreed = comes_on is not None and await consents.allows(ctx.work, Consent.MESSAGES)
    return cards_evidence.one(ctx.t, number, ticked, comes_on=comes_on, agreed=agreed)


async def about(ctx: Ctx, item: str = "", debt: str = "0") -> Card:
    """Show what else may serve, and what holds for this paper where the debt is from."""
    number, paper = callbacks.number(debt), _item(item)
    here = await evidence.where_from(ctx.work, number, paper, ctx.t.locale)
    return cards_evidence.about(ctx.t, number, paper, here)


async def tick(ctx: Ctx, item: str = "", debt: str = "0", status: str = "") -> str:
    """Note that they have it, asked for it, do without it, or take that back."""
    number = callbacks.number(debt)
    if status not in set(Status):
        raise NotHereError
    await evidence.tick(ctx.work, number, _item(item), Status(status))
    if status in {Status.OPEN, Status.ASKED}:
        return callbacks.pack("evidence.one", item, number)
    return callbacks.pack("evidence", number)


async def remind(ctx: Ctx, item: str = "", debt: str = "0") -> str:
    """Remind of it; asking for that is the consent to keep it and to be messaged (care 2)."""
    paper = _item(item)
    missing = settings.zone_missing(ctx, "evidence.remind", item, debt)
    if missing:
        return missing
    await consents.keep_and_remind(ctx.work)
    await evidence.plan(ctx.work, callbacks.number(debt), paper)
    return callbacks.pack("evidence.one", item, callbacks.number(debt))


async def where(ctx: Ctx, item: str = "", debt: str = "0") -> str:
    """Ask where it lies."""
    await evidence.begin_place(ctx.work, callbacks.number(debt), _item(item))
    return "form"


async def rules(ctx: Ctx, debt: str = "0") -> Card:
    """Say how to prepare papers."""
    return cards_evidence.rules(ctx.t, callbacks.number(debt))


async def command(_: Ctx) -> str:
    """Answer /evidence."""
    return "evidence"


SCREENS: dict[str, Handler] = {
    "evidence": show,
    "evidence.pick": pick,
    "evidence.one": one,
    "evidence.about": about,
    "evidence.rules": rules,
}
ACTIONS: dict[str, Handler] = {
    "evidence.tick": tick,
    "evidence.remind": remind,
    "evidence.where": where,
}
COMMANDS: dict[str, Handler] = {"evidence": command}
