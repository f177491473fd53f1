"""What messages about payments need, for thousands of people at once in a few statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.occurrences import About
from coach.payment_reminders import due_together, may_coincide, next_due
from coach.plans import Instalment, is_open, latest, occurrence
from storage import plans as storage
from usecases import plans, prefs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from coach.plans import Payment
    from storage.due import Due
    from storage.plans import Kept
    from usecases.work import Work


@dataclass(frozen=True, slots=True)
class Reminded:
    """One person's plan at the time of a message about it."""

    work: Work
    kept: Kept
    payments: tuple[Payment, ...]
    label: str | None
    closed: AbstractSet[date]

    def open_on(self, first: About) -> tuple[tuple[About, Instalment], ...]:
        """Return what an occurrence is about, and what else of the plan falls on that day.

        Only what is still open: what was answered meanwhile is not asked about.
        """
        plan, others = self.kept.plan, []
        if may_coincide(plan, self.payments):
            wishes = prefs.of(self.work.person, leads=self.kept.leads, paused=self.kept.paused)
            together = due_together(plan, self.payments, wishes, first.day, non_working=self.closed)
            others = [
                About(first.kind, first.ref, each.kind, each.n, each.lead, first.day)
                for each in together
                if (each.n, each.kind) != (first.n, first.says)
            ]
        said = latest(self.payments)
        return tuple(
            (each, instalment)
            for each in (first, *others)
            if is_open(said.get(each.n)) and (instalment := occurrence(plan, each.n)) is not None
        )

    def following(self) -> Due | None:
        """Return the due row of the plan's next message after now."""
        kept = self.kept
        wishes = prefs.of(self.work.person, leads=kept.leads, paused=kept.paused)
        wanted = next_due(kept.plan, self.payments, wishes, self.work.now, non_working=self.closed)
        return None if wanted is None else plans.row(self.work, kept.plan.id, wanted)


async def many(asked: Sequence[tuple[Work, int]]) -> list[Reminded | None]:
    """Load the plan of each of these people; None where it is not theirs or its debt was deleted.

    All share one transaction.
    """
    uow = asked[0][0].uow
    found = await storage.many(uow, [plan_id for _, plan_id in asked])
    said = await storage.payments_of_many(uow, [kept.plan for kept, _, _ in found.values()])
    closed: dict[tuple[str | None, int], frozenset[date]] = {}
    reminded: list[Reminded | None] = []
    for work, plan_id in asked:
        kept, creditor, gone = found.get(plan_id, (None, None, True))
        if kept is None or gone or kept.case_id != work.person.case_id:
            reminded.append(None)
            continue
        calendar = (work.person.region, kept.plan.first_due.year)
        if calendar not in closed:
            closed[calendar] = plans.closed_days(work, kept.plan.first_due)
        label = kept.label or creditor
        reminded.append(Reminded(work, kept, said[plan_id], label, closed[calendar]))
    return reminded
