"""One payment in words: the answers that can be given or taken back, and thanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_plans
from bot.ui.cards import Button, Card, column, foot, go, pairs
from bot.ui.texts import Id
from coach.plans import PaymentStatus

if TYPE_CHECKING:
    from bot.ui.texts import Texts
    from coach.plans import Instalment, Payment, Plan


def answer_rows(t: Texts, plan_id: int, n: int, *, early: bool) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons that answer for one payment; before the day they ask, not tell."""
    if early:
        first = [go(t.plain("payments.will"), "pay.will", plan_id, n),
                 go(t.plain("payments.not_all"), "plan.change_ask", plan_id)]  # fmt: skip
        second = [go(t.plain("payments.cannot"), "pay.cannot", plan_id, n)]
    else:
        first = [go(t.plain("payments.paid"), "pay", plan_id, n),
                 go(t.plain("payments.partly"), "pay.partly", plan_id, n)]  # fmt: skip
        second = [go(t.plain("payments.later"), "pay.later", plan_id, n, 2),
                  go(t.plain("payments.cannot"), "pay.cannot", plan_id, n)]  # fmt: skip
    return pairs(first) + pairs(second)


def payment(
    t: Texts, plan: Plan, label: str | None, each: Instalment, said: Payment | None
) -> Card:
    """Return one payment with the answers that can be given, or taken back."""
    text = t.t(
        "payments.one", name=cards_plans.name(t, label, plan), amount=each.amount, day=each.due
    )
    back = foot(t, "plan", plan.id)
    if said is None or said.status is PaymentStatus.UNKNOWN:
        return Card(text, answer_rows(t, plan.id, each.n, early=False) + back)
    lines = [text, t.t("payments.said", status=Id(cards_plans.STATUS[said.status]))]
    undo = go(t.plain("payments.undo"), "pay.undo", plan.id, each.n)
    if said.status is PaymentStatus.PARTLY:
        lines.append(t.t("payments.part", amount=said.amount))
    if said.status in (PaymentStatus.PARTLY, PaymentStatus.LATER):
        if said.promised is not None:
            lines.append(t.t("payments.again", day=said.promised))
        paid = go(t.plain("payments.paid"), "pay", plan.id, each.n)
        return Card("\n".join(lines), column(paid, undo) + back)
    if said.status is PaymentStatus.CANNOT:
        change = go(t.plain("payments.change"), "plan.change_ask", plan.id)
        return Card("\n".join(lines), column(change, undo) + back)
    return Card("\n".join(lines), column(undo) + back)


def thanks(t: Texts, plan: Plan, *, finished: bool, late_again: bool, undo: Button) -> Card:
    """Say that a payment is noted; after the last one, what to keep and ask for."""
    if finished:
        rows = column(go(t.plain("payments.finish"), "finish", plan.id), undo)
        return Card(t.t("payments.last"), rows + foot(t, "plan", plan.id))
    if late_again:
        rows = column(go(t.plain("payments.new_day"), "plan.new_day", plan.id), undo)
        return Card(t.t("payments.late_again"), rows + foot(t, "plan", plan.id))
    rows = column(go(t.plain("plans.see"), "plan", plan.id), undo)
    return Card(t.t("payments.noted"), rows + foot(t))
