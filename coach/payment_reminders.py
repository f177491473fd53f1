"""When the next message about a plan's payments is due (care 7).

`next_due` is total: it returns the first thing wanted strictly after an instant, or None. Called
again with its own `run_at` it walks through all of them, so nothing is skipped however late the
caller is.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import count as counting
from typing import TYPE_CHECKING, NamedTuple

from coach.dates import Every, Shift, local_date, reminder_instant, working_day
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
from coach.reminders import Kind, Prefs, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

_ONE_DAY = timedelta(days=1)
_LOOK_BACK = _ONE_DAY
"""A payment is asked about on the day after it at the latest …"""
_LOOK_BACK_AUTO = timedelta(days=62)
"""… but a debit that falls on a holiday on the day after the next working day."""
_LATER = {PaymentStatus.LATER, PaymentStatus.PARTLY}


class _Day(NamedTuple):
    """A message before its instant is known: every one of a person has the same hour."""

    day: date
    kind: Kind
    n: int
    lead: int
    due: date
    shifted: bool = False


def next_due(
    plan: Plan,
    payments: Sequence[Payment],
    prefs: Prefs,
    after: datetime,
    *,
    non_working: AbstractSet[date] = frozenset(),
) -> Wanted | None:
    """Return a plan's first message after that instant; None when nothing more is wanted."""
    first = local_date(after, prefs.zone)
    if _instant(first, prefs) <= after:
        first += _ONE_DAY
    days = _soonest(plan, payments, prefs, first, non_working)
    return _wanted(days[0], prefs) if days else None


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
    days = _soonest(plan, payments, prefs, on, non_working)
    return tuple(_wanted(each, prefs) for each in days if each.day == on)


def may_coincide(plan: Plan, payments: Sequence[Payment]) -> bool:
    """Tell whether two messages of a plan can fall on one day at all.

    Payments a month apart leave more than a fortnight between the last look back and the next
    question; only a promise, or a shorter interval, brings two together.
    """
    promised = any(each.promised is not None for each in payments)
    return promised or plan.every is not Every.MONTHLY


def _instant(day: date, prefs: Prefs) -> datetime:
    return reminder_instant(day, prefs.at, prefs.zone, prefs.quiet)


def _wanted(each: _Day, prefs: Prefs) -> Wanted:
    run_at = _instant(each.day, prefs)
    return Wanted(each.kind, each.n, each.lead, each.day, run_at, each.due, each.shifted)


def _soonest(
    plan: Plan,
    payments: Sequence[Payment],
    prefs: Prefs,
    first: date,
    non_working: AbstractSet[date],
) -> list[_Day]:
    """Return what falls on the first day with a message, from `first` on; what speaks first leads."""
    if plan.status is not PlanStatus.ACTIVE or prefs.paused or prefs.silenced:
        return []
    found = list(_all(plan, payments, prefs, first, non_working))
    if len(found) < 2:
        return found
    soonest = min(each.day for each in found)
    # The day itself speaks before an early question, and both before a look back.
    return sorted(
        (each for each in found if each.day == soonest),
        key=lambda each: (each.lead < 0, each.lead, each.n),
    )


def _all(
    plan: Plan,
    payments: Sequence[Payment],
    prefs: Prefs,
    first: date,
    non_working: AbstractSet[date],
) -> Iterator[_Day]:
    """Yield messages, at least all of the first day that has any from `first` on."""
    said = latest(payments)
    soonest = date.max
    for each in _promised(plan, said.values()):
        if each.day >= first:
            soonest = min(soonest, each.day)
            yield each
    reach = timedelta(days=max(prefs.leads, default=0))
    back = _LOOK_BACK_AUTO if plan.how_paid is HowPaid.AUTO else _LOOK_BACK
    for n in counting(first_from(plan, first - back)):
        instalment = occurrence(plan, n)
        if instalment is None:
            return
        if instalment.due - reach > soonest and (
            working_day(instalment.due, non_working, Shift.BEFORE) - reach > soonest
        ):
            return
        for each in _messages(plan, instalment, said.get(n), prefs, non_working):
            if each.day >= first:
                soonest = min(soonest, each.day)
                yield each


def _promised(plan: Plan, payments: Iterable[Payment]) -> Iterator[_Day]:
    for payment in payments:
        instalment = occurrence(plan, payment.n)
        if instalment and payment.promised is not None and payment.status in _LATER:
            yield _Day(payment.promised, Kind.PROMISED, payment.n, 0, instalment.due)


def _is_unanswered(payment: Payment | None) -> bool:
    return payment is None or payment.status is PaymentStatus.UNKNOWN


def _messages(
    plan: Plan,
    instalment: Instalment,
    payment: Payment | None,
    prefs: Prefs,
    non_working: AbstractSet[date],
) -> Iterator[_Day]:
    """Yield all messages about one instalment as far as the last answer leaves any."""
    n, due = instalment.n, instalment.due
    if plan.how_paid is HowPaid.AUTO:
        if _is_unanswered(payment):
            taken = working_day(due, non_working, Shift.AFTER)
            yield _Day(taken + _ONE_DAY, Kind.AUTO_CHECK, n, -1, due)
        return
    if not is_open(payment):
        return
    # Put off to a day before the payment is due: what comes after that day still stands.
    promised = None if payment is None else payment.promised
    target = working_day(due, non_working, Shift.BEFORE)
    for lead in set(prefs.leads):
        day = target - timedelta(days=lead)
        if promised is None or day > promised:
            yield _Day(day, _kind_of(lead), n, lead, due, target != due)
    if _is_unanswered(payment):
        yield _Day(due + _ONE_DAY, Kind.UNKNOWN_FOLLOWUP, n, -1, due)


def _kind_of(lead: int) -> Kind:
    if lead == 0:
        return Kind.DAY
    return Kind.DAY_BEFORE if lead == 1 else Kind.QUESTION
