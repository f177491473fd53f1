"""Methods that pin and unpin, and the same done by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator import hearing
from simulator.errors import bad
from simulator.methods_send import message_id

if TYPE_CHECKING:
    from simulator.chats import Chat
    from simulator.messages import Message
    from simulator.params import Params
    from simulator.state import World


def pin_chat_message(world: World, params: Params) -> Any:
    """Pin, with the service message that tells of it."""
    number = message_id(params)
    chat = world.chat(params.values.get("chat_id"))
    chat.check_bot_may_write(world.bot_id)
    message = chat.alive(number)
    if message is None:
        raise bad("message to pin not found")
    pin(world, message, world.bot_id, silent=params.flag("disable_notification"))
    return True


def pin(world: World, message: Message, by: int, *, silent: bool = False) -> int | None:
    """Put a message on top of its chat; the update that tells the bot, its own pins included."""
    chat = message.chat
    _check_may_pin(chat, by)
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    chat.pinned.append(message.id)
    notice = world.add(
        chat,
        0 if chat.type == "channel" else by,
        {"pinned_message": message.for_bot(world, nested=True)},
        service=True,
        silent=silent,
        author=by,
        as_chat=chat.id if chat.is_anonymous(by) and chat.type != "channel" else 0,
        thread=message.thread,
    )
    return hearing.tell(world, notice)


def unpin_chat_message(world: World, params: Params) -> Any:
    """Unpin one message, or the newest pinned."""
    chat = world.chat(params.values.get("chat_id"))
    chat.check_bot_may_write(world.bot_id)
    _check_may_pin(chat, world.bot_id)
    if "message_id" in params.values:
        number = message_id(params)
        if number not in chat.pinned:
            raise bad("message to unpin not found")
        unpin(chat, world.bot_id, number)
    elif chat.pinned:
        unpin(chat, world.bot_id, chat.pinned[-1])
    return True


def unpin(chat: Chat, by: int, number: int) -> None:
    """Take a message down again; nobody is told."""
    _check_may_pin(chat, by)
    if number in chat.pinned:
        chat.pinned.remove(number)


def unpin_all_chat_messages(world: World, params: Params) -> Any:
    """Unpin everything."""
    chat = world.chat(params.values.get("chat_id"))
    chat.check_bot_may_write(world.bot_id)
    _check_may_pin(chat, world.bot_id)
    chat.pinned.clear()
    return True


def _check_may_pin(chat: Chat, user: int) -> None:
    right = "can_edit_messages" if chat.type == "channel" else "can_pin_messages"
    if chat.type != "private" and not chat.may(user, right):
        raise bad("not enough rights to manage pinned messages in the chat")
