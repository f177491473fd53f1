"""Photos for a dossier: taken only while this screen is open, and only where the host allows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_documents
from handlers import unexpected
from handlers.unexpected import NotHereError
from usecases import debts, documents

if TYPE_CHECKING:
    from telegram import Message, PhotoSize

    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler

SCREEN = "documents.photos"
LONGEST_SIDE = 1280
"""Pixels: Telegram keeps a photo in this size too, sharp enough to read a page."""
HEAVIEST = 1_500_000
"""Bytes of one photo in that size."""


def _allowed(ctx: Ctx) -> None:
    if not ctx.services.settings.attachments:
        raise NotHereError


async def show(ctx: Ctx, debt: str = "", code: str = "a") -> Card:
    """Say how to send photos, and how many there are."""
    _allowed(ctx)
    known = await debts.one(ctx.work, callbacks.number(debt))
    photos = await documents.photos(ctx.work, known.id)
    return cards_documents.photos(ctx.t, known, len(photos), code)


async def drop(ctx: Ctx, debt: str = "", code: str = "a") -> str:
    """Forget the last photo."""
    _allowed(ctx)
    await documents.drop_photo(ctx.work, callbacks.number(debt))
    return callbacks.pack(SCREEN, callbacks.number(debt), code)


async def received(ctx: Ctx, message: Message) -> Card | str:
    """Take a photo for the dossier whose screen is open; anything else fits nowhere."""
    name, arguments = callbacks.unpack(ctx.work.person.screen)
    here = name == SCREEN and ctx.services.settings.attachments
    if not here or not message.photo or message.forward_origin is not None:
        return await unexpected.show(ctx, unexpected.kind_of(message))
    best = _best(message.photo)
    number = callbacks.number(arguments[0])
    if best is not None:
        await documents.add_photo(ctx.work, number, best.file_id, best.width, best.height)
    return ctx.work.person.screen


def _best(sizes: tuple[PhotoSize, ...]) -> PhotoSize | None:
    """Return the sharpest of Telegram's own sizes that is light enough."""
    fits = [
        size
        for size in sizes
        if max(size.width, size.height) <= LONGEST_SIDE and (size.file_size or 0) <= HEAVIEST
    ]
    return max(fits, key=lambda size: size.width * size.height, default=None)


SCREENS: dict[str, Handler] = {SCREEN: show}
ACTIONS: dict[str, Handler] = {"documents.photo_drop": drop}
COMMANDS: dict[str, Handler] = {}
