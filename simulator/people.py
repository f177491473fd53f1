"""Who is there: people, the bot itself, and those whom Telegram names in a chat's stead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

ANONYMOUS_ID = 1087968824
CHANNEL_BOT_ID = 136817688
TELEGRAM_ID = 777000
SERVICE_USERS: dict[int, dict[str, Any]] = {
    ANONYMOUS_ID: {
        "id": ANONYMOUS_ID,
        "is_bot": True,
        "first_name": "Group",
        "username": "GroupAnonymousBot",
    },
    CHANNEL_BOT_ID: {
        "id": CHANNEL_BOT_ID,
        "is_bot": True,
        "first_name": "Channel",
        "username": "Channel_Bot",
    },
    TELEGRAM_ID: {"id": TELEGRAM_ID, "is_bot": False, "first_name": "Telegram"},
}
"""Who Telegram names as sender where the real one is a chat."""
DEFAULT_TOKEN = "4242424242:local-simulator-not-a-secret"
BOT_NAME = "Duewell"
BOT_USERNAME = "duewell_local_bot"


@dataclass(slots=True)
class Person:
    """Someone with a messenger. `role` is shown on the page only."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    role: str = "person"

    def user(self) -> dict[str, Any]:
        """The Bot API's User object."""
        user: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            value = getattr(self, name)
            if value:
                user[name] = value
        return user

    def shown(self) -> dict[str, Any]:
        """The same for the page, with every field present."""
        return {
            "id": self.id,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
            "role": self.role,
        }


def bot_user(token: str) -> dict[str, Any]:
    """The User object of the bot that owns this token."""
    number = token.split(":", 1)[0]
    return {
        "id": int(number) if number.isdigit() else 4242424242,
        "is_bot": True,
        "first_name": BOT_NAME,
        "username": BOT_USERNAME,
    }


def own_capabilities(*, privacy: bool) -> dict[str, Any]:
    """What getMe adds to the bot's User; `privacy` is group privacy mode."""
    return {
        "can_join_groups": True,
        "can_read_all_group_messages": not privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
    }
