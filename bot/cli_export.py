"""`duewell export PERSON`: all that is kept of a person, signed, when they ask the host for it."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import TYPE_CHECKING, Any

from bot import keyring
from bot.clock import RealClock
from coach.chain import plain
from storage import engine, keys, people
from usecases import chain

if TYPE_CHECKING:
    from bot.settings import Settings


def export(given: Settings, telegram_id: int) -> int:
    """Print the rows by table, the chain and the signature; 1 when nothing is kept of that person."""
    keys.install(keyring.find(given))
    found = asyncio.run(_read(given, telegram_id))
    if found is None:
        print("Nothing is kept of that person.", file=sys.stderr)
        return 1
    print(json.dumps(found, ensure_ascii=False, indent=2, default=plain))
    return 0


async def _read(given: Settings, telegram_id: int) -> dict[str, Any] | None:
    database = engine.connect(given.database_url)
    try:
        async with database.write() as uow:
            await keyring.finished(uow)
            found = await people.find(uow, telegram_id)
            if found is None:
                return None
            exported = await chain.exported(uow, found[0], RealClock().now())
            # The key that it is signed with may have been made by this.
            await uow.commit()
            return exported.file
    finally:
        await database.close()
