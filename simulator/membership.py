"""Who is in a group or channel, and the updates and service messages when that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator import hearing, rights
from simulator.errors import bad
from simulator.people import ANONYMOUS_ID

if TYPE_CHECKING:
    from simulator.chats import Chat
    from simulator.state import World

STATUSES = frozenset(("creator", "administrator", "member", "restricted", "left", "kicked"))


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
        found["is_anonymous"] = chat.is_anonymous(user)
    elif status == "administrator":
        granted = chat.granted(user)
        found.update({name: name in granted for name in rights.of(chat.type)})
        found.update(can_be_edited=False, is_anonymous=chat.is_anonymous(user))
    elif status == "restricted":
        found.update(is_member=True, until_date=0)
        found.update(chat.restricted.get(user, chat.permissions))
    elif status == "kicked":
        found["until_date"] = 0
    return found


def change(
    world: World,
    chat: Chat,
    user: int,
    status: str,
    *,
    by: int,
    granted: Any = None,
    permissions: dict[str, Any] | None = None,
) -> int | None:
    """Give a member a new status or other rights; the number of the bot's last update, if any.

    `granted`: see `rights.changed` (None for a new administrator: all of them); `permissions`: what
    a restricted member may.
    """
    if status not in STATUSES:
        raise bad("unknown member status")
    if chat.type == "private":
        raise bad("chat member status can't be changed in private chats")
    old = member(world, chat, user)
    was_in = chat.has(user)
    _set(world, chat, user, status, granted, permissions)
    world.changes += 1
    if user == world.bot_id and not was_in:
        chat.hears_all = not world.privacy
    told = _push(world, chat, user, old, by)
    if chat.type == "channel" or was_in == chat.has(user):
        return told
    field = "left_chat_member" if was_in else "new_chat_members"
    who = world.user(user)
    as_chat = chat.id if chat.is_anonymous(by) else 0
    message = world.add(
        chat, by, {field: who if was_in else [who]}, service=True, author=by, as_chat=as_chat
    )
    # A bot that was thrown out is told by my_chat_member alone.
    notice = hearing.tell(world, message)
    return notice if notice is not None else told


def _set(
    world: World,
    chat: Chat,
    user: int,
    status: str,
    granted: Any,
    permissions: dict[str, Any] | None,
) -> None:
    stays = chat.members.get(user) == status
    chat.members[user] = status
    if status in ("creator", "administrator"):
        if granted is not None:
            chat.rights[user] = rights.changed(chat.type, chat.granted(user), granted)
        elif not stays:
            chat.rights.pop(user, None)
    else:
        chat.rights.pop(user, None)
    if status == "restricted":
        chat.restricted[user] = rights.allowed(
            chat.restricted.get(user, chat.permissions), permissions or {}
        )
    else:
        chat.restricted.pop(user, None)


def block(world: World, person: int, *, blocked: bool) -> int | None:
    """A person blocks the bot or takes it back; the number of the update that tells."""
    chat = world.chats[person]
    if chat.blocked == blocked:
        return None
    old = member(world, chat, world.bot_id)
    chat.blocked = blocked
    world.changes += 1
    return _push(world, chat, world.bot_id, old, person)


def _push(world: World, chat: Chat, user: int, old: dict[str, Any], by: int) -> int | None:
    new = member(world, chat, user)
    if new == old:
        return None
    kind = "my_chat_member" if user == world.bot_id else "chat_member"
    if kind == "chat_member" and not chat.is_admin(world.bot_id):
        return None
    update = {
        "chat": chat.brief(world),
        # Telegram does not tell which anonymous administrator it was.
        "from": world.user(ANONYMOUS_ID if chat.is_anonymous(by) else by),
        "date": world.now(),
        "old_chat_member": old,
        "new_chat_member": new,
    }
    return world.updates.push(kind, update, key=chat.id)


def migrate(world: World, chat: Chat) -> Chat:
    """Turn a basic group into a supergroup, as Telegram does when it grows."""
    if chat.type != "group" or chat.migrated_to is not None:
        raise bad("only a basic group can be upgraded")
    members = dict(chat.members)
    new = world.new_group(chat.title, "supergroup", members)
    new.rights, new.permissions = dict(chat.rights), dict(chat.permissions)
    new.restricted, new.hears_all = dict(chat.restricted), chat.hears_all
    owner = next((u for u, s in members.items() if s == "creator"), next(iter(members)))
    old_notice = world.add(chat, owner, {"migrate_to_chat_id": new.id}, service=True)
    chat.migrated_to = new.id
    new_notice = world.add(new, owner, {"migrate_from_chat_id": chat.id}, service=True)
    if chat.has(world.bot_id):
        for notice in (old_notice, new_notice):
            world.updates.push("message", notice.for_bot(world), key=notice.chat.id)
    return new
