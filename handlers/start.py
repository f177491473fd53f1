"""The first screen and what is near it: the way through, help, cancel, pass it on."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from bot.ui import callbacks, cards_start
from coach.path import Step
from handlers import box, bridge, console, contributions, groups, staff
from usecases import forms, start
from usecases import groups as group_cases
from usecases.people import DRAFT_ERASED

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from coach.path import Exists
    from handlers.context import Ctx, Handler


OPEN_STEPS = 3
"""Steps offered at once where none is recommended."""


async def home(ctx: Ctx) -> Card:
    """Show the doors, and the way back to what was set aside."""
    resume = bool(await forms.parked(ctx.work)) or await forms.view(ctx.work) is not None
    return cards_start.home(ctx.t, ctx.services.host(ctx.t.locale)[0], resume=resume)


async def path(ctx: Ctx) -> Card:
    """Show the whole way with ticks and the one next step."""
    known, exists = await start.so_far(ctx.work)
    person = ctx.work.person
    steps = [known.next] if known.next else []
    if ctx.work.informs:
        ready = set(Step) if exists.debts else {Step.DEBTS, Step.BUDGET, Step.HARDSHIP}
        steps = [step for step in Step if step in ready - known.done][:OPEN_STEPS]
    open_ = [(step, _address(step, exists)) for step in steps]
    return cards_start.path(ctx.t, known, open_, trial=person.trial, helping=person.helping)


def _address(step: Step, exists: Exists) -> str:
    debt = exists.first_debt or 0
    match step:
        case Step.DEBTS:
            return "start.debt" if exists.contact else "debts.add"
        case Step.GATE:
            return callbacks.pack("gate.ask", exists.ungated or debt)
        case Step.BUDGET:
            return "budget.quick"
        case Step.HARDSHIP:
            return "hardship.ask"
        case Step.PROPOSAL:
            return callbacks.pack("negotiate", debt)
        case Step.SCRIPT:
            return callbacks.pack("script", debt)
        case Step.EVIDENCE:
            return callbacks.pack("evidence", debt)
        case Step.CONTACT:
            return callbacks.pack("contact.new", debt)
        case Step.PLAN:
            return callbacks.pack("plan.write", debt)


async def more(ctx: Ctx) -> Card:
    """Show the rest of what there is."""
    return cards_start.more(ctx.t, coach=bool(await group_cases.mine(ctx.work)))


async def learning(ctx: Ctx) -> Card:
    """Show lessons and groups to whoever runs a group."""
    return cards_start.learning(ctx.t)


async def cannot(ctx: Ctx) -> Card:
    """Show what helps before a payment is missed when there is no plan yet."""
    return cards_start.cannot(ctx.t)


async def debt(ctx: Ctx) -> str:
    """Write down the first debt; who called about it is not asked again."""
    await start.begin_debt(ctx.work)
    return "form"


async def resume(ctx: Ctx) -> str:
    """Take up the newest form that was set aside."""
    return "form" if await start.latest_form(ctx.work) else "home"


async def pass_on(ctx: Ctx) -> Card:
    """Show a card for somebody else, with nothing of this person on it."""
    link = f"https://t.me/{ctx.services.bot_username}?start=friend"
    words = ctx.t.plain("start.pass_on_share_words")
    share = "https://t.me/share/url?" + urlencode({"url": link, "text": words})
    return cards_start.pass_on(ctx.t, link, share)


async def help_(ctx: Ctx) -> Card:
    """Show what there is."""
    return cards_start.help_(ctx.t)


async def cancel(ctx: Ctx) -> Card:
    """Set aside what is under way and say what was kept."""
    shown = await forms.view(ctx.work)
    await forms.leave(ctx.work)
    title = shown.form.title if shown else None
    return cards_start.cancelled(ctx.t, title, trial=ctx.work.person.trial)


async def command(ctx: Ctx) -> Card | str:
    """Answer /start: the first screen, or where a deep link leads."""
    word, _, code = ctx.text.partition("_")
    leads = LINKS.get(word) if code else None
    if leads is None:
        return "home"
    ctx.text = code
    return await leads(ctx)


async def help_command(_: Ctx) -> str:
    """Answer /help."""
    return "help"


async def path_command(_: Ctx) -> str:
    """Answer /path."""
    return "path"


LINKS: dict[str, Handler] = {
    **groups.LINKS, **bridge.LINKS, **box.LINKS, **staff.LINKS, **console.LINKS, **contributions.LINKS,
}  # fmt: skip
"""Deep links `?start=word_code`, by their word; the code is `ctx.text`."""
SCREENS: dict[str, Handler] = {
    "home": home,
    DRAFT_ERASED: home,
    "path": path,
    "more": more,
    "learning": learning,
    "start.cannot": cannot,
    "help": help_,
    "passon": pass_on,
}
ACTIONS: dict[str, Handler] = {"start.resume": resume, "start.debt": debt}
COMMANDS: dict[str, Handler] = {
    "start": command,
    "home": command,
    "path": path_command,
    "help": help_command,
    "cancel": cancel,
}
