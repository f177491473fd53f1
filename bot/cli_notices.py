"""`duewell breach` and `duewell close`: who could be affected, telling them, and an orderly end."""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot import keyring
from bot.clock import RealClock
from storage import engine, erasures, keys, migrate, quiet
from usecases import notices
from usecases.notices import LONGEST

if TYPE_CHECKING:
    import argparse
    from collections.abc import Awaitable, Callable, Sequence

    from bot.settings import Settings
    from storage.affected import Affected
    from storage.engine import Database


class NoticeError(Exception):
    """What was asked for can't be done; the message is a sentence for the host."""


def run(given: Settings, args: argparse.Namespace) -> int:
    """Run one of them; what can't be done is one sentence and exit code 1."""
    step = _breach if args.command == "breach" else _close
    try:
        print(asyncio.run(_with_database(given, lambda database: step(database, args))))
    except (NoticeError, quiet.InUseError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


async def _with_database(given: Settings, step: Callable[[Database], Awaitable[str]]) -> str:
    if await migrate.current(given.database_url) != migrate.head():
        msg = "The database is not at this version's schema; run: duewell migrate"
        raise NoticeError(msg)
    keys.install(keyring.find(given))
    erasures.install(given.erasures)
    database = engine.connect(given.database_url)
    try:
        return await step(database)
    finally:
        await database.close()


async def _breach(database: Database, args: argparse.Namespace) -> str:
    since, until = _instant(args.since, time.min), _instant(args.until, time.max)
    if until < since:
        msg = "--until is before --since"
        raise NoticeError(msg)
    words = _words(args.tell) if args.tell else ""
    async with database.write() as uow:
        found = await notices.breach(uow, since, until, args.looked_by or ())
        if words:
            who = [each.id for each in found]
            await notices.tell(uow, who, await notices.keep_words(uow, words), RealClock().now())
        await uow.commit()
    lines = [
        f"From {since:%Y-%m-%d %H:%M} to {until:%Y-%m-%d %H:%M} (UTC):",
        f"{len(found):>8}  people whose data was there and is there still",
        f"{sum(each.kept for each in found):>8}  of these agreed that their case is kept",
        f"{sum(each.here for each in found):>8}  of these were here in that time or later",
    ]
    if args.to:
        lines.append(_written(Path(args.to), found))
    if words:
        lines.append(
            f"They are told by the bot, as fast as Telegram allows: {len(found)} messages."
        )
    else:
        lines.append("To tell them: the same command with --tell FILE (docs/runbooks).")
    return "\n".join(lines)


def _instant(said: str, at: time) -> datetime:
    """Read a day or an instant; a day begins or ends in UTC."""
    try:
        if len(said) == len("2026-03-01"):
            return datetime.combine(date.fromisoformat(said), at, tzinfo=UTC)
        found = datetime.fromisoformat(said)
    except ValueError:
        msg = f"{said!r} is no day; e.g. 2026-03-01 or 2026-03-01T14:30"
        raise NoticeError(msg) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _words(path: str) -> str:
    try:
        words = Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        msg = f"{path} can't be read"
        raise NoticeError(msg) from error
    if not 0 < len(words) <= LONGEST:
        msg = f"{path} holds {len(words)} characters; a message is 1 to {LONGEST}"
        raise NoticeError(msg)
    return words


def _written(path: Path, found: Sequence[Affected]) -> str:
    """Write the Telegram numbers, one a line, for the bot's own account to read."""
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        msg = f"{path} exists; give a new name"
        raise NoticeError(msg) from None
    with os.fdopen(file, "w", encoding="ascii") as out:
        out.writelines(f"{each.telegram_id}\n" for each in found)
    return f"Their Telegram numbers are in {path}. Delete it when you are done."


async def _close(database: Database, args: argparse.Namespace) -> str:
    try:
        on = date.fromisoformat(args.on)
    except ValueError:
        msg = f"{args.on!r} is no day; e.g. 2026-12-31"
        raise NoticeError(msg) from None
    now = RealClock().now()
    if args.what == "erase":
        return await _erase(database, on, now)
    if on < now.date() + timedelta(days=7):
        msg = "People need at least a week to take their copies; give a later day"
        raise NoticeError(msg)
    async with database.write() as uow:
        try:
            told = await notices.announce(uow, on, now)
        except ValueError as error:
            raise NoticeError(str(error)) from error
        await uow.commit()
    return (
        f"{told} people are told now, and once more three days before {on}, each with a button that "
        "hands them their copy.\nLet the bot run until then. Run this again later for those who "
        "come meanwhile; nobody is told twice."
    )


async def _erase(database: Database, on: date, now: datetime) -> str:
    async with database.read() as uow:
        announced = await notices.closes_on(uow)
    if announced != on:
        msg = f"That day was not announced; first: duewell close announce --on {on}"
        raise NoticeError(msg)
    if now.date() < on:
        msg = f"Not before {on}: people were told that they have until then"
        raise NoticeError(msg)
    file = quiet.file_of(database.writer.url)
    if file is not None:
        await database.close()
        quiet.refuse_open_file(file)
    else:
        async with quiet.held(database):
            pass
    gone = 0
    while True:
        async with database.write() as uow:
            some = await notices.erase_some(uow, now)
            await uow.commit()
        gone += some
        print(f"\r{gone} erased", end="", file=sys.stderr, flush=True)
        if not some:
            break
    print(file=sys.stderr)
    return (
        f"{gone} people were erased; nobody is left.\nNow delete the database, every backup and the "
        "list of erasures, and destroy the key: whatever copy was forgotten is unreadable then.\n"
        "Last, delete the bot with @BotFather (/deletebot)."
    )
