"""The card of an open form: its question, its review, or the choice between two begun alike."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.ui import cards_budget, questions
from bot.ui.texts import Raw
from coach import packs
from coach.interview import Kind, Outdated, Problem, Skipped
from handlers import choices
from usecases import forms
from usecases.forms import Finished, View

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from coach.interview import Value
    from handlers.context import Ctx


async def show(ctx: Ctx) -> Card | str:
    """Show the current question, the review, or home when no form is open."""
    shown = await forms.view(ctx.work)
    return "home" if shown is None else await draw(ctx, shown)


async def draw(ctx: Ctx, shown: View, *, note: str = "", page: int = 0, why: bool = False,
               picks: tuple[Value, ...] = ()) -> Card:  # fmt: skip
    """Return the card of a form as it stands."""
    if shown.begun:
        return questions.begun(ctx.t, shown.open.id, shown.form)
    if shown.question is None:
        labels = {q.id: choices.labels(ctx, q) for q in shown.form.questions if q.source}
        return questions.review(ctx.t, shown.open.id, shown.form, shown.answers, labels)
    return questions.card(
        ctx.t, await asked_of(ctx, shown, note=note, page=page, why=why, picks=picks)
    )


async def asked_of(ctx: Ctx, shown: View, *, note: str = "", page: int = 0, why: bool = False,
                 picks: tuple[Value, ...] = ()) -> questions.Asked:  # fmt: skip
    """Return what is needed to draw the current question."""
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


async def after(ctx: Ctx, result: View | Problem | Outdated | Finished, before: View) -> Card | str:
    """Return what is shown after an answer, which was given to the question of `before`."""
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
    if question.source == "regions" and value == packs.fallback(ctx.work.packs).id:
        return ctx.t.t("form.elsewhere")
    if question.kind in (Kind.CHOICE, Kind.TEXT):
        return ""
    words = questions.shown(ctx.t, result.form, question.id, value)
    return ctx.t.t("form.understood", answer=Raw(words))
