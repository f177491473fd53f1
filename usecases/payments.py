"""What a person says about one payment: paid, partly, later, can't; each can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.money import Money
from coach.plans import (
    LATE_DAYS,
    Instalment,
    Payment,
    PaymentStatus,
    is_finished,
    late_again,
    latest,
    occurrence,
)
from coach.reminders import snooze
from storage import plans as storage
from usecases import access, forms, own_month, plans

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.interview import Value
    from storage.plans import Kept
    from usecases.work import Work


@dataclass(frozen=True, slots=True)
class Said:
    """A payment as it stands after the person's word."""

    kept: Kept
    instalment: Instalment
    payment: Payment | None
    finished: bool
    late_again: bool
    """Two payments in a row came three days late or more."""


async def one(work: Work, plan_id: int, n: int) -> Said:
    """Return one instalment and what was said of it; raises NotYoursError."""
    kept = await plans.one(work, plan_id)
    instalment = occurrence(kept.plan, n)
    if instalment is None:
        raise access.NotYoursError
    said = await storage.payments_of(work.uow, kept.plan)
    return Said(
        kept,
        instalment,
        latest(said).get(n),
        is_finished(kept.plan, said),
        late_again(kept.plan, said, n, work.person.zone or "UTC"),
    )


async def _record(
    work: Work, plan_id: int, n: int, status: PaymentStatus, amount: Money | None, days: int | None
) -> Said:
    before = await one(work, plan_id, n)
    promised = None if days is None else snooze(work.today, days)
    sum_ = before.instalment.amount if amount is None else amount
    await storage.record(work.uow, plan_id, Payment(n, status, sum_, work.now, promised))
    await plans.recompute(work, plan_id)
    await own_month.follow(work)
    return await one(work, plan_id, n)


async def paid(work: Work, plan_id: int, n: int) -> Said:
    """Record the whole payment; a second tap changes nothing."""
    before = await one(work, plan_id, n)
    if before.payment is not None and before.payment.status is PaymentStatus.PAID:
        return before
    return await _record(work, plan_id, n, PaymentStatus.PAID, None, None)


async def partly(work: Work, plan_id: int, n: int, amount: Money) -> Said:
    """Record a part; the rest stays open and is asked about in three days."""
    return await _record(work, plan_id, n, PaymentStatus.PARTLY, amount, LATE_DAYS)


async def begin_partly(work: Work, plan_id: int, n: int) -> None:
    """Ask how much was paid."""
    said = await one(work, plan_id, n)
    seed: dict[str, Value] = {"n": n, "currency": said.instalment.amount.currency}
    await forms.start(work, "partly", subject=plan_id, seed=seed)


async def finish_partly(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Record the part that was typed; the whole sum or more counts as paid."""
    n, part = answers["n"], answers["part"]
    if not isinstance(n, int) or not isinstance(part, Money):
        msg = "a part payment needs its number and amount"
        raise TypeError(msg)
    said = await one(work, subject or 0, n)
    if part.currency == said.instalment.amount.currency and said.instalment.amount <= part:
        await paid(work, subject or 0, n)
    else:
        await partly(work, subject or 0, n, part)
    return f"payment:{subject}:{n}"


async def later(work: Work, plan_id: int, n: int, days: int) -> Said:
    """Put the question off; the schedule itself stays as it is."""
    nothing = (await one(work, plan_id, n)).instalment.amount.times(0)
    return await _record(work, plan_id, n, PaymentStatus.LATER, nothing, max(1, min(days, 14)))


async def cannot(work: Work, plan_id: int, n: int) -> Said:
    """Record that this one can't be paid; the change request comes next."""
    nothing = (await one(work, plan_id, n)).instalment.amount.times(0)
    return await _record(work, plan_id, n, PaymentStatus.CANNOT, nothing, None)


async def undo(work: Work, plan_id: int, n: int) -> Said:
    """Take back what was said of a payment."""
    await one(work, plan_id, n)
    await storage.unrecord(work.uow, plan_id, n)
    await plans.recompute(work, plan_id)
    return await one(work, plan_id, n)


async def unknown(work: Work, plan_id: int, n: int) -> None:
    """Store that no answer came: unknown, never missed."""
    said = await one(work, plan_id, n)
    if said.payment is None:
        nothing = said.instalment.amount.times(0)
        payment = Payment(n, PaymentStatus.UNKNOWN, nothing, work.now)
        await storage.record(work.uow, plan_id, payment)
