"""Whatever somebody changes, what is due is what a fresh look would plan: no orphan, no gap.

Random lives: hours, zones, plans, answers, pauses, and time that goes by. After each step the
rows are compared with the messages counted from the plans, the deadlines and the day it is.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.contacts import Channel, Outcome
from coach.dates import Every, local_date
from coach.money import Money
from coach.payment_reminders import next_due
from coach.people import Consent, Messages
from coach.plans import HowPaid, Plan, PlanKind, PlanStatus
from coach.reminders import next_check_in, next_deadline
from scheduler.all_kinds import KINDS
from scheduler.kinds import Done
from scheduler.kinds import Outcome as Sent
from storage import contacts as contact_rows
from storage import due
from storage import plans as plan_rows
from tests.fakes.telegram_edge import START, Chat, World, open_world
from tests.sizes import size
from tests.unit.test_exactness import ODD
from tests.usecases.test_clock_rows import SPOKEN, work_of
from usecases import access, changes, consents, contacts, deadlines, payments, plans, prefs, reviews
from usecases import settings as cases

if TYPE_CHECKING:
    from coach.interview import Value
    from storage.due import Due
    from usecases.work import Work

PLANS = (
    (date(2026, 3, 15), Every.MONTHLY, HowPaid.MANUAL, 8),
    (date(2026, 3, 6), Every.WEEKLY, HowPaid.MANUAL, None),
    (date(2026, 3, 31), Every.MONTHLY, HowPaid.AUTO, None),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens; `which` and `number` choose what it happens to."""

    what: str
    which: int
    number: int


STEPS = ("hour", "zone", "messages", "leads", "pause", "resume", "paid", "later", "cannot", "undo",
         "partly", "end", "reopen", "amend", "snooze", "done", "open", "follow", "time", "time",
         "time")  # fmt: skip
steps = st.lists(
    st.builds(Step, st.sampled_from(STEPS), st.integers(0, 2), st.integers(0, 40)),
    min_size=1,
    max_size=25,
)


@dataclass
class Life:
    """One person with three plans, a deadline and an entry to follow up."""

    world: World
    person: Chat
    plans: list[int]
    deadline: int
    entry: int

    async def step(self, step: Step) -> None:
        """Let one thing happen, then look."""
        if step.what == "time":
            await self._time(timedelta(hours=step.number * 3 + step.which))
        else:
            async with self.world.database.write() as uow:
                await self._change(await work_of(self.world, uow, self.person), step)
                await uow.commit()
        await self._look(step)

    async def _time(self, span: timedelta) -> None:
        """Go through every due instant as the sender does, all of it said."""
        until = self.world.now + span
        while True:
            async with self.world.database.write() as uow:
                work = await work_of(self.world, uow, self.person)
                rows = [row for row in await due.of_person(uow, work.person.id)
                        if row.kind in SPOKEN and row.run_at <= until]  # fmt: skip
                if not rows:
                    break
                self.world.now = max(self.world.now, rows[0].run_at)
                work = await work_of(self.world, uow, self.person)
                following = await KINDS[rows[0].kind].settled(work, rows[0], Done(Sent.SENT))
                if following is None:
                    await due.drop(uow, work.person.id, rows[0].kind, rows[0].ref)
                else:
                    assert following.run_at > rows[0].run_at
                    await due.put(uow, following)
                await uow.commit()
        self.world.now = until

    async def _change(self, work: Work, step: Step) -> None:
        plan, n = self.plans[step.which], 1 + step.number % 6
        kept = await plans.one(work, plan)
        n += kept.plan.first_n - 1
        match step.what:
            case "hour":
                await cases.finish_hour(work, None, {"hour": 8 + step.number % 13})
            case "zone":
                await cases.live_by(work, ODD[step.number % len(ODD)])
            case "messages":
                await cases.set_messages(work, tuple(Messages)[step.which])
            case "leads":
                await plans.set_leads(work, plan, ((5, 1, 0), (1, 0), (1,))[step.number % 3])
            case "pause" | "resume":
                await plans.pause(work, plan, paused=step.what == "pause")
            case "paid" | "later" | "cannot" | "undo" | "partly" if await _exists(work, plan, n):
                await _answer(work, step.what, plan, n)
            case "end":
                await plans.end(work, plan)
            case "reopen" if kept.plan.status is PlanStatus.ENDED:
                await plans.reopen(work, plan)
            case "amend" if kept.plan.status is PlanStatus.ACTIVE:
                first = work.today + timedelta(days=3 + step.number)
                terms: dict[str, Value] = {"amount": Money(5000, "GBP"), "first_due": first, "count": 9,
                         "every": tuple(Every)[step.which].value}  # fmt: skip
                await changes.finish_amendment(work, plan, terms)
            case "snooze":
                await deadlines.put_off(work, self.deadline, step.number)
            case "done" | "open":
                await deadlines.done(work, self.deadline, done=step.what == "done")
            case "follow":
                on = work.today + timedelta(days=step.number)
                await contacts.remind(work, self.entry, on)

    async def _look(self, step: Step) -> None:
        async with self.world.database.write() as uow:
            work = await work_of(self.world, uow, self.person)
            rows = await self._rows(work)
            assert all(row.run_at > work.now for row in rows.values()), step
            fresh = await self._fresh(work)
            counted = {key: (row.occurrence, row.lead, row.run_at) for key, row in rows.items()}
            for key in {*fresh, *(key for key in counted if key[0] in ("payment", "deadline"))}:
                assert counted.get(key) == fresh.get(key), (step, key)
            await cases.recompute(work)
            assert await self._rows(work) == rows, step

    async def _rows(self, work: Work) -> dict[tuple[str, int], Due]:
        every = await due.of_person(work.uow, work.person.id)
        return {(row.kind, row.ref): row for row in every if row.kind in SPOKEN}

    async def _fresh(self, work: Work) -> dict[tuple[str, int], tuple[str, int, object]]:
        """Return what should be due, counted from what was agreed and answered alone."""
        found: dict[tuple[str, int], tuple[str, int, object]] = {}
        for kept in await plan_rows.of_case(work.uow, work.person.case_id or 0):
            said = await plan_rows.payments_of(work.uow, kept.plan)
            wishes = prefs.of(work.person, leads=kept.leads, paused=kept.paused)
            closed = plans.closed_days(work)
            wanted = next_due(kept.plan, said, wishes, work.now, non_working=closed)
            if wanted is not None:
                line = plans.row(work, kept.plan.id, wanted).occurrence
                found["payment", kept.plan.id] = (line, wanted.lead, wanted.run_at)
        for open_ in await deadlines.all_(work):
            wanted = next_deadline(open_.deadline, prefs.of(work.person), work.now)
            if wanted is not None:
                line = f"deadline:{open_.id}:{wanted.due:%y%m%d}:{wanted.local_date:%y%m%d}"
                found["deadline", open_.id] = (line, wanted.lead, wanted.run_at)
        case_id = work.person.case_id or 0
        start = local_date(START, "Europe/London")
        month = next_check_in(start, prefs.of(work.person), work.now)
        assert month is not None
        line = f"checkin:{case_id}:{month.n}:{start.isoformat()}"
        found["checkin", case_id] = (line, 0, month.run_at)
        return found


async def _exists(work: Work, plan: int, n: int) -> bool:
    try:
        await payments.one(work, plan, n)
    except access.NotYoursError:
        return False
    return True


async def _answer(work: Work, what: str, plan: int, n: int) -> None:
    match what:
        case "paid":
            await payments.paid(work, plan, n)
        case "later":
            await payments.later(work, plan, n, 1 + n)
        case "cannot":
            await payments.cannot(work, plan, n)
        case "partly":
            await payments.partly(work, plan, n, Money(100, "GBP"))
        case _:
            await payments.undo(work, plan, n)


async def begin(world: World) -> Life:
    """Return a new life in London on the first day of the test."""
    world.now = START
    person = world.chat()
    await person.says("/start")
    async with world.database.write() as uow:
        work = await work_of(world, uow, person)
        case_id = await access.case_of(work)
        await cases.move_to(work, "gb")
        for consent in (Consent.KEEP, Consent.MESSAGES):
            await consents.record(work, consent, given=True)
        numbers = []
        for first, every, how, count in PLANS:
            kind = PlanKind.RUNNING if count is None else PlanKind.INSTALMENTS
            terms = Plan(0, None, 1, PlanStatus.ACTIVE, kind, Money(9000, "GBP"), count, first,
                         every=every, anchor_day=first.day, how_paid=how)  # fmt: skip
            numbers.append(await plan_rows.add(uow, case_id, terms, work.now))
            await plans.recompute(work, numbers[-1])
        to = await deadlines.finish(work, None, {"kind": "court_answer", "on": date(2026, 3, 25)})
        entry = await contact_rows.add(
            uow, case_id, work.now, debt_id=None, channel=Channel.PHONE, outcome=Outcome.NO_ANSWER,
            reference=None, promise=None, note=None, next_on=None,
        )  # fmt: skip
        await contacts.remind(work, entry, work.today + timedelta(days=4))
        await reviews.begin_monthly(work)
        await uow.commit()
    return Life(world, person, numbers, int(to.split(":")[1]), entry)


async def live(world: World, taken: list[Step]) -> None:
    """Live through some steps from a fresh beginning."""
    life = await begin(world)
    for step in taken:
        await life.step(step)


def test_whatever_changes_there_is_exactly_the_new_future(sqlite_url: str) -> None:
    """An orphan reminds of what is over; a gap loses what is still to come."""
    stack = AsyncExitStack()
    with asyncio.Runner() as runner:
        world = runner.run(stack.enter_async_context(open_world(sqlite_url)))

        @settings(max_examples=size(40, 3_000), deadline=None)
        @given(steps)
        def check(taken: list[Step]) -> None:
            runner.run(live(world, taken))

        try:
            check()
        finally:
            runner.run(stack.aclose())
