"""The words for a debt: by phone, chat or letter, with replies; copied, as a file, as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_proposals, cards_scripts
from coach.objections import Objection, objections
from coach.objections import reply as reply_to
from coach.script_lines import Channel
from handlers.unexpected import NotHereError
from usecases import debts, proposals, scripts

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from coach.script_lines import Script
    from handlers.context import Ctx, Handler
    from usecases.scripts import Prepared


async def show(
    ctx: Ctx, debt: str = "", channel: str = "all", mode: str = "a", at: str = "0"
) -> Card | str:
    """Show the words for a debt, or ask how the contact is made."""
    if not debt:
        return await _pick(ctx, 0)
    way = Channel(channel) if channel in set(Channel) else None
    made = await _prepare(ctx, debt, way or Channel.PHONE, mode)
    if made.script is None:
        return cards_scripts.none(ctx.t, made.brief)
    if made.case.allowed.unasked:
        return callbacks.pack("gate.ask", made.case.debt.id)
    match way:
        case None:
            offer = made.case.slate is not None
            return cards_scripts.overview(ctx.t, made.brief, made.script, has_offer=offer)
        case Channel.PHONE:
            return cards_scripts.phone(ctx.t, made.brief, made.script, mode)
        case Channel.CHAT:
            number = callbacks.number(at)
            return cards_scripts.chat(ctx.t, made.brief, made.script, mode, number)
        case Channel.LETTER:
            return cards_scripts.letter(ctx.t, made.brief, made.script, mode, ctx.work.today)


async def _prepare(ctx: Ctx, debt: str, channel: Channel, mode: str) -> Prepared:
    number, asks = callbacks.number(debt), mode == cards_scripts.QUESTIONS
    return await scripts.prepare(ctx.work, number, channel, only_questions=asks)


async def _script(ctx: Ctx, debt: str, channel: Channel, mode: str) -> tuple[Prepared, Script]:
    made = await _prepare(ctx, debt, channel, mode)
    if made.script is None:
        raise NotHereError
    return made, made.script


async def _pick(ctx: Ctx, page: int) -> Card | str:
    known = await debts.all_(ctx.work)
    if len(known) == 1:
        return callbacks.pack("script", known[0].id)
    return cards_proposals.pick_debt(ctx.t, known, page, "script", "script.page")


async def pick(ctx: Ctx, page: str = "0") -> Card | str:
    """Show more debts to choose from."""
    return await _pick(ctx, callbacks.number(page))


async def say(ctx: Ctx, debt: str = "", mode: str = "a", page: str = "0") -> Card:
    """Show what they may say."""
    made, _ = await _script(ctx, debt, Channel.PHONE, mode)
    shown = objections(made.brief)
    return cards_scripts.they_say(ctx.t, made.brief, shown, mode, callbacks.number(page))


async def reply(ctx: Ctx, debt: str = "", objection: str = "", mode: str = "a") -> Card:
    """Show the calm answer."""
    made, _ = await _script(ctx, debt, Channel.PHONE, mode)
    if objection not in {each.value for each in objections(made.brief)}:
        raise NotHereError
    said = Objection(objection)
    return cards_scripts.reply(ctx.t, made.brief, said, reply_to(made.brief, said), mode)


async def as_file(ctx: Ctx, debt: str = "", channel: str = "phone", mode: str = "a") -> Card:
    """Send the words as a text file."""
    way = Channel(channel) if channel in set(Channel) else Channel.PHONE
    made, script = await _script(ctx, debt, way, mode)
    return cards_scripts.as_file(ctx.t, made.brief, script, mode)


async def as_picture(ctx: Ctx, debt: str = "", mode: str = "a") -> Card:
    """Send the talk sheet as a large picture."""
    made, script = await _script(ctx, debt, Channel.PHONE, mode)
    return cards_scripts.as_picture(ctx.t, made.brief, script, mode)


async def as_letter(ctx: Ctx, debt: str = "", mode: str = "a") -> Card:
    """Send the letter as PDF."""
    made, script = await _script(ctx, debt, Channel.LETTER, mode)
    return cards_scripts.as_letter(ctx.t, made.brief, script, mode, ctx.work.today)


async def ask_why(ctx: Ctx, debt: str = "") -> str:
    """Ask why paying became hard, then come back to the words."""
    await proposals.begin_hardship(ctx.work, callbacks.number(debt))
    return "form"


async def show_heard(ctx: Ctx, debt: str = "") -> Card:
    """Show what the creditor answered."""
    found, known = await scripts.heard(ctx.work, callbacks.number(debt))
    return cards_scripts.heard(ctx.t, found, known)


async def ask_heard(ctx: Ctx, debt: str = "") -> str:
    """Ask what the creditor answered."""
    await scripts.begin_heard(ctx.work, callbacks.number(debt))
    return "form"


async def command(_: Ctx) -> str:
    """Answer /script."""
    return "script"


SCREENS: dict[str, Handler] = {
    "script": show,
    "script.page": pick,
    "script.say": say,
    "script.reply": reply,
    "script.heard": show_heard,
}
ACTIONS: dict[str, Handler] = {
    "script.file": as_file,
    "script.picture": as_picture,
    "script.pdf": as_letter,
    "script.why": ask_why,
    "script.heard_ask": ask_heard,
}
COMMANDS: dict[str, Handler] = {"script": command}
