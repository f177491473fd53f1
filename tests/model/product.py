"""The product in frozen time: the real use cases and the real sender, and a Telegram made of memory."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from babel.messages.pofile import read_po
from sqlalchemy import select
from telegram import Bot
from telegram.request import BaseRequest

from bot.ui.texts import Catalogs
from coach.dates import Every
from coach.evidence import Item, Status
from coach.money import Money
from coach.people import Consent, Messages
from coach.plans import HowPaid, Plan, PlanKind, PlanStatus
from scheduler.all_kinds import KINDS
from scheduler.delivery import Planner
from scheduler.delivery_groups import GroupPlanner
from scheduler.pulse import Pulse
from scheduler.sender import Sender
from storage import contacts as contact_rows
from storage import debts as debt_rows
from storage import due, engine, keys, people
from storage import plans as plan_rows
from storage.metadata import METADATA
from storage.packs import LOCALES, load_packs
from storage.tables_flow import ledger
from tests.model.oracle import Message
from usecases import (
    changes,
    consents,
    deadlines,
    evidence,
    payments,
    plans,
    reviews,
    settings,
)
from usecases import people as people_cases
from usecases.work import Work

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from storage.uow import UnitOfWork
    from tests.model.lives import Act, Life

TOKEN = "1:model"
ME = {"id": 1, "is_bot": True, "first_name": "D", "username": "d_bot"}
SAID = {
    "question": "question", "day_before": "day_before", "day": "day", "promised": "promised",
    "unknown_followup": "unknown", "auto_check": "auto",
}  # fmt: skip
FORBIDDEN = {
    "ok": False,
    "error_code": 403,
    "description": "Forbidden: bot was blocked by the user",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A message as it came: when, its words, and what its buttons say to the bot."""

    at: datetime
    text: str
    data: tuple[str, ...]

    def payments(self) -> list[tuple[int, int, str]]:
        """Which payments it is about, and in which way: plan, number, kind."""
        spoken = [kind for part in self.text.split("\n\n") for kind, words in _kinds().items()
                  if words.search(part)]  # fmt: skip
        tapped = [each.split(":") for each in self.data if each.startswith("pay")]
        about = list(dict.fromkeys((int(plan), int(n)) for _, plan, n, *_ in tapped))
        assert len(spoken) == len(about), self
        return [(plan, n, kind) for (plan, n), kind in zip(about, spoken, strict=True)]


@cache
def _kinds() -> dict[str, re.Pattern[str]]:
    """How each kind of message about a payment reads in English, holes for what it names."""
    with (LOCALES / "en" / "LC_MESSAGES" / "payments.po").open("rb") as file:
        catalog = {str(message.id): str(message.string) for message in read_po(file)}
    words = {kind: catalog[f"payments.note.{name}"] for kind, name in SAID.items()}
    return {
        kind: re.compile("^" + re.sub(r"\\{\w+\\}", ".+", re.escape(text)) + "(\n|$)")
        for kind, text in words.items()
    }


class Telegram(BaseRequest):
    """Takes every message but those to people who blocked the bot; remembers when each came."""

    def __init__(self) -> None:
        self.now = datetime(2000, 1, 1, tzinfo=UTC)
        self.blocked: set[int] = set()
        self.taken: dict[int, dict[int, Taken]] = defaultdict(dict)
        """By chat and number."""
        self.refused = 0
        self._numbers = count(1)

    @property
    def read_timeout(self) -> float | None:
        """There is nothing to wait for."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: Any = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """Answer one call."""
        name = url.rsplit("/", 1)[-1].lower()
        if name == "getme":
            return 200, json.dumps({"ok": True, "result": ME}).encode()
        assert name == "sendmessage", name
        values = request_data.parameters
        chat = int(values["chat_id"])
        if chat in self.blocked:
            self.refused += 1
            return 403, json.dumps(FORBIDDEN).encode()
        number = next(self._numbers)
        rows = json.loads(request_data.json_parameters["reply_markup"])["inline_keyboard"]
        data = tuple(key.get("callback_data", "") for row in rows for key in row)
        self.taken[chat][number] = Taken(self.now, str(values["text"]), data)
        told = {"message_id": number, "date": 0, "chat": {"id": chat, "type": "private"}}
        return 200, json.dumps({"ok": True, "result": told}).encode()


class Product:
    """A database full of people, and the sender at work on it."""

    def __init__(self, database: engine.Database, telegram: Telegram, sender: Sender) -> None:
        self.now = telegram.now
        self.telegram = telegram
        self._database = database
        self._sender = sender
        self._packs = load_packs()
        self._chats: dict[int, int] = {}
        self._person: dict[int, int] = {}
        self._plans: dict[tuple[int, int], int] = {}
        """By the rows' numbers; the value is the place in the life."""
        self._papers: dict[tuple[int, int], int] = {}
        self._proofs: dict[int, str] = {}
        """Papers to show, by their rows' numbers."""

    async def enters(self, lives: Sequence[Life], now: datetime) -> None:
        """Let people come in, agree, and say where they live."""
        for life in lives:
            async with self._database.write() as uow:
                person = await people.add(uow, life.chat, "en", now)
                values = {"zone": life.zone, "hour": life.hour, "region": life.region}
                await people.change(uow, person.id, discreet=False, **values)
                self._person[life.chat], self._chats[person.id] = person.id, life.chat
                work = await self._work(uow, life.chat, now)
                await consents.record(work, Consent.KEEP, given=True)
                await consents.record(work, Consent.MESSAGES, given=True)
                await _owes(work)
                await uow.commit()

    async def lives_through(
        self, acts: Sequence[tuple[int, Act, dict[str, Any]]], end: datetime
    ) -> None:
        """Do all acts in order, with the clock standing at each and at each due instant between."""
        for chat, act, told in acts:
            await self._until(act.at)
            await self._does(chat, act, told)
        await self._until(end)

    async def _until(self, instant: datetime) -> None:
        while True:
            async with self._database.read() as uow:
                upcoming = await due.next_instant(uow)
            if upcoming is None or upcoming >= instant:
                return
            self.telegram.now = max(self.telegram.now, upcoming)
            await self._sender.idle()

    async def _work(self, uow: UnitOfWork, chat: int, now: datetime) -> Work:
        person = await people.get(uow, self._person[chat])
        assert person is not None
        today = now.astimezone(ZoneInfo(person.zone or "UTC")).date()
        return Work(uow, person, now, today, self._packs)

    async def _does(self, chat: int, act: Act, told: dict[str, Any]) -> None:
        self.telegram.now = act.at
        async with self._database.write() as uow:
            work = await self._work(uow, chat, act.at)
            plan = self._plans.get((chat, act.plan), 0)
            await self._act(work, chat, act, plan, told)
            await uow.commit()

    async def _act(self, work: Work, chat: int, act: Act, plan: int, told: dict[str, Any]) -> None:
        match act.what:
            case "plan":
                self._plans[chat, act.plan] = await _new_plan(work, act.plan, told)
            case "answer":
                await _answer(work, plan, told)
            case "amend":
                terms = {"amount": Money(5000, "GBP"), "first_due": told["first"]}
                await changes.finish_amendment(work, plan, {**terms, "count": told["count"]})
            case "leads":
                await plans.set_leads(work, plan, told["to"])
            case "pause":
                await plans.pause(work, plan, paused=told["on_"])
            case "end":
                await plans.end(work, plan)
            case "zone":
                await settings.live_by(work, told["to"])
            case "hour":
                await settings.finish_hour(work, None, {"hour": told["to"]})
            case "messages":
                await settings.set_messages(work, Messages(told["to"]))
            case "danger":
                since = work.now if told["on_"] else None
                await people.change(work.uow, work.person.id, paused_since=since)
            case "block":
                self.telegram.blocked.add(chat)
                if told["told"]:
                    await people_cases.reachable(work, member=False)
            case "unblock":
                self.telegram.blocked.discard(chat)
                await people_cases.reachable(work, member=True)
            case "check_in":
                await reviews.begin_monthly(work)
            case "deadline":
                number = sum(1 for each, _ in self._papers if each == chat)
                self._papers[chat, number] = await _new_paper(work, told)
            case "put_off":
                await deadlines.put_off(work, self._papers[chat, told["paper"]], told["days"])
            case "tick":
                item = Item(told["item"])
                await evidence.tick(work, 0, item, Status(told["status"]))
                self._proofs[(await evidence.of(work)).of(item).number] = told["item"]
            case "dealt_with":
                await deadlines.done(work, self._papers[chat, told["paper"]], done=True)

    async def said(self) -> dict[int, list[Message]]:
        """Return what each chat got: payments as they read, other things as the ledger has them."""
        plans_of = {row: place for (_, place), row in self._plans.items()}
        papers_of = {row: place for (_, place), row in self._papers.items()}
        stood_for: dict[tuple[int, int], set[Any]] = defaultdict(set)
        async with self._database.read() as uow:
            rows = (await uow.run(select(ledger).where(ledger.c.outcome == "sent"))).all()
        for row in rows:
            kind, ref, n, *_ = row.occurrence.split(":")
            told = stood_for[self._chats[row.person_id], row.message_id]
            if kind == "deadline":
                told.add(("deadline", papers_of[int(ref)], row.lead))
            elif kind == "checkin":
                told.add(("check_in", int(n)))
            elif kind == "paper":
                told.add(("paper", self._proofs[int(ref)], date.fromisoformat(n)))
        for chat, messages in self.telegram.taken.items():
            for number, taken in messages.items():
                stood_for[chat, number] |= {
                    ("payment", plans_of[plan], n, kind) for plan, n, kind in taken.payments()
                }
        return {
            chat: [
                Message(taken.at, frozenset(stood_for[chat, number]))
                for number, taken in self.telegram.taken[chat].items()
            ]
            for chat in self._person
        }


async def _owes(work: Work) -> None:
    """Write down a debt about which nothing is agreed, so that papers help."""
    assert work.person.case_id is not None
    await debt_rows.add(
        work.uow, work.person.case_id, work.now, creditor="Bank", kind="card", lender="bank",
        whose="mine", stage="will_miss", region=work.person.region, currency="GBP",
        principal=400_000,
    )  # fmt: skip


async def _new_plan(work: Work, place: int, told: dict[str, Any]) -> int:
    count_, first = told["count"], told["first"]
    kind = {None: PlanKind.RUNNING, 1: PlanKind.LUMP}.get(count_, PlanKind.INSTALMENTS)
    plan = Plan(
        id=0, debt_id=None, version=1, status=PlanStatus.ACTIVE, kind=kind,
        amount=Money(9000, "GBP"), count=count_, first_due=first, every=Every(told["every"]),
        anchor_day=told["anchor"], how_paid=HowPaid.AUTO if told["auto"] else HowPaid.MANUAL,
    )  # fmt: skip
    assert work.person.case_id is not None
    number = await plan_rows.add(
        work.uow, work.person.case_id, plan, work.now, label=f"Plan {place}"
    )
    await plans.recompute(work, number)
    return number


async def _answer(work: Work, plan: int, told: dict[str, Any]) -> None:
    n = told["n"]
    match told["status"]:
        case "paid":
            await payments.paid(work, plan, n)
        case "later":
            await payments.later(work, plan, n, told["days"])
        case "partly":
            await payments.partly(work, plan, n, Money(100, "GBP"))
        case "cannot":
            await payments.cannot(work, plan, n)
        case "undo":
            await payments.undo(work, plan, n)


async def _new_paper(work: Work, told: dict[str, Any]) -> int:
    assert work.person.case_id is not None
    number = await contact_rows.add_deadline(
        work.uow, work.person.case_id, work.now, debt_id=None, kind="court_answer",
        on=told["on"], arrived=None, assumed=False, what=None,
    )  # fmt: skip
    await deadlines.recompute(work, number)
    return number


@contextlib.asynccontextmanager
async def product(url: str) -> AsyncIterator[Product]:
    """A product on an empty database, its sender running, no pace kept."""
    keys.install(keys.Keyring.new())
    database = engine.connect(url)
    async with database.writer.begin() as connection:
        await connection.run_sync(METADATA.create_all)
    telegram = Telegram()
    async with Bot(TOKEN, request=telegram, get_updates_request=telegram) as bot:
        pulse = Pulse(database, lambda: datetime.now(UTC), polls=False)
        planner = Planner(KINDS, Catalogs(strict=True), load_packs(), None)
        sender = Sender(
            database,
            bot,
            planner,
            GroupPlanner({}, Catalogs(), {}, ""),
            lambda: telegram.now,
            pulse,
            per_second=1e6,
        )
        running = asyncio.create_task(sender.run())
        try:
            yield Product(database, telegram, sender)
        finally:
            sender.stop()
            await asyncio.wait([running], timeout=10)
            await database.close()
