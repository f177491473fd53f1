"""A month is told for a person only from what they told."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from coach.dates import Month
from coach.money import Money
from coach.own_month import kept
from coach.plans import Payment, PaymentStatus, Plan, PlanKind, PlanStatus

JUNE = Month(date(2026, 6, 1))
NO = Money(0, "EUR")


def plan(number: int = 1, *, day: date = date(2026, 1, 15), count: int = 12) -> Plan:
    """Return a monthly plan."""
    return Plan(
        number, None, 1, PlanStatus.ACTIVE, PlanKind.INSTALMENTS, Money(5000, "EUR"), count, day,
        anchor_day=day.day,
    )  # fmt: skip


def word(n: int, status: PaymentStatus) -> Payment:
    """Return what was said of an instalment; June's is the sixth."""
    return Payment(n, status, NO, datetime(2026, 7, n, tzinfo=UTC))


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (PaymentStatus.PAID, True),
        (PaymentStatus.CANNOT, False),
        (PaymentStatus.PARTLY, None),
        (PaymentStatus.LATER, None),
        (PaymentStatus.UNKNOWN, None),
    ],
)
def test_a_month_follows_what_was_said_of_its_payment(
    status: PaymentStatus, said: bool | None
) -> None:
    """Unknown is never missed, and what is still open is no answer."""
    assert kept([(plan(), [word(6, status)])], JUNE) is said


def test_only_what_fell_due_in_the_month_counts() -> None:
    """A missed May is no June."""
    told = [word(5, PaymentStatus.CANNOT), word(6, PaymentStatus.PAID)]
    assert kept([(plan(), told)], JUNE) is True
    assert kept([(plan(), [word(5, PaymentStatus.PAID)])], JUNE) is None
    assert kept([(plan(count=5), told)], JUNE) is None, "it had ended"
    assert kept([], JUNE) is None


def test_all_plans_of_a_month_count_together() -> None:
    """One that can't be paid is a no; one that nothing was said of leaves it open."""
    paid = (plan(1), [word(6, PaymentStatus.PAID)])
    assert kept([paid, (plan(2), [])], JUNE) is None
    assert kept([paid, (plan(2), [word(6, PaymentStatus.CANNOT)])], JUNE) is False
    assert kept([paid, (plan(2), [word(6, PaymentStatus.PAID)])], JUNE) is True
