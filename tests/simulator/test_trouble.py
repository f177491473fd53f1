"""Flood limits, scripted faults, the demo clock, and state that survives a restart."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from simulator.app import build
from simulator.errors import ApiError
from simulator.flood import Flood
from tests.fakes.client import Person, Simulation
from tests.fakes.server import serve
from tests.simulator.conftest import Api

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request


async def test_flood_limits_hold_only_when_asked_for(
    api: Api, ann: Person, sim: Simulation
) -> None:
    """The bench must not meet them; the pace test must."""
    for _ in range(40):
        await api("sendMessage", chat_id=ann.id, text="x")
    await sim.post("control", flood=True)
    bodies = [await api.raw("sendMessage", chat_id=ann.id, text="x") for _ in range(8)]
    refused = [body for body in bodies if not body["ok"]]
    assert 1 <= len(refused) <= 3
    wait = refused[0]["parameters"]["retry_after"]
    assert wait >= 1
    assert refused[0]["description"] == f"Too Many Requests: retry after {wait}"
    assert refused[0]["error_code"] == 429


def test_a_group_takes_twenty_a_minute_and_the_bot_thirty_a_second() -> None:
    """The two limits that a burst of reminders meets first."""
    flood = Flood()
    for _ in range(20):
        flood.check(-100, private=False)
    with pytest.raises(ApiError) as caught:
        flood.check(-100, private=False)
    assert caught.value.parameters["retry_after"] > 50
    for person in range(10):
        flood.check(person, private=True)
    with pytest.raises(ApiError) as caught:
        flood.check(11, private=True)
    assert caught.value.parameters["retry_after"] == 1


async def test_scripted_faults_strike_the_method_named_and_then_end(
    api: Api, ann: Person, sim: Simulation
) -> None:
    """Tests of retries say exactly what fails."""
    fail = [
        {"method": "sendMessage", "status": 502, "times": 1},
        {"method": "sendMessage", "status": 429, "retry_after": 7},
    ]
    await sim.post("control", fail=fail)
    assert await api("getMe")
    assert (await api.raw("sendMessage", chat_id=ann.id, text="x"))["error_code"] == 502
    body = await api.raw("sendMessage", chat_id=ann.id, text="x")
    assert body["parameters"] == {"retry_after": 7}
    assert await api("sendMessage", chat_id=ann.id, text="x")


async def test_a_lost_answer_leaves_the_message_sent(
    api: Api, ann: Person, sim: Simulation
) -> None:
    """Why at-least-once may send twice: the bot cannot know."""
    await sim.post("control", fail=[{"method": "sendMessage", "lose_answer": True}])
    with pytest.raises(httpx.TransportError):
        await api.raw("sendMessage", chat_id=ann.id, text="sent all the same")
    assert (await ann.waits_for("sent all")).text == "sent all the same"
    await sim.post("control", fail=[{"method": "sendMessage", "status": 0}])
    with pytest.raises(httpx.TransportError):
        await api.raw("sendMessage", chat_id=ann.id, text="never heard")
    await ann.refresh()
    assert ann.last().text == "sent all the same"


async def test_every_call_is_logged_with_what_came_of_it(
    api: Api, ann: Person, sim: Simulation
) -> None:
    """Tests of silence count calls here."""
    start = (await sim.log())[-1]["n"]
    await api("sendMessage", chat_id=ann.id, text="x")
    await api.refusal("sendMessage", chat_id=ann.id, text="")
    calls = await sim.log(after=start)
    assert [(c["method"], c["chat_id"], c["ok"]) for c in calls] == [
        ("sendMessage", ann.id, True),
        ("sendMessage", ann.id, False),
    ]
    assert calls[1]["description"] == "Bad Request: message text is empty"
    assert calls[0]["params"]["text"] == "x"


async def test_a_restart_goes_on_with_numbers_chats_and_waiting_updates(tmp_path: Path) -> None:
    """The bot's memory of update numbers must never meet an old number again."""
    state = tmp_path / "state.json"
    async with serve(build(state_path=state)) as url, Simulation(url) as sim:
        ann = await sim.person("Ann")
        first = await ann.says("/start")
        sent = await Api(sim)("sendMessage", chat_id=ann.id, text="hello")
    async with serve(build(state_path=state)) as url, Simulation(url) as sim:
        again = Person(sim, ann.id)
        second = await again.says("still here")
        assert second["update_id"] > first["update_id"]
        assert second["message_id"] > sent["message_id"]
        waiting = await Api(sim)("getUpdates")
        assert [u["update_id"] for u in waiting] == [first["update_id"], second["update_id"]]
        assert [m.text for m in again.messages()] == ["hello"]
        await sim.reset()
        third = await Person(sim, 100001).says("/start")
        assert third["update_id"] > second["update_id"]


async def test_numbers_survive_a_crash_that_saved_nothing(tmp_path: Path) -> None:
    """They are promised in blocks ahead of use."""
    state = tmp_path / "state.json"
    crashed = build(state_path=state).simulator.world.updates
    last = [crashed.push("message", {}, key=1) for _ in range(3)][-1]
    fresh = build(state_path=state).simulator.world.updates
    number = fresh.push("message", {}, key=1)
    assert last is not None
    assert number is not None
    assert number > last


def test_two_fresh_simulators_start_at_different_numbers() -> None:
    """A bot must not count on where they start."""
    starts = {build().simulator.world.updates.numbers.next for _ in range(3)}
    assert len(starts) == 3


class Demo:
    """A bot's demo clock that can be moved."""

    def __init__(self) -> None:
        self.now = "2031-05-01T08:00:00Z"
        self.resets = 0
        self.app = Starlette(
            routes=[
                Route("/demo/clock", self.read, methods=["GET"]),
                Route("/demo/clock", self.move, methods=["POST"]),
                Route("/demo/reset", self.reset, methods=["POST"]),
            ]
        )

    async def read(self, _: Request) -> JSONResponse:
        return JSONResponse({"now": self.now, "next_due": None})

    async def move(self, request: Request) -> JSONResponse:
        self.now = (await request.json())["to"]
        return JSONResponse({"now": self.now, "next_due": None, "sent": 0})

    async def reset(self, _: Request) -> JSONResponse:
        self.resets += 1
        return JSONResponse({})


async def test_messages_are_dated_by_the_demos_clock_and_reset_reaches_the_bot() -> None:
    """A month later on the page is a month later in the chat."""
    demo = Demo()
    async with (
        serve(demo.app) as demo_url,
        serve(build(clock_url=f"{demo_url}/demo")) as url,
        Simulation(url) as sim,
    ):
        ann = await sim.person("Ann")
        await ann.says("/start")
        api = Api(sim)
        assert _year_month(await api("sendMessage", chat_id=ann.id, text="x")) == (2031, 5)
        moved = await sim.moves_clock("2031-06-02T08:00:00+00:00")
        assert moved["sent"] == 0
        assert _year_month(await api("sendMessage", chat_id=ann.id, text="x")) == (2031, 6)
        assert (await sim.get("clock"))["now"] == demo.now
        await sim.reset()
        assert demo.resets == 1
        names = [p["first_name"] for p in (await sim.get("state"))["people"]]
        assert names == ["小雨", "Sam", "Maya", "国强", "Dina", "Tom", "阿珍"]


def _year_month(message: dict[str, Any]) -> tuple[int, int]:
    moment = time.gmtime(message["date"])
    return moment.tm_year, moment.tm_mon


async def test_a_storm_strikes_its_share_of_calls_and_can_be_repeated(
    api: Api, ann: Person, sim: Simulation
) -> None:
    """A fault test that fails once must fail again from the seed it printed."""
    shares = {"429": 0.1, "502": 0.1, "lost": 0.1}
    runs: list[list[Any]] = []
    for _ in range(2):
        await sim.post("faults", seed=7, shares=shares)
        answers: list[Any] = []
        for _ in range(100):
            try:
                answers.append((await api.raw("sendMessage", chat_id=ann.id, text="x"))["ok"])
            except httpx.TransportError:
                answers.append("lost")
        runs.append(answers)
    told = await sim.post("faults", shares={})
    assert runs[0] == runs[1]
    struck = told["struck"]
    assert 40 <= sum(struck.values()) <= 80
    assert runs[0].count("lost") * 2 == struck["lost"] > 0
    assert runs[0].count(False) * 2 == struck["429"] + struck["502"]
    await ann.refresh()
    assert len(ann.messages()) == 200 - struck["429"] - struck["502"]
