"""The console's pages with 5,000 clients beside 50, and the memory of a whole deployment in use."""

from __future__ import annotations

import asyncio
import itertools
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
import httpx
import psutil
from sqlalchemy import insert, update
from starlette.applications import Starlette

from bot.settings import Settings
from bot.ui.texts import Catalogs
from coach.people import CONSENT_VERSION, Role
from console.site import Site
from console.visit import Desk
from storage import console as console_rows
from storage import engine, grants, keys, migrate, packs, people, staff
from storage.keys import Keyring
from storage.tables_case import budget_lines, budgets, contacts, deadlines, debts
from storage.tables_grants import grants as grant_table
from storage.tables_people import consents, persons
from tests.bench import fill, processes
from tests.e2e.house import KEY
from usecases import console

if TYPE_CHECKING:
    from storage.engine import Database

FEW, MANY = 50, 5_000
COUNSELLORS = 30
"""Of either host. The first has the first FEW clients in care; the others share the rest."""
OWN = -1
"""The colleague of the larger host, with as many clients as one of 30 has of 5,000."""
ROUNDS = 100
WARM = 10
GOAL = 1.5
RSS_MB = 200.0
BUSY_SECONDS = 30
BROWSERS = 10


async def flat() -> dict[str, Any]:
    """Return the ratio of the p99 of all pages in turn; each visit goes to both in turn.

    One counsellor with the same 50 clients looks, where there are no others and where there are
    5,000. What more clients of one's own cost is told beside it: that list is read whole, because
    who needs attention most stands first.
    """
    keys.install(Keyring((KEY,)))
    with tempfile.TemporaryDirectory() as name:
        sites = {size: await _site(Path(name), size) for size in (FEW, MANY)}
        sites[OWN] = sites[MANY].colleague()
        taken: dict[int, dict[str, list[float]]] = {size: {} for size in sites}
        for number in range(ROUNDS + WARM):
            for size in sorted(sites, reverse=bool(number % 2)):
                await sites[size].visits(number, taken[size] if number >= WARM else {})
            if number % 50 == 0:
                sys.stderr.write(f"  round {number} of {ROUNDS + WARM}\n")
        own = len(sites[OWN].clients)
        for site in sites.values():
            await site.close()
    p99 = {size: _p99(itertools.chain(*by.values())) for size, by in taken.items()}
    few = _p99(itertools.chain(*(taken[FEW][page] for page in taken[OWN])))
    ratio = p99[MANY] / p99[FEW]
    pages = {page: round(_p99(taken[MANY][page]) / _p99(taken[FEW][page]), 2)
             for page in taken[FEW]}  # fmt: skip
    return {
        "ratio": round(ratio, 3),
        "p99_ms": {str(size): round(p99[size], 1) for size in (FEW, MANY)},
        "ratio_by_page": pages,
        "own_clients": own,
        "ratio_own_clients": round(p99[OWN] / few, 3),
        "goal": {"ratio": GOAL},
        "met": ratio <= GOAL,
    }


def _p99(taken: Any) -> float:
    return statistics.quantiles(list(taken), n=100)[-1]


@dataclass
class _Visitor:
    """A counsellor's browser, which goes through all the pages."""

    app: Starlette
    database: Database
    cookies: list[dict[str, str]]
    care: list[list[int]]
    """Each counsellor's clients."""
    place: int = 0

    def __post_init__(self) -> None:
        self._http = httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app), base_url="http://127.0.0.1",
            cookies=self.cookies[self.place],
        )  # fmt: skip

    @property
    def clients(self) -> list[int]:
        """Those in this counsellor's care."""
        return self.care[self.place]

    def colleague(self) -> _Visitor:
        """Return the browser of the second counsellor."""
        return replace(self, place=1)

    async def visits(self, number: int, taken: dict[str, list[float]]) -> None:
        """Open every page once, the case of another client each time; note milliseconds."""
        client = self.clients[number % len(self.clients)]
        host = () if self.place else ("series", "staff", "audit", "health")
        for page in ("caseload", f"case/{client}", "calendar", *host):
            began = time.perf_counter()
            answer = await self._http.get(f"/console/{page}")
            taken.setdefault(page.split("/")[0], []).append((time.perf_counter() - began) * 1000)
            assert answer.status_code == 200, (page, answer.status_code)

    async def close(self) -> None:
        """Give everything back."""
        await self._http.aclose()
        if not self.place:
            await self.database.close()


async def _site(folder: Path, size: int) -> _Visitor:
    url = f"sqlite+aiosqlite:///{folder}/{size}.db"
    now = datetime.now(UTC)
    database, cookies = await filled(url, size, now)
    desk = Desk(
        database, Settings("1:x"), Catalogs(), packs.load_packs(), lambda: datetime.now(UTC),
        lambda: datetime.now(UTC), "bot", "0", now,
    )  # fmt: skip
    async with database.read() as uow:
        care = [
            [each.client for each in await grants.of_counsellor(uow, size + 1 + place)]
            for place in range(2)
        ]
    return _Visitor(Starlette(routes=Site(desk).routes()), database, cookies, care)


def _counsellor(client: int, size: int) -> int:
    return size + 1 + (0 if client <= FEW else 1 + client % (COUNSELLORS - 1))


async def filled(
    url: str, size: int, now: datetime, *, due: datetime | None = None
) -> tuple[Database, list[dict[str, str]]]:
    """Store a host's clients, all sharing their case, and signed-in counsellors; their cookies."""
    await migrate.upgrade(url)
    database = engine.connect(url)
    later = due or now + timedelta(days=20)
    await fill.people_with_plans(database, size + COUNSELLORS, now=later)
    ids = range(1, size + 1)
    agreed = {"given": True, "version": CONSENT_VERSION, "locale": "en", "at": now}
    async with database.write() as uow:
        await uow.run(insert(consents), [
            {"person_id": each, "kind": "counsellor", **agreed} for each in ids
        ])  # fmt: skip
        await uow.run(insert(grant_table), [
            {"person_id": each, "counsellor": _counsellor(each, size), "level": "case",
             "alias": f"Client {each}", "at": now} for each in ids
        ])  # fmt: skip
        for table, rows in _matters(ids, now).items():
            await uow.run(insert(table), rows)
        cookies = []
        for number in range(size + 1, size + 1 + COUNSELLORS):
            await staff.name(uow, number, f"Counsellor {number}", now)
            role = Role.OWNER if number == size + 1 else Role.COUNSELLOR
            await uow.run(update(persons).where(persons.c.id == number).values(role=role.value))
            cookies.append({"duewell": await _signed_in(uow, number, now)})
        await uow.commit()
    return database, cookies


def _matters(ids: range, now: datetime) -> dict[Any, list[dict[str, Any]]]:
    """Return a debt, a quick budget, a contact and a deadline for each."""
    soon = (now + timedelta(days=5)).date()
    lines = (("take_home", "income", 200_000), ("essentials", "essential", 150_000),
             ("must_go_on", "plan", 10_000))  # fmt: skip
    return {
        debts: [
            {"id": each, "case_id": each, "number": 1, "creditor": "Visa", "kind": "card",
             "lender": "bank", "whose": "mine", "stage": "overdue", "region": "gb",
             "currency": "GBP", "principal": 400_000, "formal": False, "unproved": False,
             "status": "open", "created_at": now} for each in ids
        ],
        budgets: [
            {"id": each, "case_id": each, "mode": "quick", "currency": "GBP", "buffer": "0.1",
             "at": now} for each in ids
        ],
        budget_lines: [
            {"budget_id": each, "position": place, "line": line, "group": group,
             "amount": amount, "period": "monthly"}
            for each in ids for place, (line, group, amount) in enumerate(lines)
        ],
        contacts: [
            {"case_id": each, "debt_id": each, "at": now, "channel": "phone",
             "outcome": "refused", "note": "They want the papers.", "next_on": soon}
            for each in ids
        ],
        deadlines: [
            {"case_id": each, "debt_id": each, "kind": "court_answer", "on": soon,
             "assumed": False, "status": "open", "at": now} for each in ids
        ],
    }  # fmt: skip


async def _signed_in(uow: Any, number: int, now: datetime) -> str:
    person = await people.get(uow, number)
    assert person is not None
    waits = await console.begin(uow, "Firefox", f"desk {number}", now)
    await console_rows.confirm(uow, console.code_of(waits), number, now)
    session = await console.of(uow, waits, now)
    assert session is not None
    secret = await console.pick_up(uow, session, now)
    assert secret is not None
    return secret


async def deployment() -> dict[str, Any]:
    """Return the most memory that one process holds while it polls, sends and serves the console."""
    keys.install(Keyring((KEY,)))
    with tempfile.TemporaryDirectory() as name:
        folder, now = Path(name), datetime.now(UTC)
        url = f"sqlite+aiosqlite:///{folder}/duewell.db"
        database, cookies = await filled(url, MANY, now, due=now)
        await database.close()
        async with processes.simulated() as sim:
            env = processes.settings(sim, folder, url, KEY)
            with processes.started("-m", "bot", "run", **env) as process:
                await sim.polled(process)
                at_start = _megabytes(process.pid)
                most, visits = await _busy(process.pid, env["LISTEN"], cookies, at_start)
                sent = sum(each["method"] == "sendMessage" for each in await sim.log(0))
    return {
        "rss_mb": round(most, 1),
        "rss_mb_at_start": round(at_start, 1),
        "clients": MANY,
        "pages": visits,
        "messages_sent": sent,
        "seconds": BUSY_SECONDS,
        "goal": {"rss_mb": RSS_MB},
        "met": most < RSS_MB and visits > 0 and sent > 0,
    }


def _megabytes(pid: int) -> float:
    return float(psutil.Process(pid).memory_info().rss) / 2**20


async def _busy(
    pid: int, listen: str, cookies: list[dict[str, str]], most: float
) -> tuple[float, int]:
    """Let counsellors open page after page while the bot sends; return the most megabytes."""
    ends, visits = time.monotonic() + BUSY_SECONDS, 0

    async def goes_on(place: int) -> None:
        nonlocal visits
        async with aiohttp.ClientSession(cookies=cookies[place],
                                         cookie_jar=aiohttp.CookieJar(unsafe=True)) as web:  # fmt: skip
            counsellor = MANY + 1 + place
            clients = [each for each in range(1, MANY + 1)
                       if _counsellor(each, MANY) == counsellor]  # fmt: skip
            for client in itertools.cycle(clients):
                for page in ("caseload", f"case/{client}", "calendar"):
                    if time.monotonic() > ends:
                        return
                    async with web.get(f"http://{listen}/console/{page}") as answer:
                        await answer.read()
                        assert answer.status == 200, (page, answer.status)
                        visits += 1

    at_work = asyncio.gather(*(goes_on(place) for place in range(BROWSERS)))
    while not at_work.done():
        most = max(most, _megabytes(pid))
        await asyncio.sleep(0.2)
    await at_work
    return most, visits
