"""The danger door: the signs, help for each, the pause after a sign of self-harm, a false alarm."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_danger, parse
from coach.danger import Sign, signs
from coach.forms_contacts import CONTACT
from coach.interview import Kind, Problem
from handlers import answers, asking, offers, rehearsal, typed, unexpected
from handlers.lines import READERS
from handlers.unexpected import NotHereError
from usecases import care, danger, forms, settings

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler

COMPLAINT = "complaint"
FALSE_ALARM = "danger.answer"
"""The router takes this tap: the text the card replies to is an answer after all."""


async def noticed(ctx: Ctx, sign: Sign) -> Card | str:
    """Put help first when something typed holds a sign; return the screen to show.

    A market word that only smells of a paid agent is answered with what it means, and what the
    others said is kept where the log asks for it; a sign of self-harm waits for neither.
    """
    noted = None if sign is Sign.SELF_HARM else await _noted(ctx, sign)
    if noted is not None:
        return noted
    if sign is Sign.ADVANCE_FEE:
        besides = signs(unexpected.without_words(ctx.text), ctx.services.lexicon)
        meant = None if besides else await offers.offered(ctx) or unexpected.glossary(ctx)
        if meant is not None:
            return meant
    if sign is Sign.SELF_HARM:
        await danger.pause(ctx.work)
    return _address(sign, _back(ctx))


async def _noted(ctx: Ctx, sign: Sign) -> str | None:
    """Keep the words that were used, when the log asks for just those; the entry shows the help."""
    shown = await forms.view(ctx.work) if ctx.work.person.screen == "form" else None
    if shown is None or shown.begun or shown.form.id != CONTACT.id or shown.question is None:
        return None
    if shown.question.id != "words":
        return None
    entry = await typed.on_text(ctx, shown)
    if not isinstance(entry, str):
        return None
    ctx.quote = None  # it is an answer already, and can't be taken back as a false alarm
    return callbacks.pack(*entry.split(":"), sign.value)


def _back(ctx: Ctx) -> tuple[str, ...]:
    """Return the screen they came from: the help's own address keeps it."""
    name, arguments = callbacks.unpack(ctx.work.person.screen)
    match name:
        case "danger.paused" | "danger.still":
            return arguments
        case "danger" | "danger.where":
            return arguments[1:]
        case "danger.places":
            return arguments[2:]
        case _:
            return (name, *arguments)


def _address(sign: Sign, back: tuple[str, ...]) -> str:
    """Return the address of the help for a sign, with the way back where it fits."""
    here = ("danger.paused",) if sign is Sign.SELF_HARM else ("danger", sign.value)
    long = ":".join((*here, *back))
    return long if len(long.encode()) <= callbacks.LIMIT else callbacks.pack(*here)


async def false_alarm(ctx: Ctx) -> None:
    """Go on where they were: it was no sign. The pause ends only if this very text had set it."""
    back = _back(ctx)
    meant = signs(parse.clean(ctx.quoted), ctx.services.lexicon)
    if ctx.work.person.paused_since is not None and Sign.SELF_HARM in meant:
        await danger.ready(ctx.work)
    ctx.work.person = replace(ctx.work.person, screen=callbacks.pack(*(back or ("home",))))


async def is_answer(ctx: Ctx) -> bool:
    """Tell whether a text that was no sign is a command, or answers what the open form asks."""
    if ctx.text.startswith("/") or rehearsal.in_call(ctx):
        return True
    shown = await forms.view(ctx.work)
    if shown is None or shown.question is None or shown.begun:
        return False
    asked = await asking.asked_of(ctx, shown)
    if asked.question.kind is not Kind.LINE:
        implied = shown.form.question((asked.question.implied or ("", ""))[1])
        ways = [asked, *([replace(asked, question=implied, options=None)] if implied else [])]
        if any(not isinstance(answers.read(ctx, way, ctx.text), Problem) for way in ways):
            return True
    reader = READERS.get(shown.form.id)
    if reader is None:
        return False
    read = reader(ctx, asked)
    said = await read if isinstance(read, Awaitable) else read
    unread = isinstance(said, str) and said.startswith("check.unread")
    return not unread and not isinstance(said, Problem)


def where_they_were(ctx: Ctx, card: Card) -> Card:
    """Return the screen they were on, with a word that nothing is wrong and nothing lost."""
    if ctx.work.person.paused_since is not None:
        return card
    return replace(card, text=f"{ctx.t.t('danger.here_again')}\n\n{card.text}")


async def door(ctx: Ctx, sign: str = "", *back: str) -> Card | str:
    """Show the signs to choose from, or the help for one; the rest of the address is the way back."""
    if sign in ("", "more"):
        return cards_danger.door(ctx.t, more=bool(sign))
    named = _sign(sign)
    return "danger.paused" if named is Sign.SELF_HARM else await _help(ctx, named, back)


def _sign(name: str) -> Sign:
    if name not in {sign.value for sign in Sign}:
        raise NotHereError
    return Sign(name)


async def _help(ctx: Ctx, sign: Sign, back: tuple[str, ...]) -> Card:
    person = ctx.work.person
    pack = ctx.work.pack(person.region) if person.region else None
    was_typed = bool(ctx.quote or ctx.quoted)
    return cards_danger.help_(
        ctx.t, sign, pack, ctx.work.packs, typed=was_typed, own=ctx.work.default_region,
        more=_places(sign, back), tells=bool(await care.mine(ctx.work)),
    )  # fmt: skip


def _places(sign: Sign, back: tuple[str, ...]) -> str:
    """Return the address of the other places, with the way back where it fits."""
    here = ("danger.places", sign.value, "{}")
    long = ":".join((*here, *back))
    return long if len(long.encode()) <= callbacks.LIMIT else ":".join(here)


async def paused(ctx: Ctx, *back: str) -> Card | str:
    """Show whom to talk to, and the way back to the rest."""
    if ctx.work.person.paused_since is None:
        return "home"
    kept = () if back else _back(ctx)
    return _address(Sign.SELF_HARM, kept) if kept else await _help(ctx, Sign.SELF_HARM, back)


async def still(ctx: Ctx, *back: str) -> Card | str:
    """Answer in a few kind words whatever else comes during the pause; Home leads here too."""
    person = ctx.work.person
    if person.paused_since is None:
        return "home"
    if not back:
        long = ":".join(("danger.still", *(_back(ctx) or ("home",))))
        return long if len(long.encode()) <= callbacks.LIMIT else "danger.still:home"
    pack = ctx.work.pack(person.region) if person.region else None
    return cards_danger.still(ctx.t, pack, tells=bool(await care.mine(ctx.work)))


async def pause(ctx: Ctx) -> str:
    """Stop everything else: they said that they can't go on."""
    await danger.pause(ctx.work)
    return _address(Sign.SELF_HARM, _back(ctx))


async def where(ctx: Ctx, sign: str = "", *_: str) -> Card:
    """Ask where they are, once more."""
    return cards_danger.where(ctx.t, _sign(sign), ctx.work.packs, own=ctx.work.default_region)


async def places(ctx: Ctx, sign: str = "", page: str = "1", *back: str) -> Card:
    """Show the places that are less likely."""
    named = _sign(sign)
    return cards_danger.where(
        ctx.t, named, ctx.work.packs, callbacks.number(page), ctx.work.default_region,
        _places(named, back), tuple(_address(named, back).split(":")),
    )  # fmt: skip


async def live_in(ctx: Ctx, sign: str = "", region: str = "") -> str:
    """Remember the region and show its numbers."""
    named = _sign(sign)
    await settings.move_to(ctx.work, region)
    return _address(named, _back(ctx))


async def ready(ctx: Ctx) -> str:
    """Go on where they were."""
    back = _back(ctx)
    await danger.ready(ctx.work)
    return callbacks.pack(*(back or ("home",)))


async def calm(ctx: Ctx) -> Card:
    """Say what can be done where nothing has come from a court or the police."""
    return cards_danger.calm(ctx.t)


async def helpline(ctx: Ctx, need: str = "") -> Card:
    """Show people who listen and advise, free, where they are, or those who take complaints."""
    person = ctx.work.person
    pack = ctx.work.packs.get(person.region or "")
    if pack is None:
        then = (need,) if need == COMPLAINT else ()
        own = ctx.work.default_region
        return cards_danger.helpline_where(ctx.t, ctx.work.packs, then, own=own)
    if need == COMPLAINT:
        return cards_danger.complain(ctx.t, pack)
    return cards_danger.helpline(ctx.t, pack)


async def helpline_places(ctx: Ctx, page: str = "1", need: str = "") -> Card:
    """Show the places that are less likely."""
    then = (need,) if need == COMPLAINT else ()
    number, own = callbacks.number(page), ctx.work.default_region
    return cards_danger.helpline_where(ctx.t, ctx.work.packs, then, number, own)


async def helpline_in(ctx: Ctx, region: str = "", need: str = "") -> str:
    """Remember the region and show its helplines; the time of day does not matter for them."""
    await settings.move_to(ctx.work, region)
    return callbacks.pack("helplines", COMPLAINT) if need == COMPLAINT else "helplines"


async def again(ctx: Ctx) -> Card:
    """Ask for the words once more: they are not with this card any more."""
    return cards_danger.again(ctx.t)


async def answer(_: Ctx) -> str:
    """Stand in for the router, which has the text."""
    return "danger.again"


SCREENS: dict[str, Handler] = {
    "danger": door,
    "danger.paused": paused,
    "danger.still": still,
    "danger.where": where,
    "danger.places": places,
    "danger.again": again,
    "danger.calm": calm,
    "helplines": helpline,
    "helplines.places": helpline_places,
}
ACTIONS: dict[str, Handler] = {
    "danger.pause": pause,
    "danger.in": live_in,
    "danger.ready": ready,
    "danger.answer": answer,
    "helplines.in": helpline_in,
}
