"""`duewell doctor`: each thing the bot needs, whether it is well, and how to mend it."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import aiohttp
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot import keyring, settings
from bot.clock import RealClock
from bot.packs_check import sources
from bot.settings import Settings, SettingsError
from bot.transport import AiohttpRequest

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from storage.keys import Keyring

NEEDED_BYTES = 200 * 2**20
CLOCK_SECONDS = 30
LATE_HOURS = 49
"""A daily backup may be missed once, not twice."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what was seen, and when it is wrong how to mend it."""

    name: str
    seen: str
    mend: str = ""

    @property
    def good(self) -> bool:
        """Nothing to mend."""
        return not self.mend


def doctor(*, key_card: bool) -> int:
    """Print every finding; 0 when all is well."""
    try:
        given = settings.read()
    except SettingsError as error:
        print(f"WRONG settings: {error}")
        return 2
    if key_card:
        return _print_keys(given)
    findings = asyncio.run(examine(given))
    for each in findings:
        print(f"{'ok   ' if each.good else 'WRONG'} {each.name}: {each.seen}")
        if not each.good:
            print(f"      mend: {each.mend}")
    return 0 if all(each.good for each in findings) else 1


def _print_keys(given: Settings) -> int:
    ring = keyring.find(given)
    print("Duewell key card. Keep it on paper, apart from every backup: without it a backup is")
    print("unreadable, with it anybody can read one. Set it as ENCRYPTION_KEYS to restore.\n")
    for key, mark in zip(ring.keys, ring.fingerprints(), strict=True):
        print(f"  {key}   (fingerprint {mark})")
    return 0


async def examine(given: Settings) -> tuple[Finding, ...]:
    """Return all findings; a check that breaks is a finding too."""
    checks: tuple[tuple[str, Callable[[Settings], Awaitable[Finding]]], ...] = (
        ("Bot API and token", _token),
        ("clock", _clock),
        ("webhook", _webhook),
        ("console", _console),
        ("database and schema", _schema),
        ("keys", _keys),
        ("signing key", _signing),
        ("backup", _backup),
        ("time zones", _zones),
        ("catalogs", _catalogs),
        ("packs", _packs),
        ("own content", _own),
        ("disk", _disk),
    )
    found = []
    for name, check in checks:
        try:
            found.append(await check(given))
        except Exception as error:  # noqa: BLE001  whatever breaks is what the doctor reports
            seen = f"could not be checked ({type(error).__name__})"
            found.append(Finding(name, seen, "mend what is wrong above, then run this again"))
    return tuple(found)


def _bot(given: Settings) -> Bot:
    return Bot(
        given.bot_token,
        base_url=f"{given.bot_api_url}/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(size=1),
    )


async def _token(given: Settings) -> Finding:
    name = "Bot API and token"
    try:
        async with _bot(given) as bot:
            return Finding(name, f"{given.bot_api_url} answers as @{bot.username}")
    except InvalidToken:
        return Finding(name, "the token is refused", "copy BOT_TOKEN again from @BotFather")
    except TelegramError as error:
        mend = "check the network, the firewall and BOT_API_URL"
        return Finding(name, f"{given.bot_api_url} does not answer ({error})", mend)


async def _clock(given: Settings) -> Finding:
    async with aiohttp.ClientSession() as web, web.get(given.bot_api_url) as answer:
        said = answer.headers.get("Date")
    if said is None:
        return Finding("clock", "the Bot API server says no time; not compared")
    off = abs((RealClock().real() - parsedate_to_datetime(said).astimezone(UTC)).total_seconds())
    seen = f"{off:.0f} seconds from the Bot API server's"
    mend = "turn time synchronisation on (timedatectl set-ntp true)" if off > CLOCK_SECONDS else ""
    return Finding("clock", seen, mend)


async def _webhook(given: Settings) -> Finding:
    async with _bot(given) as bot:
        info = await bot.get_webhook_info()
    if not given.webhook_url:
        seen = "none wanted, the bot polls"
        return Finding("webhook", f"{seen}; an old one is set and is removed at start"
                       if info.url else seen)  # fmt: skip
    if not info.url.startswith(given.webhook_url):
        return Finding("webhook", "not set yet", "start the bot: it sets the webhook itself")
    if info.last_error_message:
        mend = "check the proxy: it must pass POST /telegram on to LISTEN"
        return Finding("webhook", f"Telegram says: {info.last_error_message}", mend)
    return Finding("webhook", f"set, {info.pending_update_count} updates wait")


async def _console(given: Settings) -> Finding:
    address = given.console_address
    if not address:
        return Finding("console", "off: CONSOLE_URL is empty and LISTEN is open to others")
    if not given.console_url:
        return Finding("console", f"for this machine alone, at {address}")
    async with aiohttp.ClientSession() as web, web.get(f"{address}/sign-in") as answer:
        status = answer.status
    if status == HTTPStatus.MISDIRECTED_REQUEST:
        mend = "check the proxy: it must pass the Host header on as it came"
        return Finding("console", f"{address} is asked for under another name", mend)
    if status != HTTPStatus.OK:
        mend = "start the bot, and check the proxy: it must pass /console on to LISTEN"
        return Finding("console", f"{address} answers {status}", mend)
    if address.startswith("http://") and given.console_plain:
        mend = "put a proxy that ends TLS before it, or use a tunnel, and set CONSOLE_URL to https"
        return Finding("console", f"{address} can be read on the way", mend)
    return Finding("console", f"answers at {address}")


async def _schema(given: Settings) -> Finding:
    from storage import migrate

    at, wanted = await migrate.current(given.database_url), migrate.head()
    if at == wanted:
        return Finding("database and schema", f"at {at}")
    seen = "empty" if at is None else f"at {at}, this version needs {wanted}"
    return Finding("database and schema", seen, "run: duewell migrate")


async def _keys(given: Settings) -> Finding:
    from storage import engine

    made = keyring.is_sqlite(given) and not given.encryption_keys
    if made and not keyring.key_file(given).exists():
        return Finding("keys", "none yet; one is made on the first start")
    ring: Keyring = keyring.find(given)
    database = engine.connect(given.database_url)
    try:
        known = await keyring.known(database)
    finally:
        await database.close()
    if not known <= set(ring.fingerprints()):
        return Finding("keys", "not those the database was written with",
                       "put the old key after the new one in ENCRYPTION_KEYS")  # fmt: skip
    where = f"; back up {keyring.key_file(given)} apart from the database" if made else ""
    return Finding("keys", f"they fit{where}")


async def _signing(given: Settings) -> Finding:
    from coach.proof import fingerprint
    from storage import engine, signing

    database = engine.connect(given.database_url)
    try:
        async with database.read() as uow:
            key = await signing.known(uow)
    finally:
        await database.close()
    if key is None:
        return Finding("signing key", "none yet; one is made on the first start")
    seen = f"exports are signed with {key}, fingerprint {fingerprint(key)}"
    return Finding("signing key", seen)


async def _backup(given: Settings) -> Finding:
    from storage import backup, engine, facts, people

    database = engine.connect(given.database_url)
    try:
        async with database.read() as uow:
            await keyring.finished(uow)
            made = await facts.get(uow, backup.LAST)
            anybody = await people.anybody(uow)
    except SettingsError as error:
        return Finding("backup", "this database is not whole", str(error))
    finally:
        await database.close()
    if not given.backup_days:
        return Finding("backup", "none is wanted (BACKUP_DAYS=0)")
    if made is None:
        mend = "run: duewell backup, and let a timer run it each day" if anybody else ""
        return Finding("backup", "none was made yet", mend)
    hours = int((RealClock().now() - datetime.fromisoformat(made)).total_seconds() // 3600)
    late = "look why the daily one does not run, then: duewell backup"
    return Finding(
        "backup", f"the last one is {hours} hours old", late if hours > LATE_HOURS else ""
    )


async def _zones(_: Settings) -> Finding:
    try:
        offset = datetime(2026, 7, 1, tzinfo=ZoneInfo("Europe/London")).utcoffset()
    except ZoneInfoNotFoundError:
        offset = None
    if offset is None or not offset:
        return Finding("time zones", "no data", "install the tzdata package again")
    return Finding("time zones", "data is there")


async def _catalogs(_: Settings) -> Finding:
    from bot.ui.texts import Catalogs

    try:
        return Finding("catalogs", ", ".join(Catalogs().locales))
    except FileNotFoundError:
        return Finding("catalogs", "not compiled", "run: make locales")


async def _packs(given: Settings) -> Finding:
    from storage.packs import PackError, load_packs

    try:
        packs = load_packs(*given.pack_folders)
    except PackError as error:
        return Finding(
            "packs", error.errors[0], f"run: duewell packs check {given.packs_dir or ''}".rstrip()
        )
    today = RealClock().now().date()
    late = sum(source.stale(today) for pack in packs.values() for _, source in sources(pack))
    old = f"; {late} facts are past their review and not quoted: duewell packs check names them"
    return Finding("packs", ", ".join(sorted(packs)) + (old if late else ""))


async def _own(given: Settings) -> Finding:
    from bot.own import read

    if given.own_folder is None:
        return Finding("own content", "none")
    _, errors = read(given.own_folder)
    if errors:
        return Finding("own content", errors[0], f"run: duewell content check {given.own_folder}")
    return Finding("own content", f"{given.own_folder} is whole")


async def _disk(given: Settings) -> Finding:
    folder = given.data_dir if given.data_dir.exists() else given.data_dir.absolute().parent
    free = shutil.disk_usage(folder).free
    seen = f"{free // 2**20} MB free in {folder}"
    return Finding("disk", seen, "" if free > NEEDED_BYTES else "make room: 200 MB are needed")
