"""Papers: a debt's dossier and letter, a plan's picture and calendar file, everything as lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_documents, cards_privacy, cards_proposals, script_view
from handlers import documents_photos
from handlers.unexpected import NotHereError
from usecases import debts, documents, plans

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from bot.ui.script_view import Voice
    from coach.documents import Dossier
    from handlers.context import Ctx, Handler


async def show(ctx: Ctx, debt: str = "", code: str = "a") -> Card | str:
    """Show what can be made for a debt; without one, for the only debt, or ask which."""
    if not debt:
        return await _pick(ctx, 0)
    v = script_view.voice(ctx.services.catalogs, ctx.t, code)
    facts = await documents.dossier(ctx.work, callbacks.number(debt), v.view.aim)
    if facts is None:
        # The words' own screen says why nothing is written to such a lender (care 6).
        return callbacks.pack("script", callbacks.number(debt))
    if facts.brief.allowed.unasked:
        return callbacks.pack("gate.ask", facts.debt.id)
    locales = ctx.services.catalogs.locales
    other = locales[(locales.index(v.said.locale) + 1) % len(locales)]
    return cards_documents.of_debt(v, facts, other)


async def _pick(ctx: Ctx, page: int) -> Card | str:
    known = await debts.all_(ctx.work)
    if len(known) == 1:
        return callbacks.pack("documents", known[0].id)
    return cards_proposals.pick_debt(ctx.t, known, page, "documents", "documents.page")


async def pick(ctx: Ctx, page: str = "0") -> Card | str:
    """Show more debts to choose from."""
    return await _pick(ctx, callbacks.number(page))


async def _facts(ctx: Ctx, debt: str, code: str) -> tuple[Voice, Dossier]:
    v = script_view.voice(ctx.services.catalogs, ctx.t, code)
    allowed = ctx.services.settings.attachments
    number = callbacks.number(debt)
    facts = await documents.dossier(ctx.work, number, v.view.aim, with_photos=allowed)
    if facts is None or facts.brief.allowed.unasked:
        raise NotHereError
    return v, facts


async def dossier(ctx: Ctx, debt: str = "", code: str = "a") -> Card:
    """Hand over the dossier."""
    v, facts = await _facts(ctx, debt, code)
    allowed = ctx.services.settings.attachments
    logo = ctx.services.logo(v.said.locale)
    return cards_documents.dossier(v, facts, ctx.work.today, attach=allowed, logo=logo)


async def editable(ctx: Ctx, debt: str = "", code: str = "a") -> Card:
    """Hand over the letter as a file to edit."""
    return cards_documents.editable(*await _facts(ctx, debt, code), ctx.work.today)


async def show_plan(ctx: Ctx, plan: str = "") -> Card:
    """Show what can be made for a plan."""
    shown = await plans.show(ctx.work, callbacks.number(plan))
    return cards_documents.of_plan(ctx.t, shown.kept.plan, shown.label)


async def picture(ctx: Ctx, plan: str = "") -> Card:
    """Hand over the plan's progress as a picture."""
    shown = await plans.show(ctx.work, callbacks.number(plan))
    return cards_documents.plan_picture(
        ctx.t,
        shown.kept.plan,
        shown.label,
        shown.progress,
        shown.next,
        shown.payments,
        discreet=ctx.work.person.discreet,
    )


async def days(ctx: Ctx, plan: str = "") -> Card:
    """Hand over the plan's open days as a calendar file."""
    kept, label, coming = await documents.days(ctx.work, callbacks.number(plan))
    person = ctx.work.person
    entries = cards_documents.entries(
        ctx.t,
        kept.plan,
        label,
        coming,
        ctx.services.bot_username,
        discreet=person.discreet,
    )
    return cards_documents.days(
        ctx.t,
        kept.plan,
        entries,
        kept.leads,
        person.hour,
        ctx.work.now,
        discreet=person.discreet,
    )


async def lists(ctx: Ctx) -> Card:
    """Hand over debts, plans and payments as tables; before consent there is no export."""
    found = await documents.lists(ctx.work)
    if found is None:
        return cards_privacy.nothing_to_export(ctx.t)
    known = [(each.kept.plan, each.label, each.payments) for each in found.plans]
    return cards_documents.all_lists(ctx.t, found.debts, known)


async def command(_: Ctx) -> str:
    """Answer /papers."""
    return "documents"


SCREENS: dict[str, Handler] = {
    **documents_photos.SCREENS,
    "documents": show,
    "documents.page": pick,
    "documents.plan": show_plan,
}
ACTIONS: dict[str, Handler] = {
    **documents_photos.ACTIONS,
    "documents.dossier": dossier,
    "documents.editable": editable,
    "documents.picture": picture,
    "documents.days": days,
    "documents.lists": lists,
}
COMMANDS: dict[str, Handler] = {"papers": command}
