"""The check-in's verdict with its reasons, and the one prepared next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, column, foot, go
from coach.reviews import NextStep, Outcome, Reason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.ui.texts import Texts
    from coach.reviews import Verdict

OUTCOMES = {
    Outcome.ON_TRACK: "reviews.outcome.on_track",
    Outcome.ADJUST: "reviews.outcome.adjust",
    Outcome.RENEGOTIATE: "reviews.outcome.renegotiate",
}
REASONS = {
    Reason.NOT_PAID: "reviews.reason.not_paid",
    Reason.CANNOT_NEXT: "reviews.reason.cannot_next",
    Reason.PAID_IN_PART: "reviews.reason.paid_in_part",
    Reason.SQUEEZED: "reviews.reason.squeezed",
    Reason.TWO_MISSED: "reviews.reason.two_missed",
    Reason.TIGHT_FOR_MONTHS: "reviews.reason.tight_for_months",
    Reason.NEW_DEBT: "reviews.reason.new_debt",
    Reason.INCOME_DOWN: "reviews.reason.income_down",
    Reason.SPENDING_UP: "reviews.reason.spending_up",
    Reason.TIGHT_NEXT: "reviews.reason.tight_next",
    Reason.MORE_ROOM: "reviews.reason.more_room",
    Reason.AS_PLANNED: "reviews.reason.as_planned",
}
STEPS = {
    NextStep.CONTACT_CREDITOR: ("reviews.step.contact_creditor", "cannot"),
    NextStep.CHANGE_REQUEST: ("reviews.step.change_request", "cannot"),
    NextStep.ADVISER: ("reviews.step.adviser", "helplines"),
    NextStep.ADD_DEBT: ("reviews.step.add_debt", "debts.add"),
    NextStep.UPDATE_BUDGET: ("reviews.step.update_budget", "budget.quick"),
    NextStep.KEEP_GOING: ("reviews.step.keep_going", "plans"),
}


def ask(t: Texts) -> Card:
    """Offer to begin the check-in."""
    rows = column(go(t.plain("reviews.begin"), "checkin.ask"))
    return Card(t.t("reviews.empty"), rows + foot(t))


def verdict(t: Texts, found: Verdict, *, spare: bool) -> Card:
    """Return the verdict, why, and what to do next; `spare`: there is money over to be used."""
    lines = [t.t(OUTCOMES[found.outcome])]
    lines += [
        t.t("reviews.reason_line", reason=t.plain(REASONS[reason])) for reason in found.reasons
    ]
    if t.informs:
        return _open_verdict(t, found, lines)
    label, name = STEPS[found.next_step]
    calm = found.outcome is Outcome.ON_TRACK
    rows = column(
        go(t.plain(label), name),
        go(t.plain("week.open"), "week.begin") if calm else None,
        go(t.plain("reviews.spare"), "spare", "checkin") if calm and spare else None,
        go(t.plain("reviews.again"), "checkin.ask"),
    )
    return Card("\n".join(lines), rows + foot(t))


_ALWAYS = (NextStep.CHANGE_REQUEST, NextStep.UPDATE_BUDGET, NextStep.ADVISER, NextStep.KEEP_GOING)


def _open_verdict(t: Texts, found: Verdict, lines: list[str]) -> Card:
    """Return what was told, and everything that can be done about it in one fixed order."""
    lines.append(t.t("inform.reviews.choices"))
    steps = [STEPS[each] for each in _ALWAYS]
    last = go(t.plain("reviews.again"), "checkin.ask")
    if Reason.NEW_DEBT in found.reasons:
        label, name = STEPS[NextStep.ADD_DEBT]
        last = go(t.plain(label), name)
    rows = column(*(go(t.plain(label), name) for label, name in steps), last)
    return Card("\n".join(lines), rows + foot(t))


def note_rows(t: Texts) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons under a check-in message."""
    return column(go(t.plain("reviews.begin"), "checkin.ask"))


def ask_day(t: Texts, days: Sequence[date]) -> Card:
    """Ask for the day to look again, and say what that keeps."""
    rows = column(
        *(go(t.show(each), "budget.look", f"{each:%Y%m%d}") for each in days),
        go(t.plain("reviews.look.other"), "budget.look_other"),
    )
    return Card(t.t("reviews.look.days"), rows + foot(t, "budget.humane"))


def looking(t: Texts, on: date) -> Card:
    """Say when we look again."""
    return Card(t.t("reviews.looking", day=on), foot(t, "budget"))
