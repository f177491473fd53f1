"""Methods about messages that are already there: edit, delete, react, answer a tap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator import linked, validate_keyboard, validate_text
from simulator.entities import utf16
from simulator.errors import NOT_MODIFIED, QUERY_TOO_OLD, bad
from simulator.methods_send import link_preview, message_id

if TYPE_CHECKING:
    from simulator.chats import Chat
    from simulator.messages import Message
    from simulator.params import Params
    from simulator.state import World

DELETE_WITHIN = 48 * 3600
_TEXT_FIELDS = ("text", "entities", "link_preview_options")
_CAPTION_FIELDS = ("caption", "caption_entities")
_EMOJI = (
    "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤\u200d🔥 "
    "🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨\u200d💻 👀 🎃 🙈 😇 😨 "
    "🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷\u200d♂ 🤷 🤷\u200d♀ 😡 "
)
_REACTIONS = frozenset(_EMOJI.split())


def edit_message_text(world: World, params: Params) -> Any:
    """New text and keyboard; without a keyboard the old one goes."""
    fresh = validate_text.message_text(params, too_long="MESSAGE_TOO_LONG")
    preview = link_preview(params)
    if preview:
        fresh["link_preview_options"] = preview
    markup = validate_keyboard.inline_only(params)
    message = _own(world, params)
    if "text" not in message.body:
        raise bad("there is no text in the message to edit")
    return _changed(world, message, _TEXT_FIELDS, fresh, markup)


def edit_message_caption(world: World, params: Params) -> Any:
    """New caption and keyboard; an empty caption removes it."""
    fresh = validate_text.caption(params)
    markup = validate_keyboard.inline_only(params)
    message = _own(world, params)
    if "photo" not in message.body and "document" not in message.body:
        raise bad("there is no caption in the message to edit")
    return _changed(world, message, _CAPTION_FIELDS, fresh, markup)


def edit_message_reply_markup(world: World, params: Params) -> Any:
    """New inline keyboard, or none."""
    markup = validate_keyboard.inline_only(params)
    return _changed(world, _own(world, params), (), {}, markup)


def _own(world: World, params: Params) -> Message:
    if "inline_message_id" in params.values:
        raise bad("MESSAGE_ID_INVALID")
    values = params.values
    number = message_id(params)
    chat = world.chat(values.get("chat_id"))
    message = chat.alive(number)
    if message is None and chat.migrated_to is None:
        raise bad("message to edit not found")
    chat = world.writable(chat.id, None)
    assert message is not None
    mine = message.writer == world.bot_id
    if chat.type == "channel" and not mine:
        mine = chat.may(world.bot_id, "can_edit_messages")
    if not mine or message.service or message.origin is not None:
        raise bad("message can't be edited")
    return message


def _changed(
    world: World,
    message: Message,
    fields: tuple[str, ...],
    fresh: dict[str, Any],
    markup: dict[str, Any] | None,
) -> dict[str, Any]:
    old = {name: message.body[name] for name in fields if name in message.body}
    shown = message.markup if message.markup and "inline_keyboard" in message.markup else None
    if old == fresh and shown == markup:
        raise bad(NOT_MODIFIED)
    if fields:
        rest = {name: value for name, value in message.body.items() if name not in fields}
        message.body = {**rest, **fresh}
        message.edit_date = world.now()
    message.markup = markup
    world.touch(message)
    linked.follow(world, message)
    return message.for_bot(world)


def delete_message(world: World, params: Params) -> Any:
    """Delete one message, within Telegram's 48 hours."""
    number = message_id(params)
    chat = world.chat(params.values.get("chat_id"))
    chat.check_bot_inside(world.bot_id)
    message = chat.alive(number)
    if message is None:
        raise bad("message to delete not found")
    _check_deletable(world, chat, message)
    _delete(world, message)
    return True


def delete_messages(world: World, params: Params) -> Any:
    """Delete up to a hundred messages of a chat."""
    numbers = params.json("message_ids", "message identifiers")
    if not isinstance(numbers, list) or not numbers:
        raise bad("message identifiers are not specified")
    if len(numbers) > 100:
        raise bad("too many message identifiers specified")
    chat = world.chat(params.values.get("chat_id"))
    chat.check_bot_inside(world.bot_id)
    # Telegram skips what is not there, but refuses the whole when one may not be deleted.
    there = [m for m in (chat.alive(int(number)) for number in numbers) if m is not None]
    for message in there:
        _check_deletable(world, chat, message)
    for message in there:
        if not message.deleted:
            _delete(world, message)
    return True


def _check_deletable(world: World, chat: Chat, message: Message) -> None:
    late = world.now() - message.date > DELETE_WITHIN
    if chat.type == "private":
        if late:
            raise bad("message can't be deleted for everyone")
        return
    if "forum_topic_created" in message.body:
        raise bad("message can't be deleted")
    if chat.may(world.bot_id, "can_delete_messages") and (chat.type != "group" or not late):
        return
    mine = message.writer == world.bot_id
    if chat.type == "channel":
        mine = mine and chat.may(world.bot_id, "can_post_messages")
    if not mine:
        raise bad("message can't be deleted")
    if late:
        raise bad("message can't be deleted for everyone")


def _delete(world: World, message: Message) -> None:
    message.deleted = True
    message.body = {}
    message.markup = None
    if message.id in message.chat.pinned:
        message.chat.pinned.remove(message.id)
    world.touch(message)
    linked.follow(world, message)


def answer_callback_query(world: World, params: Params) -> Any:
    """End a tap, with a toast or without; once, and not too late."""
    text = params.text("text")
    if utf16(text) > 200:
        raise bad("MESSAGE_TOO_LONG")
    query = world.close_query(params.text("callback_query_id"))
    if query is None:
        raise bad(QUERY_TOO_OLD)
    url = params.text("url")
    if text or url:
        world.toast(
            query.person,
            {
                "text": text,
                "show_alert": params.flag("show_alert"),
                "url": url or None,
                "chat": query.chat,
                "message_id": query.message,
            },
        )
    return True


def set_message_reaction(world: World, params: Params) -> Any:
    """One emoji under a message, or none."""
    number = message_id(params)
    chosen = params.json("reaction", "reaction types") or []
    if not isinstance(chosen, list):
        raise bad("can't parse reaction types JSON object")
    if len(chosen) > 1:
        raise bad("REACTIONS_TOO_MANY")
    for reaction in chosen:
        if not isinstance(reaction, dict) or reaction.get("type") != "emoji":
            raise bad("REACTION_INVALID")
        if str(reaction.get("emoji", "")).replace("\ufe0f", "") not in _REACTIONS:
            raise bad("REACTION_INVALID")
    chat = world.chat(params.values.get("chat_id"))
    chat.check_bot_may_write(world.bot_id)
    message = chat.alive(number)
    if message is None:
        raise bad("message to react not found")
    message.reactions[world.bot_id] = chosen
    world.touch(message)
    return True
