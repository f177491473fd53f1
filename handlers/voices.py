"""A host's recorded voice for a screen or a step: offered below it, sent when tapped (care 9)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.ui import callbacks
from bot.ui.cards import Card, Paper, column, foot, go
from handlers.unexpected import NotHereError
from usecases import forms

if TYPE_CHECKING:
    from pathlib import Path

    from handlers.context import Ctx, Handler


async def offered(ctx: Ctx, card: Card, address: str) -> Card:
    """Return the card with the way to its recorded voice, where the host made one."""
    voices = ctx.services.own.voices
    if not voices or ctx.erased:
        return card
    name = callbacks.unpack(address)[0]
    if name == "form":
        shown = await forms.view(ctx.work)
        if shown is not None and shown.question is not None:
            name = f"{shown.form.id}.{shown.question.id}"
    if _voice(ctx, name) is None:
        return card
    listen = column(go(ctx.t.plain("voice.listen"), "voice", name))
    return replace(card, rows=(*card.rows[:-1], *listen, *card.rows[-1:]))


def _voice(ctx: Ctx, name: str) -> Path | None:
    return ctx.services.own.voices.get((ctx.t.locale, name))


async def play(ctx: Ctx, name: str = "") -> Card:
    """Send the recorded voice; the screen is one tap away, as it was."""
    found = _voice(ctx, name)
    if found is None:
        raise NotHereError
    paper = Paper("listen.ogg", found.read_bytes, voice=True)
    before = callbacks.unpack(ctx.work.person.screen)
    back = foot(ctx.t, before[0], *before[1])
    return Card(ctx.t.t("voice.sent"), back, papers=(paper,), separate=True)


SCREENS: dict[str, Handler] = {}
ACTIONS: dict[str, Handler] = {"voice": play}
