"""Tasks from a counsellor: sent, shown, answered, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_relay, cards_tasks
from usecases import suggestions, tasks
from usecases.relay import TooManyError

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


async def mine(ctx: Ctx) -> Card:
    """Show a client what their counsellors ask of them."""
    return cards_tasks.mine(ctx.t, await tasks.mine(ctx.work), await suggestions.mine(ctx.work))


async def one(ctx: Ctx, number: str) -> Card | str:
    """Show one task; who answered it sees what is left."""
    found, counsellor = await tasks.one(ctx.work, callbacks.number(number))
    return cards_tasks.one(ctx.t, found, counsellor.name)


async def done(ctx: Ctx, number: str) -> Card:
    """Say that it is done."""
    return await _answer(ctx, number, done=True)


async def decline(ctx: Ctx, number: str) -> Card:
    """Say that it is not for them."""
    return await _answer(ctx, number, done=False)


async def _answer(ctx: Ctx, number: str, *, done: bool) -> Card:
    await tasks.answer(ctx.work, callbacks.number(number), done=done)
    ctx.screen = "tasks"
    return cards_tasks.answered(ctx.t, callbacks.number(number), done=done)


async def reopen(ctx: Ctx, number: str) -> str:
    """Undo the answer."""
    await tasks.reopen(ctx.work, callbacks.number(number))
    return callbacks.pack("task", callbacks.number(number))


async def new(ctx: Ctx, client: str) -> Card | str:
    """Ask a counsellor for a task."""
    try:
        await tasks.begin(ctx.work, callbacks.number(client))
    except TooManyError:
        return cards_relay.enough(ctx.t, ("relay.with", client))
    return "form"


async def of_client(ctx: Ctx, client: str) -> Card:
    """Show a counsellor what is still open."""
    number = callbacks.number(client)
    return cards_tasks.of_client(ctx.t, number, await tasks.of_client(ctx.work, number))


async def take_back(ctx: Ctx, number: str) -> str:
    """Take a task back."""
    client = await tasks.take_back(ctx.work, callbacks.number(number))
    return callbacks.pack("tasks.of", client)


SCREENS: dict[str, Handler] = {"tasks": mine, "task": one, "tasks.of": of_client}
ACTIONS: dict[str, Handler] = {
    "task.done": done, "task.decline": decline, "task.reopen": reopen, "task.new": new,
    "task.back": take_back,
}  # fmt: skip
