"""What a person does in their messenger, and the update the bot gets of it."""

from __future__ import annotations

import base64
import binascii
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator import forum, hearing, linked, membership, validate_text
from simulator.errors import bad
from simulator.files import picture_size
from simulator.methods_send import document, origin_of, photo_size

if TYPE_CHECKING:
    from simulator.chats import Chat
    from simulator.messages import Message
    from simulator.state import World

MAX_SENT = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Manner:
    """How something is sent: as an answer, in a topic, in the name of a channel or the group."""

    reply_to: int | None = None
    thread: int = 0
    as_chat: int = 0
    date: int | None = None


_PLAIN = Manner()


def say(
    world: World,
    person: int,
    chat: Chat,
    text: str,
    how: Manner = _PLAIN,
) -> tuple[Message, int | None]:
    """Type a text. A client splits what is too long; the last piece and its update are returned."""
    pieces = validate_text.split(text)
    if not pieces:
        raise bad("message text is empty")
    message, number = None, None
    for piece in pieces:
        message, number = _post(world, person, chat, validate_text.typed(piece), how)
    assert message is not None
    return message, number


def tap(
    world: World, person: int, chat: Chat, message_id: int, data: str
) -> tuple[int | None, str]:
    """Press a button with callback data; the update and the id of the query it opened."""
    _check_inside(chat, person)
    message = chat.messages.get(message_id)
    if message is None:
        raise bad("message not found")
    query_id = world.open_query(person, message)
    shown = (
        {"chat": chat.brief(world), "message_id": message_id, "date": 0}
        if message.deleted
        else message.for_bot(world)
    )
    query = {
        "id": query_id,
        "from": world.user(person),
        "message": shown,
        "chat_instance": str(zlib.crc32(str(chat.id).encode())),
        "data": data,
    }
    return world.updates.push("callback_query", query, key=chat.id), query_id


def send(
    world: World,
    person: int,
    chat: Chat,
    kind: str,
    *,
    name: str | None = None,
    encoded: str | None = None,
    caption: str | None = None,
    how: Manner = _PLAIN,
) -> tuple[Message, int | None]:
    """Send something that is not text."""
    body = _content(world, person, kind, name, encoded)
    if caption and kind in ("photo", "document", "voice"):
        typed = validate_text.typed(validate_text.split(caption, validate_text.MAX_CAPTION)[0])
        body["caption"] = typed["text"]
        if "entities" in typed:
            body["caption_entities"] = typed["entities"]
    return _post(world, person, chat, body, how)


def edit(
    world: World, person: int, chat: Chat, message_id: int, text: str
) -> tuple[Message, int | None]:
    """Change one's own message."""
    message = chat.alive(message_id)
    if message is None or message.writer != person or message.service:
        raise bad("message can't be edited")
    typed = validate_text.typed(validate_text.split(text)[0])
    if "text" in message.body:
        message.body = typed
    else:
        message.body = {**message.body, "caption": typed["text"]}
    message.edit_date = world.now()
    world.touch(message)
    linked.follow(world, message)
    kind = "edited_channel_post" if chat.type == "channel" else "edited_message"
    if not hearing.hears(world, chat, message):
        return message, None
    return message, world.updates.push(kind, message.for_bot(world), key=chat.id)


def forward(
    world: World, person: int, source: Chat, message_id: int, target: Chat
) -> tuple[Message, int | None]:
    """Forward a message from one chat to another."""
    _check_inside(source, person)
    message = source.alive(message_id)
    if message is None or message.service:
        raise bad("message to forward not found")
    origin = message.origin or origin_of(world, message)
    return _post(world, person, target, dict(message.body), origin=origin)


def delete(world: World, person: int, chat: Chat, message_id: int) -> None:
    """Delete a message for everyone; a bot is never told."""
    _check_inside(chat, person)
    message = chat.alive(message_id)
    if message is None:
        raise bad("message to delete not found")
    mine = chat.type == "private" or message.writer == person
    if not mine and not chat.may(person, "can_delete_messages"):
        raise bad("message can't be deleted")
    message.deleted = True
    message.markup = None
    if message_id in chat.pinned:
        chat.pinned.remove(message_id)
    world.touch(message)
    linked.follow(world, message)


def _post(
    world: World,
    person: int,
    chat: Chat,
    body: dict[str, Any],
    how: Manner = _PLAIN,
    *,
    origin: dict[str, Any] | None = None,
) -> tuple[Message, int | None]:
    _check_inside(chat, person)
    if chat.type == "channel":
        if not chat.may(person, "can_post_messages"):
            raise bad("not enough rights to send messages to the channel")
    elif chat.type != "private" and not chat.may(person, "can_send_messages"):
        raise bad("not enough rights to send text messages to the chat")
    if chat.type == "private":
        if chat.blocked:
            membership.block(world, person, blocked=False)
        chat.started = True
    reply_to = how.reply_to if chat.alive(how.reply_to or 0) else None
    message = world.add(
        chat,
        0 if chat.type == "channel" else person,
        body,
        reply_to=reply_to,
        date=how.date,
        origin=origin,
        author=person,
        as_chat=_spoken_as(world, person, chat, how.as_chat),
        thread=forum.place(chat, person, how.thread, reply_to),
    )
    chat.read[person] = message.id
    number = hearing.tell(world, message)
    linked.forward(world, message)
    return message, number


def _spoken_as(world: World, person: int, chat: Chat, wanted: int) -> int:
    """The chat in whose name this person writes here, 0 for their own."""
    if chat.type in ("private", "channel"):
        return 0
    if wanted and wanted != chat.id:
        channel = world.chat(wanted)
        if channel.type != "channel" or channel.members.get(person) != "creator":
            raise bad("only a channel's owner writes in its name")
        return channel.id
    if wanted and not chat.is_anonymous(person):
        raise bad("not an anonymous administrator here")
    return chat.id if chat.is_anonymous(person) else 0


def _check_inside(chat: Chat, person: int) -> None:
    if chat.migrated_to is not None:
        raise bad("group chat was upgraded to a supergroup chat")
    if not chat.has(person):
        raise bad("not a member of this chat")


def _content(
    world: World, person: int, kind: str, name: str | None, encoded: str | None
) -> dict[str, Any]:
    if kind == "location":
        return {"location": {"latitude": 51.5074, "longitude": -0.1278}}
    if kind == "contact":
        user = world.user(person)
        return {
            "contact": {
                "phone_number": "+15550100",
                "first_name": user["first_name"],
                "user_id": person,
            }
        }
    data = _decoded(encoded)
    if kind == "sticker":
        file = world.files.add(
            data or b"sticker", name=name or "sticker.webp", mime="image/webp", folder="stickers"
        )
        return {
            "sticker": {
                "file_id": file.id,
                "file_unique_id": file.unique,
                "type": "regular",
                "width": 512,
                "height": 512,
                "is_animated": False,
                "is_video": False,
                "emoji": "👍",
                "file_size": len(file.data),
            }
        }
    if kind == "voice":
        file = world.files.add(
            data or b"OggS", name=name or "voice.ogg", mime="audio/ogg", folder="voice"
        )
        return {
            "voice": {
                "file_id": file.id,
                "file_unique_id": file.unique,
                "duration": 3,
                "mime_type": "audio/ogg",
                "file_size": len(file.data),
            }
        }
    if kind == "photo":
        if picture_size(data) is None:
            data = base64.b64decode(DOT_PNG)
        file = world.files.add(data, name=name or "photo.png", mime="image/png", folder="photos")
        return {"photo": [photo_size(file)]}
    if kind == "document":
        file = world.files.add(
            data or b"-",
            name=name or "file.txt",
            mime="application/octet-stream",
            folder="documents",
        )
        return {"document": document(file)}
    raise bad(f"unknown kind '{kind}'")


def _decoded(encoded: str | None) -> bytes:
    if not encoded:
        return b""
    try:
        data = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise bad("base64 is broken") from error
    if len(data) > MAX_SENT:
        raise bad("file is too big")
    return data


# A picture of one grey dot, for a person who sends "a photo" without giving one.
DOT_PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)
