"""When the next message about a plan, a deadline, a check-in or an unfinished form is due.

Every `next_*` is total: it returns the first thing wanted strictly after an instant, or None.
Called again with its own `run_at` it walks through all of them, so nothing is skipped however
late the caller is. Few messages (care 7): by default three a payment and one gentle question.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import count as counting
from typing import TYPE_CHECKING

from coach.dates import (
    QUIET,
    Every,
    Quiet,
    Shift,
    local_date,
    reminder_instant,
    repeat,
    repeats_before,
    working_day,
)
from coach.plans import (
    HowPaid,
    Instalment,
    Payment,
    PaymentStatus,
    Plan,
    PlanStatus,
    first_from,
    is_open,
    latest,
    occurrence,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

LEADS = (5, 1, 0)
"""Days before a payment: a question, the day before, the day."""

DEADLINE_LEADS = (7, 3, 1, 0)
"""Days before a deadline; never fewer."""

NUDGE_DAYS = (2, 7)
"""Days after an unfinished form was last touched; then silence."""


class Kind(StrEnum):
    """What a message is about."""

    QUESTION = "question"
    DAY_BEFORE = "day_before"
    DAY = "day"
    PROMISED = "promised"
    UNKNOWN_FOLLOWUP = "unknown_followup"
    AUTO_CHECK = "auto_check"
    DEADLINE = "deadline"
    CHECK_IN = "check_in"
    NUDGE = "nudge"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class Prefs:
    """How a person wants to be reminded; `at` is wall time in `zone` (IANA).

    `paused` stops one plan's messages, but not deadlines; `silenced` is the pause after a danger
    sign and stops everything.
    """

    zone: str
    at: time = time(9)
    leads: tuple[int, ...] = LEADS
    quiet: Quiet = QUIET
    paused: bool = False
    silenced: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """One message: what for, on which local date, and its UTC instant.

    `n` is the number of the instalment, check-in or nudge, `due` the date it is about, `lead` the
    days before it (-1: the day after). `shifted` tells that `due` is no working day and the
    message therefore looks to the working day before it.
    """

    kind: Kind
    n: int
    lead: int
    local_date: date
    run_at: datetime
    due: date
    shifted: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date that someone else set; a snooze never passes it."""

    on: date
    done: bool = False
    snoozed_until: date | None = None


def fewer(leads: tuple[int, ...]) -> tuple[int, ...]:
    """Return one message less: (5, 1, 0), (1, 0), (1,); a single one stays (then *pause*)."""
    ordered = tuple(sorted(set(leads), reverse=True))
    if len(ordered) <= 1:
        return ordered
    return ordered[:-1] if len(ordered) == 2 else ordered[1:]


def snooze(today: date, days: int, last: date | None = None) -> date:
    """Return the date `days` on, but never after `last`."""
    wanted = today + timedelta(days=max(days, 0))
    return wanted if last is None else min(wanted, last)


def next_due(
    plan: Plan,
    payments: Sequence[Payment],
    prefs: Prefs,
    after: datetime,
    *,
    non_working: AbstractSet[date] = frozenset(),
) -> Wanted | None:
    """Return a plan's first message after that instant; None when nothing more is wanted."""
    return next(iter(_soonest(_wanted_after(plan, payments, prefs, after, non_working))), None)


def due_together(
    plan: Plan,
    payments: Sequence[Payment],
    prefs: Prefs,
    on: date,
    *,
    non_working: AbstractSet[date] = frozenset(),
) -> tuple[Wanted, ...]:
    """Return all that a plan's message of that local date is about, `next_due`'s answer first.

    A promise for the last instalment and a question about the next one may fall on one day.
    """
    at = reminder_instant(on, prefs.at, prefs.zone, prefs.quiet)
    before = at - timedelta.resolution
    found = _soonest(_wanted_after(plan, payments, prefs, before, non_working))
    return tuple(each for each in found if each.local_date == on)


def _wanted_after(
    plan: Plan,
    payments: Sequence[Payment],
    prefs: Prefs,
    after: datetime,
    non_working: AbstractSet[date],
) -> list[Wanted]:
    """Return what is wanted after that instant, at least all that falls on the first day."""
    if plan.status is not PlanStatus.ACTIVE or prefs.paused or prefs.silenced:
        return []
    said = latest(payments)
    found = [
        wanted
        for n, payment in said.items()
        if (instalment := occurrence(plan, n)) is not None
        for wanted in _promised(instalment, payment, prefs)
        if wanted.run_at > after
    ]
    reach = max(prefs.leads, default=0)
    start = first_from(plan, local_date(after, prefs.zone) - timedelta(days=_LOOK_BACK))
    for n in counting(start):
        instalment = occurrence(plan, n)
        if instalment is None:
            break
        earliest = working_day(instalment.due, non_working, Shift.BEFORE) - timedelta(days=reach)
        if found and earliest > min(each.local_date for each in found):
            break
        candidates = _messages(plan, instalment, said.get(n), prefs, non_working)
        found.extend(each for each in candidates if each.run_at > after)
    return found


# A debit that falls on a holiday is checked on the day after the next working day.
_LOOK_BACK = 62


def _is_unanswered(payment: Payment | None) -> bool:
    return payment is None or payment.status is PaymentStatus.UNKNOWN


def _soonest(found: Sequence[Wanted]) -> list[Wanted]:
    """Return the messages of the earliest instant, the one that speaks first in front."""
    earliest = min((each.run_at for each in found), default=None)
    same = [each for each in found if each.run_at == earliest]
    # The day itself speaks before an early question, and both before a look back.
    return sorted(same, key=lambda each: (each.lead < 0, each.lead, each.n))


def _promised(instalment: Instalment, payment: Payment, prefs: Prefs) -> Iterator[Wanted]:
    later = {PaymentStatus.LATER, PaymentStatus.PARTLY}
    if payment.promised is not None and payment.status in later:
        yield _wanted(Kind.PROMISED, instalment.n, 0, payment.promised, instalment.due, prefs)


def _messages(
    plan: Plan,
    instalment: Instalment,
    payment: Payment | None,
    prefs: Prefs,
    non_working: AbstractSet[date],
) -> Iterator[Wanted]:
    """Yield all messages about one instalment as far as the last answer leaves any."""
    n, due = instalment.n, instalment.due
    if plan.how_paid is HowPaid.AUTO:
        if _is_unanswered(payment):
            taken = working_day(due, non_working, Shift.AFTER)
            yield _wanted(Kind.AUTO_CHECK, n, -1, taken + timedelta(days=1), due, prefs)
        return
    if not is_open(payment):
        return
    # Put off to a day before the payment is due: what comes after that day still stands.
    promised = None if payment is None else payment.promised
    target = working_day(due, non_working, Shift.BEFORE)
    for lead in sorted(set(prefs.leads), reverse=True):
        day = target - timedelta(days=lead)
        if promised is None or day > promised:
            wanted = _wanted(_kind_of(lead), n, lead, day, due, prefs)
            yield replace(wanted, shifted=target != due)
    if _is_unanswered(payment):
        yield _wanted(Kind.UNKNOWN_FOLLOWUP, n, -1, due + timedelta(days=1), due, prefs)


def _kind_of(lead: int) -> Kind:
    if lead == 0:
        return Kind.DAY
    return Kind.DAY_BEFORE if lead == 1 else Kind.QUESTION


def _wanted(kind: Kind, n: int, lead: int, day: date, due: date, prefs: Prefs) -> Wanted:
    run_at = reminder_instant(day, prefs.at, prefs.zone, prefs.quiet)
    return Wanted(kind, n, lead, day, run_at, due)


def _first_after(candidates: Iterable[Wanted], after: datetime) -> Wanted | None:
    later = [each for each in candidates if each.run_at > after]
    return min(later, key=lambda each: each.run_at, default=None)


def next_deadline(deadline: Deadline, prefs: Prefs, after: datetime) -> Wanted | None:
    """Return the next reminder of a deadline (7/3/1/0 days), from the snoozed date if any."""
    if deadline.done or prefs.silenced:
        return None
    days = {deadline.on - timedelta(days=lead) for lead in DEADLINE_LEADS}
    if deadline.snoozed_until is not None:
        begin = min(deadline.snoozed_until, deadline.on)
        days = {day for day in days if day >= begin} | {begin}
    return _first_after(
        (_wanted(Kind.DEADLINE, 1, (deadline.on - day).days, day, deadline.on, prefs)
         for day in days),
        after,
    )  # fmt: skip


def next_check_in(start: date, prefs: Prefs, after: datetime) -> Wanted | None:
    """Return the next monthly check-in; the first is one month after `start`."""
    if prefs.silenced:
        return None
    today = local_date(after, prefs.zone)
    index = max(repeats_before(start, Every.MONTHLY, today, start.day) - 1, 1)
    days = ((n, repeat(start, Every.MONTHLY, n, start.day)) for n in range(index, index + 4))
    return _first_after((_wanted(Kind.CHECK_IN, n, 0, day, day, prefs) for n, day in days), after)


def next_nudge(
    touched: datetime, prefs: Prefs, after: datetime, *, consented: bool
) -> Wanted | None:
    """Return the next nudge for an unfinished form (days 2 and 7), only after consent."""
    if prefs.silenced or prefs.paused or not consented:
        return None
    begun = local_date(touched, prefs.zone)
    days = ((n, begun + timedelta(days=gap)) for n, gap in enumerate(NUDGE_DAYS, start=1))
    return _first_after((_wanted(Kind.NUDGE, n, 0, day, day, prefs) for n, day in days), after)


def came_back(seen: datetime, n: int, run_at: datetime, zone: str) -> bool:
    """Tell whether the person was here since nudge `n` was planned: then it counts anew."""
    wait = timedelta(days=NUDGE_DAYS[min(n, len(NUDGE_DAYS)) - 1])
    return local_date(seen, zone) + wait > local_date(run_at, zone)


def next_once(day: date, prefs: Prefs, after: datetime) -> Wanted | None:
    """Return the message for one chosen day (get back to them, look again); None once it is past."""
    if prefs.silenced:
        return None
    return _first_after([_wanted(Kind.ONCE, 1, 0, day, day, prefs)], after)
