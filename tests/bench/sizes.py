"""How much machine so many people need: file, memory, and the processor of a whole day.

Each person has lived with the bot for a year: four debts, a budget, thirty calls with notes and their
entries in the chain, a plan, sixty messages in the ledger. On the day that is measured everybody
has a message due and takes five looks at the bot; the rest of the day nothing happens, which is
measured for a while and counted up.
"""

from __future__ import annotations

import asyncio
import hashlib
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
import psutil
from sqlalchemy import insert

from storage import engine, keys, migrate
from storage.keys import Keyring
from storage.tables_case import budget_lines, budgets, contacts, debts
from storage.tables_chain import chain
from storage.tables_flow import ledger
from tests.bench import fill, processes
from tests.e2e.house import KEY

if TYPE_CHECKING:
    from storage.engine import Database
    from tests.bench.processes import Simulated

PEOPLE = (50, 500, 5_000)
DEBTS, CALLS, LINES, SAID = 4, 30, 12, 60
LOOKS = 5
IDLE_SECONDS = 20
AT_ONCE = 25
NOTE = "They called again and asked for the whole sum; I said that I would write to them. " * 2
DAY = 86_400


async def measure() -> dict[str, Any]:
    """Return one row a size; the limit for memory is that of a modest server's share."""
    keys.install(Keyring((KEY,)))
    rows = []
    for people in PEOPLE:
        with tempfile.TemporaryDirectory() as name:
            rows.append(await _one(Path(name), people))
        sys.stderr.write(f"  {rows[-1]}\n")
    return {"sizes": rows, "goal": {"rss_mb": 200}, "met": all(r["rss_mb"] < 200 for r in rows)}


async def _one(folder: Path, people: int) -> dict[str, Any]:
    url = f"sqlite+aiosqlite:///{folder}/duewell.db"
    await migrate.upgrade(url)
    database = engine.connect(url)
    now = datetime.now(UTC) - timedelta(seconds=1)
    await fill.people_with_plans(database, people, now=now)
    await _years(database, people, now)
    await database.close()
    stored = _size(folder)
    async with processes.simulated() as sim:
        for number in range(1, people + 1):
            chat = fill.FIRST_CHAT + number
            await sim.post("people", first_name=f"P{number}", language_code="en", id=chat)
        env = processes.settings(sim, folder, url, KEY)
        with processes.started("-m", "bot", "run", "--no-migrate", **env) as process:
            used = psutil.Process(process.pid)
            began = time.monotonic()
            await sim.polled(process)
            sending = asyncio.create_task(_sent(env["LISTEN"], people))
            await _looks(sim, people, env["LISTEN"])
            rss = await sending
            busy = sum(used.cpu_times()[:2])
            took = time.monotonic() - began
            await asyncio.sleep(IDLE_SECONDS)
            idle = (sum(used.cpu_times()[:2]) - busy) / IDLE_SECONDS
            rss = max(rss, used.memory_info().rss)
    day = busy + idle * DAY
    return {
        "people": people,
        "database_mb": round(stored / 1e6, 1),
        "kb_a_person": round(stored / people / 1e3, 1),
        "rss_mb": round(rss / 1e6),
        "busy_seconds": round(took),
        "busy_cpu_seconds": round(busy, 1),
        "idle_percent": round(100 * idle, 2),
        "day_percent_of_a_core": round(100 * day / DAY, 2),
    }


async def _years(database: Database, people: int, now: datetime) -> None:
    """Store what a year leaves, in pieces that fit the memory."""
    for first in range(1, people + 1, 250):
        ids = range(first, min(first + 250, people + 1))
        async with database.write() as uow:
            for table, rows in (
                (debts, [_debt(n, at, now) for n in ids for at in range(DEBTS)]),
                (budgets, [{"id": n, "case_id": n, "mode": "full", "currency": "GBP",
                            "buffer": "0.1", "at": now} for n in ids]),
                (budget_lines, [{"budget_id": n, "position": at, "line": "food",
                                 "group": "living", "amount": 12_345, "period": "month"}
                                for n in ids for at in range(LINES)]),
                (contacts, [_call(n, at, now) for n in ids for at in range(CALLS)]),
                (chain, [_entry(n, at) for n in ids for at in range(CALLS)]),
                (ledger, [_said(n, at, now) for n in ids for at in range(SAID)]),
            ):  # fmt: skip
                await uow.run(insert(table), rows)
            await uow.commit()


def _debt(person: int, at: int, now: datetime) -> dict[str, Any]:
    return {
        "id": person * DEBTS + at, "case_id": person, "number": at + 1,
        "creditor": f"Example Bank {at}", "kind": "card", "lender": "bank", "whose": "mine",
        "stage": "overdue", "region": "gb", "currency": "GBP", "principal": 400_000, "rate": "0.18",
        "payment": 12_000, "due_day": 15, "formal": False, "unproved": False, "status": "open",
        "created_at": now,
    }  # fmt: skip


def _call(person: int, at: int, now: datetime) -> dict[str, Any]:
    return {
        "case_id": person, "debt_id": person * DEBTS + at % DEBTS, "at": now - timedelta(days=at),
        "channel": "phone", "outcome": "will_answer", "reference": f"REF{person}{at}",
        "promise": "They will send the breakdown.", "note": NOTE,
    }  # fmt: skip


def _entry(person: int, at: int) -> dict[str, Any]:
    digest = hashlib.sha256(f"{person} {at}".encode()).hexdigest()
    return {
        "case_id": person, "number": at + 1, "kind": "contact", "ref": at, "previous": digest,
        "digest": digest, "salt": digest, "content": f'{{"note": "{NOTE}", "channel": "phone"}}',
    }  # fmt: skip


def _said(person: int, at: int, now: datetime) -> dict[str, Any]:
    return {
        "lane": person, "person_id": person, "kind": "payment", "ref": person,
        "occurrence": f"payment:{person}:{at + 2}:day:260101", "lead": 0, "outcome": "sent",
        "claimed_at": now - timedelta(days=6 * at + 2), "message_id": at,
        "settled_at": now - timedelta(days=6 * at + 2),
    }  # fmt: skip


async def _looks(sim: Simulated, people: int, listen: str) -> None:
    """Let everybody ask for a page, some at a time, and wait until all are answered."""
    pages = ("/start", "/debts", "/privacy", "/help", "/start")[:LOOKS]
    for page in pages:
        for first in range(1, people + 1, AT_ONCE):
            some = range(first, min(first + AT_ONCE, people + 1))
            chats = [fill.FIRST_CHAT + number for number in some]
            acts = [{"act": "say", "person": c, "chat": c, "text": page} for c in chats]
            await sim.post("many", acts=acts)
            await asyncio.sleep(AT_ONCE / 100)
    end = time.monotonic() + 600
    async with aiohttp.ClientSession() as web:
        while await _figure(web, listen, "duewell_updates_handled_total") < people * len(pages):
            assert time.monotonic() < end, "some were never answered"
            await asyncio.sleep(0.5)


async def _sent(listen: str, people: int) -> int:
    """Wait until everybody has their message of the day; return the most memory seen, in bytes."""
    most = 0.0
    async with aiohttp.ClientSession() as web:
        while True:
            most = max(most, await _figure(web, listen, "process_resident_memory_bytes"))
            if await _figure(web, listen, "duewell_reminders_sent_total") >= people:
                return int(most)
            await asyncio.sleep(1)


async def _figure(web: aiohttp.ClientSession, listen: str, name: str) -> float:
    async with web.get(f"http://{listen}/metrics") as answer:
        text = await answer.text()
    lines = (line.split() for line in text.splitlines() if line.startswith(f"{name} "))
    return float(next(lines, ("", "0"))[1])


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir() if "duewell.db" in path.name)
