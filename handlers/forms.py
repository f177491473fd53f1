"""Interviews: answers typed or tapped, why, more, skip, back, leave, resume, review, save."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_budget, questions
from bot.ui.cards import Card, column, foot, go
from bot.ui.texts import Raw
from coach.interview import Kind, Outdated, Problem, Skipped
from coach.money import Money
from handlers import answers, choices
from handlers.lines import READERS
from usecases import forms, interviews
from usecases.forms import Finished, View

if TYPE_CHECKING:
    from coach.interview import Value
    from handlers.context import Ctx, Handler


async def show(ctx: Ctx) -> Card | str:
    """Show the current question, the review, or home when no form is open."""
    shown = await forms.view(ctx.work)
    return "home" if shown is None else await draw(ctx, shown)


async def draw(ctx: Ctx, shown: View, *, note: str = "", page: int = 0, why: bool = False,
               picks: tuple[Value, ...] = ()) -> Card:  # fmt: skip
    """Return the card of a form as it stands."""
    if shown.question is None:
        labels = {q.id: choices.labels(ctx, q) for q in shown.form.questions if q.source}
        return questions.review(ctx.t, shown.open.id, shown.form, shown.answers, labels)
    return questions.card(
        ctx.t, await _asked(ctx, shown, note=note, page=page, why=why, picks=picks)
    )


async def _asked(ctx: Ctx, shown: View, *, note: str = "", page: int = 0, why: bool = False,
                 picks: tuple[Value, ...] = ()) -> questions.Asked:  # fmt: skip
    question = shown.question
    if question is None:
        msg = "a finished form has no question to draw"
        raise RuntimeError(msg)
    asked = questions.Asked(
        shown.open.id, shown.form, question, shown.answers, shown.step, shown.total,
        default=shown.default, note=note, page=page, why=why, picks=picks,
        subject=shown.open.subject,
    )  # fmt: skip
    if question.source:
        options = choices.options(ctx, question)
        labels = choices.labels(ctx, question)
        return replace(asked, options=options, labels=labels)
    return asked


async def _after(
    ctx: Ctx, result: View | Problem | Outdated | Finished, before: View
) -> Card | str:
    match result:
        case Finished(address):
            return address
        case Problem(text):
            return await draw(ctx, before, note=ctx.t.t(text))
        case Outdated():
            return await draw(ctx, before, note=ctx.t.t("form.outdated"))
        case View():
            return await draw(ctx, result, note=_echo(ctx, result, before))


def _echo(ctx: Ctx, result: View, before: View) -> str:
    """Say back what was understood, so that a slip is seen at once."""
    question = before.question
    if question is None or question.id not in result.answers:
        return ""
    value = result.answers[question.id]
    if isinstance(value, Skipped):
        return ctx.t.t(question.skip) if question.skip else ""
    if question.kind is Kind.LINE:
        return cards_budget.converted(ctx.t, value) if isinstance(value, str) else ""
    if question.kind in (Kind.CHOICE, Kind.TEXT):
        return ""
    words = questions.shown(ctx.t, result.form, question.id, value)
    return ctx.t.t("form.understood", answer=Raw(words))


async def on_text(ctx: Ctx, shown: View) -> Card | str:
    """Take typed text as the answer to the current question."""
    question = shown.question
    if question is None:
        return await draw(ctx, shown)
    asked = await _asked(ctx, shown)
    if question.kind is Kind.LINE:
        return await _on_line(ctx, shown, asked)
    read = answers.read(ctx, asked, ctx.text)
    if isinstance(read, Problem):
        return await draw(ctx, shown, note=ctx.t.t(read.text))
    if isinstance(read, answers.Unsure):
        return await draw(ctx, shown, note=ctx.t.t("form.which"), picks=read.readings)
    result = await interviews.answer(ctx.work, shown, question.id, read)
    if not isinstance(result, Problem):
        echo = Raw(questions.shown(ctx.t, shown.form, question.id, read, asked.labels))
        head = Raw(questions.words(ctx.t, asked))
        ctx.answered = ctx.t.t("form.answered", question=head, answer=echo)
    return await _after(ctx, result, shown)


async def _on_line(ctx: Ctx, shown: View, asked: questions.Asked) -> Card | str:
    """Take one typed line, which may answer several questions at once."""
    read = READERS[shown.form.id](ctx, asked)
    said = await read if isinstance(read, Awaitable) else read
    if isinstance(said, Problem):
        return await draw(ctx, shown, note=ctx.t.t(said.text))
    if isinstance(said, answers.Unsure):
        return await draw(ctx, shown, note=ctx.t.t("form.which"), picks=said.readings)
    head = Raw(questions.words(ctx.t, asked))
    ctx.answered = ctx.t.t("form.answered", question=head, answer=ctx.text)
    if isinstance(said, str):
        await forms.drop(ctx.work, shown.open.id)
        return said
    return await _after(ctx, await interviews.answer_many(ctx.work, shown, said), shown)


async def _tapped(ctx: Ctx, form: str, question_id: str) -> View | None:
    """Return the current form if the tapped card belongs to it and asks this question still."""
    shown = await forms.view(ctx.work)
    if shown is None or shown.open.id != callbacks.number(form):
        return None
    fits = shown.question is not None and shown.question.id == question_id
    return shown if fits else None


async def _stale(ctx: Ctx) -> Card | str:
    shown = await forms.view(ctx.work)
    if shown is None:
        return "home"
    return await draw(ctx, shown, note=ctx.t.t("form.outdated"))


async def choose(ctx: Ctx, form: str, question_id: str, value: str) -> Card | str:
    """Take a tapped option; a tap on an old card shows the current question instead."""
    shown = await _tapped(ctx, form, question_id)
    if shown is None or shown.question is None:
        return await _stale(ctx)
    asked = await _asked(ctx, shown)
    if value not in {option.value for option in questions.choices(asked)}:
        return await _stale(ctx)
    read: Value | Problem | answers.Unsure = value
    if shown.question.kind is not Kind.CHOICE:
        read = answers.read(ctx, asked, value)
    if isinstance(read, (Problem, answers.Unsure)):
        return await _stale(ctx)
    return await _after(ctx, await interviews.answer(ctx.work, shown, question_id, read), shown)


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
        return await _stale(ctx)
    return await _after(ctx, await interviews.answer(ctx.work, shown, question_id, value), shown)


async def keep(ctx: Ctx, form: str, question_id: str) -> Card | str:
    """Give the earlier answer again."""
    shown = await _tapped(ctx, form, question_id)
    if shown is None or shown.default is None:
        return await _stale(ctx)
    return await _after(
        ctx, await interviews.answer(ctx.work, shown, question_id, shown.default), shown
    )


async def skip(ctx: Ctx, form: str, question_id: str) -> Card | str:
    """Skip; the next card says what is lost by it."""
    shown = await _tapped(ctx, form, question_id)
    if shown is None:
        return await _stale(ctx)
    return await _after(ctx, await interviews.skip(ctx.work, shown, question_id), shown)


async def why(ctx: Ctx, form: str, question_id: str) -> Card | str:
    """Say why the question is asked."""
    shown = await _tapped(ctx, form, question_id)
    return await _stale(ctx) if shown is None else await draw(ctx, shown, why=True)


async def more(ctx: Ctx, form: str, question_id: str, page: str) -> Card | str:
    """Show more options."""
    shown = await _tapped(ctx, form, question_id)
    if shown is None:
        return await _stale(ctx)
    return await draw(ctx, shown, page=min(callbacks.number(page), 20))


async def back(ctx: Ctx, form: str, question_id: str) -> Card | str:
    """Go one question back; its answer is offered again."""
    shown = await _tapped(ctx, form, question_id)
    return (
        await _stale(ctx)
        if shown is None
        else await draw(ctx, await interviews.back(ctx.work, shown))
    )


async def edit(ctx: Ctx, form: str, question_id: str) -> Card | str:
    """Change one answer from the review card; all others stay."""
    shown = await forms.view(ctx.work)
    if shown is None or shown.open.id != callbacks.number(form):
        return await _stale(ctx)
    return await draw(ctx, await interviews.edit(ctx.work, shown, question_id))


async def save(ctx: Ctx, form: str) -> Card | str:
    """Save what was reviewed."""
    shown = await forms.view(ctx.work)
    if shown is None or shown.open.id != callbacks.number(form) or shown.question is not None:
        return await _stale(ctx)
    return (await interviews.save(ctx.work, shown)).address


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
    "f.edit": edit,
    "f.save": save,
    "f.leave": leave,
    "f.resume": resume,
    "f.drop": drop,
    "f.drop2": drop_now,
}
