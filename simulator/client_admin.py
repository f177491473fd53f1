"""POST /sim/…: what nobody does in a messenger: people, groups, trouble, clock, reset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse

from simulator import faults, membership
from simulator.client_acts import Act, body, person
from simulator.errors import bad
from simulator.people import Person

if TYPE_CHECKING:
    from starlette.requests import Request

    from simulator.server import Simulator


async def people(sim: Simulator, request: Request) -> Any:
    """{first_name, last_name?, username?, language_code?, role?, id?} → {id}."""
    given = await body(request)
    world = sim.world
    number = int(given.get("id") or world.new_person_id())
    world.add_person(
        Person(
            number,
            str(given["first_name"]),
            given.get("last_name"),
            given.get("username"),
            given.get("language_code"),
            str(given.get("role") or "person"),
        )
    )
    return {"id": number}


async def groups(sim: Simulator, request: Request) -> Any:
    """{title, type, members: [person …], username?, bot?: status} → {id}; the first owns it.

    `bot` is the bot's status (default: member, in a channel administrator); null leaves it out.
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
    chat = world.new_group(str(given["title"]), kind, members)
    chat.username = given.get("username")
    status = given.get("bot", "administrator" if kind == "channel" else "member")
    update = None
    if status:
        update = membership.change(world, chat, world.bot_id, str(status), by=ids[0])
    return {"id": chat.id, "update_id": update}


async def members(sim: Simulator, request: Request) -> Any:
    """{chat, person, status, by?}: `person` may be "bot"."""
    given = await body(request)
    world = sim.world
    chat = world.chat(given["chat"])
    is_bot = given["person"] in ("bot", world.bot_id)
    user = world.bot_id if is_bot else person(world, given)
    status = str(given["status"])
    owner = next((u for u, s in chat.members.items() if s == "creator"), user)
    doer = int(given.get("by") or (owner if is_bot or status == "kicked" else user))
    return {"update_id": membership.change(world, chat, user, status, by=doer)}


async def migrate(sim: Simulator, request: Request) -> Any:
    """{chat} → {id} of the supergroup that a basic group became."""
    given = await body(request)
    return {"id": membership.migrate(sim.world, sim.world.chat(given["chat"])).id}


async def control(sim: Simulator, request: Request) -> Any:
    """{flood?, latency_ms?, query_seconds?, fail?}: what is left out stays as it is."""
    given = await body(request)
    if "flood" in given:
        sim.world.flood.on = bool(given["flood"])
        sim.world.flood.clear()
    if "latency_ms" in given:
        sim.faults.latency = max(0.0, float(given["latency_ms"] or 0)) / 1000
    if "query_seconds" in given:
        sim.world.query_seconds = float(given["query_seconds"])
    if "fail" in given:
        sim.faults.script = [faults.parse(item) for item in given["fail"] or []]
    return {
        "flood": sim.world.flood.on,
        "latency_ms": sim.faults.latency * 1000,
        "query_seconds": sim.world.query_seconds,
        "fail": len(sim.faults.script),
    }


async def reset(sim: Simulator, _: Request) -> Any:
    """Clear chats and messages, never the update counter, and have the bot forget too."""
    sim.world.reset()
    done = await sim.world.clock.reset()
    # What the bot was still writing while it forgot is not part of the fresh start.
    sim.world.reset()
    sim.world.flood.clear()
    return {"ok": True, "bot_reset": done}


async def clock(sim: Simulator, request: Request) -> Any:
    """{to}: handed on to the demo's clock; its answer."""
    status, answer = await sim.world.clock.move(await body(request))
    return JSONResponse(answer, status_code=status)


ACTS: dict[str, Act] = {
    "people": people,
    "groups": groups,
    "members": members,
    "migrate": migrate,
    "control": control,
    "faults": faults.act,
    "reset": reset,
    "clock": clock,
}
