"""An update is confirmed to Telegram only after it is done."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

import pytest
from telegram import Bot

from bot.polling import Poller
from bot.transport import AiohttpRequest
from simulator import app as simulator
from simulator.people import DEFAULT_TOKEN
from tests.fakes.client import Simulation
from tests.fakes.server import serve
from usecases.people import PassingError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from telegram import Update


@pytest.fixture
async def sim() -> AsyncIterator[Simulation]:
    async with serve(simulator.build()) as url, Simulation(url) as simulation:
        yield simulation


@contextlib.asynccontextmanager
async def polling(
    sim: Simulation, handle: Callable[[Update, Callable[[], None]], Awaitable[None]]
) -> AsyncIterator[Poller]:
    bot = Bot(
        DEFAULT_TOKEN,
        base_url=f"{sim.url}/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
    )
    async with bot, asyncio.TaskGroup() as group:
        poller = Poller(bot, handle)
        group.create_task(poller.run())
        yield poller
        poller.stop()


async def offsets(sim: Simulation) -> set[int | None]:
    """Return the offsets the bot has asked with."""
    return {
        int(call["params"]["offset"]) if "offset" in call["params"] else None
        for call in await sim.log()
        if call["method"] == "getUpdates"
    }


async def test_an_update_is_not_confirmed_before_it_is_done(sim: Simulation) -> None:
    """A process killed in the middle must be given the update again."""
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def handle(_: Update, __: Callable[[], None]) -> None:
        begun.set()
        await may_end.wait()

    ann = await sim.person("Ann")
    async with polling(sim, handle):
        update = (await ann.says("/start"))["update_id"]
        await begun.wait()
        assert not await sim.idle(update=update, within=0.1)
        may_end.set()
        assert await sim.idle(update=update)


async def test_a_passing_database_failure_is_tried_again_and_nothing_overtakes_it(
    sim: Simulation,
) -> None:
    """What a person typed while the database was away is answered when it is back, in order."""
    seen: list[str] = []

    async def handle(update: Update, _: Callable[[], None]) -> None:
        words = update.effective_message.text if update.effective_message else ""
        seen.append(words or "")
        if len(seen) < 3:
            raise PassingError("OperationalError")

    ann = await sim.person("Ann")
    await ann.says("one")
    last = (await ann.says("two"))["update_id"]
    async with polling(sim, handle):
        assert await sim.idle(update=last)
    assert seen == ["one", "one", "one", "two"]


async def test_a_bug_is_confirmed_so_that_it_never_loops(sim: Simulation) -> None:
    """An update that always fails would stand in the way of everybody's."""
    seen: list[int] = []

    async def handle(update: Update, _: Callable[[], None]) -> None:
        seen.append(update.update_id)
        raise ZeroDivisionError

    ann = await sim.person("Ann")
    async with polling(sim, handle):
        update = (await ann.says("hello"))["update_id"]
        assert await sim.idle(update=update)
    assert seen == [update]


async def test_chats_are_handled_side_by_side_and_each_in_order(sim: Simulation) -> None:
    """One slow chat must not hold the others of its batch, and never be answered out of order."""
    order: list[str] = []
    bob_done = asyncio.Event()

    async def handle(update: Update, _: Callable[[], None]) -> None:
        words = (update.effective_message and update.effective_message.text) or ""
        if words == "ann 1":
            await bob_done.wait()
        order.append(words)
        if words == "bob":
            bob_done.set()

    ann, bob = await sim.person("Ann"), await sim.person("Bob")
    await ann.says("ann 1")
    await ann.says("ann 2")
    last = (await bob.says("bob"))["update_id"]
    async with polling(sim, handle):
        assert await sim.idle(update=last)
    assert order == ["bob", "ann 1", "ann 2"]


async def test_polling_goes_on_after_server_errors_and_conflicts(sim: Simulation) -> None:
    """Telegram restarts now and then; a bot that gave up would need a person at night."""
    done = asyncio.Event()

    async def handle(_: Update, __: Callable[[], None]) -> None:
        done.set()

    ann = await sim.person("Ann")
    await sim.post("control", fail=[{"method": "getUpdates", "status": 502, "times": 1}])
    async with polling(sim, handle):
        await ann.says("hello")
        async with asyncio.timeout(10):
            await done.wait()


async def test_an_orderly_stop_confirms_what_is_done(sim: Simulation) -> None:
    """After an update of the program nobody is shown the same screen twice."""

    async def handle(_: Update, __: Callable[[], None]) -> None:
        return

    ann = await sim.person("Ann")
    async with polling(sim, handle):
        update = (await ann.says("hello"))["update_id"]
        await sim.idle(update=update)
    assert max(each or 0 for each in await offsets(sim)) == update + 1


async def test_an_answer_that_hangs_holds_up_nobody_else_once_its_update_is_committed(
    sim: Simulation,
) -> None:
    """One person's bad network must not keep everybody waiting for eight seconds."""
    heard: list[str] = []
    hangs = asyncio.Event()

    async def handle(update: Update, committed: Callable[[], None]) -> None:
        assert update.message is not None
        assert update.message.text is not None
        heard.append(update.message.text)
        committed()
        if update.message.text == "first":
            await hangs.wait()

    ann, bob = await sim.person("Ann"), await sim.person("Bob")
    async with polling(sim, handle):
        first = (await ann.says("first"))["update_id"]
        assert await sim.idle(update=first)
        second = (await bob.says("second"))["update_id"]
        assert await sim.idle(update=second)
        hangs.set()
    assert heard == ["first", "second"]
