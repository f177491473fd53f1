"""POST /sim/…: groups, forums and channels: made, changed, joined, run; and GET /sim/chat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator import actions, forum, hearing, linked, membership, rights
from simulator.client_acts import Act, body, person
from simulator.errors import bad

if TYPE_CHECKING:
    from starlette.requests import Request

    from simulator.chats import Chat
    from simulator.messages import Message
    from simulator.server import Simulator
    from simulator.state import World


async def groups(sim: Simulator, request: Request) -> Any:
    """{title, type, members: [person …], username?, bot?: status, rights?, admins?, …} → {id}.

    The first member owns it. `bot` is the bot's status (default: member, in a channel
    administrator; null leaves it out) and `rights` its rights; `admins` maps people to rights
    (null: all). The rest is as for /sim/chat; `topics` names those of a forum.
    """
    given = await body(request)
    world = sim.world
    kind = str(given.get("type") or "group")
    if kind not in ("group", "supergroup", "channel"):
        raise bad("unknown type of chat")
    ids = [int(number) for number in given.get("members") or []]
    if not ids or any(number not in world.people for number in ids):
        raise bad("members must be people who exist")
    members = dict.fromkeys(ids, "member")
    members[ids[0]] = "creator"
    made = world.new_group(str(given["title"]), kind, members)
    made.username = given.get("username")
    for number, granted in (given.get("admins") or {}).items():
        made.members[int(number)] = "administrator"
        if granted is not None:
            made.rights[int(number)] = rights.changed(kind, rights.full(kind), granted)
    _adjust(world, made, given)
    threads = {
        str(name): forum.create(world, made, ids[0], str(name)).id
        for name in given.get("topics") or []
    }
    status = given.get("bot", "administrator" if kind == "channel" else "member")
    update = None
    if status:
        update = membership.change(
            world, made, world.bot_id, str(status), by=ids[0], granted=given.get("rights")
        )
    return {"id": made.id, "update_id": update, "topics": threads}


async def chat(sim: Simulator, request: Request) -> Any:
    """{chat, title?, description?, forum?, linked?, hidden_members?, permissions?}: change it.

    `linked` is a channel's discussion group (null parts them); `permissions` what members may. A
    new title is told in the chat, by `person` (default: the owner).
    """
    given = await body(request)
    world = sim.world
    changed = world.chat(given["chat"])
    _adjust(world, changed, given)
    world.changes += 1
    update = None
    if "title" in given:
        changed.title = str(given["title"])
        changed.renamed()
        by = person(world, given) if "person" in given else _owner(changed)
        sender = 0 if changed.type == "channel" else by
        message = world.add(
            changed, sender, {"new_chat_title": changed.title}, service=True, author=by
        )
        update = hearing.tell(world, message)
    return {"update_id": update}


def _adjust(world: World, chat: Chat, given: dict[str, Any]) -> None:
    if "description" in given:
        chat.description = str(given["description"] or "")
    if "hidden_members" in given:
        chat.hidden_members = bool(given["hidden_members"])
    if "permissions" in given:
        chat.permissions = rights.allowed(chat.permissions, given["permissions"])
    if "forum" in given and bool(given["forum"]) != chat.is_forum:
        (forum.begin if given["forum"] else forum.end)(chat)
    if "linked" in given:
        linked.part(world, chat)
        if given["linked"]:
            other = world.chat(given["linked"])
            linked.join(*((chat, other) if chat.type == "channel" else (other, chat)))


async def members(sim: Simulator, request: Request) -> Any:
    """{chat, person|"bot", status, rights?, permissions?, by?}: join, leave, promote, restrict.

    `rights` of an administrator: a list of exactly those granted, or {right: true|false} to change
    some ("is_anonymous" is one). `permissions`: {permission: true|false} of a restricted member.
    """
    given = await body(request)
    world = sim.world
    target = world.chat(given["chat"])
    is_bot = given["person"] in ("bot", world.bot_id)
    user = world.bot_id if is_bot else person(world, given)
    status = str(given["status"])
    doer = int(given.get("by") or (_owner(target) if is_bot or status == "kicked" else user))
    _check_doer(target, doer, user, status)
    update = membership.change(
        world,
        target,
        user,
        status,
        by=doer,
        granted=given.get("rights"),
        permissions=given.get("permissions"),
    )
    return {"update_id": update}


def _check_doer(chat: Chat, doer: int, user: int, status: str) -> None:
    """Refuse what a client would not offer: to run a group without the right to."""
    if doer == user or not chat.members or chat.members.get(doer) == "creator":
        return
    if status in ("administrator", "creator") or chat.is_admin(user):
        needed = "can_promote_members"
    elif status in ("kicked", "restricted", "left"):
        needed = "can_restrict_members"
    else:
        needed = "can_invite_users"
    if not chat.may(doer, needed):
        raise bad(f"not enough rights: {needed}")


async def migrate(sim: Simulator, request: Request) -> Any:
    """{chat} → {id} of the supergroup that a basic group became."""
    given = await body(request)
    return {"id": membership.migrate(sim.world, sim.world.chat(given["chat"])).id}


async def topics(sim: Simulator, request: Request) -> Any:
    """{person, chat, do, thread?, name?} → {thread, update_id}.

    `do`: create, rename, close, reopen, delete; hide and unhide are of General (thread 1).
    """
    given = await body(request)
    world = sim.world
    who, where = person(world, given), world.chat(given["chat"])
    thread, name = int(given.get("thread") or forum.GENERAL), str(given.get("name") or "")
    message: Message | None = None
    match given["do"]:
        case "create":
            thread = forum.create(world, where, who, name).id
            message = where.messages[thread]
        case "rename":
            message = forum.rename(world, where, who, thread, name)
        case "close" | "reopen" as what:
            message = forum.set_closed(world, where, who, thread, closed=what == "close")
        case "hide" | "unhide" as what:
            message = forum.set_hidden(world, where, who, hidden=what == "hide")
        case "delete":
            forum.delete(world, where, who, thread)
        case _:
            raise bad("unknown act on a topic")
    return {"thread": thread, "update_id": hearing.tell(world, message) if message else None}


async def start(sim: Simulator, request: Request) -> Any:
    """{person, payload?} → {message_id, update_id}: follow t.me/BOT?start=payload."""
    given = await body(request)
    world = sim.world
    who = person(world, given)
    words = f"/start {given.get('payload') or ''}".strip()
    message, update = actions.say(world, who, world.chats[who], words)
    return {"message_id": message.id, "update_id": update}


async def startgroup(sim: Simulator, request: Request) -> Any:
    """{person, chat, payload?, rights?}: follow t.me/BOT?startgroup=payload[&admin=rights].

    Adds the bot (as administrator where `rights` are given) and says /start@BOT payload in the
    group, in a channel nothing → {update_id, message_id}.
    """
    given = await body(request)
    world = sim.world
    who, where = person(world, given), world.chat(given["chat"])
    granted = given.get("rights")
    status = "member" if granted is None else "administrator"
    if granted is not None or not where.has(world.bot_id):
        _check_doer(where, who, world.bot_id, status)
        membership.change(world, where, world.bot_id, status, by=who, granted=granted)
    if where.type == "channel":
        return {"update_id": None, "message_id": None}
    words = f"/start@{world.bot['username']} {given.get('payload') or 'true'}"
    message, update = actions.say(world, who, where, words)
    return {"update_id": update, "message_id": message.id}


async def shown(sim: Simulator, request: Request) -> dict[str, Any]:
    """GET /sim/chat?person=ID&chat=CID: its members, topics and what the person may do there."""
    world = sim.world
    who = int(request.query_params.get("person") or 0)
    seen = world.chat(request.query_params.get("chat"))
    if not seen.has(who):
        raise bad("not a member of this chat")
    return {
        "members": [
            {**membership.member(world, seen, user), "is_me": user == who}
            for user in seen.members
            if seen.has(user)
        ],
        "bot": membership.member(world, seen, world.bot_id),
        "rights": list(rights.of(seen.type)),
        "permissions": seen.permissions,
        "topics": forum.shown(seen),
        "linked": seen.linked,
        "hidden_members": seen.hidden_members,
        "hears_all": seen.hears_all,
    }


def _owner(chat: Chat) -> int:
    return next((u for u, s in chat.members.items() if s == "creator"), next(iter(chat.members)))


ACTS: dict[str, Act] = {
    "groups": groups,
    "chat": chat,
    "members": members,
    "migrate": migrate,
    "topics": topics,
    "start": start,
    "startgroup": startgroup,
}
