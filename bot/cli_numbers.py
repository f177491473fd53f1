"""`duewell numbers [QUARTER]`: the funder report as CSV."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

from bot import keyring
from bot.clock import RealClock
from bot.ui.cards_numbers import written
from bot.ui.texts import Catalogs
from coach import regions
from coach.numbers import Quarter
from storage import engine, keys
from storage.packs import load_packs
from usecases import numbers

if TYPE_CHECKING:
    from bot.settings import Settings
    from coach.numbers import Report

WRONG = 2


def main(given: Settings, quarter: str | None) -> int:
    """Print a quarter's report in the host's language; the last one that is over by default."""
    now = RealClock().now().date()
    wanted = Quarter.read(quarter) if quarter else Quarter.of(now).before
    if wanted is None or wanted > Quarter.of(now):
        print("A quarter looks like 2026Q3, and has begun.", file=sys.stderr)
        return WRONG
    keys.install(keyring.find(given))
    found = asyncio.run(_read(given, wanted))
    texts = Catalogs().texts(given.default_locale)
    packs = load_packs(*given.pack_folders)
    names = {each.id: each.name for each in regions.choices(packs, texts.locale)}
    print(written(texts, found, names), end="")
    return 0


async def _read(given: Settings, quarter: Quarter) -> Report:
    database = engine.connect(given.database_url)
    try:
        async with database.write() as uow:
            await keyring.finished(uow)
            found = await numbers.read(uow, quarter, RealClock().now().date())
            await uow.commit()
            return found
    finally:
        await database.close()
