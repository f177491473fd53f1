"""Ten thousand reminders due at once: claim, load, draw, send, settle, beside two bare loops."""

from __future__ import annotations

import asyncio
import gc
import statistics
import sys
import tempfile
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.transport import AiohttpRequest
from bot.ui import cards_notes, send
from bot.ui.texts import Catalogs
from scheduler import sender as sending
from scheduler.all_kinds import KINDS
from scheduler.delivery import Planner
from scheduler.delivery_groups import GroupPlanner
from scheduler.pulse import Pulse
from scheduler.sender import Sender
from storage import engine, keys, migrate
from storage.keys import Keyring
from storage.packs import load_packs, read_calendars
from storage.tables_flow import ledger
from tests import postgres
from tests.bench import fill
from tests.bench.processes import started
from tests.e2e.house import KEY
from tests.e2e.process import free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

    from storage.engine import Database

COUNT = 10_000
ROUNDS = 3
DEFAULT_COUNT = 1_500
DEFAULT_TRIES = (1, 4, 8, 16)
NOW = datetime(2027, 3, 10, 10, 0, tzinfo=UTC)
GOALS = {"ratio": 0.75, "ratio_default": 2, "loop_block_ms": 50}


async def on_sqlite() -> dict[str, Any]:
    """Measure on an SQLite file."""

    @asynccontextmanager
    async def place() -> AsyncIterator[str]:
        with tempfile.TemporaryDirectory() as name:
            yield f"sqlite+aiosqlite:///{name}/duewell.db"

    return await _measure(place)


async def on_postgresql() -> dict[str, Any]:
    """Measure on a real PostgreSQL server that writes through to the disk."""
    with postgres.server(durable=True) as server:
        return await _measure(lambda: postgres.database(server))


async def _measure(place: Callable[[], Any]) -> dict[str, Any]:
    keys.install(Keyring((KEY,)))
    rounds = []
    for number in range(ROUNDS):
        with telegram() as url:
            bare = await _bare(url)
            async with place() as database_url:
                ours, block = await _ours(url, database_url)
        rounds.append((ours, bare, block))
        sys.stderr.write(f"  round {number + 1}: ours {ours:.0f}/s, bare {bare:.0f}/s, "
                         f"loop {block:.0f} ms\n")  # fmt: skip
    with telegram() as url:
        default = {many: await _default(url, many) for many in DEFAULT_TRIES}
    best = max(default.values())
    rate = statistics.median(ours for ours, _, _ in rounds)
    ratio = statistics.median(ours / bare for ours, bare, _ in rounds)
    block = max(block for _, _, block in rounds)
    figures = {
        "ratio": round(ratio, 3),
        "ratio_default": round(rate / best, 2),
        "loop_block_ms": round(block, 1),
    }
    met = ratio >= GOALS["ratio"] and rate / best >= GOALS["ratio_default"]
    return {
        **figures,
        "per_second": round(rate),
        "bare_per_second": round(statistics.median(bare for _, bare, _ in rounds)),
        "default_per_second": {str(many): round(each) for many, each in default.items()},
        "messages": COUNT,
        "goal": GOALS,
        "met": met and block <= GOALS["loop_block_ms"],
    }


def telegram() -> Any:
    """Start a Telegram in its own process; the context is its address."""
    return _Telegram(free_port())


@dataclass(slots=True)
class _Telegram:
    port: int
    process: Any = None

    def __enter__(self) -> str:
        self.process = started("-m", "tests.bench.telegram", "--port", str(self.port))
        self.process.__enter__()
        return f"http://127.0.0.1:{self.port}"

    def __exit__(self, *error: object) -> None:
        self.process.__exit__(*error)


async def started_bot(url: str, request: Any) -> Bot:
    """Return a bot once its Telegram answers."""
    bot = Bot(
        "1:bench", base_url=f"{url}/bot", request=request, get_updates_request=AiohttpRequest()
    )
    for _ in range(200):
        try:
            await bot.initialize()
        except Exception:  # noqa: BLE001  it is starting
            await asyncio.sleep(0.02)
        else:
            return bot
    msg = "the bench's Telegram does not answer"
    raise RuntimeError(msg)


async def _in_turn(jobs: Iterator[Any], many: int, do: Callable[[Any], Awaitable[Any]]) -> None:
    async def work() -> None:
        for job in jobs:
            await do(job)

    await asyncio.gather(*(work() for _ in range(many)))


async def _bare(url: str) -> float:
    """Return a plain loop's messages a second: cards drawn one by one, no database."""
    bot = await started_bot(url, AiohttpRequest())
    t = Catalogs().texts("en")

    async def one(chat: int) -> None:
        sent = await send.show(bot, chat, cards_notes.hidden(t))
        assert sent.message_ids

    began = time.perf_counter()
    await _in_turn(iter(range(1, COUNT + 1)), sending.AT_ONCE, one)
    took = time.perf_counter() - began
    await bot.shutdown()
    return COUNT / took


async def _default(url: str, many: int) -> float:
    """Return the library's own send_message on its default transport."""
    bot = await started_bot(url, HTTPXRequest(connection_pool_size=256))
    card = cards_notes.hidden(Catalogs().texts("en"))
    markup = send.keyboard(card.rows)

    async def one(chat: int) -> None:
        await bot.send_message(chat, card.text, parse_mode="HTML", reply_markup=markup)  # type: ignore[arg-type]

    began = time.perf_counter()
    await _in_turn(iter(range(DEFAULT_COUNT)), many, one)
    took = time.perf_counter() - began
    await bot.shutdown()
    return DEFAULT_COUNT / took


async def _ours(url: str, database_url: str) -> tuple[float, float]:
    """Return our messages a second, and the event loop's longest pause in milliseconds."""
    await migrate.upgrade(database_url)
    database = engine.connect(database_url)
    await fill.people_with_plans(database, COUNT, now=NOW)
    bot = await started_bot(url, AiohttpRequest())
    gc.freeze()  # as the application does at its start
    pulse = Pulse(database, lambda: datetime.now(UTC), polls=False)
    packs = load_packs()
    read_calendars(packs.values(), NOW.year)
    planner = Planner(KINDS, Catalogs(), packs, None)
    sender = Sender(
        database,
        bot,
        planner,
        GroupPlanner({}, Catalogs(), {}, ""),
        lambda: NOW,
        pulse,
        per_second=1e6,
    )
    watch = _Watch()
    running = asyncio.create_task(sender.run())
    watching = asyncio.create_task(watch.run())
    began = time.perf_counter()
    await sender.idle()
    took = time.perf_counter() - began
    watching.cancel()
    sender.stop()
    await running
    await _check(database)
    await bot.shutdown()
    await database.close()
    return COUNT / took, watch.longest * 1000


async def drained(sender: Sender) -> float:
    """Run a sender until nothing is due; returns the seconds that it took."""
    running = asyncio.create_task(sender.run())
    began = time.perf_counter()
    await sender.idle()
    took = time.perf_counter() - began
    sender.stop()
    await running
    return took


async def _check(database: Database) -> None:
    async with database.read() as uow:
        statement = select(func.count()).where(ledger.c.outcome == "sent")
        sent = (await uow.run(statement)).scalar_one()
    assert sent == COUNT, f"{sent} of {COUNT} were sent"


class _Watch:
    """How long the event loop stood still at most."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def run(self) -> None:
        pause = 0.002
        while True:
            before = time.perf_counter()
            await asyncio.sleep(pause)
            self.longest = max(self.longest, time.perf_counter() - before - pause)
