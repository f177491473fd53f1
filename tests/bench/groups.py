"""Two thousand groups with a lesson due in the same minute, before a Telegram that counts."""

from __future__ import annotations

import json
import tempfile
import time
from collections import defaultdict, deque
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.transport import AiohttpRequest
from bot.ui.texts import Catalogs
from coach.groups import GroupKind
from scheduler.all_kinds import KINDS
from scheduler.all_postings import POSTINGS
from scheduler.delivery import Planner
from scheduler.delivery_groups import GroupPlanner
from scheduler.pulse import Pulse
from scheduler.sender import Sender
from storage import engine, groups, keys, migrate
from storage.keys import Keyring
from storage.packs import load_packs, read_calendars
from tests.bench import dispatch
from tests.e2e.house import KEY
from usecases import series as cases

if TYPE_CHECKING:
    from telegram.request import RequestData

    from storage.engine import Database

COUNT = 2_000
BEGUN = datetime(2027, 3, 10, 10, 0, tzinfo=UTC)
DUE = datetime(2027, 3, 11, 18, 0, tzinfo=UTC)
A_SECOND, A_MINUTE = 30, 20
GOALS = {"refusals": 0, "drained_seconds": 200}


class _Limiter(AiohttpRequest):
    """Refuses what Telegram would: over thirty a second in all, over twenty a minute in a group."""

    def __init__(self) -> None:
        super().__init__()
        self.refusals = self.calls = self.most_a_second = 0
        self._all: deque[float] = deque()
        self._each: defaultdict[object, deque[float]] = defaultdict(deque)

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **kw: Any
    ) -> tuple[int, bytes]:
        """Count the call, then pass it on or refuse it."""
        chat = request_data.parameters.get("chat_id") if request_data else None
        if chat is not None and not self._within(chat):
            self.refusals += 1
            refused = {"ok": False, "error_code": 429, "description": "Too Many Requests",
                       "parameters": {"retry_after": 3}}  # fmt: skip
            return 429, json.dumps(refused).encode()
        return await super().do_request(url, method, request_data, *args, **kw)

    def _within(self, chat: object) -> bool:
        now, mine = time.monotonic(), self._each[chat]
        self.calls += 1
        for times, span in ((self._all, 1), (mine, 60)):
            times.append(now)
            while times[0] <= now - span:
                times.popleft()
        self.most_a_second = max(self.most_a_second, len(self._all))
        return len(self._all) <= A_SECOND and len(mine) <= A_MINUTE


async def measure() -> dict[str, Any]:
    """Return how long the lessons and their quizzes took, and what Telegram refused."""
    keys.install(Keyring((KEY,)))
    with tempfile.TemporaryDirectory() as name, dispatch.telegram() as url:
        database_url = f"sqlite+aiosqlite:///{name}/duewell.db"
        await migrate.upgrade(database_url)
        database = engine.connect(database_url)
        await _fill(database)
        limiter = _Limiter()
        bot = await dispatch.started_bot(url, limiter)
        seconds = await _drain(database, bot)
        await bot.shutdown()
        await database.close()
    figures = {"refusals": limiter.refusals, "drained_seconds": round(seconds)}
    met = not limiter.refusals and seconds <= GOALS["drained_seconds"]
    return {
        **figures, "groups": COUNT, "calls": limiter.calls,
        "most_a_second": limiter.most_a_second, "goal": GOALS,
        "met": met and limiter.calls >= 2 * COUNT,
    }  # fmt: skip


async def _fill(database: Database) -> None:
    async with database.write() as uow:
        for number in range(1, COUNT + 1):
            group = await groups.add(
                uow, -1_000_000 - number, GroupKind.SUPERGROUP, "Circle", locale="en", zone="UTC",
                region="gb", now=BEGUN,
            )  # fmt: skip
            await cases.begin(uow, group, BEGUN, 14)
        await uow.commit()


async def _drain(database: Database, bot: Any) -> float:
    packs = load_packs()
    read_calendars(packs.values(), DUE.year)
    catalogs = Catalogs()
    pulse = Pulse(database, lambda: datetime.now(UTC), polls=False)
    # The plan of the month comes a minute later and is not part of the rush.
    sender = Sender(
        database, bot, Planner(KINDS, catalogs, packs, None),
        GroupPlanner(POSTINGS, catalogs, packs, "bench_bot"),
        lambda: DUE + timedelta(seconds=1), pulse,
    )  # fmt: skip
    return await dispatch.drained(sender)
