"""What papers may say: a creditor's view of the budget, a plan's open days, an alarm's time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from coach.budget import SIGNS, Category, Group, Step, afford, group_of
from coach.money import Money, total
from coach.plans import PlanStatus, is_open, latest, schedule
from coach.script_lines import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.budget import Budget
    from coach.debts import Debt
    from coach.evidence import Ticked
    from coach.exchange import TypedRate
    from coach.plans import Instalment, Payment, Plan
    from coach.proposals import Proposal
    from coach.script_lines import Script
    from coach.scripts import Brief

PRIVATE = frozenset({
    Category.BENEFITS, Category.PENSION, Category.OTHER_INCOME, Category.HEALTH,
    Category.DEPENDANTS, Category.PERSONAL, Category.MAINTENANCE_PAID,
})  # fmt: skip
"""Lines that tell of health, family or faith: a creditor sees their sum, never the line."""

MOST_DAYS = 60
"""Due days written into one calendar file; a plan that runs on has no last one."""

MOST_PHOTOS = 10
"""Photos in one dossier; more would make it too heavy to send on."""

OFFERING = frozenset({Kind.OFFER, Kind.HOLD, Kind.AGAIN})
"""Letters that stand on budget, proposal and evidence; the others say less, or nothing at all."""

_LINES_OF = {
    Step.TAKE_HOME: (Group.INCOME,),
    Step.ESSENTIALS: (Group.ESSENTIAL,),
    Step.PRIORITY: (Group.PRIORITY,),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row for a creditor: a step of the sum, or a line of it.

    `step` None is a line; then `category` None stands for the private lines together.
    """

    amount: Money
    step: Step | None = None
    category: Category | None = None

    @property
    def sign(self) -> str:
        """The sign of a step; a line is part of the step below it and has none."""
        return SIGNS[self.step] if self.step else ""


def summary(budget: Budget) -> tuple[Row, ...]:
    """Return the budget as a creditor may see it: the person's own working, private lines summed.

    Every step has the amount of `coach.budget.afford`; the lines above a step add up to it.
    """
    rows: list[Row] = []
    for each in afford(budget).working:
        for group in _LINES_OF.get(each.step, ()):
            rows += _lines(budget, group)
        rows.append(Row(each.amount, step=each.step))
    return tuple(rows)


def _lines(budget: Budget, group: Group) -> list[Row]:
    own = [line for line in budget.lines if group_of(line.category) is group]
    shown = [line for line in own if line.category not in PRIVATE and line.amount.minor]
    if not shown:
        return []
    rows = [Row(line.monthly, category=line.category) for line in shown]
    hidden = [line.monthly for line in own if line.category in PRIVATE]
    rest = total(hidden, budget.currency)
    return [*rows, Row(rest)] if rest.minor else rows


@dataclass(frozen=True, slots=True)
class Attached:
    """A photo that goes into a dossier: Telegram's name of it, and its size in pixels."""

    id: int
    file_id: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that one debt's dossier says.

    Where the words admit nothing, or only ask, there is no budget, proposal or evidence: those
    would say what the letter does not. `share` is this debt's part of the pot a month, by
    `rate` where the debt is in another currency.
    """

    brief: Brief
    script: Script
    case: str
    """The case's own short number."""
    reference: str | None
    """The number that the creditor gave."""
    budget: tuple[Row, ...] = ()
    share: Money | None = None
    rate: TypedRate | None = None
    proposal: Proposal | None = None
    evidence: tuple[Ticked, ...] = ()
    photos: tuple[Attached, ...] = ()

    @property
    def debt(self) -> Debt:
        """The debt it is about."""
        return self.brief.debt


def open_days(plan: Plan, payments: Sequence[Payment]) -> tuple[Instalment, ...]:
    """Return the instalments that still wait, oldest first, at most `MOST_DAYS`."""
    if plan.status is not PlanStatus.ACTIVE:
        return ()
    said = latest(payments)
    waiting = (each for each in schedule(plan) if is_open(said.get(each.n)))
    return tuple(islice(waiting, MOST_DAYS))


def alarm_minutes(lead: int, hour: int) -> int:
    """Return the minutes from the start of a due day to its alarm, `lead` days before at `hour`."""
    return (hour - 24 * lead) * 60
