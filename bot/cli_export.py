"""`duewell export PERSON`: all that is kept of a person, signed, when they ask the host for it."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import TYPE_CHECKING, Any

from bot.cli_database import in_database
from bot.clock import RealClock
from coach.chain import plain
from storage import people
from usecases import chain

if TYPE_CHECKING:
    from bot.settings import Settings
    from storage.uow import UnitOfWork


def export(given: Settings, telegram_id: int) -> int:
    """Print the rows by table, the chain and the signature; 1 when nothing is kept of that person."""
    found = asyncio.run(in_database(given, lambda uow: _read(uow, telegram_id)))
    if found is None:
        print("Nothing is kept of that person.", file=sys.stderr)
        return 1
    print(json.dumps(found, ensure_ascii=False, indent=2, default=plain))
    return 0


async def _read(uow: UnitOfWork, telegram_id: int) -> dict[str, Any] | None:
    found = await people.find(uow, telegram_id)
    if found is None:
        return None
    # The key that it is signed with may be made by this.
    exported = await chain.exported(uow, found[0], RealClock().now())
    return exported.file
