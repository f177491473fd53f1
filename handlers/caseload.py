"""A counsellor's clients: who needs attention first, and of each what they share.

What shows a client's matters is noted for them, so the clock never draws it again by itself: it
shows the list (`redrawn`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_case, cards_caseload
from bot.ui.cards_plans import Line
from coach.people import Role
from coach.permits import Action
from handlers import unexpected
from usecases import care, case_view, caseload, permits

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


async def show(ctx: Ctx, page: str = "0") -> Card:
    """Show the list."""
    return cards_caseload.list_(ctx.t, await caseload.caseload(ctx.work), callbacks.number(page))


async def one(ctx: Ctx, client: str) -> Card:
    """Show one client: what needs attention, and how far they are if that is shared."""
    found, progress = await case_view.card(ctx.work, callbacks.number(client))
    return cards_caseload.one(ctx.t, found, progress)


async def case(ctx: Ctx, client: str) -> Card:
    """Show a client's debts, budget, hardship and plans."""
    number = callbacks.number(client)
    found = await case_view.case(ctx.work, number)
    papers = await permits.allowed(ctx.work, Action.SEE_DOCUMENTS, number)
    lines = [Line(each.kept.plan, each.label, each.next, len(each.waiting)) for each in found.plans]
    offer = found.offer.affordability if found.offer else None
    return cards_case.case(ctx.t, number, found.debts, offer, found.hardship, lines, papers=papers)


async def log(ctx: Ctx, client: str) -> Card:
    """Show a client's contacts and deadlines."""
    number = callbacks.number(client)
    found = await case_view.case(ctx.work, number)
    said = [(each, found.creditor(each.debt_id)) for each in found.contacts]
    days = [(each.kind, each.what, each.deadline.on) for each in found.deadlines]
    return cards_case.log(ctx.t, number, said, days)


async def papers(ctx: Ctx, client: str) -> Card:
    """Show which papers a client has."""
    number = callbacks.number(client)
    found = await case_view.documents(ctx.work, number)
    lists = [(each.debt.creditor if each.debt else None, each.items) for each in found]
    return cards_case.papers(ctx.t, number, lists)


async def heard(ctx: Ctx, client: str) -> str:
    """Note that what a client told of is taken up."""
    await care.heard(ctx.work, callbacks.number(client))
    return callbacks.pack("clients.one", callbacks.number(client))


async def command(ctx: Ctx) -> Card | str:
    """Answer /clients."""
    counsels = ctx.work.person.role in (Role.COUNSELLOR, Role.OWNER)
    return "clients" if counsels else await unexpected.show(ctx, "command")


LOOKS = ("clients.one", "clients.case", "clients.log", "clients.papers")


def redrawn(address: str) -> str:
    """Return the screen that the clock draws in the place of this one."""
    return "clients" if callbacks.unpack(address)[0] in LOOKS else address


SCREENS: dict[str, Handler] = {
    "clients": show, "clients.one": one, "clients.case": case, "clients.log": log,
    "clients.papers": papers,
}  # fmt: skip
ACTIONS: dict[str, Handler] = {"clients.heard": heard}
COMMANDS: dict[str, Handler] = {"clients": command}
