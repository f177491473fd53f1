"""One payment: paid, partly, later, can't; taken back; and the change asked for before it is missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_changes, cards_payments, cards_scripts, script_view
from bot.ui.cards import Card, go
from usecases import changes, payments, plans

if TYPE_CHECKING:
    from handlers.context import Ctx, Handler
    from usecases.payments import Said


async def show(ctx: Ctx, plan: str = "", n: str = "") -> Card:
    """Show one payment."""
    said = await payments.one(ctx.work, callbacks.number(plan), callbacks.number(n))
    name = await plans.label(ctx.work, said.kept)
    return cards_payments.payment(ctx.t, said.kept.plan, name, said.instalment, said.payment)


async def paid(ctx: Ctx, plan: str = "", n: str = "") -> Card:
    """Note that it was paid."""
    said = await payments.paid(ctx.work, callbacks.number(plan), callbacks.number(n))
    return _thanks(ctx, said)


def _thanks(ctx: Ctx, said: Said) -> Card:
    undo = go(ctx.t.plain("payments.undo"), "pay.undo", said.kept.plan.id, said.instalment.n)
    return cards_payments.thanks(
        ctx.t,
        said.kept.plan,
        finished=said.finished,
        late_again=said.late_again,
        undo=undo,
    )


async def will(ctx: Ctx, plan: str = "", n: str = "") -> Card:
    """Take "yes, I'll make it" for what it is: good news, nothing stored as paid."""
    said = await payments.one(ctx.work, callbacks.number(plan), callbacks.number(n))
    buttons = ((go(ctx.t.plain("plans.see"), "plan", said.kept.plan.id),),)
    return Card(ctx.t.t("payments.good"), buttons)


async def partly(ctx: Ctx, plan: str = "", n: str = "") -> str:
    """Ask how much."""
    await payments.begin_partly(ctx.work, callbacks.number(plan), callbacks.number(n))
    return "form"


async def later(ctx: Ctx, plan: str = "", n: str = "", days: str = "2") -> str:
    """Ask again in a few days; the schedule stays."""
    number, each = callbacks.number(plan), callbacks.number(n)
    await payments.later(ctx.work, number, each, callbacks.number(days))
    return callbacks.pack("payment", number, each)


async def cannot(ctx: Ctx, plan: str = "", n: str = "") -> str:
    """Note it, and prepare the change request before the date."""
    await payments.cannot(ctx.work, callbacks.number(plan), callbacks.number(n))
    await changes.begin(ctx.work, callbacks.number(plan))
    return "form"


async def undo(ctx: Ctx, plan: str = "", n: str = "") -> str:
    """Take back what was said."""
    await payments.undo(ctx.work, callbacks.number(plan), callbacks.number(n))
    return callbacks.pack("payment", callbacks.number(plan), callbacks.number(n))


async def change_ask(ctx: Ctx, plan: str = "") -> str:
    """Ask what a change request needs."""
    await changes.begin(ctx.work, callbacks.number(plan))
    return "form"


async def new_day(ctx: Ctx, plan: str = "") -> str:
    """Ask which due day would suit, for the words that ask the lender for it."""
    await changes.begin_new_day(ctx.work, callbacks.number(plan))
    return "form"


async def change(ctx: Ctx, plan: str = "", mode: str = "a") -> Card | str:
    """Show the words that ask for the change, in the language chosen for the lender."""
    number = callbacks.number(plan)
    words = await changes.script(ctx.work, number)
    if words is None:
        return callbacks.pack("plan", number)
    kept = await plans.one(ctx.work, number)
    v = script_view.voice(ctx.services.catalogs, ctx.t, mode)
    said, own = (cards_scripts.plain(each, words) for each in (v.said, v.t))
    locales, evidence = ctx.services.catalogs.locales, kept.plan.debt_id is not None
    return cards_changes.change(v, kept.plan, said, own, locales, evidence=evidence)


async def change_agreed(ctx: Ctx, plan: str = "") -> str:
    """Write down the new terms."""
    await changes.agreed(ctx.work, callbacks.number(plan))
    return "form"


async def change_refused(ctx: Ctx, plan: str = "") -> Card:
    """Note the refusal and show the next rungs."""
    await changes.refused(ctx.work, callbacks.number(plan))
    return cards_changes.refused(ctx.t, (await plans.one(ctx.work, callbacks.number(plan))).plan)


async def door(ctx: Ctx) -> str:
    """Open the door "I can't make the next payment"."""
    known = await plans.all_(ctx.work)
    if len(known) == 1:
        await changes.begin(ctx.work, known[0].plan.id)
        return "form"
    return "plans" if known else "start.cannot"


SCREENS: dict[str, Handler] = {"payment": show, "plan.change": change}
ACTIONS: dict[str, Handler] = {
    "pay": paid,
    "pay.will": will,
    "pay.partly": partly,
    "pay.later": later,
    "pay.cannot": cannot,
    "pay.undo": undo,
    "cannot": door,
    "plan.change_ask": change_ask,
    "plan.new_day": new_day,
    "plan.change_agreed": change_agreed,
    "plan.change_refused": change_refused,
}
COMMANDS: dict[str, Handler] = {}
