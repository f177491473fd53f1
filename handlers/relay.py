"""A client and a counsellor write to each other; ready answers, and when a counsellor answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_relay
from coach.people import Consent
from handlers.unexpected import NotHereError
from usecases import consents, relay, suggestions, tasks
from usecases.relay import TooManyError

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


async def talk(ctx: Ctx, counsellor: str) -> Card:
    """Show a client the conversation, and when it is answered, before they write."""
    found = await relay.talk(ctx.work, callbacks.number(counsellor))
    waiting = len(await tasks.mine(ctx.work)) + len(await suggestions.mine(ctx.work))
    person = ctx.work.person
    pack = ctx.work.pack(person.region)
    return cards_relay.talk(
        ctx.t, found.counsellor, found.messages, person.zone,
        next_at=None if found.open else found.next, is_open=found.open, waiting=waiting, pack=pack,
    )  # fmt: skip


async def write(ctx: Ctx, counsellor: str) -> Card | str:
    """Ask a client for the words."""
    try:
        await relay.begin(ctx.work, callbacks.number(counsellor))
    except TooManyError:
        return cards_relay.enough(ctx.t, ("relay", counsellor))
    return "form"


async def sent(ctx: Ctx, counsellor: str) -> Card:
    """Say that it is on its way, and when it is answered."""
    found = await relay.talk(ctx.work, callbacks.number(counsellor))
    at = None if found.open else found.next
    reaches = await consents.allows(ctx.work, Consent.MESSAGES)
    return cards_relay.sent(ctx.t, found.counsellor, at, ctx.work.person.zone, reaches=reaches)


async def with_client(ctx: Ctx, client: str) -> Card:
    """Show a counsellor the conversation."""
    number = callbacks.number(client)
    called, said = await relay.with_client(ctx.work, number)
    return cards_relay.with_client(ctx.t, number, called, said, ctx.work.person.zone)


async def reply(ctx: Ctx, client: str) -> Card | str:
    """Ask a counsellor for the words."""
    try:
        await relay.begin_reply(ctx.work, callbacks.number(client))
    except TooManyError:
        return cards_relay.enough(ctx.t, ("relay.with", client))
    return "form"


async def ready(ctx: Ctx, client: str = "") -> Card:
    """Show a counsellor their ready answers: to send to a client, or to look after."""
    number = callbacks.number(client)
    return cards_relay.ready(ctx.t, number, await relay.canned(ctx.work))


async def one_ready(ctx: Ctx, answer: str, client: str = "") -> Card:
    """Show one ready answer before it is sent or deleted."""
    number = callbacks.number(answer)
    words = dict(await relay.canned(ctx.work)).get(number)
    if words is None:
        raise NotHereError
    return cards_relay.one_ready(ctx.t, callbacks.number(client), number, words)


async def send_ready(ctx: Ctx, answer: str, client: str) -> Card | str:
    """Send a ready answer."""
    words = dict(await relay.canned(ctx.work)).get(callbacks.number(answer))
    if words is None:
        raise NotHereError
    try:
        await relay.reply(ctx.work, callbacks.number(client), words)
    except TooManyError:
        return cards_relay.enough(ctx.t, ("relay.with", client))
    return callbacks.pack("relay.with", callbacks.number(client))


async def new_ready(ctx: Ctx) -> Card | str:
    """Ask for a ready answer."""
    try:
        await relay.begin_canned(ctx.work)
    except TooManyError:
        return cards_relay.enough(ctx.t, ("relay.canned",))
    return "form"


async def drop_ready(ctx: Ctx, answer: str) -> str:
    """Delete a ready answer."""
    await relay.drop_canned(ctx.work, callbacks.number(answer))
    return "relay.canned"


async def hours(ctx: Ctx) -> str:
    """Ask when they answer."""
    await relay.begin_hours(ctx.work)
    return "form"


SCREENS: dict[str, Handler] = {
    "relay": talk, "relay.sent": sent, "relay.with": with_client, "relay.canned": ready,
    "relay.one": one_ready,
}  # fmt: skip
ACTIONS: dict[str, Handler] = {
    "relay.write": write, "relay.reply": reply, "relay.send": send_ready, "relay.new": new_ready,
    "relay.drop": drop_ready, "staff.hours": hours,
}  # fmt: skip
