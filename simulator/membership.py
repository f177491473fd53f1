"""Who is in a group or channel, and the updates and service messages when that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.errors import bad

if TYPE_CHECKING:
    from simulator.chats import Chat
    from simulator.state import World

STATUSES = frozenset(("creator", "administrator", "member", "left", "kicked"))
_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
_PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
)


def permissions() -> dict[str, Any]:
    """What ordinary members of a group may do here: everything."""
    return dict.fromkeys(_PERMISSIONS, True)


def member(world: World, chat: Chat, user: int) -> dict[str, Any]:
    """The Bot API's ChatMember object."""
    if chat.type == "private":
        status = "kicked" if chat.blocked and user == world.bot_id else "member"
    else:
        status = chat.members.get(user, "left")
    return _described(world, chat, user, status)


def _described(world: World, chat: Chat, user: int, status: str) -> dict[str, Any]:
    found: dict[str, Any] = {"user": world.user(user), "status": status}
    if status == "creator":
        found["is_anonymous"] = False
    elif status == "administrator":
        found.update(dict.fromkeys(_RIGHTS, True), can_be_edited=False, is_anonymous=False)
        if chat.type == "channel":
            found.update(can_post_messages=True, can_edit_messages=True)
        else:
            found.update(can_pin_messages=True, can_manage_topics=True)
    elif status == "kicked":
        found["until_date"] = 0
    return found


def change(world: World, chat: Chat, user: int, status: str, *, by: int) -> int | None:
    """Give a member a new status; the number of the update that the bot gets, if any."""
    if status not in STATUSES:
        raise bad("unknown member status")
    old = chat.members.get(user, "left")
    was_in = chat.has(user)
    chat.members[user] = status
    notice = None
    if chat.type != "channel" and was_in != chat.has(user):
        field = "left_chat_member" if was_in else "new_chat_members"
        who = world.user(user)
        message = world.add(chat, by, {field: who if was_in else [who]}, service=True)
        # A bot that was thrown out is told by my_chat_member alone.
        if chat.has(world.bot_id):
            notice = world.updates.push("message", message.for_bot(world), key=chat.id)
    if old == status:
        return notice
    told = _push(world, chat, user, old, status, by)
    return told if told is not None else notice


def block(world: World, person: int, *, blocked: bool) -> int | None:
    """A person blocks the bot or takes it back; the number of the update that tells."""
    chat = world.chats[person]
    if chat.blocked == blocked:
        return None
    chat.blocked = blocked
    world.changes += 1
    before, after = ("member", "kicked") if blocked else ("kicked", "member")
    return _push(world, chat, world.bot_id, before, after, person)


def _push(world: World, chat: Chat, user: int, old: str, new: str, by: int) -> int | None:
    kind = "my_chat_member" if user == world.bot_id else "chat_member"
    if kind == "chat_member" and not chat.is_admin(world.bot_id):
        return None
    update = {
        "chat": chat.brief(world),
        "from": world.user(by),
        "date": world.now(),
        "old_chat_member": _described(world, chat, user, old),
        "new_chat_member": _described(world, chat, user, new),
    }
    return world.updates.push(kind, update, key=chat.id)


def migrate(world: World, chat: Chat) -> Chat:
    """Turn a basic group into a supergroup, as Telegram does when it grows."""
    if chat.type != "group" or chat.migrated_to is not None:
        raise bad("only a basic group can be upgraded")
    members = dict(chat.members)
    new = world.new_group(chat.title, "supergroup", members)
    owner = next((u for u, s in members.items() if s == "creator"), next(iter(members)))
    old_notice = world.add(chat, owner, {"migrate_to_chat_id": new.id}, service=True)
    chat.migrated_to = new.id
    new_notice = world.add(new, owner, {"migrate_from_chat_id": chat.id}, service=True)
    if chat.has(world.bot_id):
        for notice in (old_notice, new_notice):
            world.updates.push("message", notice.for_bot(world), key=notice.chat.id)
    return new
