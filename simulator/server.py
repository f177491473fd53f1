"""The parts of one running simulator, held together."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator import polls
from simulator.calllog import CallLog
from simulator.clock import Clock
from simulator.faults import Faults
from simulator.people import DEFAULT_TOKEN
from simulator.state import World
from simulator.store import Store
from simulator.updates import UpdateNumbers, UpdateQueue
from simulator.webhook import Webhook

if TYPE_CHECKING:
    from pathlib import Path

TICK_SECONDS = 0.5


@dataclass(slots=True)
class Simulator:
    """What the routes work on."""

    world: World
    webhook: Webhook
    faults: Faults
    log: CallLog
    store: Store

    ticker: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Once the event loop runs."""
        self.ticker = asyncio.get_running_loop().create_task(self._tick())
        self.store.start(self.world)
        if self.world.webhook is not None:
            await self.webhook.set(*self.world.webhook)
        await self.world.clock.ask()

    async def _tick(self) -> None:
        """Close polls whose time has come while nobody calls."""
        while True:
            await asyncio.sleep(TICK_SECONDS)
            polls.close_due(self.world)

    async def stop(self) -> None:
        """Let go of connections and save."""
        if self.ticker is not None:
            self.ticker.cancel()
        self.world.updates.stop_poller("the server is shutting down")
        await self.webhook.unset()
        await self.world.clock.close()
        await self.store.stop(self.world)


def make(
    token: str | None,
    clock_url: str | None,
    state_path: Path | None,
    *,
    query_seconds: float,
    webhook_backoff: float,
) -> Simulator:
    """A simulator as it was left in `state_path`, or a fresh one with the default cast."""
    store = Store(state_path)
    queue = UpdateQueue(UpdateNumbers(store.next_update(), store.reserve))
    world = World(token or DEFAULT_TOKEN, queue, Clock(clock_url), query_seconds=query_seconds)
    if not store.load(world):
        world.fill_cast()
    return Simulator(world, Webhook(queue, webhook_backoff), Faults(), CallLog(), store)
