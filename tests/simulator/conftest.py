"""A served simulator, a bare caller of its Bot API, and a person who has pressed start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from telegram import Bot, Update

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


@pytest.fixture
async def bot(sim: Simulation) -> AsyncIterator[Bot]:
    """The real library, as the product uses it."""
    made = Bot(DEFAULT_TOKEN, base_url=f"{sim.url}/bot", base_file_url=f"{sim.url}/file/bot")
    async with made:
        await made.get_updates(allowed_updates=Update.ALL_TYPES)
        yield made


class Ears:
    """Every update once, parsed by the library."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self.offset = 0

    async def __call__(self) -> tuple[Update, ...]:
        found = await self.bot.get_updates(offset=self.offset, allowed_updates=Update.ALL_TYPES)
        if found:
            self.offset = found[-1].update_id + 1
        return tuple(found)


@pytest.fixture
def hears(bot: Bot) -> Ears:
    return Ears(bot)


@dataclass(frozen=True, slots=True)
class Seven:
    """A supergroup of seven: the first owns it, the second runs it, the bot is a member."""

    id: int
    sim: Simulation
    people: tuple[Person, ...]

    async def bot_may(self, *rights: str) -> None:
        """Make the bot an administrator with exactly these rights."""
        await self.sim.post(
            "members", chat=self.id, person="bot", status="administrator", rights=list(rights)
        )


@pytest.fixture
async def seven(sim: Simulation) -> Seven:
    people = [await sim.person(name) for name in ("Ann", "Bob", "Cy", "Di", "Ed", "Flo", "Gus")]
    made = await sim.post(
        "groups", title="Circle", type="supergroup", members=[each.id for each in people],
        admins={str(people[1].id): None},
    )  # fmt: skip
    return Seven(made["id"], sim, tuple(each.at(made["id"]) for each in people))
