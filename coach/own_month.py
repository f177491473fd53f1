"""Whether a person kept to their plans in one month, as far as they told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.dates import add_months
from coach.plans import PaymentStatus, first_from, is_open, latest, occurrence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coach.dates import Month
    from coach.plans import Payment, Plan


def kept(plans: Iterable[tuple[Plan, Sequence[Payment]]], month: Month) -> bool | None:
    """Tell whether all that fell due in a month was paid, be it late.

    None where nothing fell due, or where something is not told of or still open: no answer is
    never a no.
    """
    said = []
    for plan, payments in plans:
        told, n = latest(payments), first_from(plan, month.day)
        while (due := occurrence(plan, n)) is not None and due.due < add_months(month.day, 1):
            said.append(told.get(n))
            n += 1
    if any(each is not None and each.status is PaymentStatus.CANNOT for each in said):
        return False
    return None if not said or any(map(is_open, said)) else True
