"""Messages about a payment: a question days before, the day before, the day, one gentle look back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_payments, cards_plans
from coach import occurrences
from coach.reminders import Kind as Says
from scheduler.kinds import Done, Item, Kind, Outcome, Prepared
from usecases import payments, reminded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.cards import Button
    from bot.ui.texts import Texts
    from coach.occurrences import About
    from coach.plans import Instalment
    from storage.due import Due
    from usecases.reminded import Reminded
    from usecases.work import Work

TEXTS = {
    Says.QUESTION: "payments.note.question",
    Says.DAY_BEFORE: "payments.note.day_before",
    Says.DAY: "payments.note.day",
    Says.PROMISED: "payments.note.promised",
    Says.UNKNOWN_FOLLOWUP: "payments.note.unknown",
    Says.AUTO_CHECK: "payments.note.auto",
}
AHEAD = (Says.QUESTION, Says.DAY_BEFORE, Says.DAY)
EARLY = (Says.QUESTION, Says.DAY_BEFORE)


async def prepare(work: Work, due: Due) -> Prepared | None:
    """Load the payment afresh; what was answered meanwhile is not asked about."""
    return (await many([(work, due)]))[0]


async def many(asked: Sequence[tuple[Work, Due]]) -> list[Prepared | None]:
    """Do the same for many people at once."""
    found = await reminded.many([(work, due.ref) for work, due in asked])
    return [
        _prepared(each, due) if each is not None and not each.kept.paused else None
        for each, (_, due) in zip(found, asked, strict=True)
    ]


def _prepared(found: Reminded, due: Due) -> Prepared | None:
    wanted = occurrences.read(due.occurrence, due.lead)
    about = found.open_on(wanted)
    if not about:
        return None
    # A look back that stays without an answer is noted, and what follows depends on that.
    looks_back = any(each.says is Says.UNKNOWN_FOLLOWUP for each, _ in about)
    return Prepared(item=_item(found, about), following=None if looks_back else found.following)


def _item(found: Reminded, about: Sequence[tuple[About, Instalment]]) -> Item:
    def text(t: Texts) -> str:
        return "\n\n".join(_text(t, found, each, instalment) for each, instalment in about)

    def rows(t: Texts) -> tuple[tuple[Button, ...], ...]:
        plan = found.kept.plan.id
        return tuple(
            row
            for each, instalment in about
            for row in cards_payments.answer_rows(t, plan, instalment.n, early=each.says in EARLY)
        )

    return Item(text, rows)


def _text(t: Texts, found: Reminded, about: About, instalment: Instalment) -> str:
    plan, says = found.kept.plan, about.says
    if says in AHEAD and instalment.due < found.work.today:
        # The bot was away over the day itself: what was meant as a question looks back now.
        says = Says.UNKNOWN_FOLLOWUP
    said = t.t(
        TEXTS[says],
        name=cards_plans.name(t, found.label, plan),
        amount=instalment.amount,
        day=instalment.due,
    )
    shifted = says in AHEAD and instalment.due in found.closed
    return said + "\n" + t.t("payments.note.shifted") if shifted else said


async def settled(work: Work, due: Due, done: Done) -> Due | None:
    """Move on to the plan's next message; a look back without an answer is stored as unknown."""
    (found,) = await reminded.many([(work, due.ref)])
    if found is None:
        return None
    if done.outcome is Outcome.SENT:
        for each, _ in found.open_on(occurrences.read(due.occurrence, due.lead)):
            if each.says is Says.UNKNOWN_FOLLOWUP:
                await payments.unknown(work, due.ref, each.n)
        (found,) = await reminded.many([(work, due.ref)])
    return None if found is None else found.following()


KINDS = {"payment": Kind(prepare, settled, many, stale=True)}
