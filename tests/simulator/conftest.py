"""A served simulator, a bare caller of its Bot API, and a person who has pressed start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from simulator.app import SimulatorApp, build
from simulator.people import DEFAULT_TOKEN
from tests.fakes.client import Person, Simulation
from tests.fakes.server import serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@dataclass(frozen=True, slots=True)
class Api:
    """Calls methods as a bot would, without a library in between."""

    sim: Simulation
    token: str = DEFAULT_TOKEN

    async def raw(self, method: str, **params: Any) -> dict[str, Any]:
        answer = await self.sim.http.post(f"/bot{self.token}/{method}", json=params)
        body: dict[str, Any] = answer.json()
        assert body["ok"] is (answer.status_code == 200)
        return body

    async def __call__(self, method: str, **params: Any) -> Any:
        body = await self.raw(method, **params)
        assert body["ok"], body
        return body["result"]

    async def refusal(self, method: str, **params: Any) -> str:
        body = await self.raw(method, **params)
        assert not body["ok"], body
        return str(body["description"])


@pytest.fixture
def app() -> SimulatorApp:
    return build(webhook_backoff=0.02)


@pytest.fixture
async def sim(app: SimulatorApp) -> AsyncIterator[Simulation]:
    async with serve(app) as url, Simulation(url) as simulation:
        yield simulation


@pytest.fixture
def api(sim: Simulation) -> Api:
    return Api(sim)


@pytest.fixture
async def ann(sim: Simulation, api: Api) -> Person:
    """Someone who has pressed start, which the bot has already confirmed."""
    person = await sim.person("Ann")
    await person.says("/start")
    updates = await api("getUpdates")
    await api("getUpdates", offset=updates[-1]["update_id"] + 1)
    return person
