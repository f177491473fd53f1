"""Killed again and again in the middle of a group's series, the bot leaves nothing of it out."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx

from bot.clock import MovableClock
from bot.ui.texts import Catalogs
from coach import series
from coach.series_lessons import lesson
from coach.series_setup import Kind
from simulator import app as simulator
from storage import engine, groups, keys
from storage import series as kept
from tests.e2e.group_house import set_up
from tests.e2e.house import KEY
from tests.e2e.process import BotProcess
from tests.e2e.test_series import begins
from tests.fakes.client import Simulation
from tests.fakes.server import serve

if TYPE_CHECKING:
    from pathlib import Path

DAYS = 15
DEATHS = 4
"""Days on which the process dies, as soon as a first post of that day has reached Telegram."""


@dataclass(slots=True)
class Outside:
    """The world around a bot that lives in a process of its own."""

    sim: Simulation


async def test_no_post_of_a_series_is_missed_though_the_process_dies_in_the_middle(
    tmp_path: Path, sqlite_url: str
) -> None:
    """What was previewed comes; at worst the post in flight at each death comes twice."""
    keys.install(keys.Keyring((KEY,)))
    async with (
        serve(simulator.build()) as api,
        Simulation(api) as sim,
        BotProcess(api, tmp_path, sqlite_url) as bot,
        httpx.AsyncClient(trust_env=False, timeout=60) as web,
    ):
        circle = await begins(await set_up(Outside(sim)))
        now = MovableClock().now()
        database = engine.connect(sqlite_url)
        async with database.read() as uow:
            group = await groups.find(uow, circle.chat)
            found = await kept.get(uow, group.id if group else 0)
        assert found is not None
        await sim.post("control", latency_ms=100)
        evening, deaths = now.replace(hour=20, minute=30), 0
        for day in range(1, DAYS + 1):
            to = {"to": (evening + timedelta(days=day)).isoformat()}
            moving = asyncio.create_task(web.post(f"{bot.url}/demo/clock", json=to))
            if deaths < DEATHS and await _posts(sim, circle.chat, moving):
                await bot.kill()
                deaths += 1
                with contextlib.suppress(httpx.TransportError):
                    await moving
                await bot.start()
                await web.post(f"{bot.url}/demo/clock", json=to)
            else:
                await moving
        await sim.idle()
        await database.close()
        reader = circle.inside(3)
        await reader.refresh()
        told = Counter(each.text.partition("\n")[0] for each in reader.messages())
        polls = len([each for each in reader.messages() if each.raw.get("poll")])
    t = Catalogs().texts("en")
    posts = [
        post
        for post in series.preview(found[0], now, DAYS)
        if post.run_at <= evening + timedelta(days=DAYS)
    ]
    lessons = [lesson(post.what) for post in posts if post.kind is Kind.LESSON]
    wanted = Counter(t.plain(each.title) for each in lessons if each is not None)
    wanted[t.plain("series.prompt.title")] = sum(post.kind is Kind.PROMPT for post in posts)
    practice = sum(post.kind is Kind.PRACTICE for post in posts)
    assert deaths >= 3
    assert len(lessons) >= 2
    doubles = 0
    for title, number in wanted.items():
        assert told[title] >= number, f"{title} is missing"
        doubles += told[title] - number
    people = sum(number for title, number in told.items() if title.startswith("Practice person"))
    assert people >= practice
    assert polls >= len(lessons) + practice
    doubles += people - practice + polls - len(lessons) - practice
    assert doubles <= deaths


async def _posts(sim: Simulation, chat: int, moving: asyncio.Task[httpx.Response]) -> bool:
    """Wait until something is posted in the group, or the day is over without."""
    before = len(await sim.log())
    while not moving.done():
        calls = (await sim.log())[before:]
        if any(
            call["method"].startswith("send") and call["chat_id"] == str(chat) for call in calls
        ):
            return True
    return False
