"""The command menu and the bot's few words about itself, set per language and only when changed."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.ui.texts import FALLBACK
from coach.people import Role
from storage import facts, staff
from usecases.people import transaction

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from telegram import Bot

    from bot.ui.texts import Catalogs, Texts
    from storage.engine import Database

log = logging.getLogger(__name__)
AGAIN = 600.0
"""Seconds after which it is looked who works here now."""

TABLE = (
    ("start", "commands.start"),
    ("debts", "commands.debts"),
    ("add", "commands.add"),
    ("budget", "commands.budget"),
    ("check", "commands.check"),
    ("week", "commands.week"),
    ("borrow", "commands.borrow"),
    ("negotiate", "commands.negotiate"),
    ("script", "commands.script"),
    ("rehearse", "commands.rehearse"),
    ("evidence", "commands.evidence"),
    ("papers", "commands.papers"),
    ("log", "commands.log"),
    ("deadlines", "commands.deadlines"),
    ("timeline", "commands.timeline"),
    ("plan", "commands.plan"),
    ("preview", "commands.preview"),
    ("checkin", "commands.checkin"),
    ("lessons", "commands.lessons"),
    ("hide", "commands.hide"),
    ("settings", "commands.settings"),
    ("language", "commands.language"),
    ("privacy", "commands.privacy"),
    ("export", "commands.export"),
    ("forget", "commands.forget"),
    ("help", "commands.help"),
    ("cancel", "commands.cancel"),
)
"""Telegram's name of each command, and the message id of its description (at most 256 characters)."""
MEMBERS = (
    ("ask", "commands.in_group.ask"),
    ("help", "commands.in_group.help"),
    ("privacy", "commands.in_group.privacy"),
)
"""What everybody is shown in a group: little, and nothing that leads people to write of their money."""
ADMINISTRATORS = (
    *MEMBERS,
    ("setup", "commands.in_group.setup"),
    ("diagnose", "commands.in_group.diagnose"),
    ("here", "commands.in_group.here"),
)
"""What those who run a group are shown there."""
_TEAM = ("team", "commands.team")
_CLIENTS = ("clients", "commands.clients")
_CONSOLE = ("console", "commands.console")
_OWN = (("status", "commands.status"), ("screen", "commands.screen"))
WORKING = {
    Role.COACH: (*TABLE, _TEAM, _CONSOLE),
    Role.COUNSELLOR: (*TABLE, _CLIENTS, _TEAM, _CONSOLE),
    Role.OWNER: (*TABLE, _CLIENTS, _TEAM, _CONSOLE, *_OWN),
}
"""The same for those who work here; nobody else is shown the last ones."""


def menu(
    texts: Texts, handled: Collection[str], table: Sequence[tuple[str, str]] = TABLE
) -> tuple[tuple[str, str], ...]:
    """Return the commands of one language that the bot handles, in the table's order."""
    return tuple((name, texts.plain(words)) for name, words in table if name in handled)


@dataclass(frozen=True, slots=True)
class Menus:
    """What is told of one language: a menu for each place, and the bot's few words about itself."""

    private: tuple[tuple[str, str], ...]
    members: tuple[tuple[str, str], ...]
    administrators: tuple[tuple[str, str], ...]
    about: str


def _menus(texts: Texts, handled: Collection[str]) -> Menus:
    return Menus(
        menu(texts, handled),
        menu(texts, dict(MEMBERS), MEMBERS),
        menu(texts, dict(ADMINISTRATORS), ADMINISTRATORS),
        texts.plain("commands.about"),
    )


async def announce(
    bot: Bot, database: Database, catalogs: Catalogs, handled: Collection[str], default: str
) -> None:
    """Tell Telegram the menus if they changed since they were last told; a failure is no matter.

    Raises PassingError when the database is away.
    """
    told = {"": _menus(catalogs.texts(default), handled)}
    for locale in catalogs.locales:
        language = locale.split("_", maxsplit=1)[0]
        told.setdefault(language, _menus(catalogs.texts(locale), handled))
    digest = hashlib.sha256(repr(told).encode()).hexdigest()
    fact = f"announced:{bot.id}"
    async with transaction(database, read=True) as uow:
        if await facts.get(uow, fact) == digest:
            return
    try:
        for language, menus in told.items():
            await _tell(bot, language, menus)
    except TelegramError as error:
        log.warning("menus not set", extra={"error": type(error).__name__})
        return
    async with transaction(database) as uow:
        await facts.put(uow, fact, digest)
        await uow.commit()


async def announce_to(
    owners: Collection[int],
    bot: Bot,
    database: Database,
    catalogs: Catalogs,
    handled: Collection[str],
) -> None:
    """Show those who work here their commands, and those no more who left.

    One who has not started the bot yet is shown them at a later time. `owners` are the Telegram
    numbers of the settings. Raises PassingError when the database is away.
    """
    menus = {role: _by_language(catalogs, handled, table) for role, table in WORKING.items()}
    fact = f"announced:{bot.id}:owners"
    async with transaction(database, read=True) as uow:
        known = await facts.get(uow, fact)
        roles = {**await staff.accounts(uow), **dict.fromkeys(owners, Role.OWNER)}
    digest = hashlib.sha256(repr((menus, sorted(roles.items()))).encode()).hexdigest()
    if not roles or known == digest:
        return
    failed, languages = False, tuple(menus[Role.OWNER])
    for number, role in sorted(roles.items()):
        failed = not await _tell_one(bot, number, menus.get(role), languages) or failed
    if failed:
        return
    async with transaction(database) as uow:
        await facts.put(uow, fact, digest)
        await uow.commit()


def _by_language(
    catalogs: Catalogs, handled: Collection[str], table: Sequence[tuple[str, str]]
) -> dict[str, tuple[tuple[str, str], ...]]:
    menus = {
        locale.split("_", maxsplit=1)[0]: menu(catalogs.texts(locale), handled, table)
        for locale in catalogs.locales
    }
    return {"": menus[FALLBACK], **menus}


async def _tell_one(
    bot: Bot,
    number: int,
    menus: dict[str, tuple[tuple[str, str], ...]] | None,
    languages: Collection[str],
) -> bool:
    """Set one account's commands (None: only those that everybody has); tell whether it was done."""
    scope = BotCommandScopeChat(number)
    try:
        if menus is None:
            for language in languages:
                await bot.delete_my_commands(scope=scope, language_code=language or None)
            return True
        for language, commands in menus.items():
            shown = [BotCommand(name, words) for name, words in commands]
            await bot.set_my_commands(shown, scope=scope, language_code=language or None)
    except TelegramError as error:
        log.warning("a menu not set", extra={"error": type(error).__name__})
        return False
    return True


async def _tell(bot: Bot, language: str, menus: Menus) -> None:
    code = language or None
    for scope, commands in (
        (BotCommandScopeAllPrivateChats(), menus.private),
        (BotCommandScopeAllGroupChats(), menus.members),
        (BotCommandScopeAllChatAdministrators(), menus.administrators),
    ):
        shown = [BotCommand(name, words) for name, words in commands]
        await bot.set_my_commands(shown, scope=scope, language_code=code)
    await bot.set_my_short_description(menus.about, language_code=code)
