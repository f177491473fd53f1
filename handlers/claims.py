"""Sentences without a paper, papers without a sentence, answers that contradict one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_claims, cards_evidence
from usecases import claims, debts

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


async def show(ctx: Ctx, debt: str = "") -> Card:
    """Show what to look at before the words for a debt are sent."""
    found = await claims.of(ctx.work, callbacks.number(debt))
    return cards_claims.looked(ctx.t, found.debt, found.findings, found.contradictions)


async def command(ctx: Ctx) -> Card | str:
    """Answer /claims: the only debt's, or ask which."""
    known = await debts.all_(ctx.work)
    if len(known) == 1:
        return callbacks.pack("claims", known[0].id)
    return cards_evidence.pick(ctx.t, known, 0) if known else "evidence"


SCREENS: dict[str, Handler] = {"claims": show}
ACTIONS: dict[str, Handler] = {}
COMMANDS: dict[str, Handler] = {"claims": command}
