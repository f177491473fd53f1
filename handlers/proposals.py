"""What can be asked for a debt: shown with why, looked at one by one, chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import (
    callbacks,
    cards_proposals,
    cards_proposals_inform,
    cards_proposals_ladder,
    cards_proposals_none,
    parse,
)
from bot.ui.cards_stress_fits import Hard
from coach.interview import Problem
from coach.money import NO_CURRENCY
from coach.proposals import ProposalKind
from coach.sharing import LeftOut
from handlers import rates
from handlers.unexpected import NotHereError
from usecases import access, debts, offers, proposals, scripts, stress

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from bot.ui.cards_rates import Foreign
    from coach.proposals import Proposal, Slate
    from handlers.context import Ctx, Handler
    from usecases.proposals import Case


async def negotiate(ctx: Ctx, debt: str = "") -> Card | str:
    """Show what to ask for a debt, or what is still missing before that."""
    if not debt:
        return await _pick(ctx, 0)
    case = await proposals.of(ctx.work, callbacks.number(debt))
    if case.allowed.unasked:
        return callbacks.pack("gate.ask", case.debt.id)
    if not case.allowed.admits:
        return callbacks.pack("gate", case.debt.id)
    if case.known is None:
        return cards_proposals_none.no_budget(ctx.t, case.debt)
    if case.slate is None:
        return _left_out(ctx, case)
    chosen = case.chosen if case.picked else None
    beside = await offers.beside(ctx.work, case.known, case.debt.id)
    if ctx.work.informs:
        return _side_by_side(ctx, case, case.slate, rates.foreign(beside))
    first = case.slate.recommended.amount
    alone = first is not None and not beside.sharing and beside.takes_most(first)
    return cards_proposals.slate(
        ctx.t, case.debt, case.slate, chosen,
        gainsaid=scripts.gainsaid(case), hard=_hard(case, case.slate),
        alone=alone,
        foreign=rates.foreign(beside),
    )  # fmt: skip


def _side_by_side(ctx: Ctx, case: Case, slate: Slate, foreign: Foreign) -> Card:
    return cards_proposals_inform.side_by_side(
        ctx.t, case.debt, slate, case.chosen, gainsaid=scripts.gainsaid(case),
        foreign=foreign, longest=case.longest, sure=case.longest_sure,
    )  # fmt: skip


def _hard(case: Case, slate: Slate) -> Hard | None:
    """Return the first proposal's sum through hard months, where it has one a month."""
    first = slate.recommended
    if first.amount is None or first.kind is ProposalKind.LUMP_SUM:
        return None
    tried = stress.of_case(case, first.amount.minor, 0)
    return None if tried is None else Hard(tried.found, tried.better, usable=tried.usable)


def _left_out(ctx: Ctx, case: Case) -> Card:
    if case.left_out is LeftOut.IN_PLAN:
        return cards_proposals_none.in_plan(ctx.t, case.debt)
    return cards_proposals_none.other_currency(ctx.t, case.debt)


async def enter(ctx: Ctx, debt: str = "") -> str:
    """Go to what can be asked; where only the numbers are missing, ask them at once."""
    if not debt:
        return "negotiate"
    number = callbacks.number(debt)
    case = await proposals.of(ctx.work, number)
    if case.allowed.admits and case.known is None:
        return await ask_budget(ctx, debt)
    return callbacks.pack("negotiate", number)


async def _pick(ctx: Ctx, page: int) -> Card | str:
    known = await debts.all_(ctx.work)
    if len(known) == 1:
        return callbacks.pack("negotiate", known[0].id)
    return cards_proposals.pick_debt(ctx.t, known, page, "negotiate", "negotiate.page")


async def pick(ctx: Ctx, page: str = "0") -> Card | str:
    """Show more debts to choose from."""
    return await _pick(ctx, callbacks.number(page))


async def _open(ctx: Ctx, debt: str) -> tuple[Case, Slate]:
    case = await proposals.of(ctx.work, callbacks.number(debt))
    if case.slate is None:
        raise NotHereError
    return case, case.slate


async def others(ctx: Ctx, debt: str = "", page: str = "0") -> Card | str:
    """Show all proposals, three a page; where nothing is recommended they stand together."""
    case, slate = await _open(ctx, debt)
    if ctx.work.informs:
        return callbacks.pack("negotiate", case.debt.id)
    return cards_proposals.others(
        ctx.t, case.debt, slate, callbacks.number(page), longest=case.longest,
        sure=case.longest_sure,
    )  # fmt: skip


async def show(ctx: Ctx, debt: str = "", index: str = "0") -> Card:
    """Show one proposal."""
    case, slate = await _open(ctx, debt)
    at = callbacks.number(index)
    if at >= len(slate.proposals):
        raise NotHereError
    return _one(ctx, case, slate, at)


async def show_own(ctx: Ctx, debt: str = "") -> Card | str:
    """Show the person's own amount; where no plan comes near it, what else can be asked."""
    case, slate = await _open(ctx, debt)
    kinds = [each.kind for each in slate.proposals]
    if ProposalKind.OWN in kinds:
        return _one(ctx, case, slate, kinds.index(ProposalKind.OWN))
    kept = [at for at, each in enumerate(slate.proposals) if _keeps_own(case, each)]
    if not kept:
        return callbacks.pack("negotiate", case.debt.id)
    return _one(ctx, case, slate, kept[0])


def _keeps_own(case: Case, each: Proposal) -> bool:
    """Tell whether the person's number stands in it as typed, though for a limited time."""
    return each.kind is ProposalKind.REDUCED and each.amount == case.own


def _one(ctx: Ctx, case: Case, slate: Slate, at: int) -> Card:
    each = slate.proposals[at]
    if each.kind is not ProposalKind.OWN:
        return cards_proposals.one(ctx.t, case.debt, each, at)
    low = case.own is not None and each.amount is not None and case.own < each.amount
    instead = [
        (at, other)
        for at, other in enumerate(slate.proposals)
        if low and (_keeps_own(case, other) or other.kind is ProposalKind.HOLD)
    ]
    return cards_proposals.one(ctx.t, case.debt, each, at, case.own, instead)


async def ladder(ctx: Ctx, debt: str = "") -> Card | str:
    """Show the first ask, the fallback and the last resort."""
    case, slate = await _open(ctx, debt)
    if ctx.work.informs:
        return callbacks.pack("negotiate", case.debt.id)
    return cards_proposals_ladder.ladder(ctx.t, case.debt, slate)


async def choose(ctx: Ctx, debt: str = "", index: str = "0", kind: str = "") -> str:
    """Keep the choice and go on to the words."""
    number = callbacks.number(debt)
    kept = await proposals.choose(ctx.work, number, callbacks.number(index), kind)
    return callbacks.pack("script" if kept else "negotiate", number)


async def ask_budget(ctx: Ctx, debt: str = "") -> str:
    """Ask the three numbers, then come back."""
    await proposals.begin_budget(ctx.work, callbacks.number(debt))
    return "form"


async def ask_lump(ctx: Ctx, debt: str = "") -> str:
    """Ask for a real sum at hand."""
    await proposals.begin_lump(ctx.work, callbacks.number(debt))
    return "form"


async def begins_with_number(ctx: Ctx) -> bool:
    """Open the three numbers where a sum was typed at the card that says they are missing.

    The three questions of the gate stand before it as before (care 4).
    """
    name, arguments = callbacks.unpack(ctx.work.person.screen)
    if name != "negotiate" or not arguments:
        return False
    said = parse.money(ctx.text, NO_CURRENCY, ctx.t.locale)
    if isinstance(said, Problem):
        return False
    try:
        case = await proposals.of(ctx.work, callbacks.number(arguments[0]))
    except access.NotYoursError:
        return False  # the debt is gone since
    if not case.allowed.admits or case.known is not None:
        return False
    await proposals.begin_budget(ctx.work, case.debt.id)
    return True


async def new_loan(ctx: Ctx, debt: str = "") -> Card:
    """Explain consolidation before anybody sells it."""
    return cards_proposals.new_loan(ctx.t, await debts.one(ctx.work, callbacks.number(debt)))


async def ask_own(ctx: Ctx, debt: str = "") -> str:
    """Ask for an own amount a month."""
    await proposals.begin_own(ctx.work, callbacks.number(debt))
    return "form"


async def command(_: Ctx) -> str:
    """Answer /negotiate."""
    return "negotiate"


SCREENS: dict[str, Handler] = {
    "negotiate": negotiate,
    "negotiate.page": pick,
    "proposals": others,
    "proposal": show,
    "proposal.own": show_own,
    "ladder": ladder,
    "new_loan": new_loan,
}
ACTIONS: dict[str, Handler] = {
    "negotiate": enter,
    "proposal.choose": choose,
    "negotiate.budget": ask_budget,
    "negotiate.lump": ask_lump,
    "negotiate.own": ask_own,
}
COMMANDS: dict[str, Handler] = {"negotiate": command}
