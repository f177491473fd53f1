"""Any number of processes on one PostgreSQL database share the work, and none of it is done twice."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

from bot.clock import MovableClock
from coach.forms import FORMS
from simulator import app as simulator
from tests.e2e import steps
from tests.e2e.house import START, live, settings
from tests.fakes.client import Simulation
from tests.fakes.server import serve

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = 30


async def test_two_replicas_send_each_note_once_and_only_one_polls(
    tmp_path: Path, postgresql_url: str
) -> None:
    """A note from each replica would double every message; two pollers would fight for updates."""
    clock = MovableClock(START)
    async with serve(simulator.build()) as api, Simulation(api) as sim:
        given = settings(api, tmp_path, postgresql_url)
        async with live(given, clock) as first, live(given, clock) as second:
            cast = [await sim.person(f"P{number}") for number in range(PEOPLE)]
            for person in cast:
                await person.says("/start")
            assert await sim.idle()
            for person in cast:
                await steps.agrees(first.database, person.id, clock.now())
                await steps.leaves_a_form(first.database, person.id, clock.now(), next(iter(FORMS)))
            before = len(await sim.log())
            clock.move_to(START.replace(day=4, hour=12))
            await asyncio.gather(first.sender.idle(), second.sender.idle())
            calls = (await sim.log())[before:]
    sent = Counter(call["chat_id"] for call in calls if call["method"] == "sendMessage")
    assert sent == Counter({str(person.id): 1 for person in cast})
    assert first.sender.messages_sent + second.sender.messages_sent == PEOPLE
    assert first.pulse.may_poll() != second.pulse.may_poll()
