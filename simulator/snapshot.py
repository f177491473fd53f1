"""A world as JSON and back."""

from __future__ import annotations

import base64
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from simulator import polls
from simulator.chats import Chat, Topic
from simulator.files import StoredFile
from simulator.messages import Message
from simulator.people import Person

if TYPE_CHECKING:
    from simulator.state import World

# A picture that another version took is left alone, and the simulator starts afresh.
FORMAT = 3
MOST_MESSAGES = 5000
MOST_FILE_BYTES = 32 * 1024 * 1024
# After a crash the last seconds are missing; ids given in them must not be given again.
_ID_GAP = 1000
_CHAT_FIELDS = (
    "id",
    "type",
    "title",
    "username",
    "next_id",
    "started",
    "blocked",
    "migrated_to",
    "pinned",
    "permissions",
    "description",
    "linked",
    "hidden_members",
    "hears_all",
    "is_forum",
)
_MESSAGE_FIELDS = (
    "id",
    "date",
    "sender",
    "body",
    "markup",
    "reply_to",
    "origin",
    "edit_date",
    "rev",
    "deleted",
    "service",
    "silent",
    "author",
    "as_chat",
    "automatic",
    "thread",
)


def is_big(world: World) -> bool:
    """Whether a snapshot would hold up the calls; then only the last one, at the end, is taken."""
    return sum(len(chat.messages) for chat in world.chats.values()) > MOST_MESSAGES


def of(world: World) -> dict[str, Any]:
    """Everything but open taps, toasts and flood counts."""
    files = list(world.files.by_unique.values())
    small = sum(len(file.data) for file in files) <= MOST_FILE_BYTES
    return {
        "format": FORMAT,
        "bot": world.bot_id,
        "rev": world.rev,
        "shared_id": world.shared_id,
        "next_chat": world.next_chat,
        "people": [asdict(person) for person in world.people.values()],
        "chats": [_chat(chat) for chat in world.chats.values()],
        "files": [
            [
                file.id,
                file.unique,
                file.path,
                file.name,
                file.mime,
                base64.b64encode(file.data).decode(),
            ]
            for file in files
        ]
        if small
        else [],
        "commands": [[*key, value] for key, value in world.profile.commands.items()],
        "texts": [[*key, value] for key, value in world.profile.texts.items()],
        "menus": list(world.profile.menus.items()),
        "secret_polls": sorted(world.secret_polls),
        "privacy": world.privacy,
        "webhook": world.webhook,
        "pending": [[world.updates.keys[n], update] for n, update in world.updates.pending.items()],
        "allowed": sorted(world.updates.allowed),
        "votes": [[poll, list(votes.items())] for poll, votes in world.poll_votes.items()],
    }


def fill(world: World, found: dict[str, Any]) -> None:
    """The reverse of `of`, into an empty world."""
    for person in found["people"]:
        world.add_person(Person(**person))
    for chat in found["chats"]:
        _add_chat(world, chat, found["bot"])
    for file_id, unique, path, name, mime, data in found["files"]:
        world.files.put(StoredFile(file_id, unique, path, name, mime, base64.b64decode(data)))
    profile = world.profile
    profile.commands = {(scope, code): value for scope, code, value in found["commands"]}
    profile.texts = {(kind, code): value for kind, code, value in found["texts"]}
    profile.menus = {int(chat): button for chat, button in found["menus"]}
    for key, update in found["pending"]:
        number = update["update_id"]
        world.updates.pending[number] = update
        world.updates.keys[number] = key
    world.updates.allowed = frozenset(found["allowed"])
    world.poll_votes = {poll: dict(votes) for poll, votes in found["votes"]}
    world.secret_polls = set(found["secret_polls"])
    world.privacy = found["privacy"]
    world.webhook = tuple(found["webhook"]) if found.get("webhook") else None
    polls.watch_all(world)
    world.rev = found["rev"] + _ID_GAP
    world.shared_id = found["shared_id"] + _ID_GAP
    world.next_chat = found["next_chat"]


def _chat(chat: Chat) -> dict[str, Any]:
    return {
        **{name: getattr(chat, name) for name in _CHAT_FIELDS},
        "members": list(chat.members.items()),
        "rights": [[user, sorted(granted)] for user, granted in chat.rights.items()],
        "restricted": list(chat.restricted.items()),
        "topics": [asdict(topic) for topic in chat.topics.values()],
        "read": list(chat.read.items()),
        "messages": [
            {
                **{name: getattr(message, name) for name in _MESSAGE_FIELDS},
                "reactions": list(message.reactions.items()),
            }
            for message in chat.messages.values()
        ],
    }


def _add_chat(world: World, found: dict[str, Any], bot_id: int) -> None:
    chat = Chat(**{name: found[name] for name in _CHAT_FIELDS})
    # The token, and with it the bot's id, may be another one this time.
    now = {bot_id: world.bot_id}
    chat.members = {now.get(u, u): s for u, s in found["members"]}
    chat.rights = {now.get(u, u): frozenset(granted) for u, granted in found["rights"]}
    chat.restricted = {now.get(u, u): what for u, what in found["restricted"]}
    chat.topics = {item["id"]: Topic(**item) for item in found["topics"]}
    chat.read = dict(found["read"])
    chat.next_id += _ID_GAP
    for item in found["messages"]:
        message = Message(chat, **{name: item[name] for name in _MESSAGE_FIELDS})
        message.sender = now.get(message.sender, message.sender)
        message.author = now.get(message.author, message.author)
        message.reactions = dict(item["reactions"])
        chat.messages[message.id] = message
        poll = message.body.get("poll")
        if poll is not None:
            world.polls.setdefault(poll["id"], []).append(message)
    for message in sorted(chat.messages.values(), key=lambda m: m.rev):
        chat.changed[message.id] = message
    world.chats[chat.id] = chat
