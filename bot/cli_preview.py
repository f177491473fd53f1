"""`duewell preview`: any screen in any language as text, for translators and hosts.

Needs no token and no database: a person who does not exist goes the whole way in a folder that is
erased at the end.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot import own, settings
from bot.clock import RealClock
from bot.settings import SettingsError
from bot.ui.cards_screens import as_text
from bot.ui.limits import faults
from bot.ui.own import NOTHING
from bot.ui.texts import Catalogs
from handlers.context import Services
from handlers.sampling import NoScreenError, Sample, opened
from storage import keys
from storage.packs import load_lexicon, load_packs, load_scams

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractAsyncContextManager

    from bot.settings import Settings
    from bot.ui.own import Own

RULE = "─" * 60


def preview(address: str, locale: str, folder: str | None) -> int:
    """Print a screen, or the addresses of all; raises SettingsError for what is not there."""
    given = settings.read(token_needed=False)
    if folder:
        given = replace(given, own_folder=Path(folder))
    return asyncio.run(_preview(given, address, locale))


async def _preview(given: Settings, address: str, locale: str) -> int:
    services = _services(given, own.load(given))
    offered = services.catalogs.locales
    if locale not in offered:
        msg = f"there is no language {locale}; e.g. --locale {offered[0]}"
        raise SettingsError(msg)
    async with _sample(services) as sample:
        if not address:
            print("\n".join(await sample.addresses()))
            return 0
        try:
            card, _, drawn = await sample.draw(address, locale)
        except NoScreenError as error:
            msg = f"nothing to show at {error}; `duewell preview` lists what there is"
            raise SettingsError(msg) from error
    print(f"{RULE}\n{drawn} · {locale} · a preview: made up, nobody real, nothing kept\n{RULE}")
    print(as_text(card))
    return 0


def _services(given: Settings, content: Own) -> Services:
    keys.install(keys.Keyring.new())
    catalogs = Catalogs(own=content, informs=given.informs)
    packs = load_packs(*given.pack_folders)
    return Services(given, catalogs, packs, load_lexicon(), "bot", scams=load_scams(), own=content)


def _sample(services: Services) -> AbstractAsyncContextManager[Sample]:
    return opened(services, RealClock().now())


def too_long(given: Settings, content: Own) -> Iterator[str]:
    """Yield every screen that own words make longer than it may be, as drawn."""
    locales = sorted(content.texts)
    before = asyncio.run(_faults(_services(given, NOTHING), locales))
    for locale, address, fault in asyncio.run(_faults(_services(given, content), locales)):
        if (locale, address) not in {each[:2] for each in before}:
            yield (
                f"texts/{locale}: the screen {address} {fault}; shorten its words, e.g. "
                f"duewell preview {address} --locale {locale} shows them"
            )


async def _faults(services: Services, locales: list[str]) -> list[tuple[str, str, str]]:
    found = []
    async with _sample(services) as sample:
        addresses = await sample.addresses()
        for locale in locales:
            for address in addresses:
                card, t, _ = await sample.draw(address, locale)
                found += [(locale, address, each) for each in faults(t, card, address)]
    return found
