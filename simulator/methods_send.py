"""Methods that put a new message into a chat: text, pictures, documents, copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator import forum, linked, validate_keyboard, validate_text
from simulator.errors import ApiError, bad
from simulator.files import StoredFile, picture_size

if TYPE_CHECKING:
    from simulator.chats import Chat
    from simulator.messages import Message
    from simulator.params import Params, Upload
    from simulator.state import World

MAX_PHOTO = 10 * 1024 * 1024
MAX_DOCUMENT = 50 * 1024 * 1024
_PREVIEW_FLAGS = ("is_disabled", "prefer_small_media", "prefer_large_media", "show_above_text")


def send_message(world: World, params: Params) -> Any:
    """A text."""
    body = validate_text.message_text(params)
    preview = link_preview(params)
    if preview:
        body["link_preview_options"] = preview
    return post(world, params, body)


def send_photo(world: World, params: Params) -> Any:
    """A picture with a caption."""
    caption = validate_text.caption(params)
    markup = validate_keyboard.markup(params)
    file = _input_file(world, params, "photo", "photos", MAX_PHOTO)
    size = picture_size(file.data)
    if size is None:
        raise bad("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > 10_000 or max(width, height) > 20 * max(1, min(width, height)):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    body = {"photo": [photo_size(file)], **caption}
    return post(world, params, body, markup, right="can_send_photos")


def send_document(world: World, params: Params) -> Any:
    """A file with a caption."""
    caption = validate_text.caption(params)
    markup = validate_keyboard.markup(params)
    file = _input_file(world, params, "document", "documents", MAX_DOCUMENT)
    body = {"document": document(file), **caption}
    return post(world, params, body, markup, right="can_send_documents")


def send_voice(world: World, params: Params) -> Any:
    """A voice message with a caption; only Ogg with Opus is one."""
    caption = validate_text.caption(params)
    markup = validate_keyboard.markup(params)
    file = _input_file(world, params, "voice", "voice", MAX_DOCUMENT)
    if b"OpusHead" not in file.data[:64]:
        raise bad("wrong file type for a voice message")
    body = {"voice": {"duration": 1, **document(file)}, **caption}
    return post(world, params, body, markup, right="can_send_voice_notes")


def copy_message(world: World, params: Params) -> Any:
    """The same content again, without a trace of where it came from."""
    source = _source(world, params, "copy")
    if source.service:
        raise bad("message can't be copied")
    body = dict(source.body)
    if "caption" in params.values and ("photo" in body or "document" in body):
        body.pop("caption", None)
        body.pop("caption_entities", None)
        body.update(validate_text.caption(params))
    return {"message_id": post(world, params, body, right=_right(body))["message_id"]}


def forward_message(world: World, params: Params) -> Any:
    """The same content again, with its origin."""
    source = _source(world, params, "forward")
    if source.service:
        raise bad("message can't be forwarded")
    origin = source.origin or origin_of(world, source)
    return post(world, params, dict(source.body), origin=origin, right=_right(source.body))


def post(
    world: World,
    params: Params,
    body: dict[str, Any],
    markup: dict[str, Any] | None = None,
    *,
    origin: dict[str, Any] | None = None,
    right: str = "can_send_messages",
) -> dict[str, Any]:
    """Put the bot's message where the call says, if the bot has the right to send such a thing."""
    if markup is None:
        markup = validate_keyboard.markup(params)
    chat = world.chat(params.values.get("chat_id"))
    chat.check_bot_may_write(world.bot_id, right)
    reply_to = _reply_to(params, chat)
    thread = forum.place(chat, world.bot_id, params.integer("message_thread_id"), reply_to)
    world.writable(chat.id, right)
    if params.flag("protect_content"):
        body["has_protected_content"] = True
    message = world.add(
        chat,
        0 if chat.type == "channel" else world.bot_id,
        body,
        markup=markup,
        reply_to=reply_to,
        origin=origin,
        silent=params.flag("disable_notification"),
        author=world.bot_id,
        thread=thread,
    )
    if "poll" in body:
        world.polls.setdefault(body["poll"]["id"], []).append(message)
    linked.forward(world, message)
    return message.for_bot(world)


def _right(body: dict[str, Any]) -> str:
    kinds = {"photo": "photos", "document": "documents", "poll": "polls"}
    found = next((name for kind, name in kinds.items() if kind in body), "messages")
    return f"can_send_{found}"


def _reply_to(params: Params, chat: Chat) -> int | None:
    values = params.values
    if "reply_parameters" in values:
        wanted = params.json("reply_parameters", "reply parameters")
        if not isinstance(wanted, dict) or "message_id" not in wanted:
            raise bad('can\'t find field "message_id"')
        number, may_miss = int(wanted["message_id"]), wanted.get("allow_sending_without_reply")
    elif "reply_to_message_id" in values:
        number = params.integer("reply_to_message_id")
        may_miss = params.flag("allow_sending_without_reply")
    else:
        return None
    if chat.alive(number) is not None:
        return number
    if may_miss:
        return None
    raise bad("message to be replied not found")


def _source(world: World, params: Params, verb: str) -> Message:
    chat = world.chat(params.values.get("from_chat_id"))
    chat.check_bot_inside(world.bot_id)
    number = message_id(params)
    message = chat.alive(number)
    if message is None:
        raise bad(f"message to {verb} not found")
    return message


def origin_of(world: World, message: Message) -> dict[str, Any]:
    """The forward_origin of a copy of this message."""
    if message.as_chat:
        speaker = world.chats[message.as_chat].brief(world)
        return {"type": "chat", "sender_chat": speaker, "date": message.date}
    if message.sender:
        return {"type": "user", "sender_user": world.user(message.sender), "date": message.date}
    return {
        "type": "channel",
        "chat": message.chat.brief(world),
        "message_id": message.id,
        "date": message.date,
    }


def message_id(params: Params) -> int:
    """The `message_id` argument; refuses when it is missing."""
    number = params.integer("message_id")
    if number <= 0:
        raise bad("message identifier is not specified")
    return number


def link_preview(params: Params) -> dict[str, Any]:
    """The `link_preview_options` argument, checked."""
    options = params.json("link_preview_options", "link preview options")
    if options is None:
        return {}
    if not isinstance(options, dict):
        raise bad("object expected as link preview options")
    for name in _PREVIEW_FLAGS:
        if name in options and not isinstance(options[name], bool):
            raise bad(f'field "{name}" must be of type Boolean')
    return options


def _input_file(world: World, params: Params, field: str, folder: str, limit: int) -> StoredFile:
    upload = params.files.get(field)
    value = params.text(field)
    if upload is None and value.startswith("attach://"):
        upload = params.files.get(value[len("attach://") :])
        if upload is None:
            raise bad("invalid file HTTP URL specified: Unsupported URL protocol")
    if upload is not None:
        return _stored(world, upload, folder, limit)
    if not value:
        raise bad(f"there is no {field} in the request")
    known = world.files.by_id(value)
    if known is not None:
        return known
    if value.startswith(("http://", "https://")):
        # The simulator never goes out to the network, which looks like a dead link.
        raise bad("failed to get HTTP URL content")
    raise bad("wrong file identifier/HTTP URL specified")


def _stored(world: World, upload: Upload, folder: str, limit: int) -> StoredFile:
    if not upload.data:
        raise bad("file must be non-empty")
    if len(upload.data) > limit:
        raise ApiError(413, "Request Entity Too Large")
    return world.files.add(upload.data, name=upload.name, mime=upload.mime, folder=folder)


def photo_size(file: StoredFile) -> dict[str, Any]:
    """The Bot API's PhotoSize object of a picture."""
    width, height = picture_size(file.data) or (1, 1)
    return {
        "file_id": file.id,
        "file_unique_id": file.unique,
        "width": width,
        "height": height,
        "file_size": len(file.data),
    }


def document(file: StoredFile) -> dict[str, Any]:
    """The Bot API's Document object of a file."""
    return {
        "file_name": file.name,
        "mime_type": file.mime,
        "file_id": file.id,
        "file_unique_id": file.unique,
        "file_size": len(file.data),
    }
