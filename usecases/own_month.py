"""A contributor's own payments as the month's yes or no, where they told enough of them.

This is the private side: what it writes is one yes or no, and groups read nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach import own_month
from storage import plans
from usecases import contributions

if TYPE_CHECKING:
    from usecases.work import Work


async def follow(work: Work) -> None:
    """Give the month's answer to the groups that wait for one; what was said by hand stays."""
    if work.person.case_id is None or work.person.trial:
        return
    waiting = [each for each in await contributions.agreed(work) if each.is_asked]
    if not waiting:
        return
    active = [kept.plan for kept in await plans.of_case(work.uow, work.person.case_id)]
    payments = await plans.payments_of_many(work.uow, active)
    for each in waiting:
        if each.month is not None and each.said is None:
            word = own_month.kept([(plan, payments[plan.id]) for plan in active], each.month)
            if word is not None:
                await contributions.note(work, each, kept=word)
