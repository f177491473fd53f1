"""Telegram's edge without HTTP: people who type and tap, and the one real Router behind them.

    async def test_…(world):
        mei = world.chat("Mei", language="zh-hans")
        await mei.says("/start")
        await mei.taps("他们在催我")
        assert "是谁在联系您" in mei.card.text

Updates are made by `Update.de_json`; the bot's calls end in a request class that answers like
Telegram and remembers what every chat shows. Nothing of ours is replaced. An error that the router
would apologise for is raised here instead, unless `world.forgives` is set.
"""

from __future__ import annotations

import json
import logging
import re
import tempfile
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from telegram import Bot, Update
from telegram.request import BaseRequest

from bot import catalogs
from bot.settings import Settings
from bot.ui.own import NOTHING, Own
from bot.ui.texts import Catalogs
from handlers.context import Services
from handlers.router import Router
from storage import erasures, keys
from storage.engine import connect
from storage.metadata import METADATA
from storage.packs import load_lexicon, load_packs, load_scams

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from storage.engine import Database

TOKEN = "1000:TEST"
BOT = {"id": 1000, "is_bot": True, "first_name": "Duewell", "username": "duewell_bot"}
_CAPITAL = re.compile("[A-Z]")
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Seen:
    """One message as the person sees it; `buttons` are Telegram's own dictionaries, row by row."""

    message_id: int
    text: str = ""
    buttons: tuple[tuple[dict[str, Any], ...], ...] = ()
    file: str = ""
    """The name of the file or picture that came with it."""
    mine: bool = False
    """True for what the person typed."""
    answers: int | None = None
    """The message that it is a reply to."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The words on all buttons."""
        return tuple(button["text"] for row in self.buttons for button in row)

    def button(self, words: str) -> dict[str, Any]:
        """Return the button with that label, or the only one whose label or data holds the words."""
        every = [button for row in self.buttons for button in row]
        exact = [b for b in every if words in (b["text"], b.get("callback_data"))]
        found = exact or [b for b in every if words in b["text"]]
        found = found or [b for b in every if words in b.get("callback_data", "")]
        assert found, f"no button {words!r} under {self.text!r}; there are {self.labels}"
        return found[0]


PAGES = ("f.more", "danger.places", "helplines.places", "settings.places")
"""What leads to the next page of a choice."""


class Edge(BaseRequest):
    """Answers the Bot API's methods and keeps what each chat shows."""

    def __init__(self) -> None:
        self.chats: dict[int, dict[int, Seen]] = {}
        self.toasts: dict[str, str] = {}
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.fails: list[tuple[int, dict[str, Any]]] = []
        """Answers to give instead, in order: `(403, {"ok": False, "description": …})`."""
        self.passes = 0
        """So many calls go through before the first of these."""
        self.photos: dict[str, bytes] = {}
        """The content of files that the bot may fetch, by their id."""
        self.papers: list[tuple[str, bytes]] = []
        """The name and content of every file sent, in order."""
        self.admins: set[int] = set()
        """Who administers every group, when Telegram is asked."""
        self._numbers = count(1)

    @property
    def read_timeout(self) -> float | None:
        """There is nothing to wait for."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: Any = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """Answer one call, or hand out a file."""
        if "/file/bot" in url:
            data = self.photos.get(url.rsplit("/", 1)[-1])
            return (404, b"{}") if data is None else (200, data)
        name = url.rsplit("/", 1)[-1]
        name = name[:1].lower() + name[1:]
        values = dict(request_data.parameters) if request_data else {}
        self.calls.append((name, values))
        files = (request_data.multipart_data or {}) if request_data else {}
        self.papers += [(each[0], each[1]) for each in files.values()]
        if self.fails and self.passes and name != "getMe":
            self.passes -= 1
        elif self.fails and name != "getMe":
            code, answer = self.fails.pop(0)
            return code, json.dumps(answer).encode()
        result = getattr(self, "_" + _CAPITAL.sub(lambda m: "_" + m[0].lower(), name))(values)
        if isinstance(result, str):
            return 400, json.dumps({"ok": False, "error_code": 400, "description": result}).encode()
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def typed(self, chat: int, text: str, file: str = "") -> Seen:
        """Put what the person wrote into the chat, or sent with a caption."""
        seen = Seen(next(self._numbers), text, file=file, mine=True)
        self.chats.setdefault(chat, {})[seen.message_id] = seen
        return seen

    def _get_me(self, _: dict[str, Any]) -> Any:
        return BOT

    def _get_chat(self, _: dict[str, Any]) -> Any:
        return "Bad Request: chat not found"

    def _get_chat_member(self, values: dict[str, Any]) -> Any:
        user = {"id": int(values["user_id"]), "is_bot": False, "first_name": "A"}
        if user["id"] not in self.admins:
            return {"status": "member", "user": user}
        return {"status": "creator", "user": user, "is_anonymous": False}

    def _message(self, values: dict[str, Any], file: str = "") -> Any:
        chat = int(values["chat_id"])
        text = str(values.get("text") or values.get("caption") or "")
        assert len(text) <= 4096, "longer than Telegram allows"
        seen = Seen(next(self._numbers), text, _keyboard(values), file, answers=_quote(values))
        self.chats.setdefault(chat, {})[seen.message_id] = seen
        return _as_message(chat, seen)

    def _send_message(self, values: dict[str, Any]) -> Any:
        return self._message(values)

    def _send_photo(self, values: dict[str, Any]) -> Any:
        return self._message(values, "picture")

    def _send_voice(self, values: dict[str, Any]) -> Any:
        return self._message(values, "voice")

    def _send_document(self, values: dict[str, Any]) -> Any:
        return self._message(values, "document")

    def _edit(self, values: dict[str, Any], text: str | None) -> Any:
        chat, number = int(values["chat_id"]), int(values["message_id"])
        old = self.chats.get(chat, {}).get(number)
        if old is None or old.mine:
            return "Bad Request: message to edit not found"
        new = replace(old, text=old.text if text is None else text, buttons=_keyboard(values))
        if new == old:
            return "Bad Request: message is not modified"
        self.chats[chat][number] = new
        return _as_message(chat, new)

    def _edit_message_text(self, values: dict[str, Any]) -> Any:
        return self._edit(values, str(values["text"]))

    def _edit_message_reply_markup(self, values: dict[str, Any]) -> Any:
        return self._edit(values, None)

    def _answer_callback_query(self, values: dict[str, Any]) -> Any:
        self.toasts[str(values["callback_query_id"])] = str(values.get("text") or "")
        return True

    def _delete_messages(self, values: dict[str, Any]) -> Any:
        numbers = values["message_ids"]
        for number in json.loads(numbers) if isinstance(numbers, str) else numbers:
            self.chats.get(int(values["chat_id"]), {}).pop(int(number), None)
        return True

    def _get_file(self, values: dict[str, Any]) -> Any:
        number = str(values["file_id"])
        if number not in self.photos:
            return "Bad Request: wrong file_id or the file is temporarily unavailable"
        return {"file_id": number, "file_unique_id": number, "file_path": f"photos/{number}"}

    def _send_chat_action(self, _: dict[str, Any]) -> Any:
        return True


def _quote(values: dict[str, Any]) -> int | None:
    quote = values.get("reply_parameters") or {}
    quote = json.loads(quote) if isinstance(quote, str) else quote
    return quote.get("message_id")


def _keyboard(values: dict[str, Any]) -> tuple[tuple[dict[str, Any], ...], ...]:
    markup = values.get("reply_markup")
    if isinstance(markup, str):
        markup = json.loads(markup)
    rows = (markup or {}).get("inline_keyboard", [])
    return tuple(tuple(row) for row in rows)


def _as_message(chat: int, seen: Seen) -> dict[str, Any]:
    message: dict[str, Any] = {
        "message_id": seen.message_id,
        "date": 0,
        "chat": {"id": chat, "type": "private"},
        "caption" if seen.mine and seen.file else "text": seen.text,
    }
    if seen.mine:
        message["from"] = {"id": chat, "is_bot": False, "first_name": "A"}
    return message


class _Raiser(logging.Handler):
    """Collects what the router apologised for."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.errors: list[BaseException | str] = []

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        self.errors.append(error or f"{record.getMessage()} {getattr(record, 'error', '')}")


@dataclass
class World:
    """One database, one router, a clock that a test moves, and any number of people."""

    database: Database
    edge: Edge
    bot: Bot
    services: Services
    now: datetime = START
    forgives: bool = False
    statements: list[str] = field(default_factory=list)
    """Every SQL statement since the last update began, BEGIN and COMMIT left out."""
    _updates: Any = field(default_factory=lambda: count(500))
    _users: Any = field(default_factory=lambda: count(77_001))

    def __post_init__(self) -> None:
        self._raiser = _Raiser()
        self.restart()

    def restart(self) -> None:
        """Begin anew with an empty memory, as a restarted process does."""
        self.router = Router(self.database, self.bot, self.services, lambda: self.now)

    def chat(self, name: str = "Ann", language: str = "en") -> Chat:
        """Return a new person's chat with the bot."""
        return Chat(self, next(self._users), name, language)

    def move(self, **by: float) -> None:
        """Move the calendar on (`days=1`, `hours=2`)."""
        self.now += timedelta(**by)

    async def handle(self, raw: dict[str, Any]) -> None:
        """Hand one update to the router; what it would apologise for is raised."""
        raw = {"update_id": next(self._updates), **raw}
        update = Update.de_json(raw, self.bot)
        self.statements.clear()
        log = logging.getLogger("handlers.router")
        log.addHandler(self._raiser)
        try:
            await self.router.handle(update)
        finally:
            log.removeHandler(self._raiser)
        errors, self._raiser.errors = self._raiser.errors, []
        if errors and not self.forgives:
            error = errors[0]
            raise error if isinstance(error, BaseException) else AssertionError(error)


@dataclass
class Chat:
    """One person's private chat with the bot."""

    world: World
    id: int
    name: str
    language: str
    toast: str = ""
    taps_made: int = 0
    typed: int = 0
    _queries: Any = field(default_factory=lambda: count(1))

    @property
    def messages(self) -> list[Seen]:
        """Everything the chat shows now, oldest first."""
        return list(self.world.edge.chats.get(self.id, {}).values())

    @property
    def card(self) -> Seen:
        """The newest message of the bot's that has buttons, else its newest."""
        own = [seen for seen in self.messages if not seen.mine]
        return next((seen for seen in reversed(own) if seen.buttons), own[-1])

    @property
    def _user(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.name,
            "language_code": self.language,
        }

    async def says(self, text: str, **more: Any) -> Seen:
        """Type a message (or send one with other parts: `voice={…}`); return the card shown then."""
        caption = more.get("caption", "")
        seen = self.world.edge.typed(self.id, text or caption, "photo" if caption else "")
        if not text.startswith("/"):
            self.typed += 1
        message = {**_as_message(self.id, seen), "from": self._user, **more}
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        if not text:
            message.pop("text", None)
        await self.world.handle({"message": message})
        return self.card

    async def taps(self, *words: str, on: Seen | None = None) -> Seen:
        """Tap buttons one after another, by label or data, on the live card; return the last card."""
        for each in words:
            card = on or await self._turned(each)
            button = card.button(each)
            assert "callback_data" in button, f"{each!r} is not a button that the bot hears of"
            await self.sends_data(button["callback_data"], card)
        return self.card

    async def _turned(self, wanted: str) -> Seen:
        """Turn the pages of a choice, a tap each, until the wanted one is there."""
        for _ in range(3):
            shown = str(self.card.buttons)
            pages = [page for page in PAGES if f"'{page}:" in shown]
            if wanted in shown or not pages:
                break
            await self.sends_data(self.card.button(pages[0])["callback_data"])
        return self.card

    async def sends_data(self, data: str, card: Seen | None = None) -> Seen:
        """Send a tap with any data, as an old or forged button does."""
        self.taps_made += 1
        on = card or self.card
        number = f"{self.id}-{next(self._queries)}"
        message = {**_as_message(self.id, on), "from": BOT}
        quoted = self.world.edge.chats.get(self.id, {}).get(on.answers or 0)
        if quoted is not None:
            message["reply_to_message"] = _as_message(self.id, quoted)
        query = {
            "id": number,
            "from": self._user,
            "chat_instance": "1",
            "data": data,
            "message": message,
        }
        await self.world.handle({"callback_query": query})
        self.toast = self.world.edge.toasts.get(number, "")
        return self.card

    async def blocks(self, *, member: bool = False) -> None:
        """Block the bot (or unblock it)."""

        def as_member(status: str) -> dict[str, Any]:
            return {"status": status, "user": BOT, "until_date": 0}

        await self.world.handle({"my_chat_member": {
            "chat": {"id": self.id, "type": "private"}, "from": self._user, "date": 0,
            "old_chat_member": as_member("kicked" if member else "member"),
            "new_chat_member": as_member("member" if member else "kicked"),
        }})  # fmt: skip


@asynccontextmanager
async def open_world(url: str, own: Own = NOTHING, **settings: Any) -> AsyncIterator[World]:
    """Open a world on an empty database; `settings` override the bot's (`host_name="…"`).

    `own` is the host's own content.
    """
    catalogs.compile_all()
    keys.install(keys.Keyring.new())
    database = connect(url)
    async with database.writer.begin() as connection:
        await connection.run_sync(METADATA.create_all)
    edge = Edge()
    async with Bot(TOKEN, request=edge, get_updates_request=edge) as bot:
        given = Settings(TOKEN, **settings)
        services = Services(
            given, Catalogs(strict=True, own=own, informs=given.informs), load_packs(),
            load_lexicon(), BOT["username"], scams=load_scams(), own=own,
        )  # fmt: skip
        world = World(database, edge, bot, services)

        @event.listens_for(database.writer.sync_engine, "before_cursor_execute")
        def note(_: Any, __: Any, statement: str, *___: Any) -> None:
            if not statement.startswith(("BEGIN", "COMMIT")):
                world.statements.append(statement)

        try:
            with tempfile.TemporaryDirectory(prefix="duewell-") as folder:
                erasures.install(Path(folder))
                yield world
        finally:
            await database.close()
