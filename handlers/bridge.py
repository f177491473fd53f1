"""From a group into private: silent, tidied up, and remembered only with a yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_bridge, cards_groups
from bot.ui.cards_danger import AT_ONCE
from bot.ui.send_groups import Act
from coach.danger import signs
from coach.groups import GroupKind, GroupStatus
from coach.series_lessons import CURRICULUM
from usecases import bridge, contributions, groups

if TYPE_CHECKING:
    from telegram import Message

    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler
    from handlers.group_context import GroupCtx

HEAVY_SECONDS = 600
"""How long help stands in a group: longer than other answers, so that it is found."""
_THEN = {
    "path": "path", "help": "help", "log": "contacts", "timeline": "timeline", "debts": "debts",
    "add": "debts", "deadlines": "deadlines", "deadline": "deadlines", "privacy": "privacy",
    "settings": "settings", "language": "language", "budget": "budget", "evidence": "evidence",
    "negotiate": "negotiate", "script": "script", "rehearse": "rehearsal", "claims": "claims",
    "papers": "documents", "plan": "plans", "preview": "preview", "checkin": "checkin",
    "finish": "plans", "lessons": "lessons", "groups": "groups", "danger": "danger",
} | {lesson.word: lesson.leads for lesson in CURRICULUM}  # fmt: skip
"""The screen in private for a command that was typed in a group, or for a lesson's button."""

_ABOUT = frozenset(("help", "privacy"))
"""Commands that ask about the bot itself, so that they are answered where they were asked."""


def thread(message: Message) -> int | None:
    """Return the forum topic that a message stands in."""
    return message.message_thread_id if message.is_topic_message else None


async def in_private(ctx: GroupCtx, command: str) -> None:
    """Answer a personal command in a group with the way into private; what else it said is left."""
    if ctx.message is None:
        return
    link = ctx.work.link("grp")
    if command in _THEN:
        link = f"{link}-{command}"
    if command in _ABOUT:
        card = cards_groups.about(ctx.t, link, admin=ctx.work.group.rights.admin)
    else:
        card = cards_groups.in_private(ctx.t, link)
    ctx.say(Act(card, reply_to=ctx.message.message_id, thread=thread(ctx.message)))


async def is_heavy(ctx: GroupCtx) -> bool:
    """Answer a sign of danger in what is addressed to the bot, naming nobody (care 6)."""
    message = ctx.message
    group = ctx.work.group
    if message is None or group.kind is GroupKind.CHANNEL or group.status is GroupStatus.LEFT:
        return False
    if not _addressed(ctx, message) or not AT_ONCE & {*signs(ctx.text, ctx.services.lexicon)}:
        return False
    ctx.urgent = True
    card = cards_bridge.heavy(ctx.t, ctx.work.pack, f"{ctx.work.link('grp')}-danger")
    act = Act(card, reply_to=message.message_id, thread=thread(message))
    ctx.say(act, tidy=HEAVY_SECONDS)
    return True


def _addressed(ctx: GroupCtx, message: Message) -> bool:
    name = ctx.services.bot_username.lower()
    answered = message.reply_to_message
    if answered is not None:
        said_to = answered.from_user.username if answered.from_user is not None else ""
        if (said_to or "").lower() == name:
            return True
        if answered.is_automatic_forward and ctx.work.group.linked is not None:
            # A comment under the post of the channel, in whose name the bot speaks.
            return True
    return ctx.text.startswith("/") or f"@{name}" in ctx.text.lower()


async def talk(ctx: Ctx) -> Card | str:
    """Answer the deep link of *Talk in private*: where it came from, and the one question.

    The card has no address, so that without a yes no trace of the group is kept.
    """
    code, _, command = ctx.text.partition("-")
    then = _THEN.get(command, "")
    if then == "danger":
        return then
    group = await groups.of_code(ctx.work, code)
    if group is None or group.status is GroupStatus.LEFT or await bridge.knows(ctx.work, group):
        return then or "home"
    return cards_bridge.came(ctx.t, group, then)


async def remember(ctx: Ctx, code: str, then: str = "bridge") -> str:
    """Remember the group and go on."""
    await bridge.remember(ctx.work, code)
    return then if then in _THEN.values() else "bridge"


async def remembered(ctx: Ctx) -> Card:
    """Show the remembered groups."""
    shares = bool(await contributions.mine(ctx.work))
    return cards_bridge.remembered(ctx.t, await bridge.remembered(ctx.work), shares=shares)


async def forget(ctx: Ctx, number: str) -> str:
    """Forget one group."""
    await bridge.forget(ctx.work, callbacks.number(number))
    return "bridge"


SCREENS: dict[str, Handler] = {"bridge": remembered}
ACTIONS: dict[str, Handler] = {"bridge.remember": remember, "bridge.forget": forget}
LINKS: dict[str, Handler] = {"grp": talk}
