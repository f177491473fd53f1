"""What a person must be sent, worked out the slow way: day by day, from the rules alone.

Knows nothing of the product: no row, no queue, no "next". Each day at the person's hour it asks of
every instalment of every plan whether anything is to be said about it today. The rules are care 7
and the issue on reminders:

- a payment by hand: a question five days before, the day before, the day (or as many as the person
  chose), counted from the working day on or before it; the day after, once, how did it go;
- one that is taken automatically: the day after the working day on or after it, was it taken;
- what was answered is not asked about; a promise ("later", a part) is asked about on its day alone;
- all that falls on a day is one message, and there is one a day; a deadline is a message of its own
  at 7, 3, 1 and 0 days, a snooze never passes it;
- a check-in comes monthly on the day of the month on which it began;
- a paper that was asked for is asked about after three days (bank pages) or seven (proof of income),
  one in hand a week before it is three months old; it waits, day by day, and is said once;
- nothing is said in the quiet hours, twice, to who paused, blocked the bot, or is in danger.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import holidays

if TYPE_CHECKING:
    from tests.model.lives import Act, Life

Item = tuple[Any, ...]
"""("payment", plan, n, kind) | ("deadline", number, days before) | ("check_in", n)
| ("paper", item, day)."""
LOOK_AFTER = {"income_proof": 7, "bank_statements": 3}
ONE = timedelta(days=1)
CALENDARS = {"gb": "GB", "us": "US"}


@dataclass(frozen=True, slots=True)
class Message:
    """What one message says, and when it goes out."""

    at: datetime
    items: frozenset[Item]


@dataclass(slots=True)
class Agreed:
    """A plan in its present terms."""

    every: str
    anchor: int
    first: date
    count: int | None
    auto: bool
    first_n: int = 1
    leads: tuple[int, ...] = (5, 1, 0)
    paused: bool = False
    ended: bool = False
    said: dict[int, tuple[str, date | None]] = field(default_factory=dict)

    def due(self, n: int) -> date | None:
        """The day of instalment `n`."""
        place = n - self.first_n
        if place < 0 or (self.count is not None and place >= self.count):
            return None
        if self.every != "monthly":
            return self.first + timedelta(days=place * (7 if self.every == "weekly" else 14))
        return self.first if place == 0 else months_later(self.first, place, self.anchor)

    def around(self, day: date) -> list[tuple[int, date]]:
        """The instalments from a year before a day to a month and a half after it."""
        found = []
        n = self.first_n
        while (due := self.due(n)) is not None and due <= day + timedelta(days=45):
            if due >= day - timedelta(days=400):
                found.append((n, due))
            n += 1
        return found


@dataclass(slots=True)
class Paper:
    """A deadline."""

    on: date
    snoozed: date | None = None
    done: bool = False


def months_later(day: date, months: int, anchor: int) -> date:
    """The anchor day of a later month, or that month's last."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(anchor, monthrange(year, month)[1]))


@cache
def _calendar(region: str | None, year: int) -> Any:
    name = CALENDARS.get(region or "")
    return holidays.country_holidays(name, years=year) if name else ()


def is_off(day: date, region: str | None) -> bool:
    """Whether nobody works on that day."""
    return day.weekday() >= 5 or day in _calendar(region, day.year)


class Oracle:
    """One life, told in order; `concrete` are its acts as the product is to be told them."""

    def __init__(self, life: Life) -> None:
        self.life = life
        self.zone, self.hour = life.zone, life.hour
        self.plans: dict[int, Agreed] = {}
        self.papers: list[Paper] = []
        self.proofs: dict[str, date] = {}
        """When each paper of which something was said is to be spoken of."""
        self.check_ins: date | None = None
        self.put_off: set[Item] = set()
        self.wants = "normal"
        self.danger = self.blocked = self.dormant = False
        self.sent: list[Message] = []
        self.concrete: list[tuple[Act, dict[str, Any]]] = []
        self._said: set[Item] = set()
        self._spoke: datetime | None = None

    def tell(self, begin: datetime, end: datetime) -> None:
        """Live from one instant to another."""
        now = begin
        acts = [act for act in self.life.acts if act.at < end]
        while True:
            message = self._next_hour(now)
            act = acts[0] if acts else None
            if act is not None and act.at < message:
                now = act.at
                self._act(acts.pop(0))
            elif message < end:
                now = message
                self._speak(now)
            else:
                return

    # --- the hour ------------------------------------------------------------------------------

    def _next_hour(self, now: datetime) -> datetime:
        today = self._day(now)
        days = (today + timedelta(days=n) for n in range(-1, 4))
        return min(at for at in map(self._at, days) if at > now)

    def _at(self, day: date) -> datetime:
        hour = min(max(self.hour, 8), 20)
        return datetime.combine(day, time(hour), ZoneInfo(self.zone)).astimezone(UTC)

    def _day(self, now: datetime) -> date:
        return now.astimezone(ZoneInfo(self.zone)).date()

    def _speak(self, now: datetime) -> None:
        day = self._day(now)
        papers = [("deadline", n, d, (p.on - day).days) for n, p in enumerate(self.papers)
                  for d in self._paper_days(p) if d == day]  # fmt: skip
        proofs = {("paper", name, on) for name, on in self.proofs.items() if on <= day}
        items = set(self._payments(day)) | self._check_in(day) | self.put_off | proofs
        fresh = {
            item for item in items if (*item, day) not in self._said and item not in self._said
        }
        papers = [item for item in papers if item not in self._said]
        self.put_off = set()
        if self.dormant or self.wants == "paused" or self.danger or not (papers or fresh):
            return
        self.proofs = {name: on for name, on in self.proofs.items() if on > day}
        if self.blocked:
            self.dormant = True
            return
        for paper in papers:
            self.sent.append(Message(now, frozenset({("deadline", paper[1], paper[3])})))
            self._said.add(paper)
        if not fresh:
            return
        if self._spoke is not None and self._day(self._spoke) == day:
            self.put_off = {item for item in fresh if item[0] != "payment"}
            return
        self._spoke = now
        self.sent.append(Message(now, frozenset(fresh)))
        self._said |= {(*item, day) if item[0] == "payment" else item for item in fresh}

    def _paper_days(self, paper: Paper) -> set[date]:
        if paper.done:
            return set()
        days = {paper.on - timedelta(days=lead) for lead in (7, 3, 1, 0)}
        if paper.snoozed is None:
            return days
        begin = min(paper.snoozed, paper.on)
        return {day for day in days if day >= begin} | {begin}

    def _check_in(self, day: date) -> set[Item]:
        if self.check_ins is None:
            return set()
        for n in range(1, 20):
            if months_later(self.check_ins, n, self.check_ins.day) == day:
                return {("check_in", n)}
        return set()

    def _payments(self, day: date) -> list[Item]:
        found: list[Item] = []
        for number, plan in self.plans.items():
            if plan.paused or plan.ended:
                continue
            for n, due in plan.around(day):
                kinds = self._about(plan, due, day, *plan.said.get(n, ("", None)))
                found += [("payment", number, n, kind) for kind in kinds]
        return found

    def _about(
        self, plan: Agreed, due: date, day: date, said: str, promised: date | None
    ) -> list[str]:
        """The kinds of message about one instalment on one day."""
        region = self.life.region
        if said:
            # What was answered is asked about again only where a day was named, and from then on.
            if promised == day:
                return ["promised"]
            if plan.auto or promised is None or day < promised:
                return []
        if plan.auto:
            taken = due
            while is_off(taken, region):
                taken += ONE
            return ["auto_check"] if day == taken + ONE else []
        target = due
        while is_off(target, region):
            target -= ONE
        kinds = []
        for lead in self._leads(plan):
            if day == target - timedelta(days=lead):
                kinds.append({0: "day", 1: "day_before"}.get(lead, "question"))
        if day == due + ONE and not said:
            kinds.append("unknown_followup")
        return kinds

    def _leads(self, plan: Agreed) -> tuple[int, ...]:
        if self.wants != "fewer" or len(plan.leads) == 1:
            return plan.leads
        return plan.leads[1:] if len(plan.leads) > 2 else plan.leads[:1]

    # --- acts ----------------------------------------------------------------------------------

    def _act(self, act: Act) -> None:
        told = getattr(self, f"_does_{act.what}")(act, **act.values)
        if told is not None:
            self.concrete.append((act, told))

    def _plan(self, act: Act) -> Agreed | None:
        plan = self.plans.get(act.plan)
        return None if plan is None or plan.ended else plan

    def _does_plan(self, act: Act, **terms: Any) -> dict[str, Any]:
        self.plans[act.plan] = Agreed(**terms)
        return terms

    def _does_answer(self, act: Act, status: str, days: int) -> dict[str, Any] | None:
        plan, today = self._plan(act), self._day(act.at)
        if plan is None:
            return None
        near = [n for n, due in plan.around(today) if due <= today + timedelta(days=6)]
        if status == "undo":
            n = next((n for n in reversed(near) if n in plan.said), None)
            if n is None:
                return None
            del plan.said[n]
            return {"n": n, "status": status, "days": 0}
        closed = {"paid", "cannot"}
        n = next((n for n in near if plan.said.get(n, ("",))[0] not in closed), None)
        if n is None:
            return None
        promised = {"later": days, "partly": 3}.get(status)
        plan.said[n] = (status, None if promised is None else today + timedelta(days=promised))
        return {"n": n, "status": status, "days": days}

    def _does_amend(self, act: Act, days: int, count: int | None) -> dict[str, Any] | None:
        """New terms from a day on: what is due before it, or was answered, keeps its number."""
        plan = self._plan(act)
        if plan is None:
            return None
        first = self._day(act.at) + timedelta(days=days)
        n = plan.first_n
        while (due := plan.due(n)) is not None and (
            due < first or any(each >= n for each in plan.said)
        ):
            n += 1
        plan.first_n, plan.first, plan.count, plan.anchor = n, first, count, first.day
        return {"first": first, "count": count}

    def _does_leads(self, act: Act, to: tuple[int, ...]) -> dict[str, Any] | None:
        plan = self._plan(act)
        if plan is None:
            return None
        plan.leads = to
        return {"to": to}

    def _does_pause(self, act: Act, *, on_: bool) -> dict[str, Any] | None:
        plan = self._plan(act)
        if plan is None:
            return None
        plan.paused = on_
        return {"on_": on_}

    def _does_end(self, act: Act) -> dict[str, Any] | None:
        plan = self._plan(act)
        if plan is None:
            return None
        plan.ended = True
        return {}

    def _does_zone(self, _: Act, to: str) -> dict[str, Any]:
        self.zone = to
        return {"to": to}

    def _does_hour(self, _: Act, to: int) -> dict[str, Any]:
        self.hour = to
        return {"to": to}

    def _does_messages(self, _: Act, to: str) -> dict[str, Any]:
        self.wants = to
        return {"to": to}

    def _does_danger(self, _: Act, *, on_: bool) -> dict[str, Any]:
        self.danger = on_
        return {"on_": on_}

    def _does_block(self, _: Act, *, told: bool) -> dict[str, Any]:
        self.blocked = True
        self.dormant = told
        return {"told": told}

    def _does_unblock(self, _: Act) -> dict[str, Any]:
        self.blocked = self.dormant = False
        return {}

    def _does_deadline(self, act: Act, days: int) -> dict[str, Any]:
        self.papers.append(Paper(self._day(act.at) + timedelta(days=days)))
        return {"on": self.papers[-1].on}

    def _does_put_off(self, act: Act, days: int) -> dict[str, Any] | None:
        today = self._day(act.at)
        open_ = [n for n, paper in enumerate(self.papers) if not paper.done and paper.on >= today]
        if not open_:
            return None
        paper = self.papers[open_[0]]
        paper.snoozed = min(today + timedelta(days=days), paper.on)
        return {"paper": open_[0], "days": days}

    def _does_dealt_with(self, _: Act) -> dict[str, Any] | None:
        open_ = [n for n, paper in enumerate(self.papers) if not paper.done]
        if not open_:
            return None
        self.papers[open_[0]].done = True
        return {"paper": open_[0]}

    def _does_tick(self, act: Act, item: str, status: str) -> dict[str, Any] | None:
        if self.wants == "paused" or self.danger or self.blocked:
            return None
        said = act.at.date()
        self.proofs.pop(item, None)
        if status == "asked":
            self.proofs[item] = said + timedelta(days=LOOK_AFTER[item])
        elif status == "have":
            self.proofs[item] = months_later(said, 3, said.day) - timedelta(days=7)
        return {"item": item, "status": status}

    def _does_check_in(self, act: Act) -> dict[str, Any]:
        self.check_ins = self._day(act.at)
        return {}
