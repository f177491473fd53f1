"""POST /sim/…: what nobody does in a messenger: people, trouble, clock, reset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse

from simulator import faults
from simulator.client_acts import Act, body
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


async def control(sim: Simulator, request: Request) -> Any:
    """{flood?, latency_ms?, query_seconds?, fail?, privacy?}: what is left out stays as it is.

    `privacy` is the bot's group privacy mode; as at Telegram, a group that the bot is in keeps the
    mode of the day it came in.
    """
    given = await body(request)
    if "privacy" in given:
        sim.world.privacy = bool(given["privacy"])
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
        "privacy": sim.world.privacy,
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
    "control": control,
    "faults": faults.act,
    "reset": reset,
    "clock": clock,
}
