"""What will be said to a person, worked out ahead with the very functions that plan it.

Two futures are told: one in which each payment is marked as paid on its day, an automatic one when
the check comes, and each check-in is answered at once; and one in which nothing is answered.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from coach import occurrences, reminders
from coach.dates import local_date, reminder_instant
from coach.digest import MANNERS, Fate, after_quiet, day_began, fate, spoke_today, tomorrow
from coach.payment_reminders import due_together, next_due
from coach.plans import HowPaid, Payment, PaymentStatus, first_from, is_open, latest, occurrence
from coach.reminders import Kind, Prefs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from coach.occurrences import About
    from coach.plans import Plan
    from coach.reminders import Deadline, Wanted

DAYS = 60
"""How far ahead the preview looks."""
_PROMISES = {PaymentStatus.LATER, PaymentStatus.PARTLY}


@dataclass(frozen=True, slots=True)
class Row:
    """What is due next for one thing (`kind` and `ref`), as it is stored."""

    kind: str
    ref: int
    occurrence: str
    lead: int
    run_at: datetime


@dataclass(frozen=True, slots=True)
class Followed:
    """A plan as its messages see it."""

    plan: Plan
    payments: tuple[Payment, ...]
    prefs: Prefs


@dataclass(frozen=True, slots=True)
class Start:
    """All that decides what will be said; instants are aware UTC."""

    now: datetime
    prefs: Prefs
    seen: datetime
    """When the person was here last."""
    rows: tuple[Row, ...]
    """In the order in which they were stored: so they stand in one message."""
    plans: Mapping[int, Followed]
    deadlines: Mapping[int, Deadline]
    silent: AbstractSet[tuple[str, int]] = frozenset()
    """Things (kind and ref) that have nothing to say any more."""
    sent: AbstractSet[tuple[str, int]] = frozenset()
    """Occurrences and leads that were said lately; they are not said again."""
    spoke: datetime | None = None
    """When the last message that counts for "one a day" went out."""
    non_working: AbstractSet[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Coming:
    """One message: when, and everything that stands in it."""

    at: datetime
    about: tuple[About, ...]


def coming(start: Start, until: datetime, *, answered: bool) -> tuple[Coming, ...]:
    """Return every message before `until`, in order; `answered` picks the future."""
    run = _Run(start, until, answered=answered)
    return tuple(run.messages())


@dataclass(slots=True)
class _Run:
    start: Start
    until: datetime
    answered: bool
    rows: list[Row] = field(default_factory=list)
    said: dict[int, tuple[Payment, ...]] = field(default_factory=dict)
    acts: list[tuple[datetime, int, int]] = field(default_factory=list)
    """When the person marks which instalment of which plan as paid."""
    sent: set[tuple[str, int]] = field(default_factory=set)
    spoke: datetime | None = None
    seen: datetime | None = None

    def __post_init__(self) -> None:
        self.rows = list(self.start.rows)
        self.said = {number: each.payments for number, each in self.start.plans.items()}
        self.acts = sorted(self._acts()) if self.answered else []
        self.sent, self.spoke = set(self.start.sent), self.start.spoke
        self.seen = self.start.seen

    def messages(self) -> Iterator[Coming]:
        """Go from instant to instant: first the clock speaks, then the person acts."""
        now = self.start.now
        while True:
            instants = [row.run_at for row in self.rows] + [at for at, _, _ in self.acts]
            if not instants:
                return
            now = max(now, min(instants))
            if now >= self.until:
                return
            spoken = list(self._speak(now))
            yield from spoken
            self._act(now, spoken)

    def _speak(self, now: datetime) -> Iterator[Coming]:
        prefs = self.start.prefs
        due = sorted((row for row in self.rows if row.run_at <= now), key=lambda row: row.run_at)
        together: list[Row] = []
        rest = after_quiet(now, prefs.at, prefs.zone, prefs.quiet)
        spoke = spoke_today(self.spoke, now, prefs.zone)
        for row in due:
            manner = MANNERS[row.kind]
            if (row.occurrence, row.lead) in self.sent:
                self._settle(row, now, was_sent=True)
            elif rest is not None:
                self._move(row, replace(row, run_at=rest))
            elif not self._is_wanted(row):
                self._settle(row, now, was_sent=False)
            else:
                match fate(exempt=manner.exempt, stale=manner.stale, spoke=spoke):
                    case Fate.ALONE:
                        yield self._message(now, [row])
                    case Fate.TOGETHER:
                        together.append(row)
                    case Fate.TOMORROW:
                        today = local_date(now, prefs.zone)
                        at = tomorrow(today, prefs.at, prefs.zone, prefs.quiet)
                        self._move(row, replace(row, run_at=at))
                    case Fate.LET_GO:
                        self._settle(row, now, was_sent=False)
        if together:
            self.spoke = now
            yield self._message(now, together)

    def _message(self, now: datetime, rows: Sequence[Row]) -> Coming:
        about = tuple(each for row in rows for each in self._about(row))
        for row in rows:
            self.sent.add((row.occurrence, row.lead))
            self._settle(row, now, was_sent=True)
        return Coming(now, about)

    def _about(self, row: Row) -> tuple[About, ...]:
        """Return what a row is about, with what else of its plan falls on that day and is open."""
        first = occurrences.read(row.occurrence, row.lead)
        followed = self.start.plans.get(row.ref)
        if row.kind != "payment" or followed is None:
            return (first,)
        together = due_together(
            followed.plan, self.said[row.ref], followed.prefs, first.day,
            non_working=self.start.non_working,
        )  # fmt: skip
        others = (replace(first, says=each.kind, n=each.n, lead=each.lead) for each in together)
        every = (first, *(each for each in others if (each.n, each.says) != (first.n, first.says)))
        said = latest(self.said[row.ref])
        exist = (each for each in every if occurrence(followed.plan, each.n) is not None)
        return tuple(each for each in exist if is_open(said.get(each.n)))

    def _is_wanted(self, row: Row) -> bool:
        if (row.kind, row.ref) in self.start.silent:
            return False
        if row.kind == "nudge":
            zone = self.start.prefs.zone
            return not reminders.came_back(self._seen, row.lead, row.run_at, zone)
        if row.kind == "payment":
            followed = self.start.plans.get(row.ref)
            return followed is not None and not followed.prefs.paused and bool(self._about(row))
        return True

    @property
    def _seen(self) -> datetime:
        return self.seen or self.start.seen

    def _settle(self, row: Row, now: datetime, *, was_sent: bool) -> None:
        for each in self._about(row) if was_sent else ():
            if each.says is Kind.UNKNOWN_FOLLOWUP:
                self._unknown(row.ref, each.n, now)
        about = occurrences.read(row.occurrence, row.lead)
        self._move(row, self._following(row, about, now))

    def _move(self, row: Row, following: Row | None) -> None:
        at = self.rows.index(row)
        self.rows[at : at + 1] = [] if following is None else [following]

    def _following(self, row: Row, about: About, now: datetime) -> Row | None:
        """Return the thing's next row, as the kind's `settled` does."""
        prefs, wanted = self.start.prefs, None
        match row.kind:
            case "payment":
                return self._payment(row.ref, now)
            case "deadline":
                deadline = self.start.deadlines.get(row.ref)
                wanted = reminders.next_deadline(deadline, prefs, now) if deadline else None
                line = occurrences.deadline(row.ref, wanted) if wanted else ""
            case "checkin":
                wanted = reminders.next_check_in(about.day, prefs, now)
                line = occurrences.check_in(row.ref, wanted.n, about.day) if wanted else ""
            case "nudge":
                wanted = reminders.next_nudge(self._seen, prefs, now, consented=True)
                line = occurrences.nudge(row.ref, wanted) if wanted else ""
        return _row(row.kind, row.ref, line, wanted) if wanted else None

    def _payment(self, plan_id: int, now: datetime) -> Row | None:
        followed = self.start.plans.get(plan_id)
        if followed is None:
            return None
        wanted = next_due(
            followed.plan, self.said[plan_id], followed.prefs, now,
            non_working=self.start.non_working,
        )  # fmt: skip
        if wanted is None:
            return None
        return _row("payment", plan_id, occurrences.payment(plan_id, wanted), wanted)

    def _acts(self) -> Iterator[tuple[datetime, int, int]]:
        prefs, now = self.start.prefs, self.start.now
        today, last = local_date(now, prefs.zone), local_date(self.until, prefs.zone)
        for number, followed in self.start.plans.items():
            if followed.plan.how_paid is HowPaid.AUTO:
                continue
            said = latest(followed.payments)
            numbers = range(followed.plan.first_n, first_from(followed.plan, last) + 1)
            for n in numbers:
                instalment, payment = occurrence(followed.plan, n), said.get(n)
                if instalment is None or not is_open(payment):
                    continue
                promised = payment.promised if payment and payment.status in _PROMISES else None
                day = promised or instalment.due
                if day >= today:
                    at = reminder_instant(day, prefs.at, prefs.zone, prefs.quiet)
                    yield max(at, now), number, n

    def _act(self, now: datetime, spoken: Sequence[Coming]) -> None:
        """Let the person do what this future assumes."""
        if not self.answered:
            return
        marks = [(number, n) for at, number, n in self.acts if at <= now]
        self.acts = [each for each in self.acts if each[0] > now]
        about = [each for message in spoken for each in message.about]
        marks += [(each.ref, each.n) for each in about if each.says is Kind.AUTO_CHECK]
        for number, n in marks:
            self._paid(number, n, now)
        if marks or any(each.says is Kind.CHECK_IN for each in about):
            self.seen = now

    def _paid(self, plan_id: int, n: int, now: datetime) -> None:
        self._note(plan_id, n, PaymentStatus.PAID, now)
        following = self._payment(plan_id, now)
        for row in self.rows:
            if (row.kind, row.ref) == ("payment", plan_id):
                self._move(row, following)
                return
        if following is not None:
            self.rows.append(following)

    def _unknown(self, plan_id: int, n: int, now: datetime) -> None:
        if plan_id in self.said and n not in latest(self.said[plan_id]):
            self._note(plan_id, n, PaymentStatus.UNKNOWN, now)

    def _note(self, plan_id: int, n: int, status: PaymentStatus, now: datetime) -> None:
        amount = self.start.plans[plan_id].plan.amount
        earlier = tuple(each for each in self.said[plan_id] if each.n != n)
        self.said[plan_id] = (*earlier, Payment(n, status, amount, now))


def _row(kind: str, ref: int, line: str, wanted: Wanted) -> Row:
    lead = wanted.n if kind == "nudge" else 0 if kind == "checkin" else wanted.lead
    return Row(kind, ref, line, lead, wanted.run_at)


def horizon(now: datetime, prefs: Prefs, days: int = DAYS) -> datetime:
    """Return the end of the last local day that the preview tells of."""
    return day_began(local_date(now, prefs.zone) + timedelta(days=days + 1), prefs.zone)
