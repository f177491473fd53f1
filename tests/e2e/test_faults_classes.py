"""Each class of failure is met in its own way, and only by the chat that it strikes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, update

from bot.clock import MovableClock
from coach.people import Status
from simulator import app as simulator
from storage.tables_flow import due, ledger
from storage.tables_people import persons
from tests.bench.fill import FIRST_CHAT
from tests.e2e import due_now
from tests.e2e.house import START, live, settings
from tests.fakes.client import Person, Simulation
from tests.fakes.server import serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from bot.app import App
    from simulator.app import SimulatorApp
    from storage.engine import Database

Call = dict[str, Any]
MORNING = START.replace(day=1, hour=9)
"""While the crowd is stored nothing is due: their reminders are for START."""
SECONDS = 40


@dataclass(slots=True)
class Crowd:
    """A few people whose reminders are due from START on, and the bot that serves them."""

    served: SimulatorApp
    sim: Simulation
    app: App
    database: Database
    clock: MovableClock

    async def fails(self, *faults: dict[str, Any]) -> None:
        """Let these calls fail."""
        await self.sim.post("control", fail=[{"method": "sendMessage", **each} for each in faults])

    async def comes_to(self, **later: float) -> None:
        """Let the calendar come to START, or later, and the sender see to what is due then."""
        self.clock.move_to(START + timedelta(**later))
        self.app.sender.wake()
        await self.app.sender.idle()

    async def is_through(self) -> None:
        """Wait until nothing is due any more."""
        async with asyncio.timeout(SECONDS):
            while await due_now.open_rows(self.database, self.clock.now()):  # noqa: ASYNC110
                await asyncio.sleep(0.05)

    def sends(self, number: int | None = None) -> list[Call]:
        """The attempts to write to the person of that number, or to all."""
        return [
            call for call in self.served.simulator.log.after(0)
            if call["method"] == "sendMessage"
            and number in {None, int(call["chat_id"]) - FIRST_CHAT}
        ]  # fmt: skip

    async def outcome(self, number: int) -> list[str | None]:
        """What the ledger says about a person's messages, in order."""
        statement = (
            select(ledger.c.outcome).where(ledger.c.person_id == number).order_by(ledger.c.id)
        )
        async with self.database.read() as uow:
            return list((await uow.run(statement)).scalars())

    async def status(self, number: int) -> str:
        """Whether the bot writes to a person."""
        async with self.database.read() as uow:
            statement = select(persons.c.status).where(persons.c.id == number)
            found: str = (await uow.run(statement)).scalar_one()
        return found


@pytest.fixture
async def crowd(tmp_path: Path, sqlite_url: str) -> AsyncIterator[Crowd]:
    """Six people; each has a payment today and will be asked tomorrow how it went."""
    served = simulator.build()
    database = await due_now.gather(served.simulator, sqlite_url, 6, now=START)
    clock = MovableClock(MORNING)
    async with (
        serve(served) as api,
        Simulation(api) as sim,
        live(settings(api, tmp_path, sqlite_url), clock) as app,
    ):
        yield Crowd(served, sim, app, database, clock)
    await database.close()


def blocked() -> dict[str, Any]:
    return {"status": 403, "description": "Forbidden: bot was blocked by the user"}


def deleted() -> dict[str, Any]:
    return {"status": 403, "description": "Forbidden: user is deactivated"}


def not_found() -> dict[str, Any]:
    return {"status": 400, "description": "Bad Request: chat not found"}


async def test_flood_control_holds_up_its_own_chat_as_long_as_asked_and_nobody_else(
    crowd: Crowd,
) -> None:
    """Telegram names the seconds; sooner is punished, and the others have done nothing."""
    await crowd.fails({"chat_id": FIRST_CHAT + 2, "status": 429, "retry_after": 3})
    crowd.clock.move_to(START)
    await crowd.is_through()
    first, second = crowd.sends(2)
    assert 3 <= second["at"] - first["at"] < 6
    others = [call for call in crowd.sends() if call["chat_id"] != str(FIRST_CHAT + 2)]
    assert len(others) == 5
    assert all(call["ok"] and call["at"] < first["at"] + 2 for call in others)


@pytest.mark.parametrize("fault", [{"status": 502}, {"status": 0}], ids=["502", "reset"])
async def test_a_failing_server_is_asked_less_and_less_often_and_not_by_all_at_once(
    crowd: Crowd, fault: dict[str, Any]
) -> None:
    """A server that comes back must not be knocked over by everybody's second try."""
    await crowd.fails(*({"chat_id": FIRST_CHAT + n, **fault, "times": 2} for n in range(1, 7)))
    crowd.clock.move_to(START)
    await crowd.is_through()
    waits = []
    for number in range(1, 7):
        first, second, third = crowd.sends(number)
        waits.append(second["at"] - first["at"])
        assert third["ok"]
        assert third["at"] - second["at"] > waits[-1] * 1.1
    assert max(waits) - min(waits) > 0.1
    assert await crowd.outcome(1) == ["sent"]


@pytest.mark.parametrize("fault", [blocked, deleted, not_found])
async def test_who_cannot_be_reached_is_written_to_no_more_until_they_come_back(
    crowd: Crowd, fault: Callable[[], dict[str, Any]]
) -> None:
    """Telegram minds bots that go on writing to people who left; a /start is a new beginning."""
    await crowd.fails({"chat_id": FIRST_CHAT + 1, **fault(), "times": 1})
    await crowd.comes_to()
    assert await crowd.status(1) == Status.DORMANT
    await crowd.comes_to(days=1, hours=6)
    assert len(crowd.sends(1)) == 1
    assert (await crowd.outcome(1))[0] == "blocked"
    ann = Person(crowd.sim, FIRST_CHAT + 1)
    await ann.says("/start")
    await ann.sees()
    assert await crowd.status(1) == Status.ACTIVE
    before = len(crowd.sends(1))
    await crowd.comes_to(days=28)
    assert len(crowd.sends(1)) == before + 1
    assert all(len(crowd.sends(number)) == 3 for number in range(2, 7))


async def test_what_telegram_rejects_is_tried_once_and_the_plan_goes_on(crowd: Crowd) -> None:
    """A mistake of ours in one text must not become a loop, nor silence for ever."""
    await crowd.fails({
        "chat_id": FIRST_CHAT + 1, "status": 400, "times": 1,
        "description": "Bad Request: can't parse entities: unexpected end tag at byte offset 5",
    })  # fmt: skip
    await crowd.comes_to()
    await crowd.comes_to(hours=6)
    assert len(crowd.sends(1)) == 1
    assert await crowd.outcome(1) == ["refused"]
    assert await crowd.status(1) == Status.ACTIVE
    await crowd.comes_to(days=1, hours=6)
    assert await crowd.outcome(1) == ["refused", "sent"]


async def test_a_chat_that_moved_gets_its_message_at_the_new_address_at_once(crowd: Crowd) -> None:
    """A group that becomes a supergroup has another number; Telegram says which."""
    ids = [FIRST_CHAT + number for number in range(1, 4)]
    group = (await crowd.sim.post("groups", title="Circle", type="group", members=ids))["id"]
    async with crowd.database.write() as uow:
        await uow.run(update(persons).where(persons.c.id == 1).values(telegram_id=str(group)))
        await uow.commit()
    assert await crowd.sim.idle()
    crowd.app.sender.wake()
    await crowd.app.sender.idle()
    greeted = len(crowd.sends())
    new = (await crowd.sim.post("migrate", chat=group))["id"]
    await crowd.comes_to()
    tried = [call for call in crowd.sends()[greeted:] if int(call["chat_id"]) in {group, new}]
    assert [(int(call["chat_id"]), call["ok"]) for call in tried] == [(group, False), (new, True)]
    assert await crowd.outcome(1) == ["sent"]


async def test_a_bot_that_comes_up_at_night_waits_until_people_are_awake(crowd: Crowd) -> None:
    """A week without power: one message each, marked late, and not at three in the morning."""
    awake = START.replace(hour=9)  # noon where they live
    night = awake + timedelta(days=6, hours=15)  # three in the morning
    crowd.clock.move_to(night)
    crowd.app.sender.wake()
    await crowd.app.sender.idle()
    assert crowd.sends() == []
    for hours in (4.9, 7, 8, 12):
        crowd.clock.move_to(night + timedelta(hours=hours))
        crowd.app.sender.wake()
        await crowd.app.sender.idle()
        if hours < 5:
            assert crowd.sends() == [], "before eight in the morning"
    texts = [call["params"]["text"] for call in crowd.sends()]
    assert len(texts) == 6
    assert all("late" in text for text in texts)


async def test_rows_are_left_for_the_next_occurrence_after_any_failure(crowd: Crowd) -> None:
    """Whatever happened to one message, the plan's next one stands."""
    await crowd.fails(
        {"chat_id": FIRST_CHAT + 1, **blocked()},
        {
            "chat_id": FIRST_CHAT + 2,
            "status": 400,
            "description": "Bad Request: message is too long",
        },
        {"chat_id": FIRST_CHAT + 3, "status": 500},
    )
    await crowd.comes_to()
    await crowd.is_through()
    async with crowd.database.read() as uow:
        rows = (await uow.run(select(due.c.person_id, due.c.run_at))).all()
    assert {row.person_id for row in rows} == {1, 2, 3, 4, 5, 6}
    assert all(row.run_at > crowd.clock.now() for row in rows)
