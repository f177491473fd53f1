"""What is typed while a form is open: the answer, the next question's answer, a whole line."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.ui import parse, questions
from bot.ui.cards import go
from bot.ui.texts import Raw
from coach.forms_debts import DEBT
from coach.interview import Kind, Problem
from handlers import answers, proposals, rehearsal
from handlers.asking import after, asked_of, draw
from handlers.debts import surely
from handlers.lines import READERS, anywhere
from usecases import forms, interviews
from usecases.forms import View

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx
    from handlers.lines import Said


async def on_text(ctx: Ctx, shown: View) -> Card | str:
    """Take typed text as the answer to what the open form shows; in a pretend call, as said there."""
    if rehearsal.in_call(ctx):
        return await rehearsal.typed(ctx)
    if shown.begun:
        chosen = parse.choice(ctx.text, questions.between(ctx.t))
        if chosen is not None:
            return await _between(ctx, shown, chosen)
        shown = await forms.begin_another(ctx.work, shown)
    if shown.question is None:
        return await _on_review(ctx, shown)
    if shown.question.skip and _same_word(ctx.text, ctx.t.plain("form.skip_button")):
        return await after(ctx, await interviews.skip(ctx.work, shown, shown.question.id), shown)
    asked = await asked_of(ctx, shown)
    if shown.question.kind is Kind.LINE:
        return await _on_line(ctx, shown, asked)
    return await _on_answer(ctx, shown, asked)


async def _between(ctx: Ctx, shown: View, chosen: int) -> Card | str:
    """Go on with the form begun earlier (0), or begin the other one."""
    go_on = forms.begin_another if chosen else forms.go_on
    return await draw(ctx, await go_on(ctx.work, shown))


async def _on_answer(ctx: Ctx, shown: View, asked: questions.Asked) -> Card | str:
    """Take an answer of the question's kind; what it can't be may be the next one's, or a line."""
    read = answers.read(ctx, asked, ctx.text)
    if isinstance(read, Problem):
        other = await _ahead(ctx, shown, asked) or await _line_ahead(ctx, shown, asked)
        return other or await _again(ctx, shown, read)
    if isinstance(read, answers.Unsure):
        return await draw(ctx, shown, note=ctx.t.t("form.which"), picks=read.readings)
    result = await interviews.answer(ctx.work, shown, asked.question.id, read)
    if not isinstance(result, Problem):
        echo = questions.shown(ctx.t, shown.form, asked.question.id, read, asked.labels)
        _answered(ctx, asked, echo)
    return await after(ctx, result, shown)


async def nothing_open(ctx: Ctx) -> Card | str | None:
    """Take text typed where no form is open: a first number, or a whole line; None for others."""
    if await proposals.begins_with_number(ctx):
        shown = await forms.view(ctx.work)
        if shown and shown.question and shown.question.kind is Kind.MONEY:
            return await on_text(ctx, shown)
        return "form"
    return await anywhere(ctx)


async def _again(ctx: Ctx, shown: View, problem: Problem) -> Card:
    """Ask again, saying why; what is surely a debt can be written down as one with a tap."""
    if shown.form.id == DEBT.id or surely(ctx) is None:
        return await draw(ctx, shown, note=ctx.t.t(problem.text))
    ctx.quote = ctx.message_id
    card = await draw(ctx, shown, note=ctx.t.t("form.looks_like_debt"))
    as_debt = go(ctx.t.plain("form.as_debt"), "debts.typed")
    return replace(card, rows=((as_debt,), *card.rows))


def _same_word(said: str, label: str) -> bool:
    """Say whether the whole label was typed; a number may be the answer, not the button's."""
    return said.strip(" .!。！").casefold() == label.casefold()


def _answered(ctx: Ctx, asked: questions.Asked, echo: str) -> None:
    head = Raw(questions.words(ctx.t, asked))
    ctx.answered = ctx.t.t("form.answered", question=head, answer=Raw(echo))


async def _on_review(ctx: Ctx, shown: View) -> Card | str:
    """Take the number or name of a line to change, or the word on a button."""
    listed = questions.listed(shown.form, shown.answers)
    at = parse.choice(ctx.text, [ctx.t.plain(question.brief) for question in listed])
    if at is not None:
        return await draw(ctx, await interviews.edit(ctx.work, shown, listed[at].id))
    if parse.choice(ctx.text, [ctx.t.plain("form.save")]) == 0:
        return (await interviews.save(ctx.work, shown)).address
    return await draw(ctx, shown)


async def _ahead(ctx: Ctx, shown: View, asked: questions.Asked) -> Card | str | None:
    """Take the answer to the question that a choice leads to, and the choice with it."""
    following = shown.form.question((asked.question.implied or ("", ""))[1])
    if following is None:
        return None
    read = answers.read(ctx, replace(asked, question=following, options=None), ctx.text)
    if isinstance(read, Problem):
        return None
    if isinstance(read, answers.Unsure):
        result = await interviews.imply(ctx.work, shown, asked.question, None)
        if not isinstance(result, View):
            return await after(ctx, result, shown)
        return await draw(ctx, result, note=ctx.t.t("form.which"), picks=read.readings)
    result = await interviews.imply(ctx.work, shown, asked.question, read)
    if not isinstance(result, Problem):
        _answered(ctx, asked, questions.shown(ctx.t, shown.form, following.id, read))
    return await after(ctx, result, shown)


async def _read_line(ctx: Ctx, shown: View, asked: questions.Asked) -> Said:
    read = READERS[shown.form.id](ctx, asked)
    return await read if isinstance(read, Awaitable) else read


async def _line_ahead(ctx: Ctx, shown: View, asked: questions.Asked) -> Card | str | None:
    """Take a line that says the whole thing, typed before it was asked for; then ask on."""
    line = next((q for q in shown.form.questions if q.kind is Kind.LINE and not q.reviewed), None)
    if line is None or line.id in shown.answers:
        return None
    said = await _read_line(ctx, shown, replace(asked, question=line, options=None))
    if not isinstance(said, Mapping):
        return None
    result = await interviews.answer_many(ctx.work, shown, said)
    if not isinstance(result, View):
        return await after(ctx, result, shown)
    return await draw(ctx, result, note=ctx.t.t("form.noted", answer=said[line.id]))


async def _on_line(ctx: Ctx, shown: View, asked: questions.Asked) -> Card | str:
    """Take one typed line, which may answer several questions at once."""
    said = await _read_line(ctx, shown, asked)
    if isinstance(said, Problem):
        return await _again(ctx, shown, said)
    if isinstance(said, answers.Unsure):
        return await draw(ctx, shown, note=ctx.t.t("form.which"), picks=said.readings)
    _answered(ctx, asked, ctx.t.show(ctx.text, html=True))
    if isinstance(said, str):
        await forms.drop(ctx.work, shown.open.id)
        return said
    return await after(ctx, await interviews.answer_many(ctx.work, shown, said), shown)
