"""`/screen`: any screen in any language, for who runs the bot; to others there is no such command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_screens
from handlers import unexpected
from usecases import status

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


async def command(ctx: Ctx) -> Card | str:
    """Answer `/screen debt:2 en`: drawn for somebody who does not exist, in their own database."""
    from handlers import SCREENS
    from handlers.sampling import NoScreenError, opened, steps

    if not await status.is_owner(ctx.work):
        return await unexpected.show(ctx, "command")
    address, _, wished = ctx.text.partition(" ")
    catalogs = ctx.services.catalogs
    if not address:
        return cards_screens.usage(ctx.t, [*sorted(SCREENS), *steps()], catalogs.locales)
    locale = wished if wished in catalogs.locales else catalogs.negotiate(wished, ctx.t.locale)
    try:
        async with opened(ctx.services, ctx.work.now) as sample:
            card, _, drawn = await sample.draw(address, locale)
    except NoScreenError:
        return cards_screens.unknown(ctx.t, address)
    return cards_screens.preview(ctx.t, drawn, locale, card)


SCREENS: dict[str, Handler] = {}
ACTIONS: dict[str, Handler] = {}
COMMANDS: dict[str, Handler] = {"screen": command}
