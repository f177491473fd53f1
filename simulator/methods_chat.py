"""Methods about chats, members and files, and the bot's own profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator import membership
from simulator.errors import bad
from simulator.people import own_capabilities
from simulator.profile import checked_commands, language, scope_key

if TYPE_CHECKING:
    from simulator.params import Params
    from simulator.state import World

MAX_DOWNLOAD = 20 * 1024 * 1024
_ACTIONS = frozenset(
    (
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    )
)
_ACTION_SECONDS = 5
_LONGEST = {"name": 64, "description": 512, "short_description": 120}


def get_me(world: World, _: Params) -> Any:
    """The bot itself."""
    return {**world.bot, **own_capabilities(privacy=world.privacy)}


def send_chat_action(world: World, params: Params) -> Any:
    """Show "typing…" and the like for five seconds."""
    action = params.text("action").lower()
    if action not in _ACTIONS:
        raise bad("wrong parameter action in request")
    chat = world.chat(params.values.get("chat_id"))
    chat.check_bot_may_write(world.bot_id)
    chat.action, chat.action_until = action, world.clock.real() + _ACTION_SECONDS
    chat.signal.fire()
    return True


def get_chat(world: World, params: Params) -> Any:
    """The ChatFullInfo object of a chat."""
    chat = world.chat(params.values.get("chat_id"))
    chat.check_bot_inside(world.bot_id)
    full = {
        **chat.brief(world),
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    if chat.type in ("group", "supergroup"):
        full["permissions"] = dict(chat.permissions)
    more = {
        "description": chat.description,
        "linked_chat_id": chat.linked,
        "has_hidden_members": chat.hidden_members,
    }
    full.update({name: value for name, value in more.items() if value})
    pinned = chat.alive(chat.pinned[-1]) if chat.pinned else None
    if pinned is not None:
        full["pinned_message"] = pinned.for_bot(world, nested=True)
    return full


def get_chat_member(world: World, params: Params) -> Any:
    """One member and their status."""
    chat = world.chat(params.values.get("chat_id"))
    chat.check_bot_inside(world.bot_id)
    user = params.integer("user_id")
    if user != world.bot_id and user not in world.people:
        raise bad("user not found" if user > 0 else "invalid user_id specified")
    # Where members are hidden, Telegram answers about others to administrators alone.
    hidden = chat.type == "channel" or chat.hidden_members
    if hidden and user != world.bot_id and not chat.is_admin(world.bot_id):
        raise bad("CHAT_ADMIN_REQUIRED")
    return membership.member(world, chat, user)


def get_chat_administrators(world: World, params: Params) -> Any:
    """Those who run a group or channel; bots are left out, and the anonymous before a mere member."""
    chat = world.chat(params.values.get("chat_id"))
    if chat.type == "private":
        raise bad("there are no administrators in the private chat")
    chat.check_bot_inside(world.bot_id)
    return [
        membership.member(world, chat, user)
        for user in chat.members
        if chat.is_admin(user)
        and user != world.bot_id
        and (chat.is_admin(world.bot_id) or not chat.is_anonymous(user))
    ]


def get_chat_member_count(world: World, params: Params) -> Any:
    """How many are in the chat, the bot included."""
    chat = world.chat(params.values.get("chat_id"))
    chat.check_bot_inside(world.bot_id)
    return 2 if chat.type == "private" else sum(chat.has(user) for user in chat.members)


def leave_chat(world: World, params: Params) -> Any:
    """The bot goes."""
    chat = world.chat(params.values.get("chat_id"))
    if chat.type == "private":
        raise bad("chat member status can't be changed in private chats")
    chat.check_bot_inside(world.bot_id)
    membership.change(world, chat, world.bot_id, "left", by=world.bot_id)
    return True


def get_file(world: World, params: Params) -> Any:
    """Where a file can be fetched from."""
    file = world.files.by_id(params.text("file_id"))
    if file is None:
        raise bad("invalid file_id")
    if len(file.data) > MAX_DOWNLOAD:
        raise bad("file is too big")
    return {
        "file_id": file.id,
        "file_unique_id": file.unique,
        "file_size": len(file.data),
        "file_path": file.path,
    }


def set_my_commands(world: World, params: Params) -> Any:
    """Commands for a scope and language."""
    commands = checked_commands(params.json("commands", "commands list"))
    world.profile.commands[_commands_key(world, params)] = commands
    return True


def get_my_commands(world: World, params: Params) -> Any:
    """Commands of exactly this scope and language."""
    return world.profile.commands.get(_commands_key(world, params), [])


def delete_my_commands(world: World, params: Params) -> Any:
    """Fall back to the wider scope."""
    world.profile.commands.pop(_commands_key(world, params), None)
    return True


def _commands_key(world: World, params: Params) -> tuple[str, str]:
    scope = scope_key(params.json("scope", "BotCommandScope"), world.chat)
    return scope, language(params.text("language_code"))


def set_my_text(world: World, params: Params, kind: str) -> Any:
    """setMyName, setMyDescription and setMyShortDescription."""
    text = params.text(kind).strip()
    if len(text) > _LONGEST[kind]:
        raise bad(f"{kind.replace('_', ' ')} is too long")
    key = (kind, language(params.text("language_code")))
    if text:
        world.profile.texts[key] = text
    else:
        world.profile.texts.pop(key, None)
    return True


def get_my_text(world: World, params: Params, kind: str) -> Any:
    """getMyName, getMyDescription and getMyShortDescription."""
    code = language(params.text("language_code"))
    if kind == "name":
        return {"name": world.profile.name(code)}
    return {kind: world.profile.text(kind, code)}


def set_chat_menu_button(world: World, params: Params) -> Any:
    """The button beside the input field."""
    button = params.json("menu_button", "menu button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("commands", "default", "web_app"):
        raise bad("can't parse menu button: Unsupported type specified")
    world.profile.menus[params.integer("chat_id")] = button
    return True


def get_chat_menu_button(world: World, params: Params) -> Any:
    """The button beside the input field, as set."""
    menus = world.profile.menus
    button = menus.get(params.integer("chat_id")) or menus.get(0) or {"type": "commands"}
    return {"type": "commands"} if button["type"] == "default" else button
