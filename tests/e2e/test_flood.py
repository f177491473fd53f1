"""One person sends more than anybody can read: the others notice nothing, and help stays open."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from handlers.flood import AT_ONCE, URGENT_AT_ONCE
from storage import forms
from storage.tables_flow import answers
from storage.tables_people import sent, updates
from tests.e2e.house import House, house
from tests.sizes import size

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from sqlalchemy import Table

    from tests.fakes.client import Person

FLOOD = size(400, 20_000)
TOLD = "more at once than I can read"
PROMPT = 3.0
"""Seconds within which somebody else is answered, on a busy machine."""


@pytest.fixture
async def guarded(tmp_path: Path, database_url: str) -> AsyncIterator[House]:
    async with house(tmp_path, database_url, updates_a_minute=30) as opened:
        yield opened


async def rows(home: House, table: Table) -> int:
    async with home.app.database.read() as uow:
        return int((await uow.run(select(func.count()).select_from(table))).scalar_one())


async def kept(home: House) -> dict[str, object]:
    """Return what the first person has answered."""
    async with home.app.database.read() as uow:
        form = await forms.current(uow, 1)
    assert form is not None
    return dict(form.log.answers)


async def asked(person: Person) -> None:
    """Let somebody answer the first questions of a budget."""
    await person.says("/start")
    await person.sees()
    for button in ("path", "budget", "budget.quick", ":region:gb"):
        await person.taps(button)
        await person.sees()
    await person.says("2000")
    await person.sees()


async def pours(person: Person, count: int) -> None:
    for at in range(0, count, 50):
        await asyncio.gather(*(person.says("hmm") for _ in range(min(50, count - at))))


async def test_a_flood_of_one_slows_nobody_stores_nothing_and_loses_nothing(guarded: House) -> None:
    """Somebody's angry partner leans on the key; everybody else is in the middle of a call."""
    mal, bob = await guarded.sim.person("Mal"), await guarded.sim.person("Bob")
    await asked(mal)
    said = await kept(guarded)
    assert said
    before = {table.name: await rows(guarded, table) for table in (updates, answers, sent)}
    pouring = asyncio.create_task(pours(mal, FLOOD))
    waited = []
    for words in ("/start", "/privacy", "/help"):
        began = time.perf_counter()
        await bob.says(words)
        await bob.sees(timeout=PROMPT)
        waited.append(time.perf_counter() - began)
    await pouring
    assert await guarded.sim.idle(within=30)
    assert max(waited) < PROMPT, waited
    assert guarded.app.metrics["updates_set_aside"] >= FLOOD - 2 * AT_ONCE
    grown = {t.name: await rows(guarded, t) - before[t.name] for t in (updates, answers, sent)}
    assert all(count < 3 * AT_ONCE for count in grown.values()), grown
    await mal.refresh()
    assert sum(TOLD in message.text for message in mal.messages()) == 1
    assert await kept(guarded) == said


async def test_in_the_middle_of_a_flood_danger_is_answered_and_the_chat_can_be_hidden(
    guarded: House,
) -> None:
    """Whoever sends in despair sends much; and the door may open at any moment."""
    mal = await guarded.sim.person("Mal")
    await asked(mal)
    await pours(mal, 2 * AT_ONCE)
    assert await guarded.sim.idle(within=20)
    await mal.says("I want to die")
    assert "116 123" in (await mal.sees()).text
    await mal.says("/hide")
    await mal.sees()
    assert not any(TOLD in message.text for message in mal.messages())


async def test_cries_for_help_without_end_are_bounded_too(guarded: House) -> None:
    """What is read beside the rest is no way round the limit."""
    mal = await guarded.sim.person("Mal")
    await mal.says("/start")
    await mal.sees()
    for _ in range(AT_ONCE // 10 + 10):
        await asyncio.gather(*(mal.says("I want to die") for _ in range(10)))
    assert await guarded.sim.idle(within=30)
    assert await rows(guarded, updates) <= AT_ONCE + URGENT_AT_ONCE + 20
