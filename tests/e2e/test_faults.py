"""A fifth of all calls fails: every message arrives, in order, and taps are answered all the same."""

from __future__ import annotations

import asyncio
import itertools
import math
import secrets
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from bot.clock import MovableClock
from simulator import app as simulator
from storage.due import AT_ONCE
from storage.tables_case import deadlines
from storage.tables_flow import due
from tests.bench.fill import FIRST_CHAT
from tests.e2e import due_now
from tests.e2e.house import START, live, settings
from tests.fakes.client import Simulation
from tests.fakes.server import serve
from tests.sizes import size

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from simulator.server import Simulator
    from storage.engine import Database
    from tests.fakes.client import Person

Call = dict[str, Any]

PEOPLE = size(25, 1_000)
PAPERS = ("first paper", "second paper")
"""Each person also has two deadlines today, due one after the other: messages of their own."""
IN_ORDER = (*PAPERS, "£")
"""A deadline is a message of its own and comes first; then what falls together on the day."""
TAPPERS = 3
SHARES = {"429": 0.04, "500": 0.03, "502": 0.03, "reset": 0.03, "timeout": 0.03, "lost": 0.04}
LOST = "carried out, answer lost"
PROMPT = 2.0
"""Seconds within which a tap is answered."""
SILENCE = 8.0
"""Seconds after which the transport gives up on an answer that never comes."""
WITHIN = size(60, 600)
PAUSE = 1.3
"""Seconds between two taps: nobody edits one chat more than once a second."""
ANSWERS = {"sendMessage", "editMessageText"}


async def add_papers(database: Database, count: int) -> None:
    """Give everybody two deadlines, due a little after the reminder."""
    now = START - timedelta(minutes=1)
    papers, rows = [], []
    for person in range(1, count + 1):
        for place, what in enumerate(PAPERS):
            number = person * 2 + place
            papers.append({
                "id": number, "case_id": person, "kind": "document", "on": now.date(),
                "assumed": False, "what": what, "status": "open", "at": now,
            })  # fmt: skip
            rows.append({
                "lane": person, "kind": "deadline", "ref": number, "person_id": person,
                "occurrence": f"deadline:{number}:{now:%y%m%d}:{now:%y%m%d}", "lead": 0,
                "run_at": now + timedelta(seconds=1 + place), "not_before": AT_ONCE, "attempts": 0,
            })  # fmt: skip
    async with database.write() as uow:
        await uow.run(insert(deadlines), papers)
        await uow.run(insert(due), rows)
        await uow.commit()


@dataclass(slots=True)
class Tapper:
    """Someone who taps to and fro on their newest card while the storm goes on."""

    person: Person
    taps: list[float] = field(default_factory=list)
    """When (real time)."""

    async def comes_in(self) -> None:
        """Say hello, and look at the card."""
        await self.person.says("/start")
        await self.person.sees()

    async def goes_on(self, ended: asyncio.Event) -> None:
        """Tap, wait for the answer, tap again."""
        while not ended.is_set():
            await self.person.refresh()
            offered = {key.data for key in self.person.last().keys}
            self.taps.append(time.time())
            await self.person.taps("help" if "help" in offered else "home")
            await self.person.refresh(wait=WITHIN)
            await asyncio.sleep(PAUSE)

    def attempts(self, calls: list[Call]) -> list[tuple[float, list[Call]]]:
        """Return each tap with the attempts to answer it, to the first that was carried out."""
        mine = [c for c in calls if c["chat_id"] == str(self.person.id) and c["method"] in ANSWERS]
        found = []
        for at, following in itertools.pairwise([*self.taps, math.inf]):
            tried = [call for call in mine if at <= call["at"] < following]
            last = next((n for n, call in enumerate(tried) if carried_out(call)), len(tried))
            found.append((at, tried[: last + 1]))
        return found


def carried_out(call: Call) -> bool:
    """Tell whether the person sees it, or it was there already."""
    said = str(call["description"] or "")
    return call["ok"] or said == LOST or "not modified" in said


def excused(call: Call) -> float:
    """Return how long a struck call holds up the next attempt by no fault of ours."""
    said = str(call["description"] or "")
    if "retry after" in said:
        return float(said.rsplit(" ", 1)[1])
    return SILENCE if said == "no answer" else 0.0


def unheard(calls: list[Call], after: float, before: float) -> float:
    """Return for how long in between Telegram had told the bot not to ask for updates."""
    polls = [call for call in calls if call["method"] == "getUpdates" and not call["ok"]]
    waits = [(call["at"], call["at"] + excused(call)) for call in polls]
    return sum(max(0.0, min(end, before) - max(begin, after)) for begin, end in waits)


def slowest(tapper: Tapper, calls: list[Call]) -> float:
    """Return the longest that a tap waited for the first or second attempt, what is excused left out.

    From the third on the sender backs off, as it must from a server that fails again and again.
    """
    worst = 0.0
    for tapped, tried in tapper.attempts(calls):
        assert tried, f"never answered: {tapped}"
        assert carried_out(tried[-1]) or tapped == tapper.taps[-1]
        since, allowed = tapped, 0.0
        for call in tried[:2]:
            waited = call["at"] - since
            worst = max(worst, waited - allowed - unheard(calls, since, call["at"]))
            since, allowed = call["at"], excused(call)
    return worst


def orders(sim: Simulator) -> Counter[tuple[str, ...]]:
    """Return in which orders chats got their three messages; repeats that stand together are one."""
    found: Counter[tuple[str, ...]] = Counter()
    for number in range(FIRST_CHAT + 1, FIRST_CHAT + PEOPLE + 1):
        texts = [m.body["text"] for _, m in sorted(sim.world.chats[number].messages.items())]
        told = [next(word for word in IN_ORDER if word in text) for text in texts]
        found[tuple(word for word, _ in itertools.groupby(told))] += 1
    return found


async def test_a_fifth_of_all_calls_fails_and_all_arrives_in_order_and_in_time(
    tmp_path: Path, sqlite_url: str, record_property: Callable[[str, object], None]
) -> None:
    """The network's worst evening: nothing is lost, and the living are not kept waiting."""
    seed = secrets.randbits(32)
    app = simulator.build(query_seconds=60)
    clock = MovableClock(START)
    database = await due_now.gather(app.simulator, sqlite_url, PEOPLE, now=START, discreet=False)
    await add_papers(database, PEOPLE)
    ended = asyncio.Event()
    async with serve(app) as api, Simulation(api) as sim:
        tappers = [Tapper(await sim.person(f"T{n}")) for n in range(TAPPERS)]
        async with live(settings(api, tmp_path, sqlite_url), clock):
            for tapper in tappers:
                await tapper.comes_in()
            began = time.time()
            await sim.post("control", flood=True)
            await sim.post("faults", seed=seed, shares=SHARES)
            async with asyncio.TaskGroup() as group, asyncio.timeout(WITHIN):
                for tapper in tappers:
                    group.create_task(tapper.goes_on(ended))
                while await due_now.open_rows(database, clock.now()):  # noqa: ASYNC110
                    await asyncio.sleep(0.2)
                ended.set()
            told = await sim.post("faults", shares={})
            took = time.time() - began
        calls = app.simulator.log.after(0)
    await database.close()
    got = due_now.received(app.simulator)
    waited = max(slowest(tapper, calls) for tapper in tappers)
    expected = told["calls"] * sum(SHARES.values())
    record_property(
        "counts",
        f"seed {seed}: {PEOPLE * 3} messages in {took:.0f} s, {told['calls']} calls, "
        f"struck {told['struck']}, refused by the limits {told['flooded']}; "
        f"{sum(len(tapper.taps) for tapper in tappers)} taps, the slowest answered after {waited:.2f} s",
    )
    assert sum(told["struck"].values()) > expected - 5 * math.sqrt(expected)
    assert all(len(got[chat]) >= 3 for chat in got if chat <= FIRST_CHAT + PEOPLE)
    assert orders(app.simulator) == {IN_ORDER: PEOPLE}
    assert not told["flooded"].keys() & {"chat", "group"}
    assert waited <= PROMPT
