"""Three replicas share the work and the pace, also while one after the other is replaced."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from simulator import app as simulator
from tests.e2e import due_now
from tests.e2e.forks import Forked, Nursery
from tests.e2e.test_kill_dispatch import WITHIN, count, settled
from tests.fakes.server import serve
from tests.sizes import size

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PEOPLE = size(80, 3_000)
REPLICAS = 3


async def test_a_rolling_restart_under_flood_limits_loses_and_doubles_nothing(
    tmp_path: Path, postgresql_url: str, record_property: Callable[[str, object], None]
) -> None:
    """An update in the morning must cost nobody a reminder, nor make Telegram shut the bot out."""
    app = simulator.build()
    app.simulator.world.flood.on = True
    async with serve(app) as api, contextlib.AsyncExitStack() as stack:
        nursery = stack.enter_context(Nursery())
        database = await due_now.gather(app.simulator, postgresql_url, PEOPLE)
        stack.push_async_callback(database.close)
        bots = [
            _bot(nursery, api, tmp_path / str(number), postgresql_url) for number in range(REPLICAS)
        ]
        for bot in bots:
            stack.push_async_callback(bot.kill)
            await bot.start()
        for place, bot in enumerate(bots, start=1):
            async with asyncio.timeout(WITHIN):
                while app.simulator.world.shared_id < PEOPLE * place // (REPLICAS + 1):  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
            await bot.stop()
            await bot.start()
        await settled(database)
        outcomes = await due_now.outcomes(database)
        refused = dict(app.simulator.world.flood.refused)
    found = count(app.simulator, [])
    record_property("counts", f"{PEOPLE} due, {REPLICAS} replaced, {refused} refused by the limits")
    assert (found.lost, found.doubles) == (0, 0)
    assert refused == {}
    assert outcomes == {"sent": PEOPLE}


def _bot(nursery: Nursery, api: str, folder: Path, url: str) -> Forked:
    folder.mkdir()
    return Forked(nursery, api, folder, url)
