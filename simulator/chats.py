"""A chat: its members, its messages in order, and who may speak in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from simulator import rights as known
from simulator.errors import bad, forbidden
from simulator.signals import Signal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.messages import Message
    from simulator.state import World

_IN = frozenset(("creator", "administrator", "member", "restricted"))
_KIND_NAME = {"group": "group", "supergroup": "supergroup", "channel": "channel"}


@dataclass(slots=True)
class Topic:
    """A topic of a forum; its id is that of the message that opened it, General's is 1."""

    id: int
    name: str
    icon_color: int = 7322096
    closed: bool = False
    hidden: bool = False


@dataclass(slots=True)
class Chat:
    """`members` maps user ids (the bot's too) to their status.

    `rights` holds what an administrator may do (without an entry: everything, under their own
    name), `restricted` what a restricted member may, `permissions` what the others may.
    `linked` is a channel's discussion group or a group's channel. `hears_all` is the bot's privacy
    mode as it was when the bot came in.

    In a private chat `started` says whether the person has ever written or pressed start, and
    `blocked` whether they have blocked the bot.
    """

    id: int
    type: str
    title: str = ""
    username: str | None = None
    members: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    changed: dict[int, Message] = field(default_factory=dict)
    next_id: int = 1
    started: bool = False
    blocked: bool = False
    migrated_to: int | None = None
    pinned: list[int] = field(default_factory=list)
    rights: dict[int, frozenset[str]] = field(default_factory=dict)
    restricted: dict[int, dict[str, bool]] = field(default_factory=dict)
    permissions: dict[str, bool] = field(default_factory=known.usual)
    description: str = ""
    linked: int | None = None
    hidden_members: bool = False
    hears_all: bool = False
    is_forum: bool = False
    topics: dict[int, Topic] = field(default_factory=dict)
    read: dict[int, int] = field(default_factory=dict)
    action: str | None = None
    action_until: float = 0.0
    signal: Signal = field(default_factory=Signal)
    _brief: dict[str, Any] | None = None

    def brief(self, world: World) -> dict[str, Any]:
        """The Bot API's Chat object. Shared between messages: never change it."""
        if self._brief is None:
            brief: dict[str, Any] = {"id": self.id, "type": self.type}
            if self.type == "private":
                user = world.user(self.id)
                for name in ("first_name", "last_name", "username"):
                    if name in user:
                        brief[name] = user[name]
            else:
                brief["title"] = self.title
                if self.username:
                    brief["username"] = self.username
                if self.is_forum:
                    brief["is_forum"] = True
            self._brief = brief
        return self._brief

    def renamed(self) -> None:
        """Forget the Chat object made from an older title or name."""
        self._brief = None

    def has(self, user: int) -> bool:
        """Whether this user is in the chat."""
        return self.members.get(user) in _IN

    def is_admin(self, user: int) -> bool:
        """Whether this user runs the chat."""
        return self.members.get(user) in ("creator", "administrator")

    def granted(self, user: int) -> frozenset[str]:
        """The rights of an administrator."""
        found = self.rights.get(user)
        if found is None:
            return known.full(self.type)
        return found if self.members.get(user) != "creator" else found | known.full(self.type)

    def may(self, user: int, right: str) -> bool:
        """Whether this member has a right or permission here."""
        if self.is_admin(user):
            # Who runs a group may say and send whatever there is.
            return right in self.granted(user) or right not in known.of(self.type)
        if not self.has(user) or self.type == "channel":
            return False
        return self.restricted.get(user, self.permissions).get(right, False) and (
            self.permissions.get(right, False)
        )

    def is_anonymous(self, user: int) -> bool:
        """Whether this administrator speaks in the group's name."""
        return self.is_admin(user) and known.ANONYMOUS in self.rights.get(user, ())

    def people(self, bot: int) -> Iterator[int]:
        """Members other than the bot."""
        return (user for user, status in self.members.items() if status in _IN and user != bot)

    def alive(self, message_id: int) -> Message | None:
        """The message, unless it never was or is deleted."""
        message = self.messages.get(message_id)
        return None if message is None or message.deleted else message

    def thread_of(self, message_id: int) -> int:
        """The thread that an answer to this message belongs to."""
        source = self.messages.get(message_id)
        if source is None:
            return 0
        return source.thread or (0 if self.is_forum else source.id)

    def last(self) -> Message | None:
        """The newest message that is not deleted."""
        return next((m for m in reversed(self.messages.values()) if not m.deleted), None)

    def unread(self, person: int) -> int:
        """How many messages of others came since this person last looked."""
        seen = self.read.get(person, 0)
        count = 0
        for message in reversed(self.messages.values()):
            if message.id <= seen:
                break
            count += not message.deleted and message.sender != person
        return count

    def since(self, rev: int) -> list[Message]:
        """Messages changed after `rev`, oldest id first."""
        fresh = []
        for message in reversed(self.changed.values()):
            if message.rev <= rev:
                break
            fresh.append(message)
        fresh.sort(key=lambda message: message.id)
        return fresh

    def check_bot_may_write(self, bot: int, right: str | None = None) -> None:
        """Refuse what Telegram refuses: strangers, blockers, chats the bot is not in or muted in.

        `right` is the permission that what is sent needs (None: nothing new is sent).
        """
        if self.type == "private":
            if self.blocked:
                raise forbidden("bot was blocked by the user")
            if not self.started:
                raise forbidden("bot can't initiate conversation with a user")
            return
        if self.migrated_to is not None:
            raise bad(
                "group chat was upgraded to a supergroup chat", migrate_to_chat_id=self.migrated_to
            )
        self.check_bot_inside(bot)
        if self.type == "channel":
            if not self.is_admin(bot) or (right and not self.may(bot, "can_post_messages")):
                raise bad("need administrator rights in the channel chat")
        elif right is not None and not self.may(bot, right):
            raise bad(known.refusal(right))

    def check_bot_inside(self, bot: int) -> None:
        """Refuse unless the bot is a member (private chats: always)."""
        if self.type == "private" or self.has(bot):
            return
        kind = _KIND_NAME[self.type]
        if self.members.get(bot) == "kicked":
            raise forbidden(f"bot was kicked from the {kind} chat")
        raise forbidden(f"bot is not a member of the {kind} chat")
