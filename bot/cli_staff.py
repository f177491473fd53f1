"""`duewell owner`, `invite`, `end-access`, `staff`: who works for the host, without the bot."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import Bot
from telegram.error import TelegramError

from bot.cli_database import in_database
from bot.clock import RealClock
from bot.transport import AiohttpRequest
from coach.people import Role
from storage import migrate, people
from storage import staff as staff_rows
from usecases import staff

if TYPE_CHECKING:
    import argparse
    from collections.abc import Awaitable, Callable

    from bot.settings import Settings
    from storage.uow import UnitOfWork

    Step = Callable[[UnitOfWork], Awaitable[str]]


class StaffError(Exception):
    """What was asked for can't be done; the message is a sentence for the host."""


@dataclass(frozen=True, slots=True)
class Someone:
    """One person as the host knows them: our number, and what they are."""

    id: int
    role: Role


def run(given: Settings, args: argparse.Namespace) -> int:
    """Run one of them; what can't be done is one sentence and exit code 1."""
    try:
        print(asyncio.run(_run(given, args)))
    except StaffError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


async def _run(given: Settings, args: argparse.Namespace) -> str:
    match args.command:
        case "owner" if args.what == "add":
            return await _in_database(given, lambda uow: add_owner(uow, given, args.person))
        case "owner":
            return await _in_database(given, lambda uow: remove_owner(uow, given, args.person))
        case "end-access":
            return await _in_database(given, lambda uow: end_access(uow, given, args.person))
        case "staff":
            return await _in_database(given, listed)
        case _:
            role, counsellor = Role(args.role), args.counsellor
            _fits(role, counsellor)
            name = args.bot.lstrip("@") if args.bot else await _bot_name(given)
            token = await _in_database(given, lambda uow: invite(uow, role, counsellor))
            days = staff.LASTS.days
            return (
                f"https://t.me/{name}?start=inv_{token}\n"
                f"It works once, for {days} days. Send it only to the person it is for."
            )


async def _in_database(given: Settings, step: Step) -> str:
    at, wanted = await migrate.current(given.database_url), migrate.head()
    if at != wanted:
        msg = "The database is not at this version's schema; run: duewell migrate"
        raise StaffError(msg)
    return await in_database(given, step)


async def _bot_name(given: Settings) -> str:
    how = "name the bot instead: duewell invite ROLE --bot NAME"
    if not given.bot_token:
        msg = f"BOT_TOKEN is not set, so Telegram can't be asked for the bot's name; {how}"
        raise StaffError(msg)
    bot = Bot(
        given.bot_token,
        base_url=f"{given.bot_api_url}/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(size=1),
    )
    try:
        async with bot:
            return bot.username
    except TelegramError as error:
        msg = f"Telegram did not tell the bot's name ({error.message}); {how}"
        raise StaffError(msg) from error


async def _known(uow: UnitOfWork, telegram_id: int) -> Someone:
    found = await people.find(uow, telegram_id)
    if found is None:
        msg = f"Nobody with the Telegram number {telegram_id} has started this bot."
        raise StaffError(msg)
    return Someone(found[0].id, found[0].role)


async def add_owner(uow: UnitOfWork, given: Settings, telegram_id: int) -> str:
    """Make a Telegram account an owner, whether or not it has started the bot."""
    await staff.make_owner(uow, telegram_id, given.default_locale, RealClock().now())
    return f"{telegram_id} is an owner from now on. In the bot: /team"


async def remove_owner(uow: UnitOfWork, given: Settings, telegram_id: int) -> str:
    """End an owner's access; raises StaffError for anybody else."""
    someone = await _known(uow, telegram_id)
    _not_in_settings(given, telegram_id)
    if someone.role is not Role.OWNER:
        msg = f"{telegram_id} is no owner here. Anybody's access ends by: duewell end-access ID"
        raise StaffError(msg)
    return await _end(uow, someone, telegram_id)


async def end_access(uow: UnitOfWork, given: Settings, telegram_id: int) -> str:
    """Take role, clients and open links away; raises StaffError for who has nothing of it."""
    someone = await _known(uow, telegram_id)
    _not_in_settings(given, telegram_id)
    if someone.role is Role.CLIENT:
        msg = f"{telegram_id} has no role here (any more). `duewell staff` lists who has."
        raise StaffError(msg)
    return await _end(uow, someone, telegram_id)


def _not_in_settings(given: Settings, telegram_id: int) -> None:
    if telegram_id in given.owner_ids:
        msg = (
            f"{telegram_id} stands in OWNER_IDS and would be an owner again with the next message. "
            "Take it out there, restart the bot, and run this once more."
        )
        raise StaffError(msg)


async def _end(uow: UnitOfWork, someone: Someone, telegram_id: int) -> str:
    clients = await staff.end_access(uow, None, someone.id, RealClock().now())
    said = f"{telegram_id} has no access any more: no role, no clients, no open link."
    if clients:
        said += (
            f"\nClients who are without this counsellor now, and are told so: {len(clients)}. "
            "Invite them to another: duewell invite client --for ID"
        )
    if not await staff_rows.owners(uow):
        said += "\nNobody is an owner now. Name one: duewell owner add ID"
    return said


def _fits(role: Role, counsellor: int | None) -> None:
    if role is not Role.CLIENT and counsellor is not None:
        msg = "--for goes with `invite client` only."
        raise StaffError(msg)
    if role is Role.CLIENT and counsellor is None:
        msg = "Into whose care? duewell invite client --for ID (`duewell staff` lists the numbers)"
        raise StaffError(msg)


async def invite(uow: UnitOfWork, role: Role, counsellor: int | None) -> str:
    """Return the secret part of a link; raises StaffError when nobody could take the client."""
    if counsellor is None:
        return await staff.link(uow, role, None, None, RealClock().now())
    someone = await _known(uow, counsellor)
    member = await staff_rows.member(uow, someone.id)
    if someone.role not in (Role.COUNSELLOR, Role.OWNER):
        msg = f"{counsellor} is no counsellor here."
        raise StaffError(msg)
    if member is None:
        msg = f"{counsellor} has given no name yet that clients could read. In the bot: /team"
        raise StaffError(msg)
    return await staff.link(uow, role, None, someone.id, RealClock().now())


async def listed(uow: UnitOfWork) -> str:
    """Return everybody who works here: Telegram number, role, name, clients in care."""
    found = await staff_rows.everybody(uow)
    if not found:
        return "Nobody works here yet. Begin with: duewell owner add ID"
    rows = [("Telegram", "role", "clients", "name")]
    rows += [
        (str(each.telegram_id), each.role.value, str(each.clients), each.name) for each in found
    ]
    widths = [max(len(row[at]) for row in rows) for at in range(3)]
    lines = ("  ".join((*map(str.ljust, row[:3], widths), row[3])).rstrip() for row in rows)
    return "\n".join(lines)
