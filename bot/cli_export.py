"""`duewell export PERSON`: all that is kept of a person, as JSON, when they ask the host for it."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import TYPE_CHECKING, Any

from bot import keyring
from storage import engine, erasure, keys, people

if TYPE_CHECKING:
    from bot.settings import Settings


def export(given: Settings, telegram_id: int) -> int:
    """Print the rows by table; 1 when nothing is kept of that person."""
    keys.install(keyring.find(given))
    found = asyncio.run(_read(given, telegram_id))
    if found is None:
        print("Nothing is kept of that person.", file=sys.stderr)
        return 1
    print(json.dumps(found, ensure_ascii=False, indent=2, default=str))
    return 0


async def _read(given: Settings, telegram_id: int) -> dict[str, list[dict[str, Any]]] | None:
    database = engine.connect(given.database_url)
    try:
        async with database.read() as uow:
            found = await people.find(uow, telegram_id)
            return None if found is None else await erasure.everything(uow, found[0].id)
    finally:
        await database.close()
