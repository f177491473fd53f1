"""Everything the simulator knows: people, chats, messages, files, open taps, commands."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator import cast, people
from simulator.chats import Chat
from simulator.errors import bad
from simulator.files import FileStore
from simulator.flood import Flood
from simulator.messages import Message
from simulator.profile import Profile

if TYPE_CHECKING:
    from simulator.clock import Clock
    from simulator.people import Person
    from simulator.updates import UpdateQueue

KEEP_MESSAGES = 1000
KEEP_QUERIES = 20_000
KEEP_TOASTS = 200


@dataclass(frozen=True, slots=True)
class Query:
    """A tap that the bot may still answer, until `expires` (real time, monotonic seconds)."""

    person: int
    chat: int
    message: int
    expires: float


class World:
    """One bot and all it can meet. `query_seconds` is how long a tap may be answered."""

    def __init__(
        self, token: str, updates: UpdateQueue, clock: Clock, *, query_seconds: float = 15.0
    ) -> None:
        self.token = token
        self.updates = updates
        self.clock = clock
        self.query_seconds = query_seconds
        self.bot = people.bot_user(token)
        self.bot_id: int = self.bot["id"]
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.files = FileStore()
        self.flood = Flood()
        self.profile = Profile(self.bot)
        self.queries: OrderedDict[str, Query] = OrderedDict()
        self.toasts: dict[int, list[dict[str, Any]]] = {}
        self.polls: dict[str, list[Message]] = {}
        self.poll_votes: dict[str, dict[int, list[int]]] = {}
        self.poll_ends: dict[str, int] = {}
        self.secret_polls: set[str] = set()
        self.privacy = True
        self.webhook: tuple[str, str, int] | None = None
        self.rev = 0
        self.changes = 0
        self.shared_id = 0
        self._users: dict[int, dict[str, Any]] = {self.bot_id: self.bot, **people.SERVICE_USERS}
        self.next_chat = 1000100000

    def fill_cast(self) -> None:
        """Bring in the people, the groups and the channel of a fresh simulator."""
        cast.stage(self)

    def add_person(self, person: Person) -> None:
        """Someone new, with the private chat between them and the bot."""
        self.people[person.id] = person
        self._users[person.id] = person.user()
        chat = self.chats.setdefault(
            person.id, Chat(person.id, "private", members={person.id: "member"})
        )
        chat.renamed()
        self.changes += 1

    def new_person_id(self) -> int:
        """An id nobody has."""
        return max((100_000, *self.people)) + 1

    def new_group(self, title: str, kind: str, members: dict[int, str]) -> Chat:
        """A new group, supergroup or channel."""
        self.next_chat += 1
        number = -self.next_chat
        if kind != "group":
            number -= 1_000_000_000_000
        chat = Chat(number, kind, title, members=members)
        self.chats[number] = chat
        self.changes += 1
        return chat

    def writable(self, chat_id: Any, right: str | None = "can_send_messages") -> Chat:
        """The chat, when the bot may write there now; counts one message for the flood limits.

        `right` is the permission that what is sent needs; None where nothing new is sent.
        """
        chat = self.chat(chat_id)
        chat.check_bot_may_write(self.bot_id, right)
        if self.flood.on:
            self.flood.check(chat.id, private=chat.type == "private")
        return chat

    def now(self) -> int:
        """Seconds since 1970 by the clock that dates messages."""
        return int(self.clock.now())

    def user(self, user_id: int) -> dict[str, Any]:
        """A User object. Shared: never change it."""
        user = self._users.get(user_id)
        return (
            user
            if user is not None
            else {"id": user_id, "is_bot": False, "first_name": "Deleted Account"}
        )

    def chat(self, chat_id: Any) -> Chat:
        """The chat a bot means by `chat_id`: a number or an @username."""
        if chat_id is None or chat_id == "":
            raise bad("chat_id is empty")
        if isinstance(chat_id, str) and chat_id.startswith("@"):
            wanted = chat_id[1:].lower()
            for chat in self.chats.values():
                if chat.type != "private" and (chat.username or "").lower() == wanted:
                    return chat
            raise bad("chat not found")
        try:
            return self.chats[int(chat_id)]
        except (KeyError, ValueError, TypeError):
            raise bad("chat not found") from None

    def add(
        self,
        chat: Chat,
        sender: int,
        body: dict[str, Any],
        *,
        markup: dict[str, Any] | None = None,
        reply_to: int | None = None,
        origin: dict[str, Any] | None = None,
        date: int | None = None,
        service: bool = False,
        silent: bool = False,
        author: int = 0,
        as_chat: int = 0,
        automatic: bool = False,
        thread: int = 0,
    ) -> Message:
        """A new message at the end of the chat; `thread` follows from an answer where it is 0."""
        if reply_to and not thread and chat.type == "supergroup":
            thread = chat.thread_of(reply_to)
        if chat.type in ("private", "group"):
            # As at Telegram, these chats share one counter, so an id tells nothing of the chat.
            self.shared_id += 1
            number = self.shared_id
        else:
            number = chat.next_id
            chat.next_id += 1
        message = Message(
            chat,
            number,
            self.now() if date is None else date,
            sender,
            body,
            markup,
            reply_to,
            origin,
            service=service,
            silent=silent,
            author=author,
            as_chat=as_chat,
            automatic=automatic,
            thread=thread,
        )
        chat.messages[number] = message
        if len(chat.messages) > KEEP_MESSAGES:
            oldest = next(iter(chat.messages))
            del chat.messages[oldest]
            chat.changed.pop(oldest, None)
        if message.writer == self.bot_id:
            chat.action = None
        self.touch(message)
        return message

    def touch(self, message: Message) -> None:
        """The message has changed: wake those who watch its chat."""
        self.rev += 1
        self.changes += 1
        message.rev = self.rev
        chat = message.chat
        chat.changed.pop(message.id, None)
        chat.changed[message.id] = message
        chat.signal.fire()

    def open_query(self, person: int, message: Message) -> str:
        """A tap the bot should answer; its id."""
        query_id = str(secrets.randbits(62))
        self.queries[query_id] = Query(
            person, message.chat.id, message.id, time.monotonic() + self.query_seconds
        )
        if len(self.queries) > KEEP_QUERIES:
            self.queries.popitem(last=False)
        return query_id

    def close_query(self, query_id: str) -> Query | None:
        """The tap with this id, once, and only while it may be answered."""
        query = self.queries.pop(query_id, None)
        return query if query is not None and query.expires >= time.monotonic() else None

    def toast(self, person: int, toast: dict[str, Any]) -> None:
        """Something to flash on this person's screen."""
        waiting = self.toasts.setdefault(person, [])
        waiting.append(toast)
        del waiting[:-KEEP_TOASTS]

    def reset(self) -> None:
        """Forget chats, messages and people; the counters go on, so nothing old is mistaken."""
        used = {number: chat.next_id for number, chat in self.chats.items()}
        for chat in self.chats.values():
            chat.signal.fire()
        self.people.clear()
        self.chats.clear()
        self._users = {self.bot_id: self.bot, **people.SERVICE_USERS}
        self.queries.clear()
        self.toasts.clear()
        self.polls.clear()
        self.poll_votes.clear()
        self.poll_ends.clear()
        self.secret_polls.clear()
        self.files.clear()
        self.updates.clear()
        self.rev += 1
        self.changes += 1
        self.fill_cast()
        for number, chat in self.chats.items():
            chat.next_id = used.get(number, 1)
