"""Messages about a payment: a question days before, the day before, the day, one gentle look back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ui import cards_payments, cards_plans
from coach.plans import Instalment, is_open, latest, occurrence
from coach.reminders import Kind as Says
from scheduler.kinds import Done, Item, Kind, Outcome, Prepared
from usecases import payments, plans
from usecases.access import NotYoursError

if TYPE_CHECKING:
    from bot.ui.cards import Button
    from bot.ui.texts import Texts
    from storage.due import Due
    from usecases.work import Work

TEXTS = {
    Says.QUESTION: "payments.note.question",
    Says.DAY_BEFORE: "payments.note.day_before",
    Says.DAY: "payments.note.day",
    Says.PROMISED: "payments.note.promised",
    Says.UNKNOWN_FOLLOWUP: "payments.note.unknown",
    Says.AUTO_CHECK: "payments.note.auto",
}


@dataclass(frozen=True, slots=True)
class About:
    """What an occurrence stands for: `payment:plan:n:kind:yymmdd`."""

    n: int
    says: Says


def about(due: Due) -> About:
    """Read an occurrence back."""
    _, _, n, says, _ = due.occurrence.split(":")
    return About(int(n), Says(says))


async def prepare(work: Work, due: Due) -> Prepared | None:
    """Load the payment afresh; what was answered meanwhile is not asked about."""
    wanted = about(due)
    try:
        shown = await plans.show(work, due.ref)
    except NotYoursError:
        return None
    plan = shown.kept.plan
    instalment = occurrence(plan, wanted.n)
    if instalment is None or shown.kept.paused:
        return None
    if not is_open(latest(shown.payments).get(wanted.n)):
        return None
    return Prepared(item=_item(work, shown, instalment, wanted))


def _item(work: Work, shown: plans.Shown, instalment: Instalment, wanted: About) -> Item:
    plan = shown.kept.plan
    days = (instalment.due - work.today).days
    early = wanted.says in (Says.QUESTION, Says.DAY_BEFORE)

    shifted = wanted.says is not Says.PROMISED and instalment.due in plans.closed_days(work)

    def text(t: Texts) -> str:
        said = t.t(
            TEXTS[wanted.says],
            name=cards_plans.name(t, shown.label, plan),
            amount=instalment.amount,
            day=instalment.due,
            days=days,
        )
        return said + "\n" + t.t("payments.note.shifted") if shifted and early else said

    def rows(t: Texts) -> tuple[tuple[Button, ...], ...]:
        return cards_payments.answer_rows(t, plan.id, instalment.n, early=early)

    return Item(text, rows)


async def settled(work: Work, due: Due, done: Done) -> Due | None:
    """Move on to the plan's next message; a look back without an answer is stored as unknown."""
    wanted = about(due)
    try:
        if wanted.says is Says.UNKNOWN_FOLLOWUP and done.outcome is Outcome.SENT:
            await payments.unknown(work, due.ref, wanted.n)
        following = await plans.upcoming(work, due.ref)
    except NotYoursError:
        return None
    return None if following is None else plans.row(work, due.ref, following)


KINDS = {"payment": Kind(prepare, settled, stale=True)}
