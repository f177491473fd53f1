"""One message and its two faces: what the bot gets, and what a person's client shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from simulator.people import ANONYMOUS_ID, CHANNEL_BOT_ID, SERVICE_USERS, TELEGRAM_ID

if TYPE_CHECKING:
    from simulator.chats import Chat
    from simulator.state import World


@dataclass(slots=True)
class Message:
    """A message of a chat. `sender` 0 means the chat itself (a channel post).

    `author` is who really wrote it, where that is not the sender; `as_chat` the group or channel in
    whose name somebody wrote (or whose post was forwarded here by itself: `automatic`); `thread`
    the message that began the topic or the comments it belongs to.

    `body` holds the Bot API's content fields (text, photo, …); `date` and `edit_date` are seconds
    since 1970; `rev` grows with every change anywhere.
    """

    chat: Chat
    id: int
    date: int
    sender: int
    body: dict[str, Any]
    markup: dict[str, Any] | None = None
    reply_to: int | None = None
    origin: dict[str, Any] | None = None
    edit_date: int | None = None
    rev: int = 0
    deleted: bool = False
    service: bool = False
    silent: bool = False
    author: int = 0
    as_chat: int = 0
    automatic: bool = False
    thread: int = 0
    reactions: dict[int, list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def writer(self) -> int:
        """Who may call it their own."""
        return self.author or self.sender

    def for_bot(self, world: World, *, nested: bool = False) -> dict[str, Any]:
        """The Bot API's Message object."""
        face = self.face(world)
        if not nested:
            self._add_reply(world, face, for_bot=True)
        if self.markup is not None and "inline_keyboard" in self.markup:
            face["reply_markup"] = self.markup
        return face

    def for_client(self, world: World) -> dict[str, Any]:
        """What a client draws: as for the bot, plus every keyboard, `rev` and file addresses."""
        if self.deleted:
            return {
                "message_id": self.id,
                "chat": self.chat.brief(world),
                "date": self.date,
                "rev": self.rev,
                "deleted": True,
            }
        face = self.face(world)
        self._add_reply(world, face, for_bot=False)
        if self.markup is not None:
            face["reply_markup"] = self.markup
        if self.reactions:
            face["reactions"] = [
                {"user_id": who, "reaction": what} for who, what in self.reactions.items() if what
            ]
        for kind in ("document", "voice", "sticker", "video", "audio"):
            if kind in self.body:
                face[kind] = _with_url(self.body[kind])
        if "photo" in self.body:
            face["photo"] = [_with_url(size) for size in self.body["photo"]]
        face["rev"] = self.rev
        face["deleted"] = False
        face["writer"] = self.writer
        face["silent"] = self.silent
        return face

    def face(self, world: World) -> dict[str, Any]:
        """What both have in common."""
        face: dict[str, Any] = {"message_id": self.id}
        chat = self.chat.brief(world)
        if self.thread:
            face["message_thread_id"] = self.thread
            if self.chat.is_forum:
                face["is_topic_message"] = True
        if self.as_chat:
            face["from"] = SERVICE_USERS[self._stand_in()]
            face["sender_chat"] = world.chats[self.as_chat].brief(world)
        elif self.sender:
            face["from"] = world.user(self.sender)
        else:
            face["sender_chat"] = chat
        face["chat"] = chat
        face["date"] = self.date
        if self.edit_date is not None:
            face["edit_date"] = self.edit_date
        if self.origin is not None:
            face["forward_origin"] = self.origin
        if self.automatic:
            face["is_automatic_forward"] = True
        face.update(self.body)
        return face

    def _stand_in(self) -> int:
        if self.automatic:
            return TELEGRAM_ID
        return ANONYMOUS_ID if self.as_chat == self.chat.id else CHANNEL_BOT_ID

    def _add_reply(self, world: World, face: dict[str, Any], *, for_bot: bool) -> None:
        # What is written in a topic without an answer to anything answers the topic's beginning.
        answered = self.reply_to or (self.thread if for_bot and self.chat.is_forum else 0)
        source = self.chat.messages.get(answered) if answered != self.id else None
        if source is not None and not source.deleted:
            face["reply_to_message"] = (
                source.for_bot(world, nested=True) if for_bot else source.face(world)
            )


def _with_url(file: dict[str, Any]) -> dict[str, Any]:
    return {**file, "url": f"/sim/file/{file['file_unique_id']}"}
