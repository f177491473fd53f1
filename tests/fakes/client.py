"""A person with a messenger, for end-to-end tests: types, taps, reads. Speaks /sim over HTTP."""

from __future__ import annotations

import asyncio
import base64
import json
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import httpx

if TYPE_CHECKING:
    from types import TracebackType


# Plain HTTP only; an empty context spares reading all the world's certificates for each client.
_NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@dataclass(frozen=True, slots=True)
class Button:
    """One button of an inline keyboard; exactly one of the last three is set (or none)."""

    label: str
    data: str | None = None
    url: str | None = None
    copy: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as a person sees it. `text` is the caption where there is one."""

    message_id: int
    text: str
    buttons: tuple[tuple[Button, ...], ...]
    raw: dict[str, Any]

    @property
    def labels(self) -> tuple[str, ...]:
        """The words on all buttons, row by row."""
        return tuple(button.label for row in self.buttons for button in row)

    @property
    def keys(self) -> tuple[Button, ...]:
        """All buttons, row by row."""
        return tuple(button for row in self.buttons for button in row)


class Simulation:
    """The simulator from outside: people, clock, trouble, the log of calls.

    With `app` the application is called in this process, without sockets.
    """

    def __init__(self, url: str = "http://simulator", *, app: Any = None) -> None:
        self.url = url.rstrip("/")
        inside = None if app is None else httpx.ASGITransport(app)
        self.http = httpx.AsyncClient(
            base_url=self.url, timeout=70, trust_env=False, verify=_NO_TLS, transport=inside
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.http.aclose()

    async def get(self, path: str, **query: Any) -> Any:
        """GET /sim/…, its JSON."""
        return _read(await self.http.get(f"/sim/{path}", params=query))

    async def post(self, path: str, **body: Any) -> Any:
        """POST /sim/…, its JSON."""
        # Written by hand, so that half a surrogate pair goes out as an escape, as clients send it.
        headers = {"content-type": "application/json"}
        return _read(
            await self.http.post(f"/sim/{path}", content=json.dumps(body), headers=headers)
        )

    async def person(self, first_name: str = "Ann", language: str = "en", **more: Any) -> Person:
        """Someone new."""
        made = await self.post("people", first_name=first_name, language_code=language, **more)
        return Person(self, made["id"])

    async def log(self, after: int = 0) -> list[dict[str, Any]]:
        """Bot API calls later than this number."""
        calls: list[dict[str, Any]] = await self.get("log", after=after)
        return calls

    async def idle(self, *, update: int | None = None, within: float = 10) -> bool:
        """Whether the bot has confirmed one update, or all, within so many seconds."""
        query = {"wait": within} | ({} if update is None else {"update": update})
        return bool((await self.get("idle", **query))["idle"])

    async def moves_clock(self, to: str) -> dict[str, Any]:
        """Move the demo's clock: next, hour, day, month or an ISO time."""
        moved: dict[str, Any] = await self.post("clock", to=to)
        return moved

    async def reset(self) -> None:
        """Everything afresh."""
        await self.post("reset")


class Person:
    """Someone in their chat with the bot, or, with `chat`, in a group.

    What the person has done last marks the time: `sees` and `waits_for` look at what the bot wrote
    or changed after it.
    """

    def __init__(self, sim: Simulation, number: int, *, chat: int | None = None) -> None:
        self.sim = sim
        self.id = number
        self.chat = number if chat is None else chat
        self._known: dict[int, dict[str, Any]] = {}
        self._rev = 0
        self._mark = 0
        self._update: int | None = None

    def at(self, chat: int) -> Person:
        """The same person in another chat."""
        return Person(self.sim, self.id, chat=chat)

    async def says(self, text: str, *, reply_to: int | None = None, **how: int) -> dict[str, Any]:
        """Type something; `how`: `thread` of a forum, or `as` (by unpacking) a channel's id."""
        more = how if reply_to is None else {**how, "reply_to": reply_to}
        return await self._does("say", text=text, **more)

    async def votes(self, message_id: int, *options: int) -> dict[str, Any]:
        """Vote in a poll; without options, take the vote back."""
        return await self._does("vote", message_id=message_id, option_ids=list(options))

    async def sends(
        self,
        kind: str,
        data: bytes | None = None,
        *,
        name: str | None = None,
        caption: str | None = None,
    ) -> dict[str, Any]:
        """Send a sticker, voice, photo, document, location or contact."""
        encoded = base64.b64encode(data).decode() if data else None
        return await self._does("send", kind=kind, base64=encoded, name=name, caption=caption)

    async def edits(self, message_id: int, text: str) -> dict[str, Any]:
        """Change an own message."""
        return await self._does("edit", message_id=message_id, text=text)

    async def taps(self, button: str, *, message_id: int | None = None) -> dict[str, Any]:
        """Press a button, found by its data or label, whole or in part, newest message first.

        With `message_id` only that message is looked at, and data that is no longer on it is sent
        all the same, as from a screen that was not refreshed.
        """
        await self.refresh()
        if message_id is not None:
            seen = self._known.get(message_id)
            found = _find(_seen(seen), button) if seen and not seen["deleted"] else None
            data = found.data if found is not None else button
            return await self._does("tap", message_id=message_id, data=data)
        for message in reversed(self.messages()):
            found = _find(message, button)
            if found is not None:
                assert found.data is not None, (
                    f"{button!r} opens something and tells the bot nothing"
                )
                return await self._does("tap", message_id=message.message_id, data=found.data)
        offered = [key for message in self.messages()[-3:] for key in message.keys]
        raise AssertionError(f"no button {button!r}; there are {offered}")

    async def sees(self, timeout: float = 5) -> Seen:  # noqa: ASYNC109 - read as a sentence
        """The newest message the bot wrote or changed since this person's last act.

        Waits for the bot to confirm that act first, so that the last of several messages is found.
        """
        await self._settled()
        await self.refresh()
        if not self._fresh():
            await self._await(lambda: bool(self._fresh()), timeout, "anything new")
        return self._fresh()[-1]

    async def waits_for(self, words: str, timeout: float = 5) -> Seen:  # noqa: ASYNC109 - the same
        """The newest message of the bot with these words, written or changed since the last act."""
        await self.refresh()
        await self._await(lambda: bool(self._with(words)), timeout, repr(words))
        return self._with(words)[-1]

    async def toasts(self) -> list[dict[str, Any]]:
        """What flashed up since the last call."""
        await self._settled()
        found: list[dict[str, Any]] = await self.sim.get("toasts", person=self.id)
        return found

    async def refresh(self, wait: float = 0) -> None:
        """Read what is new in the chat."""
        answer = await self.sim.get(
            "messages", person=self.id, chat=self.chat, after=self._rev, wait=wait
        )
        self._rev = answer["rev"]
        for message in answer["messages"]:
            self._known[message["message_id"]] = message

    async def now(self) -> None:
        """Start a new mark without doing anything, for what the clock sends."""
        await self.refresh()
        self._mark, self._update = self._rev, None

    async def downloads(self, message: Seen) -> bytes:
        """The file in a message."""
        files = message.raw.get("photo") or [message.raw.get("document")]
        answer = await self.sim.http.get(files[-1]["url"])
        answer.raise_for_status()
        return answer.content

    def messages(self) -> tuple[Seen, ...]:
        """The bot's messages that are in the chat, oldest first, as of the last look."""
        return tuple(
            _seen(message)
            for _, message in sorted(self._known.items())
            if not message["deleted"] and _is_bots(message)
        )

    def last(self) -> Seen:
        """The last of them."""
        return self.messages()[-1]

    def buttons(self) -> tuple[Button, ...]:
        """The buttons of the newest message that has any."""
        return next((m.keys for m in reversed(self.messages()) if m.keys), ())

    def transcript(self) -> str:
        """The chat in words, for a failed assertion."""
        return "\n".join(
            f"{'bot' if _is_bots(m) else 'me '}: {json.dumps(_text(m), ensure_ascii=False)}"
            f" {[key.label for key in _seen(m).keys]}"
            for _, m in sorted(self._known.items())[-8:]
            if not m["deleted"]
        )

    async def _does(self, act: str, **body: Any) -> dict[str, Any]:
        await self.refresh()
        self._mark = self._rev
        done: dict[str, Any] = await self.sim.post(act, person=self.id, chat=self.chat, **body)
        self._update = done["update_id"]
        return done

    async def _settled(self) -> None:
        # A bot that never confirms holds nobody up for long.
        if self._update is not None:
            await self.sim.idle(update=self._update, within=2)

    def _fresh(self) -> list[Seen]:
        return [m for m in self.messages() if m.raw["rev"] > self._mark]

    def _with(self, words: str) -> list[Seen]:
        return [m for m in self._fresh() if words in m.text]

    async def _await(self, condition: Any, seconds: float, what: str) -> None:
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not condition():
            left = end - loop.time()
            if left <= 0:
                raise AssertionError(f"waited {seconds} s for {what}:\n{self.transcript()}")
            await self.refresh(wait=left)


def _read(answer: httpx.Response) -> Any:
    if answer.is_error:
        raise AssertionError(f"{answer.request.url}: {answer.status_code} {answer.text}")
    return answer.json()


def _is_bots(message: dict[str, Any]) -> bool:
    sender = message.get("from")
    if sender is None:
        return "sender_chat" in message
    # Telegram lends its own bots' names to people who write as the group or as a channel.
    return bool(sender["is_bot"]) and "sender_chat" not in message


def _text(message: dict[str, Any]) -> str:
    return str(message.get("text") or message.get("caption") or "")


def _seen(message: dict[str, Any]) -> Seen:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = tuple(
        tuple(
            Button(
                key["text"],
                key.get("callback_data"),
                key.get("url"),
                key.get("copy_text", {}).get("text"),
            )
            for key in row
        )
        for row in rows
    )
    return Seen(message["message_id"], _text(message), buttons, message)


def _find(message: Seen, wanted: str) -> Button | None:
    tests = (
        lambda key: key.data == wanted,
        lambda key: key.label == wanted,
        lambda key: wanted in key.label,
        lambda key: key.data is not None and wanted in key.data,
    )
    return next((key for test in tests for key in message.keys if test(key)), None)
