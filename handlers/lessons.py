"""Short lessons with one question each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_lessons
from coach.lessons import lesson as find
from handlers.unexpected import NotHereError
from usecases import lessons

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from coach.lessons import Lesson
    from handlers.context import Ctx, Handler


def _lesson(ctx: Ctx, name: str) -> Lesson:
    found = find(name, ctx.t.lessons)
    if found is None:
        raise NotHereError
    return found


async def show_all(ctx: Ctx, page: str = "0") -> Card:
    """Show the lessons."""
    read = await lessons.read(ctx.work)
    return cards_lessons.list_(ctx.t, read, min(callbacks.number(page), 9))


async def show(ctx: Ctx, name: str = "") -> Card:
    """Show one lesson."""
    return cards_lessons.one(ctx.t, _lesson(ctx, name))


async def answer(ctx: Ctx, name: str = "", number: str = "0") -> str:
    """Note the lesson as read, then say what there is to say to the answer."""
    found, at = _lesson(ctx, name), callbacks.number(number)
    if at >= len(found.choices):
        raise NotHereError
    await lessons.note(ctx.work, found)
    return callbacks.pack("lesson.told", name, at)


async def told(ctx: Ctx, name: str = "", number: str = "0") -> Card:
    """Say what there is to say to an answer."""
    found, at = _lesson(ctx, name), callbacks.number(number)
    if at >= len(found.choices):
        raise NotHereError
    return cards_lessons.told(ctx.t, found, found.choices[at])


async def command(_: Ctx) -> str:
    """Answer /lessons."""
    return "lessons"


SCREENS: dict[str, Handler] = {"lessons": show_all, "lesson": show, "lesson.told": told}
ACTIONS: dict[str, Handler] = {"lesson.answer": answer}
COMMANDS: dict[str, Handler] = {"lessons": command}
