"""Interviews by taps: answers, why, more, skip, back, leave, resume."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.ui import callbacks, questions
from bot.ui.cards import Card, column, foot, go
from bot.ui.texts import Raw
from coach.interview import Kind, Problem
from coach.money import Money
from handlers import answers
from handlers.asking import after, asked_of, draw, show
from usecases import forms, interviews

if TYPE_CHECKING:
    from coach.interview import Value
    from handlers.context import Ctx, Handler
    from usecases.forms import View


async def _tapped(ctx: Ctx, form: str, question_id: str) -> View | None:
    """Return the current form if the tapped card belongs to it and asks this question still."""
    shown = await forms.view(ctx.work)
    if shown is None or shown.open.id != callbacks.number(form):
        return None
    fits = shown.question is not None and shown.question.id == question_id
    return shown if fits and not shown.begun else None


async def stale(ctx: Ctx) -> Card | str:
    """Show where the person is, when the tapped card is an older one."""
    shown = await forms.view(ctx.work)
    if shown is None:
        return "home"
    return await draw(ctx, shown, note=ctx.t.t("form.outdated"))


async def choose(ctx: Ctx, form: str, question_id: str, value: str) -> Card | str:
    """Take a tapped option; a tap on an old card shows the current question instead."""
    shown = await _tapped(ctx, form, question_id)
    if shown is None or shown.question is None:
        return await stale(ctx)
    asked = await asked_of(ctx, shown)
    if value not in {option.value for option in questions.choices(asked)}:
        return await stale(ctx)
    read: Value | Problem | answers.Unsure = value
    if shown.question.kind is not Kind.CHOICE:
        read = answers.read(ctx, asked, value)
    if isinstance(read, (Problem, answers.Unsure)):
        return await stale(ctx)
    return await after(ctx, await interviews.answer(ctx.work, shown, question_id, read), shown)


def _picked(text: str) -> Value | None:
    """Read back a reading that `questions.code` wrote; anything else is None."""
    kind, rest = text[:1], text[1:]
    try:
        match kind:
            case "m":
                return Money(int(rest[:-3]), rest[-3:])
            case "d":
                return date.fromisoformat(rest)
            case "i":
                return int(rest)
            case "r":
                return Decimal(rest)
    except (ValueError, ArithmeticError):
        return None
    return None


async def pick(ctx: Ctx, form: str, question_id: str, reading: str) -> Card | str:
    """Take the reading of an ambiguous answer that the person chose."""
    shown = await _tapped(ctx, form, question_id)
    value = _picked(reading)
    if shown is None or value is None:
        return await stale(ctx)
    return await after(ctx, await interviews.answer(ctx.work, shown, question_id, value), shown)


async def keep(ctx: Ctx, form: str, question_id: str) -> Card | str:
    """Give the earlier answer again."""
    shown = await _tapped(ctx, form, question_id)
    if shown is None or shown.default is None:
        return await stale(ctx)
    return await after(
        ctx, await interviews.answer(ctx.work, shown, question_id, shown.default), shown
    )


async def skip(ctx: Ctx, form: str, question_id: str) -> Card | str:
    """Skip; the next card says what is lost by it."""
    shown = await _tapped(ctx, form, question_id)
    if shown is None:
        return await stale(ctx)
    return await after(ctx, await interviews.skip(ctx.work, shown, question_id), shown)


async def why(ctx: Ctx, form: str, question_id: str) -> Card | str:
    """Say why the question is asked."""
    shown = await _tapped(ctx, form, question_id)
    return await stale(ctx) if shown is None else await draw(ctx, shown, why=True)


async def more(ctx: Ctx, form: str, question_id: str, page: str) -> Card | str:
    """Show more options."""
    shown = await _tapped(ctx, form, question_id)
    if shown is None:
        return await stale(ctx)
    return await draw(ctx, shown, page=min(callbacks.number(page), 20))


async def back(ctx: Ctx, form: str, question_id: str) -> Card | str:
    """Go one question back; its answer is offered again."""
    shown = await _tapped(ctx, form, question_id)
    return (
        await stale(ctx)
        if shown is None
        else await draw(ctx, await interviews.back(ctx.work, shown))
    )


async def leave(ctx: Ctx, form: str) -> Card | str:
    """Set the form aside and say that nothing is lost."""
    shown = await forms.view(ctx.work)
    await forms.leave(ctx.work)
    if shown is None:
        return "home"
    buttons = column(
        go(ctx.t.plain("form.resume"), "f.resume", shown.open.id),
        go(ctx.t.plain("form.drop"), "f.drop", shown.open.id),
        go(ctx.t.plain("start.keep"), "consents.ask", "home") if ctx.work.person.trial else None,
    )
    left = "form.left_trial" if ctx.work.person.trial else "form.left"
    return Card(ctx.t.t(left, title=Raw(ctx.t.t(shown.form.title))), buttons + foot(ctx.t))


async def resume(ctx: Ctx, form: str) -> Card | str:
    """Take up a form that was set aside."""
    shown = await forms.resume(ctx.work, callbacks.number(form))
    return "home" if shown is None else "form"


async def drop(ctx: Ctx, form: str) -> Card | str:
    """Ask once before throwing answers away."""
    data = callbacks.number(form)
    buttons = column(
        go(ctx.t.plain("form.drop_yes"), "f.drop2", data),
        go(ctx.t.plain("form.resume"), "f.resume", data),
    )
    return Card(ctx.t.t("form.drop_ask"), buttons + foot(ctx.t))


async def drop_now(ctx: Ctx, form: str) -> Card | str:
    """Throw the form away."""
    await forms.drop(ctx.work, callbacks.number(form))
    return "home"


SCREENS: dict[str, Handler] = {"form": show}
ACTIONS: dict[str, Handler] = {
    "f": choose,
    "f.pick": pick,
    "f.keep": keep,
    "f.skip": skip,
    "f.why": why,
    "f.more": more,
    "f.back": back,
    "f.leave": leave,
    "f.resume": resume,
    "f.drop": drop,
    "f.drop2": drop_now,
}
