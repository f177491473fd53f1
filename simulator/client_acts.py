"""POST /sim/…: what a person does. Each answers with the update that the bot got, if any."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from starlette.requests import Request

from simulator import actions, membership, methods_pins, polls
from simulator.errors import bad
from simulator.server import Simulator

if TYPE_CHECKING:
    from simulator.messages import Message
    from simulator.state import World

Act = Callable[[Simulator, Request], Awaitable[Any]]


async def body(request: Request) -> dict[str, Any]:
    """The request's JSON object."""
    value = await request.json() if await request.body() else {}
    if not isinstance(value, dict):
        raise TypeError("a JSON object is wanted")
    return value


def person(world: World, given: dict[str, Any], field: str = "person") -> int:
    """The id of a person who exists."""
    number = int(given[field])
    if number not in world.people:
        raise bad("no such person")
    return number


def _sent(result: tuple[Message, int | None]) -> dict[str, Any]:
    message, update = result
    return {"message_id": message.id, "update_id": update}


def _how(given: dict[str, Any]) -> actions.Manner:
    """{reply_to?, thread?, as?, date?}: `as` is a channel's id, or the group's own for anonymity."""
    return actions.Manner(
        reply_to=given.get("reply_to"),
        thread=int(given.get("thread") or 0),
        as_chat=int(given.get("as") or 0),
        date=given.get("date"),
    )


async def say(sim: Simulator, request: Request) -> Any:
    """{person, chat, text, reply_to?, thread?, as?, date?} → {message_id, update_id}."""
    given = await body(request)
    return _say(sim.world, given)


def _say(world: World, given: dict[str, Any]) -> dict[str, Any]:
    return _sent(
        actions.say(
            world,
            person(world, given),
            world.chat(given["chat"]),
            str(given["text"]),
            _how(given),
        )
    )


async def tap(sim: Simulator, request: Request) -> Any:
    """{person, chat, message_id, data} → {update_id, query_id}."""
    given = await body(request)
    return _tap(sim.world, given)


def _tap(world: World, given: dict[str, Any]) -> dict[str, Any]:
    update, query_id = actions.tap(
        world,
        person(world, given),
        world.chat(given["chat"]),
        int(given["message_id"]),
        str(given["data"]),
    )
    return {"update_id": update, "query_id": query_id}


async def many(sim: Simulator, request: Request) -> Any:
    """{acts: [{act: say|tap, …}]}: many at once, for load tests."""
    given = await body(request)
    does = {"say": _say, "tap": _tap}
    return [does[act["act"]](sim.world, act) for act in given["acts"]]


async def send(sim: Simulator, request: Request) -> Any:
    """{person, chat, kind, name?, base64?, caption?, and as for say} → {message_id, update_id}."""
    given = await body(request)
    world = sim.world
    return _sent(
        actions.send(
            world,
            person(world, given),
            world.chat(given["chat"]),
            str(given["kind"]),
            name=given.get("name"),
            encoded=given.get("base64"),
            caption=given.get("caption"),
            how=_how(given),
        )
    )


async def edit(sim: Simulator, request: Request) -> Any:
    """{person, chat, message_id, text} → {message_id, update_id}."""
    given = await body(request)
    world = sim.world
    return _sent(
        actions.edit(
            world,
            person(world, given),
            world.chat(given["chat"]),
            int(given["message_id"]),
            str(given["text"]),
        )
    )


async def forward(sim: Simulator, request: Request) -> Any:
    """{person, from_chat, message_id, to_chat} → {message_id, update_id}."""
    given = await body(request)
    world = sim.world
    return _sent(
        actions.forward(
            world,
            person(world, given),
            world.chat(given["from_chat"]),
            int(given["message_id"]),
            world.chat(given["to_chat"]),
        )
    )


async def delete(sim: Simulator, request: Request) -> Any:
    """{person, chat, message_id}: gone for everyone."""
    given = await body(request)
    world = sim.world
    actions.delete(world, person(world, given), world.chat(given["chat"]), int(given["message_id"]))
    return {"ok": True}


async def vote(sim: Simulator, request: Request) -> Any:
    """{person, chat, message_id, option_ids} → {update_id}."""
    given = await body(request)
    world = sim.world
    who, chat = person(world, given), world.chat(given["chat"])
    message = chat.alive(int(given["message_id"]))
    if message is None or "poll" not in message.body or not chat.has(who):
        raise bad("no such poll")
    picked = [int(number) for number in given["option_ids"]]
    return {"update_id": polls.vote(world, message, who, picked)}


async def pin(sim: Simulator, request: Request) -> Any:
    """{person, chat, message_id, unpin?} → {update_id}."""
    given = await body(request)
    world = sim.world
    who, chat = person(world, given), world.chat(given["chat"])
    message = chat.alive(int(given["message_id"]))
    if message is None or not chat.has(who):
        raise bad("message to pin not found")
    if given.get("unpin"):
        methods_pins.unpin(chat, who, message.id)
        return {"update_id": None}
    return {"update_id": methods_pins.pin(world, message, who)}


async def block(sim: Simulator, request: Request) -> Any:
    """{person, blocked} → {update_id}."""
    given = await body(request)
    update = membership.block(sim.world, person(sim.world, given), blocked=bool(given["blocked"]))
    return {"update_id": update}


ACTS: dict[str, Act] = {
    "say": say,
    "tap": tap,
    "many": many,
    "send": send,
    "edit": edit,
    "forward": forward,
    "delete": delete,
    "vote": vote,
    "pin": pin,
    "block": block,
}
