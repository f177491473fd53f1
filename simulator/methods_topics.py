"""Methods about forum topics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator import forum
from simulator.errors import bad

if TYPE_CHECKING:
    from simulator.chats import Chat
    from simulator.params import Params
    from simulator.state import World


def create_forum_topic(world: World, params: Params) -> Any:
    """A new topic."""
    colour = params.integer("icon_color") if "icon_color" in params.values else None
    topic = forum.create(world, _chat(world, params), world.bot_id, params.text("name"), colour)
    return {
        "message_thread_id": topic.id,
        "name": topic.name,
        "icon_color": topic.icon_color,
    }


def edit_forum_topic(world: World, params: Params) -> Any:
    """Another name."""
    forum.rename(world, *_asked(world, params), params.text("name"))
    return True


def edit_general_forum_topic(world: World, params: Params) -> Any:
    """Another name for General."""
    chat = _chat(world, params)
    forum.rename(world, chat, world.bot_id, forum.GENERAL, params.text("name"))
    return True


def set_closed(world: World, params: Params, *, closed: bool) -> Any:
    """CloseForumTopic and reopenForumTopic."""
    forum.set_closed(world, *_asked(world, params), closed=closed)
    return True


def set_general_closed(world: World, params: Params, *, closed: bool) -> Any:
    """CloseGeneralForumTopic and reopenGeneralForumTopic."""
    forum.set_closed(world, _chat(world, params), world.bot_id, forum.GENERAL, closed=closed)
    return True


def set_general_hidden(world: World, params: Params, *, hidden: bool) -> Any:
    """HideGeneralForumTopic and unhideGeneralForumTopic."""
    forum.set_hidden(world, _chat(world, params), world.bot_id, hidden=hidden)
    return True


def delete_forum_topic(world: World, params: Params) -> Any:
    """A topic and everything in it."""
    forum.delete(world, *_asked(world, params))
    return True


def _asked(world: World, params: Params) -> tuple[Chat, int, int]:
    chat = _chat(world, params)
    thread = params.integer("message_thread_id")
    if thread <= 0:
        raise bad("message thread not found")
    return chat, world.bot_id, thread


def _chat(world: World, params: Params) -> Chat:
    chat = world.chat(params.values.get("chat_id"))
    chat.check_bot_may_write(world.bot_id)
    return chat
