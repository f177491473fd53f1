"""Forum topics: General and those that are opened, closed and deleted; who may write in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.chats import Topic
from simulator.entities import utf16
from simulator.errors import bad

if TYPE_CHECKING:
    from simulator.chats import Chat
    from simulator.messages import Message
    from simulator.state import World

GENERAL = 1
_COLOURS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
LONGEST_NAME = 128


def begin(chat: Chat) -> None:
    """Turn a supergroup into a forum."""
    if chat.type != "supergroup":
        raise bad("only a supergroup can be a forum")
    chat.is_forum = True
    chat.topics.setdefault(GENERAL, Topic(GENERAL, "General"))
    # The number 1 is General's, as in a real forum.
    chat.next_id = max(chat.next_id, GENERAL + 1)
    chat.renamed()


def end(chat: Chat) -> None:
    """Turn a forum back into an ordinary supergroup."""
    chat.is_forum = False
    chat.topics.clear()
    chat.renamed()


def create(world: World, chat: Chat, user: int, name: str, colour: int | None = None) -> Topic:
    """A new topic, with the service message whose number is its id."""
    _check_forum(chat)
    if not chat.may(user, "can_manage_topics"):
        raise bad("not enough rights to create a topic")
    colour = _COLOURS[len(chat.topics) % len(_COLOURS)] if colour is None else colour
    if colour not in _COLOURS:
        raise bad("invalid icon color specified")
    named = _checked(name)
    opened = {"forum_topic_created": {"name": named, "icon_color": colour}}
    message = world.add(chat, user, opened, service=True)
    message.thread = message.id
    chat.topics[message.id] = Topic(message.id, named, colour)
    return chat.topics[message.id]


def rename(world: World, chat: Chat, user: int, thread: int, name: str) -> Message:
    """Another name for a topic."""
    topic = _managed(chat, user, thread)
    named = _checked(name)
    if topic.name == named:
        raise bad("TOPIC_NOT_MODIFIED")
    topic.name = named
    return _tell(world, chat, user, topic, {"forum_topic_edited": {"name": named}})


def set_closed(world: World, chat: Chat, user: int, thread: int, *, closed: bool) -> Message:
    """Close a topic to members, or open it again."""
    topic = _managed(chat, user, thread)
    if topic.closed == closed:
        raise bad("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    return _tell(
        world, chat, user, topic, {f"forum_topic_{'closed' if closed else 'reopened'}": {}}
    )


def set_hidden(world: World, chat: Chat, user: int, *, hidden: bool) -> Message:
    """Hide General (which closes it) or show it again."""
    topic = _managed(chat, user, GENERAL)
    if topic.hidden == hidden:
        raise bad("TOPIC_NOT_MODIFIED")
    topic.hidden = hidden
    topic.closed = hidden or topic.closed
    what = f"general_forum_topic_{'hidden' if hidden else 'unhidden'}"
    return _tell(world, chat, user, topic, {what: {}})


def delete(world: World, chat: Chat, user: int, thread: int) -> None:
    """A topic and everything in it goes; a bot is never told."""
    _check_forum(chat)
    _there(chat, thread)
    if thread == GENERAL:
        raise bad("TOPIC_ID_INVALID")
    if not chat.may(user, "can_delete_messages"):
        raise bad("not enough rights to delete a topic")
    del chat.topics[thread]
    for message in list(chat.messages.values()):
        if message.thread == thread and not message.deleted:
            message.deleted = True
            message.body, message.markup = {}, None
            world.touch(message)
    chat.pinned = [number for number in chat.pinned if chat.alive(number)]


def place(chat: Chat, user: int, thread: int, reply_to: int | None) -> int:
    """The thread in which this user's next message stands; refuses as Telegram does."""
    if chat.type != "supergroup":
        if thread:
            raise bad("message thread not found")
        return 0
    wanted = thread or (chat.thread_of(reply_to) if reply_to else 0)
    if not chat.is_forum:
        if thread and chat.alive(thread) is None:
            raise bad("message thread not found")
        return wanted
    # General is where one writes without a thread; its number is refused.
    if wanted == GENERAL or (wanted and wanted not in chat.topics):
        raise bad("message thread not found")
    if chat.topics[wanted or GENERAL].closed and not chat.may(user, "can_manage_topics"):
        raise bad("TOPIC_CLOSED")
    return wanted


def shown(chat: Chat) -> list[dict[str, Any]]:
    """The topics for the page."""
    return [
        {"thread": topic.id, "name": topic.name, "closed": topic.closed, "hidden": topic.hidden}
        for topic in chat.topics.values()
    ]


def _check_forum(chat: Chat) -> None:
    if not chat.is_forum:
        raise bad("the chat is not a forum")


def _there(chat: Chat, thread: int) -> Topic:
    topic = chat.topics.get(thread)
    if topic is None:
        raise bad("message thread not found")
    return topic


def _managed(chat: Chat, user: int, thread: int) -> Topic:
    _check_forum(chat)
    topic = _there(chat, thread)
    if not chat.may(user, "can_manage_topics"):
        raise bad("not enough rights to manage topics in the chat")
    return topic


def _checked(name: str) -> str:
    named = name.strip()
    if not named:
        raise bad("TOPIC_TITLE_EMPTY")
    if utf16(named) > LONGEST_NAME:
        raise bad("topic title is too long")
    return named


def _tell(world: World, chat: Chat, user: int, topic: Topic, body: dict[str, Any]) -> Message:
    thread = 0 if topic.id == GENERAL else topic.id
    return world.add(chat, user, body, service=True, thread=thread)
