"""The words for a debt: by phone, chat or letter, with replies; copied, as a file, as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import (
    callbacks,
    cards_documents,
    cards_proposals,
    cards_scripts,
    cards_scripts_menu,
    cards_scripts_says,
    script_view,
)
from coach.objections import Objection, behind, objections
from coach.objections import reply as reply_to
from coach.script_lines import Channel
from handlers.unexpected import NotHereError
from usecases import debts, proposals, scripts

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from bot.ui.script_view import Voice
    from coach.script_lines import Script
    from handlers.context import Ctx, Handler
    from usecases.scripts import Prepared


async def show(
    ctx: Ctx, debt: str = "", channel: str = "all", mode: str = "a", at: str = ""
) -> Card | str:
    """Show the words for a debt, or ask how the contact is made."""
    if not debt:
        return await _pick(ctx, 0)
    way = Channel(channel) if channel in set(Channel) else None
    v = _voice(ctx, mode)
    made = await _prepare(ctx, debt, way or Channel.PHONE, v)
    if made.script is None:
        return cards_scripts_menu.none(ctx.t, made.brief)
    if made.case.allowed.unasked:
        return callbacks.pack("gate.ask", made.case.debt.id)
    return _cautioned(ctx, made, _card(ctx, v, made, made.script, way, callbacks.number(at)))


def _cautioned(ctx: Ctx, made: Prepared, card: Card) -> Card:
    return cards_scripts.cautioned(ctx.t, card) if made.renews else card


def _card(ctx: Ctx, v: Voice, made: Prepared, script: Script, way: Channel | None, at: int) -> Card:
    match way:
        case None:
            offer = made.case.chosen is not None
            return cards_scripts_menu.overview(
                v, made.brief, script, has_offer=offer, gainsaid=scripts.gainsaid(made.case)
            )
        case Channel.PHONE:
            if at:
                return cards_scripts.step(v, made.brief, script, at)
            return cards_scripts.phone(v, made.brief, script)
        case Channel.CHAT:
            return cards_scripts.chat(v, made.brief, script, at)
        case Channel.LETTER:
            return cards_scripts.letter(v, made.brief, script, ctx.work.today)


def _voice(ctx: Ctx, mode: str) -> Voice:
    return script_view.voice(ctx.services.catalogs, ctx.t, mode)


async def _prepare(ctx: Ctx, debt: str, channel: Channel, v: Voice) -> Prepared:
    return await scripts.prepare(ctx.work, callbacks.number(debt), channel, v.view.aim)


async def _script(ctx: Ctx, debt: str, channel: Channel, v: Voice) -> tuple[Prepared, Script]:
    made = await _prepare(ctx, debt, channel, v)
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


async def more(ctx: Ctx, debt: str = "", mode: str = "a") -> Card:
    """Show the other ways to speak: time first, only questions, after a refusal, the language."""
    v = _voice(ctx, mode)
    made, script = await _script(ctx, debt, Channel.PHONE, v)
    languages = len(ctx.services.catalogs.locales) > 1
    return cards_scripts_menu.more(v, made.brief, script, languages=languages)


async def language(ctx: Ctx, debt: str = "", mode: str = "a", page: str = "0") -> Card:
    """Ask for the language of the words, apart from the chat's."""
    found = await debts.one(ctx.work, callbacks.number(debt))
    v, offered = _voice(ctx, mode), ctx.services.catalogs.locales
    return cards_scripts_menu.language(v, found, offered, callbacks.number(page))


async def ladder(ctx: Ctx, debt: str = "", mode: str = "a") -> Card:
    """Show what comes after a refusal, up to the complaint route of the debt's region."""
    v = _voice(ctx, mode)
    made, _ = await _script(ctx, debt, Channel.PHONE, v)
    way = scripts.route(ctx.work, made.case.debt, ctx.t.locale)
    following = None if ctx.work.informs else scripts.next_rung(made.case)
    return cards_scripts_menu.ladder(v, made.brief, following, way)


async def agree(ctx: Ctx, debt: str = "") -> Card:
    """Offer to change the reason or the numbers where they gainsay each other."""
    found = await debts.one(ctx.work, callbacks.number(debt))
    return cards_scripts_menu.agree(_voice(ctx, ""), found)


async def say(ctx: Ctx, debt: str = "", mode: str = "a", page: str = "0") -> Card:
    """Show what they may say."""
    v = _voice(ctx, mode)
    made, _ = await _script(ctx, debt, Channel.PHONE, v)
    return cards_scripts_says.they_say(
        v, made.brief, objections(made.brief), callbacks.number(page)
    )


async def reply(ctx: Ctx, debt: str = "", objection: str = "", mode: str = "a") -> Card:
    """Show the calm answer, with the rule behind it where one binds this debt."""
    v = _voice(ctx, mode)
    made, _ = await _script(ctx, debt, Channel.PHONE, v)
    if objection not in {each.value for each in objections(made.brief)}:
        raise NotHereError
    said, owed = Objection(objection), made.case.debt
    holding = behind(said, scripts.binding(ctx.work, owed))
    rules = scripts.in_words(ctx.work, owed, holding, ctx.t.locale)
    return cards_scripts_says.reply(v, made.brief, said, reply_to(made.brief, said), rules)


async def as_file(ctx: Ctx, debt: str = "", channel: str = "phone", mode: str = "a") -> Card:
    """Send the words as a text file."""
    v, way = _voice(ctx, mode), Channel(channel) if channel in set(Channel) else Channel.PHONE
    made, script = await _script(ctx, debt, way, v)
    return _cautioned(ctx, made, cards_scripts.as_file(v, made.brief, script))


async def as_picture(ctx: Ctx, debt: str = "", mode: str = "a") -> Card:
    """Send the talk sheet as a large picture."""
    v = _voice(ctx, mode)
    made, script = await _script(ctx, debt, Channel.PHONE, v)
    return _cautioned(ctx, made, cards_scripts.as_picture(v, made.brief, script))


async def as_letter(ctx: Ctx, debt: str = "", mode: str = "a") -> Card:
    """Send the letter as PDF."""
    v = _voice(ctx, mode)
    made, script = await _script(ctx, debt, Channel.LETTER, v)
    card = cards_documents.letter(v, made.brief, script, ctx.work.today)
    return _cautioned(ctx, made, card)


async def ask_why(ctx: Ctx, debt: str = "") -> str:
    """Ask why paying became hard, then come back to the words."""
    await proposals.begin_hardship(ctx.work, callbacks.number(debt))
    return "form"


async def show_heard(ctx: Ctx, debt: str = "") -> Card:
    """Show what the creditor answered."""
    found, known = await scripts.heard(ctx.work, callbacks.number(debt))
    return cards_scripts_menu.heard(ctx.t, found, known)


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
    "script.more": more,
    "script.language": language,
    "script.ladder": ladder,
    "script.agree": agree,
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
