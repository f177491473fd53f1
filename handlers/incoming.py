"""What an update says about itself, and what is to be sent once it is committed."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from bot.ui import parse
from coach import danger
from coach.people import Status
from handlers import danger as danger_door
from handlers import documents_photos
from usecases.people import DRAFT_ERASED

if TYPE_CHECKING:
    from collections import OrderedDict

    from telegram import Message, Update

    from bot.ui.cards import Card
    from bot.ui.texts import Texts
    from coach.people import Person
    from handlers.context import Ctx, Handler

T = TypeVar("T")
CHATS_KEPT = 10_000
ALLOWED_WHILE_PAUSED = (
    "danger", "helplines", "hide", "hidden", "forget", "privacy", "consents", "language", "settings",
)  # fmt: skip
ALLOWED_WHILE_FORGETTING = ("forget", "danger", "helplines", "hide", "hidden")


@dataclass(slots=True)
class Reply:
    """What to send once the transaction is committed."""

    chat_id: int
    card: Card
    texts: Texts
    edit: int | None
    old_card: int | None
    answered: str
    deletes: tuple[int, ...]
    person_id: int | None
    """None once the person is erased: nothing may be written about them any more."""
    query_id: str | None = None
    quote: int | None = None
    """Send the card as a reply to this message."""
    typed: int | None = None
    """The message that the person typed; hiding takes it along."""


def reply(ctx: Ctx, update: Update, chat_id: int, card: Card, live: int | None) -> Reply:
    """Return what to send for a card: in place of the tapped one, else below the `live` one."""
    query = update.callback_query
    there = () if live is None else (live,)
    apart = query is None and not ctx.deletes
    return Reply(
        chat_id, card, ctx.t,
        edit=ctx.message_id if query else None,
        old_card=live if apart else None,
        answered=ctx.answered,
        typed=ctx.message_id if apart else None,
        deletes=tuple({*ctx.deletes, *there}) if ctx.deletes else (),
        person_id=None if ctx.erased else ctx.work.person.id,
        query_id=query.id if query else None,
        quote=ctx.quote,
    )  # fmt: skip


@cache
def takes(handler: Handler, count: int) -> bool:
    """Tell whether a screen or action can be called with so many arguments; old buttons may not fit."""
    try:
        inspect.signature(handler).bind(None, *range(count))
    except TypeError:
        return False
    return True


def held(person: Person, name: str) -> str | None:
    """Return where a person is kept for now: after a sign of danger, or while being erased."""
    topic = name.split(".", maxsplit=1)[0]
    if person.status is Status.FORGETTING and topic not in ALLOWED_WHILE_FORGETTING:
        return "forget.pending"
    if person.paused_since is not None and topic not in ALLOWED_WHILE_PAUSED:
        return "danger.still"
    return None


def draft_erased(t: Texts, card: Card, address: str) -> tuple[Card, str]:
    """Say once, above what the person came for, that their draft is gone.

    Danger goes first and a hidden chat stays neutral; what lies behind them says it then.
    """
    topic = address.split(":", maxsplit=1)[0].split(".", maxsplit=1)[0]
    if topic in ("danger", "helplines", "hide", "hidden", "forget"):
        return card, address
    if address == DRAFT_ERASED:
        address = "home"
    return replace(card, text=f"{t.t('start.draft_erased')}\n\n{card.text}", long=True), address


async def no_text(ctx: Ctx, message: Message) -> Card | str:
    """Take what isn't typed: a photo where photos are awaited, else nothing that fits.

    A sign of danger in their own words below it is answered before anything else.
    """
    shown = await documents_photos.received(ctx, message)
    ctx.text = parse.clean(message.caption or "")
    signs = danger.signs(ctx.text, ctx.services.lexicon)
    if not signs or message.forward_origin is not None:
        return shown
    ctx.quote = ctx.message_id
    return await danger_door.noticed(ctx, signs[0])


def message_id(update: Update) -> int | None:
    """Return the number of the card that was tapped, or of the message that was typed."""
    query = update.callback_query
    if query is not None:
        return query.message.message_id if query.message else None
    message = update.message or update.edited_message
    return message.message_id if message else None


def quoted(update: Update) -> str:
    """Return the text that the tapped card answers: Telegram hands it over with the tap."""
    query = update.callback_query
    card = query.message if query else None
    said = getattr(card, "reply_to_message", None)
    return (said.text or said.caption or "") if said is not None else ""


def is_member(update: Update) -> bool:
    """Tell whether the person lets the bot write to them, by an update about just that."""
    change = update.my_chat_member
    return change is not None and change.new_chat_member.status not in ("kicked", "left")


def keep(of_chats: OrderedDict[int, T], chat: int, value: T) -> None:
    """Remember something of a chat in memory; the chats silent longest are forgotten."""
    of_chats[chat] = value
    of_chats.move_to_end(chat)
    if len(of_chats) > CHATS_KEPT:
        of_chats.popitem(last=False)
