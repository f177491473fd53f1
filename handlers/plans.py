"""Plans: kept, shown, changed before they are missed; what must be in writing; how many messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_plans
from coach import packs
from coach.interview import SKIPPED, Value
from coach.offers_steps import steps_of
from coach.people import Consent
from coach.plans import PlanKind, latest
from coach.reminders import LEADS, fewer
from handlers import offer_addresses, settings
from usecases import consents, debts, owners, plan_forms, plans, reviews

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from coach.plans import Plan
    from handlers.context import Ctx, Handler

SCHEDULE = 12


async def show_all(ctx: Ctx) -> Card:
    """Show every plan in force."""
    rows = []
    for kept in await plans.all_(ctx.work):
        shown = await plans.show(ctx.work, kept.plan.id)
        rows.append(cards_plans.Line(kept.plan, shown.label, shown.next, len(shown.waiting)))
    return cards_plans.list_(ctx.t, rows, await plan_forms.steps(ctx.work))


async def door(ctx: Ctx) -> str:
    """Open the door "I have a plan": show those that are there before another is asked for."""
    return "plans" if await plans.all_(ctx.work) else await add(ctx)


async def add(ctx: Ctx) -> str:
    """Ask for a plan made elsewhere."""
    await plan_forms.begin(ctx.work)
    return "form"


async def show(ctx: Ctx, plan: str = "") -> Card:
    """Show one plan."""
    shown = await plans.show(ctx.work, callbacks.number(plan))
    said = latest(shown.payments)
    return cards_plans.one(
        ctx.t,
        shown.kept.plan,
        shown.label,
        shown.progress,
        shown.next,
        [(each, said.get(each.n)) for each in (*shown.told, *shown.waiting)],
        paused=shown.kept.paused,
        resting=await owners.resting(ctx.work, shown.kept.plan.id, shown.kept.plan.debt_id),
        versions=shown.versions,
    )


async def show_kept(ctx: Ctx, plan: str = "") -> Card:
    """Say that it is noted, and ask about reminders once."""
    shown = await plans.show(ctx.work, callbacks.number(plan))
    asked = await consents.allows(ctx.work, Consent.MESSAGES)
    return cards_plans.kept(ctx.t, shown.kept.plan, shown.next, asked=asked)


async def remind(ctx: Ctx, plan: str = "") -> str:
    """Record the two consents that reminders need, and start the monthly check-in."""
    number = callbacks.number(plan)
    await plans.one(ctx.work, number)
    await consents.keep_and_remind(ctx.work)
    await plans.recompute(ctx.work, number)
    await reviews.begin_monthly(ctx.work)
    missing = settings.zone_missing(ctx, "plan.kept", str(number))
    return missing or callbacks.pack("plan.kept", number)


async def agreed(ctx: Ctx, *arguments: str) -> str:
    """Write down the offer that was agreed on; its own figures are not asked again."""
    read = offer_addresses.read_address(arguments)
    if read is None or not read[0].payments:
        return "home"
    offer, debt_id = read
    paid = offer.outgoings()
    if steps_of(offer):
        paid = paid[: offer.runs[0][0]]  # a plan has one amount; what follows is one of its own
    # A first payment unlike the others, or with a fee, is not the amount of the plan.
    said: dict[str, Value] = {"amount": paid[1] if len(paid) > 2 else paid[0], "count": len(paid)}
    said["every"] = offer.every.value
    last = paid[-1]
    said["last_amount"] = SKIPPED if last == said["amount"] else last
    await plan_forms.begin_agreement(ctx.work, debt_id, said)
    return "form"


async def write_down(ctx: Ctx, debt: str = "") -> str:
    """Write down what was agreed about a debt; what was asked for is not asked again."""
    await plan_forms.begin_agreed_request(ctx.work, callbacks.number(debt))
    return "form"


async def schedule(ctx: Ctx, plan: str = "") -> Card:
    """Show the coming payments."""
    shown = await plans.show(ctx.work, callbacks.number(plan))
    coming = plans.instalments(shown.kept.plan, ctx.work.today, SCHEDULE)
    return cards_plans.schedule(ctx.t, shown.kept.plan, coming, latest(shown.payments))


async def messages(ctx: Ctx, plan: str = "") -> Card | str:
    """Show how many messages come, and the ways to have fewer; before consent, ask for it."""
    kept = await plans.one(ctx.work, callbacks.number(plan))
    if not await consents.allows(ctx.work, Consent.MESSAGES):
        return callbacks.pack("plan.kept", kept.plan.id)
    return cards_plans.messages(ctx.t, kept.plan, kept.leads, paused=kept.paused)


async def have_fewer(ctx: Ctx, plan: str = "") -> str:
    """Send one message less a payment."""
    kept = await plans.one(ctx.work, callbacks.number(plan))
    await plans.set_leads(ctx.work, kept.plan.id, fewer(kept.leads))
    return callbacks.pack("plan.messages", kept.plan.id)


async def have_all(ctx: Ctx, plan: str = "") -> str:
    """Send the usual messages again."""
    kept = await plans.one(ctx.work, callbacks.number(plan))
    await plans.set_leads(ctx.work, kept.plan.id, LEADS)
    return callbacks.pack("plan.messages", kept.plan.id)


async def pause(ctx: Ctx, plan: str = "") -> str:
    """Stop this plan's messages for now."""
    await plans.pause(ctx.work, callbacks.number(plan), paused=True)
    return callbacks.pack("plan.messages", callbacks.number(plan))


async def resume(ctx: Ctx, plan: str = "") -> str:
    """Let this plan's messages come again."""
    await plans.pause(ctx.work, callbacks.number(plan), paused=False)
    return callbacks.pack("plan.messages", callbacks.number(plan))


async def stop(ctx: Ctx, plan: str = "") -> Card:
    """Ask once before ending the plan."""
    return cards_plans.stop_ask(ctx.t, (await plans.one(ctx.work, callbacks.number(plan))).plan)


async def stop_now(ctx: Ctx, plan: str = "") -> str:
    """End the plan; it can be opened again."""
    await plans.end(ctx.work, callbacks.number(plan))
    return callbacks.pack("plan", callbacks.number(plan))


async def reopen(ctx: Ctx, plan: str = "") -> str:
    """Open an ended plan again."""
    await plans.reopen(ctx.work, callbacks.number(plan))
    return callbacks.pack("plan", callbacks.number(plan))


async def terms(ctx: Ctx, plan: str = "", page: str = "0") -> Card:
    """Show what must be in writing."""
    kept = await plans.one(ctx.work, callbacks.number(plan))
    special = await _special_terms(ctx, kept.plan)
    return cards_plans.terms(ctx.t, kept.plan, kept.terms, callbacks.number(page), special)


async def _special_terms(ctx: Ctx, plan: Plan) -> list[str]:
    """Return the terms that the debt's region names for just this kind of debt and lender."""
    if plan.debt_id is None:
        return []
    debt = await debts.one(ctx.work, plan.debt_id)
    pack = ctx.work.pack(debt.region)
    form = "lump_sum" if plan.kind is PlanKind.LUMP else "instalments"
    known = {term.value for term in cards_plans.TERMS}
    named = packs.terms_for(pack, debt.kind, debt.lender, form)
    words = pack.words(ctx.t.locale).terms
    return [words[term.id] for term in named if term.id not in known]


async def tick(ctx: Ctx, plan: str = "", term: str = "", page: str = "0") -> str:
    """Tick or untick one term."""
    if term in set(cards_plans.TERMS):
        await plans.toggle_term(ctx.work, callbacks.number(plan), term)
    return callbacks.pack("plan.terms", callbacks.number(plan), callbacks.number(page))


SCREENS: dict[str, Handler] = {
    "plans": show_all,
    "plan": show,
    "plan.kept": show_kept,
    "plan.schedule": schedule,
    "plan.messages": messages,
    "plan.terms": terms,
}
ACTIONS: dict[str, Handler] = {
    "plan.new": door,
    "plan.add": add,
    "plan.from": agreed,
    "plan.write": write_down,
    "plan.remind": remind,
    "plan.fewer": have_fewer,
    "plan.all": have_all,
    "plan.pause": pause,
    "plan.resume": resume,
    "plan.stop": stop,
    "plan.stop2": stop_now,
    "plan.reopen": reopen,
    "plan.term": tick,
}


async def command(_: Ctx) -> str:
    """Answer /plan."""
    return "plans"


COMMANDS: dict[str, Handler] = {"plan": command}
