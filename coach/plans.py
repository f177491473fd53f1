"""An agreed plan: its schedule, what was paid, and how it changes without losing its history.

Instalment numbers run on over the versions of a plan, so a payment is known by plan and number
alone. No answer is *unknown*, never missed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from itertools import count as counting
from typing import TYPE_CHECKING

from coach.dates import Every, local_date, repeat, repeats_before
from coach.money import Money, total, zero

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime


class PlanStatus(StrEnum):
    """Where a version of a plan stands."""

    ACTIVE = "active"
    REPLACED = "replaced"
    FINISHED = "finished"
    ENDED = "ended"


class PlanKind(StrEnum):
    """Instalments with an end, one lump sum, or a payment that runs on."""

    INSTALMENTS = "instalments"
    LUMP = "lump"
    RUNNING = "running"


class HowPaid(StrEnum):
    """By the person's hand, or taken automatically."""

    MANUAL = "manual"
    AUTO = "auto"


class Source(StrEnum):
    """Where the plan was made."""

    NEGOTIATED = "negotiated"
    CONTRACT = "contract"
    APP = "app"
    ADVISER = "adviser"
    COURT = "court"


class PaymentStatus(StrEnum):
    """What the person said about one instalment."""

    PAID = "paid"
    PARTLY = "partly"
    LATER = "later"
    CANNOT = "cannot"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Plan:
    """One version of a plan; `count` None runs on without an end, `anchor_day` is 1-31.

    `first_n` is the number of its first instalment: 1, or later in a version that replaced
    another. `last_amount` is the last instalment when it differs.
    """

    id: int
    debt_id: int | None
    version: int
    status: PlanStatus
    kind: PlanKind
    amount: Money
    count: int | None
    first_due: date
    every: Every = Every.MONTHLY
    anchor_day: int | None = None
    last_amount: Money | None = None
    how_paid: HowPaid = HowPaid.MANUAL
    source: Source = Source.NEGOTIATED
    agreed_on: date | None = None
    reference: str | None = None
    first_n: int = 1
    number: int = 1
    """Which of the person's plans it is, for one without a name."""


@dataclass(frozen=True, slots=True)
class Instalment:
    """What falls due, by number."""

    n: int
    due: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Payment:
    """The person's last word on instalment `n`; `promised` is the day named with *later*."""

    n: int
    status: PaymentStatus
    amount: Money
    at: datetime
    promised: date | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a plan has come; `count` and `left` are None when it runs on."""

    paid_count: int
    count: int | None
    paid: Money
    left: Money | None


def occurrence(plan: Plan, n: int) -> Instalment | None:
    """Return instalment `n` of this version; None when it has no such number."""
    index = n - plan.first_n
    if index < 0 or (plan.count is not None and index >= plan.count):
        return None
    is_last = plan.count is not None and index == plan.count - 1
    amount = plan.last_amount if is_last and plan.last_amount is not None else plan.amount
    return Instalment(n, repeat(plan.first_due, plan.every, index, plan.anchor_day), amount)


def schedule(plan: Plan) -> Iterator[Instalment]:
    """Yield the instalments in order, lazily: a running plan never ends."""
    for n in counting(plan.first_n):
        instalment = occurrence(plan, n)
        if instalment is None:
            return
        yield instalment


def latest(payments: Sequence[Payment]) -> dict[int, Payment]:
    """Return the last word on each instalment number; a later entry replaces an earlier one."""
    return {payment.n: payment for payment in sorted(payments, key=lambda each: each.at)}


def is_open(payment: Payment | None) -> bool:
    """Tell whether an instalment still waits: no answer, or *unknown*, *partly* or *later*."""
    return payment is None or payment.status not in {PaymentStatus.PAID, PaymentStatus.CANNOT}


def first_from(plan: Plan, day: date) -> int:
    """Return the number of the first instalment due on or after `day`, whether or not it exists."""
    return plan.first_n + repeats_before(plan.first_due, plan.every, day, plan.anchor_day)


def next_open(plan: Plan, payments: Sequence[Payment], today: date) -> Instalment | None:
    """Return the first open instalment due today or later; None when there is none."""
    if plan.status is not PlanStatus.ACTIVE:
        return None
    said = latest(payments)
    for n in counting(first_from(plan, today)):
        instalment = occurrence(plan, n)
        if instalment is None or is_open(said.get(n)):
            return instalment
    raise AssertionError  # pragma: no cover - counting never ends


def waiting(plan: Plan, payments: Sequence[Payment], today: date) -> tuple[Instalment, ...]:
    """Return the past instalments that are still open, oldest first; never *missed*."""
    if plan.status is not PlanStatus.ACTIVE:
        return ()
    said = latest(payments)
    return tuple(
        instalment
        for n in range(plan.first_n, first_from(plan, today))
        if (instalment := occurrence(plan, n)) is not None and is_open(said.get(n))
    )


LATE_DAYS = 3
"""Two payments in a row this late or later: another due day is worth asking for (care 7)."""


def late_again(plan: Plan, payments: Sequence[Payment], n: int, zone: str) -> bool:
    """Tell whether instalments `n - 1` and `n` were both paid late, by the days seen in `zone`."""
    said = latest(payments)

    def late(number: int) -> bool:
        payment, each = said.get(number), occurrence(plan, number)
        if payment is None or each is None or payment.status is not PaymentStatus.PAID:
            return False
        return local_date(payment.at, zone) - each.due >= timedelta(days=LATE_DAYS)

    return late(n) and late(n - 1)


def told(plan: Plan, payments: Sequence[Payment]) -> tuple[Instalment, ...]:
    """Return the instalments that were said to be too much, until a change takes their place."""
    if plan.status is not PlanStatus.ACTIVE:
        return ()
    return tuple(
        instalment
        for n, each in sorted(latest(payments).items())
        if each.status is PaymentStatus.CANNOT and (instalment := occurrence(plan, n)) is not None
    )


def plan_total(plan: Plan) -> Money | None:
    """Return the sum of all instalments; None when the plan runs on."""
    if plan.count is None:
        return None
    if plan.count == 0:
        return zero(plan.amount.currency)
    last = plan.amount if plan.last_amount is None else plan.last_amount
    return plan.amount.times(plan.count - 1) + last


def progress(plan: Plan, payments: Sequence[Payment]) -> Progress:
    """Return what has been paid of this version; *partly* counts with its own amount."""
    said = [each for n, each in latest(payments).items() if occurrence(plan, n) is not None]
    paying = {PaymentStatus.PAID, PaymentStatus.PARTLY}
    currency = plan.amount.currency
    paid = total([each.amount for each in said if each.status in paying], currency)
    whole = plan_total(plan)
    left = None if whole is None else Money(max(whole.minor - paid.minor, 0), currency)
    done = sum(1 for each in said if each.status is PaymentStatus.PAID)
    return Progress(done, plan.count, paid, left)


def is_finished(plan: Plan, payments: Sequence[Payment]) -> bool:
    """Tell whether every instalment is paid; a running plan never is."""
    return plan.count is not None and progress(plan, payments).paid_count >= plan.count


def amend(
    plan: Plan,
    *,
    first_due: date,
    amount: Money,
    count: int | None,
    agreed_on: date,
    said: Sequence[Payment] = (),
    last_amount: Money | None = None,
    every: Every | None = None,
    anchor_day: int | None = None,
    reference: str | None = None,
) -> tuple[Plan, Plan]:
    """Return (the old version cut before `first_due`, the new version from that date).

    The new one carries the same id, the next version and the numbers that follow, so payments
    already noted stay where they are: a number that was answered (*can't*, or paid early) belongs
    to the old version, even where the new terms begin on its very day.
    """
    kept = repeats_before(plan.first_due, plan.every, first_due, plan.anchor_day)
    kept = max([kept, *(each.n - plan.first_n + 1 for each in said)])
    if plan.count is not None:
        kept = min(kept, plan.count)
    cut_short = plan.count is None or kept < plan.count
    old = replace(
        plan,
        status=PlanStatus.REPLACED,
        count=kept,
        last_amount=None if cut_short else plan.last_amount,
    )
    new = replace(
        plan,
        version=plan.version + 1,
        status=PlanStatus.ACTIVE,
        kind=_kind(count),
        amount=amount,
        count=count,
        first_due=first_due,
        every=plan.every if every is None else every,
        anchor_day=first_due.day if anchor_day is None else anchor_day,
        last_amount=last_amount,
        agreed_on=agreed_on,
        reference=plan.reference if reference is None else reference,
        first_n=plan.first_n + kept,
    )
    return old, new


def _kind(count: int | None) -> PlanKind:
    if count is None:
        return PlanKind.RUNNING
    return PlanKind.LUMP if count == 1 else PlanKind.INSTALMENTS
