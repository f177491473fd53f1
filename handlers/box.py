"""The anonymous box: a member asks in private, a coach decides in private."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_box
from bot.ui.send_groups import Act
from coach.box import LONGEST_ANSWER, WAITS, DecidedError, Reason, Refusal, Status
from handlers.groups import coaching
from handlers.unexpected import NotHereError
from usecases import box, channels

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from coach.groups import Group
    from handlers.context import Ctx, Handler
    from handlers.group_context import GroupCtx, GroupHandler


async def in_group(ctx: GroupCtx) -> None:
    """Answer /ask in a group with the way into private."""
    heard = await channels.heard_by(ctx.work)
    ctx.say(Act(cards_box.in_private(ctx.t, heard.link("ask"))))


async def link(ctx: Ctx) -> str:
    """Answer the deep link."""
    return callbacks.pack("box.ask", ctx.text)


async def ask(ctx: Ctx, code: str) -> Card:
    """Say who will see a question."""
    group = await box.begin(ctx.work, code)
    if not await box.is_heard(ctx.work, group):
        return cards_box.unheard(ctx.t, group.title)
    return cards_box.ask(ctx.t, group.title, code)


async def write(ctx: Ctx, code: str) -> str:
    """Ask for the words."""
    await box.write(ctx.work, code)
    return "form"


async def refused(ctx: Ctx, code: str, why: str) -> Card:
    """Say why a question is not taken."""
    return cards_box.refused(ctx.t, _refusal(why), callbacks.pack("box.write", code))


def _refusal(why: str) -> Refusal:
    if why not in {each.value for each in Refusal}:
        raise NotHereError
    return Refusal(why)


async def draft(ctx: Ctx, number: str, masked: str) -> Card:
    """Show a question as the group would see it."""
    found = await box.mine(ctx.work, callbacks.number(number))
    code = (await box.group_of(ctx.work, found)).code
    return cards_box.preview(ctx.t, found.words, found.id, code, masked=masked == "1")


async def send(ctx: Ctx, number: str) -> Card:
    """Hand it to a coach."""
    # Not even the screen they look at tells afterwards that they asked.
    ctx.screen = "home"
    refusal = await box.send(ctx.work, callbacks.number(number))
    return cards_box.sent(ctx.t) if refusal is None else cards_box.refused(ctx.t, refusal)


async def drop(ctx: Ctx, number: str) -> str:
    """Throw it away."""
    await box.drop(ctx.work, callbacks.number(number))
    return "home"


async def home(ctx: Ctx, group_number: str) -> Card:
    """Show a coach the question that has waited longest."""
    group = await coaching(ctx, group_number, changes=False)
    found = await box.next_one(ctx.work, group)
    if found is None:
        link = f"https://t.me/{ctx.services.bot_username}?start=ask_{group.code}"
        return cards_box.empty(ctx.t, group.id, link)
    return cards_box.waiting(ctx.t, group, found.id, found.words, found.day + WAITS)


async def post(ctx: Ctx, group_number: str, number: str) -> Card | str:
    """Let it go to the group as it is."""
    return await put(ctx, group_number, number, "")


async def put(ctx: Ctx, group_number: str, number: str, shown: str) -> Card | str:
    """Let it go to the group with the answer that was shown; another one is shown first."""
    group = await coaching(ctx, group_number)
    ctx.screen = callbacks.pack("groups.one", group.id)
    try:
        step = await box.approve(ctx.work, group, callbacks.number(number), shown)
    except DecidedError:
        return await _decided(ctx, Status.EXPIRED, group)
    if step is None:
        return callbacks.pack("box.answered", group.id, number)
    return await _decided(ctx, step.status, group)


async def _decided(ctx: Ctx, status: Status, group: Group) -> Card:
    more = await box.next_one(ctx.work, group) is not None
    return cards_box.decided(ctx.t, status, group.id, more=more)


async def answer(ctx: Ctx, group_number: str, number: str) -> Card | str:
    """Ask a coach for an answer."""
    group = await coaching(ctx, group_number)
    try:
        await box.write_answer(ctx.work, group, callbacks.number(number))
    except DecidedError:
        return "box.gone"
    return "form"


async def answered(ctx: Ctx, group_number: str, number: str) -> Card:
    """Show question and answer as the group would see them."""
    group = await coaching(ctx, group_number, changes=False)
    try:
        found = await box.one(ctx.work, group.id, callbacks.number(number))
    except DecidedError:
        return await _decided(ctx, Status.EXPIRED, group)
    return cards_box.answered(ctx.t, group, found.id, found.words, found.answer or "")


async def unanswered(ctx: Ctx, group_number: str, number: str, why: str) -> Card:
    """Say why an answer is not taken."""
    again = callbacks.pack("box.answer", group_number, number)
    return cards_box.refused(ctx.t, _refusal(why), again, LONGEST_ANSWER)


async def gone(ctx: Ctx) -> Card:
    """Say that it is decided already."""
    return cards_box.decided(ctx.t, Status.EXPIRED)


async def decline(ctx: Ctx, group_number: str, number: str) -> Card:
    """Ask why not."""
    group = await coaching(ctx, group_number, changes=False)
    return cards_box.declining(ctx.t, group.id, callbacks.number(number))


async def reason(ctx: Ctx, group_number: str, number: str, why: str) -> Card:
    """Decline."""
    group = await coaching(ctx, group_number)
    if why not in {each.value for each in Reason}:
        raise NotHereError
    ctx.screen = callbacks.pack("groups.one", group.id)
    try:
        step = await box.decline(ctx.work, group, callbacks.number(number), Reason(why))
    except DecidedError:
        return await _decided(ctx, Status.EXPIRED, group)
    return await _decided(ctx, step.status, group)


SCREENS: dict[str, Handler] = {
    "box": home, "box.ask": ask, "box.refused": refused, "box.draft": draft,
    "box.answered": answered, "box.unanswered": unanswered, "box.gone": gone,
    "box.decline": decline,
}  # fmt: skip
ACTIONS: dict[str, Handler] = {
    "box.write": write, "box.send": send, "box.drop": drop, "box.post": post, "box.put": put,
    "box.answer": answer, "box.reason": reason,
}  # fmt: skip
LINKS: dict[str, Handler] = {"ask": link}
GROUP_COMMANDS: dict[str, GroupHandler] = {"ask": in_group}
ADMINISTERED = ("box", "box.post", "box.put", "box.answer", "box.answered", "box.decline",
                "box.reason")  # fmt: skip
