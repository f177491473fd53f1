"""`duewell erase PERSON --yes`: erase one person when they ask the host for it, with a signed word."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import TYPE_CHECKING, Any

from bot.cli_database import in_database
from bot.clock import RealClock
from storage import erasure, erasures, people, signing
from usecases import privacy

if TYPE_CHECKING:
    from datetime import datetime

    from bot.settings import Settings
    from storage.uow import UnitOfWork

WRONG = 2


def main(given: Settings, telegram_id: int, *, yes: bool) -> int:
    """Erase for good and print what was erased, signed; 1 when nothing is kept of that person."""
    if not yes:
        print("This cannot be undone. To do it: the same command with --yes.", file=sys.stderr)
        return WRONG
    erasures.install(given.erasures)
    found = asyncio.run(in_database(given, lambda uow: _erase(uow, telegram_id)))
    if found is None:
        print("Nothing is kept of that person.", file=sys.stderr)
        return 1
    print(json.dumps(found, ensure_ascii=False, indent=2))
    return 0


async def _erase(uow: UnitOfWork, telegram_id: int) -> dict[str, Any] | None:
    found = await people.find(uow, telegram_id)
    if found is None:
        return None
    person, now = found[0], RealClock().now()
    rows = await erasure.everything(uow, person.id)
    await privacy.erase_person(uow, person, now)
    left = await erasure.everything(uow, person.id)
    counts = {name: len(each) for name, each in rows.items()}
    return await _signed(uow, telegram_id, now, counts, len(left))


async def _signed(
    uow: UnitOfWork, telegram_id: int, now: datetime, rows: dict[str, int], left: int
) -> dict[str, Any]:
    """Return the host's word: whom, when, how many rows by table, and that none is left."""
    said = {"erased": telegram_id, "at": now.isoformat(timespec="seconds"), "rows": rows,
            "left": left}  # fmt: skip
    secret = await signing.secret(uow)
    data = json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
    return {**said, "key": signing.public(secret), "signature": signing.sign(secret, data)}
