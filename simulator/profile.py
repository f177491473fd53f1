"""What a bot says about itself: commands by scope and language, name, descriptions, menu button."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from simulator.errors import bad

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.chats import Chat

_COMMAND = re.compile(r"^/?[a-z0-9_]{1,32}$")
_LANGUAGE = re.compile(r"^[a-z]{2}$")
_SCOPES: dict[str, tuple[str, ...]] = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}
MAX_COMMANDS = 100


@dataclass(slots=True)
class Profile:
    """`commands` by (scope, language); `texts` by (kind, language)."""

    bot: dict[str, Any]
    commands: dict[tuple[str, str], list[dict[str, str]]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    menus: dict[int, dict[str, Any]] = field(default_factory=dict)

    def name(self, language: str) -> str:
        """The bot's name for readers of this language."""
        return self.text("name", language) or str(self.bot["first_name"])

    def text(self, kind: str, language: str) -> str:
        """A description in this language, else the one for everybody."""
        return self.texts.get((kind, language)) or self.texts.get((kind, ""), "")

    def menu_of(
        self, language: str | None, *, chat: int, person: int, private: bool, admin: bool
    ) -> list[dict[str, str]]:
        """The commands a client offers here: the closest scope, in the person's language first."""
        scopes = [{"type": "chat", "chat_id": chat}]
        if private:
            scopes.append({"type": "all_private_chats"})
        else:
            member = {"type": "chat_member", "chat_id": chat, "user_id": person}
            scopes.insert(0, member)
            if admin:
                scopes.insert(1, {"type": "chat_administrators", "chat_id": chat})
                scopes.append({"type": "all_chat_administrators"})
            scopes.append({"type": "all_group_chats"})
        scopes.append({"type": "default"})
        short = (language or "")[:2].lower()
        for scope in scopes:
            for code in (short, ""):
                offered = self.commands.get((json.dumps(scope), code))
                if offered is not None:
                    return offered
        return []


def scope_key(value: Any, find: Callable[[Any], Chat]) -> str:
    """A command scope as a key; refuses what is none. `find` knows a chat by id or name."""
    if value is None:
        value = {"type": "default"}
    if not isinstance(value, dict) or value.get("type") not in _SCOPES:
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    key: dict[str, Any] = {"type": value["type"]}
    for name in _SCOPES[value["type"]]:
        if name not in value:
            raise bad(f"can't parse BotCommandScope: Can't find field \"{name}\"")
        key[name] = int(value[name]) if name == "user_id" else _chat_id(find(value[name]), key)
    return json.dumps(key)


def _chat_id(chat: Chat, scope: dict[str, Any]) -> int:
    if chat.type == "channel":
        raise bad("can't change commands in channel chats")
    if chat.type == "private" and scope["type"] != "chat":
        raise bad("chat not found")
    return chat.id


def language(code: str) -> str:
    """A two-letter language code or nothing; Telegram takes no region and no script here."""
    if code and not _LANGUAGE.match(code):
        raise bad("invalid language code specified")
    return code


def checked_commands(value: Any) -> list[dict[str, str]]:
    """The `commands` argument, checked."""
    if not isinstance(value, list):
        raise bad("can't parse commands list JSON object")
    if len(value) > MAX_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    commands = []
    for item in value:
        name, about = (
            (item.get("command"), item.get("description"))
            if isinstance(item, dict)
            else (None, None)
        )
        if not isinstance(name, str) or not isinstance(about, str):
            raise bad("can't parse BotCommand: expected an Object")
        if not _COMMAND.match(name):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(about.strip()) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
        commands.append({"command": name.lstrip("/"), "description": about.strip()})
    return commands
