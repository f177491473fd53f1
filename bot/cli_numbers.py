"""`duewell numbers [QUARTER]`: the funder report as CSV."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

from bot.cli_database import in_database
from bot.clock import RealClock
from bot.ui.cards_numbers import written
from bot.ui.texts import Catalogs
from coach import regions
from coach.numbers import Quarter
from storage.packs import load_packs
from usecases import numbers

if TYPE_CHECKING:
    from bot.settings import Settings

WRONG = 2


def main(given: Settings, quarter: str | None) -> int:
    """Print a quarter's report in the host's language; the last one that is over by default."""
    today = RealClock().now().date()
    wanted = Quarter.read(quarter) if quarter else Quarter.of(today).before
    if wanted is None or wanted > Quarter.of(today):
        print("A quarter looks like 2026Q3, and has begun.", file=sys.stderr)
        return WRONG
    found = asyncio.run(in_database(given, lambda uow: numbers.read(uow, wanted, today)))
    texts = Catalogs().texts(given.default_locale)
    packs = load_packs(*given.pack_folders)
    print(written(texts, found, regions.names(packs, texts.locale)), end="")
    return 0
