"""A group's guard: what is removed, the weekly warning, and the switch on the group's card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_guard
from bot.ui.send_groups import Act
from coach.guard import findings, public_numbers
from coach.guard_scams import looks_like_scam
from handlers.bridge import thread
from handlers.groups import coaching
from handlers.unexpected import NotHereError
from usecases import guard

if TYPE_CHECKING:
    from telegram import Message

    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler
    from handlers.group_context import GroupCtx, GroupHandler


async def removes(ctx: GroupCtx, message: Message) -> bool:
    """Remove a message with a likely number of a person; True when it is to go.

    Telegram is asked after the commit whether its author administers the group: then it stays.
    """
    if _for_the_group(message) or not _holds_number(ctx, message) or not await guard.acts(ctx.work):
        return False
    ctx.asks = ctx.user.id if ctx.user is not None else None
    ctx.say(Act(delete=message.message_id), tidy=None, guards=True)
    ctx.say(_in_place(message, cards_guard.removed(ctx.t, ctx.work.link("grp"))), guards=True)
    return True


def _for_the_group(message: Message) -> bool:
    """An anonymous administrator writes in the group's own name."""
    return message.sender_chat is not None and message.sender_chat.id == message.chat.id


def _holds_number(ctx: GroupCtx, message: Message) -> bool:
    """Look at text, caption or a shared contact; what was typed appears in no error."""
    if message.contact is not None:
        return True
    text = message.text or message.caption or ""
    try:
        # Most messages hold no number: the public ones are gathered only for those that do.
        return bool(findings(text)) and bool(
            findings(text, public_numbers(ctx.work.packs.values()))
        )
    except ValueError:
        return False


def _in_place(message: Message, card: Card) -> Act:
    """Say something where a message stood: in its topic, or under the post that it answered."""
    topic, answered = thread(message), message.reply_to_message
    under = answered.message_id if answered is not None and topic is None else None
    return Act(card, reply_to=under, thread=topic)


async def warn(ctx: GroupCtx) -> None:
    """Warn the whole group of scams, about nobody's message and at most once a week."""
    scams, message = ctx.services.scams, ctx.message
    if scams is None or message is None or not looks_like_scam(ctx.text, scams):
        return
    if await guard.acts(ctx.work) and await guard.may_warn_now(ctx.work):
        # Counted for the week already: whoever fills the minute with commands does not silence it.
        ctx.urgent = True
        card = cards_guard.warning(ctx.t, ctx.work.link("grp"))
        ctx.say(Act(card, thread=thread(message)), tidy=None)


async def state(ctx: Ctx, number: str) -> Card:
    """Show whether the guard is on, and what it lacks."""
    group = await coaching(ctx, number, changes=False)
    on = await guard.is_on(ctx.work.uow, group)
    return cards_guard.state(ctx.t, group, on=on, missing=not guard.works(group))


async def switch(ctx: Ctx, number: str, to: str) -> str:
    """Switch it; the group is told."""
    group = await coaching(ctx, number)
    if to not in ("on", "off"):
        raise NotHereError
    await guard.switch(ctx.work, group, on=to == "on")
    return f"guard:{group.id}"


SCREENS: dict[str, Handler] = {"guard": state}
ACTIONS: dict[str, Handler] = {"guard.switch": switch}
GROUP_WATCHERS: tuple[GroupHandler, ...] = (warn,)
ADMINISTERED = ("guard", "guard.switch")
