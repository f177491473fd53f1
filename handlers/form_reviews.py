"""The last look before saving, and the choice between two forms begun alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, questions
from handlers.asking import draw
from handlers.forms import stale
from usecases import forms, interviews

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler
    from usecases.forms import View


async def _open(ctx: Ctx, form: str, *, begun: bool = False) -> View | None:
    """Return the current form if the tapped card is its own."""
    shown = await forms.view(ctx.work)
    fits = shown is not None and shown.open.id == callbacks.number(form) and shown.begun is begun
    return shown if fits else None


async def change(ctx: Ctx, form: str, page: str = "0") -> Card | str:
    """List the answers that can be changed."""
    shown = await _open(ctx, form)
    if shown is None or shown.question is not None:
        return await stale(ctx)
    return questions.changes(
        ctx.t, shown.open.id, shown.form, shown.answers, min(callbacks.number(page), 20)
    )


async def edit(ctx: Ctx, form: str, question_id: str) -> Card | str:
    """Change one answer; all others stay."""
    shown = await _open(ctx, form)
    if shown is None:
        return await stale(ctx)
    return await draw(ctx, await interviews.edit(ctx.work, shown, question_id))


async def save(ctx: Ctx, form: str) -> Card | str:
    """Save what was reviewed."""
    shown = await _open(ctx, form)
    if shown is None or shown.question is not None:
        return await stale(ctx)
    return (await interviews.save(ctx.work, shown)).address


async def earlier(ctx: Ctx, form: str) -> Card | str:
    """Go on with the form that was begun earlier."""
    shown = await _open(ctx, form, begun=True)
    if shown is None:
        return await stale(ctx)
    return await draw(ctx, await forms.go_on(ctx.work, shown))


async def another(ctx: Ctx, form: str) -> Card | str:
    """Begin another one; the earlier stays set aside."""
    shown = await _open(ctx, form, begun=True)
    if shown is None:
        return await stale(ctx)
    return await draw(ctx, await forms.begin_another(ctx.work, shown))


SCREENS: dict[str, Handler] = {}
ACTIONS: dict[str, Handler] = {
    "f.change": change,
    "f.edit": edit,
    "f.save": save,
    "f.earlier": earlier,
    "f.another": another,
}
