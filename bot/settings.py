"""Settings from the environment or `.env`, checked at start; a wrong one stops with one sentence."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dotenv import dotenv_values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TELEGRAM = "https://api.telegram.org"
_MOST_DAYS = 3650
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


class SettingsError(ValueError):
    """A setting is missing or wrong; the message names it and gives an example."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a host can set; `.env.example` lists the same names."""

    bot_token: str
    bot_api_url: str = TELEGRAM
    data_dir: Path = Path("data")
    packs_dir: Path | None = None
    own_folder: Path | None = None
    database_url: str = ""
    webhook_url: str = ""
    webhook_secret: str = ""
    console_url: str = ""
    listen: str = "127.0.0.1:8080"
    metrics_token: str = ""
    encryption_keys: tuple[str, ...] = ()
    owner_ids: tuple[int, ...] = ()
    updates_a_minute: int = 30
    """Of one person, beside the first 25; 0 is no limit."""
    default_locale: str = "en"
    default_region: str | None = None
    advice_mode: str = "recommend"
    attachments: bool = False
    host_name: str = ""
    host_contact: str = ""
    log_level: str = "INFO"
    log_format: str = "text"
    retention_months: int = 24
    backup_days: int = 30
    """How long backups are kept, as people are told; 0: none is made."""
    backups_dir: Path | None = None
    erasures_dir: Path | None = None

    @property
    def pack_folders(self) -> tuple[Path, ...]:
        """The host's own folders of packs, laid over the bundled ones."""
        inside = self.own_folder / "packs" if self.own_folder else None
        return tuple(
            each for each in (self.packs_dir, inside) if each is not None and each.is_dir()
        )

    @property
    def informs(self) -> bool:
        """True where every option is shown with its effects and none is recommended."""
        return self.advice_mode == "inform"

    @property
    def backups(self) -> Path:
        """The folder that `duewell backup` writes to by default."""
        return self.backups_dir or self.data_dir / "backups"

    @property
    def erasures(self) -> Path:
        """The folder of the list of erasures; all processes on one database share it."""
        return self.erasures_dir or self.data_dir

    @property
    def address(self) -> tuple[str, int]:
        """Host and port to listen on."""
        host, _, port = self.listen.rpartition(":")
        return host or "127.0.0.1", int(port)

    @property
    def console_plain(self) -> bool:
        """True where what the console shows can be read on its way."""
        parts = urlsplit(self.console_url)
        return parts.scheme == "http" and parts.hostname not in {"127.0.0.1", "localhost", "::1"}

    @property
    def console_address(self) -> str:
        """Where people open the console; empty when there is none.

        Without CONSOLE_URL it is there for this machine alone, if nobody else reaches LISTEN.
        """
        own = self.address[0] in LOOPBACK
        root = self.console_url or (f"http://{self.listen}" if own else "")
        return f"{root}/console" if root else ""


def read(environment: Mapping[str, str] | None = None, *, token_needed: bool = True) -> Settings:
    """Return the settings; raises SettingsError naming the first wrong one.

    `NAME_FILE` may hold the path of a file with the value, for secrets.
    """
    if environment is None:
        dotenv = {k: v for k, v in dotenv_values(".env").items() if v is not None}
        environment = {**dotenv, **os.environ}
    get = _getter(environment)
    token = get("BOT_TOKEN", "")
    if token_needed and ":" not in token:
        msg = "BOT_TOKEN is missing or malformed; ask @BotFather, e.g. BOT_TOKEN=12345:AbCd…"
        raise SettingsError(msg)
    data_dir = Path(get("DATA_DIR", "data"))
    api = _url("BOT_API_URL", get("BOT_API_URL", TELEGRAM))
    webhook = _public(_url("WEBHOOK_URL", get("WEBHOOK_URL", "")), api)
    return Settings(
        bot_token=token,
        bot_api_url=api,
        data_dir=data_dir,
        packs_dir=_folder("PACKS_DIR", get("PACKS_DIR", "")),
        own_folder=_folder("OWN_FOLDER", get("OWN_FOLDER", "")),
        database_url=get("DATABASE_URL", f"sqlite:///{data_dir / 'duewell.sqlite'}"),
        webhook_url=webhook,
        webhook_secret=_secret("WEBHOOK_SECRET", get("WEBHOOK_SECRET", ""), needed=bool(webhook)),
        metrics_token=_secret("METRICS_TOKEN", get("METRICS_TOKEN", ""), needed=False),
        console_url=_origin("CONSOLE_URL", get("CONSOLE_URL", "")),
        listen=_listen(get("LISTEN", "127.0.0.1:8080")),
        encryption_keys=tuple(filter(None, get("ENCRYPTION_KEYS", "").replace(",", " ").split())),
        updates_a_minute=_whole("UPDATES_A_MINUTE", get("UPDATES_A_MINUTE", "30")),
        owner_ids=_ids(get("OWNER_IDS", "")),
        default_locale=get("DEFAULT_LOCALE", "en"),
        default_region=get("DEFAULT_REGION", "") or None,
        advice_mode=_one_of("ADVICE_MODE", get("ADVICE_MODE", "recommend"), "recommend", "inform"),
        attachments=_one_of("ATTACHMENTS", get("ATTACHMENTS", "off"), "off", "on") == "on",
        host_name=get("HOST_NAME", ""),
        host_contact=get("HOST_CONTACT", ""),
        log_level=_one_of(
            "LOG_LEVEL", get("LOG_LEVEL", "INFO"), "DEBUG", "INFO", "WARNING", "ERROR"
        ),
        log_format=_one_of("LOG_FORMAT", get("LOG_FORMAT", "text"), "text", "json"),
        retention_months=_whole("RETENTION_MONTHS", get("RETENTION_MONTHS", "24")),
        backup_days=_days("BACKUP_DAYS", get("BACKUP_DAYS", "30")),
        backups_dir=_path(get("BACKUPS_DIR", "")),
        erasures_dir=_path(get("ERASURES_DIR", "")),
    )


def _getter(environment: Mapping[str, str]) -> Callable[[str, str], str]:
    def get(name: str, default: str) -> str:
        path = environment.get(f"{name}_FILE")
        if path:
            try:
                return Path(path).read_text(encoding="utf-8").strip()
            except OSError as error:
                msg = f"{name}_FILE cannot be read: {path}"
                raise SettingsError(msg) from error
        return environment.get(name, "").strip() or default

    return get


def _url(name: str, value: str) -> str:
    if value and urlsplit(value).scheme not in ("http", "https"):
        msg = f"{name} is not a web address; e.g. {name}=https://example.org"
        raise SettingsError(msg)
    return value.rstrip("/")


def _path(value: str) -> Path | None:
    return Path(value) if value else None


def _days(name: str, value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) > _MOST_DAYS:
        msg = f"{name} is a number of days up to {_MOST_DAYS}; e.g. {name}=30"
        raise SettingsError(msg)
    return int(value)


def _origin(name: str, value: str) -> str:
    """Return an address of a whole site: sign-in cookies belong to a name, not to a folder."""
    root = _url(name, value)
    if root and (not urlsplit(root).hostname or root != "://".join(urlsplit(root)[:2])):
        msg = f"{name} is an address without a path; e.g. {name}=https://coach.example.org"
        raise SettingsError(msg)
    return root


def _folder(name: str, value: str) -> Path | None:
    if value and not Path(value).is_dir():
        msg = f"{name} is not a folder: {value}; e.g. {name}=ours"
        raise SettingsError(msg)
    return Path(value) if value else None


def _public(webhook: str, api: str) -> str:
    if webhook.startswith("http://") and api == TELEGRAM:
        msg = "WEBHOOK_URL begins with https: Telegram posts to nothing else"
        raise SettingsError(msg)
    return webhook


SHORTEST = 24
DISTINCT = 10
"""Different characters that a random secret of that length is sure to have."""


def _secret(name: str, value: str, *, needed: bool) -> str:
    """Return a secret that nobody guesses, in the characters that Telegram allows."""
    if not value and not needed:
        return ""
    example = "make one: python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"
    if not value:
        msg = f"{name} is needed with WEBHOOK_URL; {example}"
        raise SettingsError(msg)
    allowed = re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value) is not None
    if not allowed or len(value) < SHORTEST or len(set(value)) < DISTINCT:
        msg = f"{name} is {SHORTEST} to 256 random letters, digits, _ or -; {example}"
        raise SettingsError(msg)
    return value


def _listen(value: str) -> str:
    if not value.rpartition(":")[2].isdigit():
        msg = "LISTEN is not host:port; e.g. LISTEN=127.0.0.1:8080"
        raise SettingsError(msg)
    return value


def _whole(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 7):
        msg = f"{name} is a whole number; e.g. {name}=30"
        raise SettingsError(msg)
    return int(value)


def _ids(value: str) -> tuple[int, ...]:
    parts = value.replace(",", " ").split()
    if not all(part.isdigit() for part in parts):
        msg = "OWNER_IDS is a list of Telegram numbers; e.g. OWNER_IDS=12345,67890"
        raise SettingsError(msg)
    return tuple(int(part) for part in parts)


def _one_of(name: str, value: str, *allowed: str) -> str:
    if value not in allowed:
        msg = f"{name} is one of {', '.join(allowed)}; e.g. {name}={allowed[0]}"
        raise SettingsError(msg)
    return value
