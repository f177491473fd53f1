"""Everything that fits nowhere: what happened, that nothing was lost, and the next tap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Card, column, foot, go

if TYPE_CHECKING:
    from telegram import Message

    from bot.ui.texts import Texts
    from handlers.context import Ctx, Handler


class NotHereError(LookupError):
    """A button names something that is gone or belongs to somebody else."""


TEXTS = {
    "command": "unexpected.command",
    "sticker": "unexpected.sticker",
    "voice": "unexpected.voice",
    "photo": "unexpected.photo",
    "file": "unexpected.file",
    "location": "unexpected.location",
    "contact": "unexpected.contact",
    "forwarded": "unexpected.forwarded",
    "edited": "unexpected.edited",
    "stale": "unexpected.stale",
    "empty": "unexpected.empty",
    "text": "unexpected.text",
    "other": "unexpected.other",
}


def kind_of(message: Message) -> str:
    """Name what was sent, as a key of `TEXTS`."""
    kinds = {
        "forwarded": message.forward_origin,
        "sticker": message.sticker or message.dice or message.animation,
        "voice": message.voice or message.audio or message.video_note,
        "photo": message.photo or message.video,
        "file": message.document,
        "location": message.location or message.venue,
        "contact": message.contact,
    }
    return next((kind for kind, part in kinds.items() if part), "other")


async def show(ctx: Ctx, kind: str = "other") -> Card:
    """Say what happened and lead back to where the person was."""
    t = ctx.t
    again = ctx.work.person.screen
    buttons = column(
        go(t.plain("unexpected.continue"), again) if again != "unexpected" else None,
        go(t.plain("unexpected.urgent"), "danger"),
    )
    return Card(t.t(TEXTS.get(kind, TEXTS["other"])), buttons + foot(t), separate=True)


def sorry(t: Texts, reference: str) -> Card:
    """Say that the mistake is ours, with the reference to quote."""
    buttons = column(go(t.plain("unexpected.home"), "home"))
    return Card(t.t("unexpected.sorry", reference=reference), buttons)


SCREENS: dict[str, Handler] = {}
ACTIONS: dict[str, Handler] = {}
