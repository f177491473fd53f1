"""The client side under /sim: what a person sees, in JSON. What a person does is in client_acts."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from simulator import client_acts, client_admin, client_groups, forum, polls
from simulator.errors import ApiError, bad
from simulator.server import Simulator

if TYPE_CHECKING:
    from simulator.chats import Chat
    from simulator.messages import Message
    from simulator.state import World

LONGEST_WAIT = 60.0
_ACTS = client_acts.ACTS | client_admin.ACTS | client_groups.ACTS
Handler = Callable[[Simulator, Request], Awaitable[Any]]


def routes(sim: Simulator) -> list[BaseRoute]:
    """All routes below /sim."""
    reads: dict[str, Handler] = {
        "state": state,
        "messages": messages,
        "toasts": toasts,
        "log": log,
        "idle": idle,
        "clock": clock,
        "chat": client_groups.shown,
    }
    table = [Route(f"/sim/{name}", _json(sim, act), methods=["GET"]) for name, act in reads.items()]
    table += [
        Route(f"/sim/{name}", _json(sim, act), methods=["POST"]) for name, act in _ACTS.items()
    ]

    async def hand_out(request: Request) -> Response:
        return file(sim, request)

    table.append(Route("/sim/file/{unique}", hand_out, methods=["GET"]))
    return list(table)


class _Escaped(JSONResponse):
    """JSON in ASCII: half a surrogate pair that somebody typed has no other form."""

    def render(self, content: Any) -> bytes:
        return json.dumps(content, separators=(",", ":")).encode()


def _json(sim: Simulator, act: Handler) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            polls.close_due(sim.world)
            result = await act(sim, request)
        except ApiError as error:
            return JSONResponse(error.body(), status_code=error.code)
        except (KeyError, ValueError, TypeError) as error:
            body = {"ok": False, "description": f"{type(error).__name__}: {error}"}
            return JSONResponse(body, status_code=400)
        return result if isinstance(result, Response) else _Escaped(result)

    return endpoint


async def state(sim: Simulator, request: Request) -> dict[str, Any]:
    """GET /sim/state?person=ID[&chat=CID]: who and what is there."""
    world = sim.world
    person = _number(request, "person")
    who = world.people.get(person)
    if person and who is None:
        raise ApiError(404, "no such person")
    seen = [chat for chat in world.chats.values() if _sees(chat, person)]
    here = world.chats.get(_number(request, "chat") or person)
    commands = (
        world.profile.menu_of(
            who.language_code,
            chat=here.id,
            person=person,
            private=here.type == "private",
            admin=here.is_admin(person),
        )
        if who is not None and here is not None
        else []
    )
    return {
        "me": who.shown() if who else None,
        "bot": world.bot,
        "people": [other.shown() for other in world.people.values()],
        "chats": [_chat_line(world, chat, person) for chat in seen],
        "moved": {
            str(chat.id): chat.migrated_to
            for chat in world.chats.values()
            if chat.migrated_to is not None and (not person or chat.has(person))
        },
        "commands": commands,
        "clock": await world.clock.ask(seconds=1),
        "rev": world.rev,
        "pending": len(world.updates.pending),
    }


def _sees(chat: Chat, person: int) -> bool:
    if chat.type == "private":
        return not person or chat.id == person
    return chat.migrated_to is None and (not person or chat.has(person))


def _chat_line(world: World, chat: Chat, person: int) -> dict[str, Any]:
    last = chat.last()
    title = chat.title if chat.type != "private" else world.profile.name("")
    return {
        "id": chat.id,
        "type": chat.type,
        "title": title,
        "unread": chat.unread(person),
        "last_text": _summary(last.body) if last else None,
        "last_date": last.date if last else None,
        "blocked": chat.blocked,
        "started": chat.started,
        "can_write": chat.type == "private"
        or chat.may(person, "can_post_messages" if chat.type == "channel" else "can_send_messages"),
        "pinned": chat.pinned[-1] if chat.pinned else None,
        "is_admin": chat.is_admin(person),
        "has_bot": chat.type == "private" or chat.has(world.bot_id),
        "voices": _voices(world, chat, person),
        "topics": forum.shown(chat),
        "linked": chat.linked,
    }


def _voices(world: World, chat: Chat, person: int) -> list[int]:
    """In whose name a person can write here: 0 is their own, else the group's or a channel's id."""
    if chat.type not in ("group", "supergroup"):
        return [0]
    own = [
        other.id
        for other in world.chats.values()
        if other.type == "channel" and other.members.get(person) == "creator"
    ]
    return [chat.id if chat.is_anonymous(person) else 0, *own]


def _summary(body: dict[str, Any]) -> str:
    words = body.get("text") or body.get("caption")
    if words:
        return str(words)
    for kind in ("document", "sticker"):
        if kind in body:
            return str(body[kind].get("file_name") or body[kind].get("emoji") or "")
    return str(body["poll"]["question"]) if "poll" in body else ""


async def messages(sim: Simulator, request: Request) -> dict[str, Any]:
    """GET /sim/messages: what changed in a chat after a revision; waits if asked to."""
    world = sim.world
    person = _number(request, "person")
    chat = world.chat(_number(request, "chat"))
    if not chat.has(person):
        raise bad("not a member of this chat")
    after = _number(request, "after")
    if after > world.rev:
        after = 0
    wait = min(float(request.query_params.get("wait") or 0), LONGEST_WAIT)
    fresh = chat.since(after)
    if not fresh and wait > 0:
        await chat.signal.wait(wait)
        fresh = chat.since(after)
    if fresh:
        chat.read[person] = max(chat.read.get(person, 0), fresh[-1].id)
    acting = chat.action if chat.action_until > time.monotonic() else None
    return {
        "rev": world.rev,
        "messages": [_faced(world, message, person) for message in fresh],
        "action": acting,
    }


def _faced(world: World, message: Message, person: int) -> dict[str, Any]:
    face = message.for_client(world)
    if "poll" in face:
        face["chosen"] = polls.chosen(world, message, person)
        face["secret"] = face["poll"]["id"] in world.secret_polls
    return face


async def toasts(sim: Simulator, request: Request) -> list[dict[str, Any]]:
    """GET /sim/toasts: what flashed up since the last call."""
    return sim.world.toasts.pop(_number(request, "person"), [])


async def log(sim: Simulator, request: Request) -> list[dict[str, Any]]:
    """GET /sim/log: Bot API calls after a number."""
    return sim.log.after(_number(request, "after"))


async def idle(sim: Simulator, request: Request) -> dict[str, Any]:
    """GET /sim/idle: waits until one update, or all of them, are confirmed by the bot."""
    queue = sim.world.updates
    one = _number(request, "update")
    end = time.monotonic() + min(float(request.query_params.get("wait") or 0), LONGEST_WAIT)
    while one in queue.pending if one else queue.pending:
        left = end - time.monotonic()
        if left <= 0 or not await queue.confirmed.wait(left):
            break
    done = one not in queue.pending if one else not queue.pending
    return {"idle": done, "pending": len(queue.pending)}


async def clock(sim: Simulator, _: Request) -> dict[str, Any] | None:
    """GET /sim/clock: what the demo's clock says; null without one."""
    return await sim.world.clock.ask()


def file(sim: Simulator, request: Request) -> Response:
    """GET /sim/file/UNIQUE: a file for the page; never run as a page of its own."""
    found = sim.world.files.by_unique.get(request.path_params["unique"])
    if found is None:
        return JSONResponse({"ok": False, "description": "Not Found"}, status_code=404)
    shown = found.path.startswith(("photos/", "voice/", "stickers/"))
    headers = {
        "Content-Disposition": "inline" if shown else "attachment",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox",
        "Cache-Control": "max-age=3600",
    }
    return Response(found.data, media_type=found.mime, headers=headers)


def _number(request: Request, name: str) -> int:
    return int(request.query_params.get(name) or 0)
