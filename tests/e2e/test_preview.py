"""What the preview promises is what the clock does, across a change of the clocks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.ui import cards_preview
from bot.ui.texts import Catalogs
from coach import occurrences
from coach.contacts import Channel, Outcome
from coach.dates import Every, to_utc
from coach.digest import MANNERS
from coach.evidence import Item, Status
from coach.money import Money
from coach.payment_reminders import due_together
from coach.people import Consent
from coach.plans import HowPaid, Plan, PlanKind, PlanStatus, occurrence
from coach.preview import Coming
from coach.reminders import Kind
from handlers.preview import called
from storage import contacts as contact_rows
from storage import debts as debt_rows
from storage import due, forms, people
from storage import plans as plan_rows
from storage import preview as preview_rows
from usecases import (
    access,
    consents,
    contacts,
    deadlines,
    evidence,
    nudges,
    payments,
    plans,
    prefs,
    preview,
    reviews,
    settings,
)
from usecases.work import Work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.occurrences import About
    from storage.due import Due
    from storage.uow import UnitOfWork
    from tests.e2e.house import House
    from tests.fakes.client import Person, Seen

ZONE = "Europe/London"
"""Its clocks go forward on 29 March 2026, in the middle of the 60 days."""
LANGUAGES = {"en": "en", "zh-hans": "zh_Hans_CN"}
BOTH = pytest.mark.parametrize("language", LANGUAGES)


async def work_of(home: House, uow: UnitOfWork, person: Person) -> Work:
    """Return work as the clock or a tap gets it."""
    found = await people.find(uow, person.id)
    assert found is not None
    now = home.app.clock.now()
    return home.app.planner.work(uow, found[0], now)


def plan(first: date, every: Every, how: HowPaid, count: int | None, anchor: int) -> Plan:
    """Return a plan of 90 pounds an instalment."""
    kind = PlanKind.RUNNING if count is None else PlanKind.INSTALMENTS
    return Plan(0, None, 1, PlanStatus.ACTIVE, kind, Money(9000, "GBP"), count, first,
                every=every, anchor_day=anchor, how_paid=how)  # fmt: skip


PLANS = (
    plan(date(2026, 3, 15), Every.MONTHLY, HowPaid.MANUAL, 12, 15),
    plan(date(2026, 2, 28), Every.MONTHLY, HowPaid.AUTO, None, 31),
    plan(date(2026, 3, 6), Every.WEEKLY, HowPaid.MANUAL, 5, 6),
    plan(date(2026, 3, 13), Every.FORTNIGHTLY, HowPaid.MANUAL, None, 13),
)


async def full_life(home: House, language: str) -> Person:
    """Return a person with plans of every sort, a deadline, a follow-up, a form left half done."""
    person = await home.sim.person("Ann", language)
    await person.says("/start")
    await person.sees()
    await home.sim.idle()
    async with home.app.database.write() as uow:
        work = await work_of(home, uow, person)
        case_id = await access.case_of(work)
        await settings.move_to(work, "gb")
        await settings.be_discreet(work, discreet=False)
        await consents.record(work, Consent.KEEP, given=True)
        await consents.record(work, Consent.MESSAGES, given=True)
        numbers = [await plan_rows.add(uow, case_id, each, work.now) for each in PLANS]
        await plans.set_leads(work, numbers[3], (1,))
        for number in numbers:
            await plans.recompute(work, number)
        await payments.later(work, numbers[2], 1, 8)
        await deadlines.finish(work, None, {"kind": "court_answer", "on": date(2026, 3, 22)})
        entry = await contact_rows.add(
            uow, case_id, work.now, debt_id=None, channel=Channel.PHONE, outcome=Outcome.NO_ANSWER,
            reference=None, promise=None, note=None, next_on=None,
        )  # fmt: skip
        await contacts.remind(work, entry, work.today + timedelta(days=4))
        debt = await debt_rows.add(
            uow, case_id, work.now, creditor="Visa", kind="card", lender="bank", whose="mine",
            stage="overdue", region="gb", currency="GBP", principal=90000,
        )  # fmt: skip
        await evidence.tick(work, debt, Item.INCOME_PROOF, Status.ASKED)
        await evidence.tick(work, debt, Item.CONTRACT, Status.ASKED)
        await reviews.begin_monthly(work)
        await reviews.look_again(work, work.today + timedelta(days=30))
        left = await forms.open_(uow, work.person.id, "hardship", now=work.now)
        await nudges.plan(work, left)
        await uow.commit()
    return person


async def promised(home: House, person: Person, *, answered: bool) -> preview.Preview:
    """Return what the preview says."""
    async with home.app.database.read() as uow:
        return await preview.show(await work_of(home, uow, person), answered=answered)


def written(messages: Sequence[Coming], names: preview.Names, locale: str) -> list[str]:
    """Return the list as it is written in one language."""
    t = Catalogs(strict=True).texts(locale)
    return cards_preview.lines(t, messages, called(t, names), ZONE)


async def sent(work: Work, since: datetime) -> list[Coming]:
    """Return what really went out after an instant, message by message, from the ledger."""
    said = await preview_rows.said_since(work.uow, work.person.id, since, MANNERS)
    entries = sorted((each for each in said if each[1] > since), key=lambda e: (e[1], e[2] or 0))
    return [
        Coming(at, tuple([each for row, _, _ in group for each in await named(work, row)]))
        for (at, _), group in groupby(entries, key=lambda each: (each[1], each[2]))
    ]


async def named(work: Work, row: Due) -> list[About]:
    """Return what a ledger entry stands for: of a plan, all that falls on its day."""
    about = occurrences.read(row.occurrence, row.lead)
    if about.kind != "payment":
        return [about]
    kept = await plans.one(work, row.ref)
    said = await plan_rows.payments_of(work.uow, kept.plan)
    wishes = prefs.of(work.person, leads=kept.leads)
    closed = plans.closed_days(work)
    together = due_together(kept.plan, said, wishes, about.day, non_working=closed)
    return [replace(about, n=each.n, says=each.kind, lead=each.lead) for each in together]


@dataclass
class Life:
    """Somebody who does exactly what the preview assumes, or nothing."""

    home: House
    person: Person
    answers: bool
    card: Seen
    messages: int = 0
    heard: list[Coming] = field(default_factory=list)

    async def lives(self, until: date) -> None:
        """Live day by day; at nine the clock speaks, then the person acts."""
        now = self.home.app.clock.now()
        day = now.astimezone(ZoneInfo(ZONE)).date()
        while day <= until:
            nine = to_utc(day, time(await self._hour()), ZONE)
            before = self.home.app.clock.now()
            if nine > before:
                moved = await self.home.moves_clock(nine.isoformat())
                self.messages += int(str(moved["sent"]))
            async with self.home.app.database.read() as uow:
                work = await work_of(self.home, uow, self.person)
                heard = await sent(work, before)
                marks = await _due_today(work, day)
            self.heard += heard
            if self.answers:
                await self._acts(marks, [each for message in heard for each in message.about])
            day += timedelta(days=1)

    async def _hour(self) -> int:
        async with self.home.app.database.read() as uow:
            return (await work_of(self.home, uow, self.person)).person.hour

    async def _acts(self, marks: list[tuple[int, int]], about: list[About]) -> None:
        marks += [(each.ref, each.n) for each in about if each.says is Kind.AUTO_CHECK]
        for number, n in marks:
            await self._taps(f"pay:{number}:{n}")
        if any(each.says is Kind.CHECK_IN for each in about):
            await self._answers_the_check_in()

    async def _taps(self, data: str) -> None:
        await self.person.taps(data, message_id=self.card.message_id)
        await self.home.sim.idle()

    async def _answers_the_check_in(self) -> None:
        await self._taps("checkin.ask")
        for answer in (":paid:yes", ":income:same", ":spending:same", ":new_debt:no",
                       ":next_month:fine"):  # fmt: skip
            await self.person.taps(answer)
            await self.home.sim.idle()


async def _due_today(work: Work, today: date) -> list[tuple[int, int]]:
    """Return the instalments to mark: due today, or put off to today."""
    found = []
    for kept in await plans.all_(work):
        if kept.plan.how_paid is HowPaid.AUTO:
            continue
        said = {each.n: each for each in await plan_rows.payments_of(work.uow, kept.plan)}
        for n in range(1, 40):
            each = occurrence(kept.plan, n)
            if each is None:
                break
            known = said.get(n)
            day = known.promised if known is not None and known.promised else each.due
            if day == today and (known is None or known.status.value in {"later", "unknown"}):
                found.append((kept.plan.id, n))
    return found


def days_of(messages: Sequence[Coming]) -> list[date]:
    """Return the local days of the messages that share a day with others."""
    return [
        each.at.astimezone(ZoneInfo(ZONE)).date()
        for each in messages
        if not any(MANNERS[about.kind].exempt for about in each.about)
    ]


@pytest.mark.parametrize("answers", [True, False], ids=["marks", "silent"])
async def test_what_is_sent_in_60_days_is_what_the_preview_said(home: House, answers: bool) -> None:
    """A list of promises is worth nothing unless each of them is kept, to the minute."""
    person = await full_life(home, "en")
    seen = await promised(home, person, answered=answers)
    life = Life(home, person, answers, await person.sees())
    await life.lives(seen.until)
    for locale in LANGUAGES.values():
        assert written(life.heard, seen.names, locale) == written(seen.messages, seen.names, locale)
    assert life.messages == len(seen.messages) > 20
    await person.refresh()
    notes = [each for each in person.messages() if "note.pause" in {k.data for k in each.keys}]
    assert [len(each.text.split("\n\n")) for each in notes] == [
        len(each.about) for each in seen.messages
    ], "each message says as many things as were foreseen"
    assert {each.at.astimezone(ZoneInfo(ZONE)).hour for each in seen.messages} == {10}
    assert len({each.at.hour for each in seen.messages}) == 2, "the clocks did not change"
    days = days_of(seen.messages)
    assert len(days) == len(set(days))


@BOTH
async def test_the_list_is_read_page_by_page_with_the_ways_to_change_it(
    home: House, language: str
) -> None:
    """Whoever sees too many messages coming has the way to fewer beside them."""
    person = await full_life(home, language)
    seen = await promised(home, person, answered=True)
    listed = written(seen.messages, seen.names, LANGUAGES[language])
    await person.says("/preview")
    card = await person.sees()
    shown: list[str] = []
    for _ in range(-(-len(listed) // cards_preview.PAGE)):
        shown += card.text.split("\n\n")[2:]
        await person.taps(card.keys[0].data or "", message_id=card.message_id)
        card = await person.sees()
    assert [line.partition("\n")[0] for line in shown] == [
        line.partition("\n")[0].replace("<b>", "").replace("</b>", "") for line in listed
    ]
    ways = {key.data for key in card.keys}
    assert {"preview:0:0", "plans", "settings.messages", "deadlines"} <= ways
    await person.taps("preview:0:0")
    assert "preview:1:0" in {key.data for key in (await person.sees()).keys}
    async with home.app.database.read() as uow:
        work = await work_of(home, uow, person)
        rows = await due.of_person(uow, work.person.id)
    assert rows, "looking changed nothing"
